"""How large and how tangled the code is, beside what we want: `python -m tools.measure_house`.

A trend, printed by CI; what must never happen is refused by `tests/architecture`. With
`--static` nothing is started; with `--functions` the functions that are passed are named, too.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TypeAlias

import grimp

from tests.architecture.test_calls import unchecked_requests
from tests.architecture.test_tables import foreign_writes, known_statements, stored, upward_reads
from tests.architecture.tree import ROOT, kept_files, lines_of
from tools.call_paths import Passed, measure

Graph: TypeAlias = Mapping[str, set[str]]

# Functions and files that one thing may pass.
PATHS = {
    "visitor message": (110, 42),
    "agent reply": (95, 42),
    "claim": (90, 40),
    "AI turn": (220, 75),
}
MIN_COMMENTS = 2.0
MAX_FILE_LINES = 300
_IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]""")


@dataclass(frozen=True)
class Line:
    """One number, and the one it should be."""

    what: str
    found: str
    goal: str = ""
    is_met: bool | None = None


def main(words: list[str]) -> int:
    """Print the table."""
    lines = [*_tangles(), *_sizes(), *_prose()]
    if "--static" not in words:
        paths = measure()
        lines = [*_paths(paths), *lines]
        if "--functions" in words:
            for name, path in paths.items():
                print(f"{name}:", *path.listed(), sep="\n    ")
    for line in lines:
        mark = {None: "", True: "met", False: "not yet"}[line.is_met]
        print(f"{line.what:<44}{line.found:>16}{line.goal:>14}  {mark}".rstrip())
    return 0


def _paths(paths: Mapping[str, Passed]) -> Iterator[Line]:
    for name, path in paths.items():
        functions, files = PATHS[name]
        yield Line(
            f"{name}: functions / files passed",
            f"{path.functions} / {path.files}",
            f"≤ {functions} / {files}",
            path.functions <= functions and path.files <= files,
        )


def _tangles() -> Iterator[Line]:
    yield _none("import cycles, server", _cycles(_server_imports()))
    yield _none("import cycles, web", _cycles(_web_imports()))
    yield _none("class names used twice", _names_used_twice())
    yield _none("writes to another feature's tables", list(foreign_writes(known_statements())))
    yield _none("reads upward", list(upward_reads(known_statements(), stored())))
    calls = [one for path in _web_sources() for one in unchecked_requests(path.read_text())]
    yield _none("unchecked HTTP calls in web", calls)


def _sizes() -> Iterator[Line]:
    files = [lines_of(path) for path in _server_files()]
    bodies = [len(list(_statements_in(one))) for one in _functions()]
    yield Line("server: files", f"{len(files)}")
    yield Line("server: lines", f"{sum(files):,}")
    yield _at_most("longest file, in lines", max(files), MAX_FILE_LINES)
    yield Line("functions", f"{len(bodies):,}")
    middle, tenth = statistics.median(bodies), statistics.quantiles(bodies, n=10)[-1]
    spread = f"{middle:.0f} / {tenth:.0f} / {max(bodies)}"
    yield Line("their statements: middle / longest tenth / most", spread)


def _prose() -> Iterator[Line]:
    for feature in ("workflows", "conversations"):
        folder = ROOT / "frontdesk/features" / feature
        files = [path for path in _server_files() if folder in path.parents]
        comments = sum(_comments_in(path) for path in files)
        share = 100 * comments / sum(lines_of(path) for path in files)
        yield Line(
            f"comments per 100 lines, {feature}",
            f"{share:.1f}",
            f"≥ {MIN_COMMENTS:.0f}",
            share >= MIN_COMMENTS,
        )


def _none(what: str, found: list[object] | list[str] | list[set[str]]) -> Line:
    return Line(what, str(len(found)), "0", not found)


def _at_most(what: str, found: int, most: int) -> Line:
    return Line(what, str(found), f"≤ {most}", found <= most)


def _server_files() -> list[Path]:
    return [
        path for path in kept_files() if path.suffix == ".py" and ROOT / "frontdesk" in path.parents
    ]


def _web_sources() -> list[Path]:
    inside = re.compile(r"web/[a-z]+/src/.*\.tsx?$")
    return [path for path in kept_files() if inside.match(str(path.relative_to(ROOT)))]


def _server_imports() -> Graph:
    graph = grimp.build_graph("frontdesk", exclude_type_checking_imports=True, cache_dir=None)
    return {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}


def _web_imports() -> Graph:
    files = {str(path.relative_to(ROOT)): path for path in _web_sources()}
    return {
        name: {
            normpath(join(dirname(name), target)) for target in _IMPORTED.findall(path.read_text())
        }
        & files.keys()
        for name, path in files.items()
    }


def _cycles(graph: Graph) -> list[set[str]]:
    """Find the sets of modules in which each is reached from each."""
    reached = {name: _reached_from(name, graph) for name in graph}
    found: list[set[str]] = []
    for name in graph:
        circle = {one for one in reached[name] if name in reached.get(one, ())}
        if circle and circle not in found:
            found.append(circle)
    return found


def _reached_from(start: str, graph: Graph) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        news = graph.get(waiting.pop(), set()) - reached
        reached |= news
        waiting += news
    return reached


def _names_used_twice() -> list[str]:
    names = Counter(
        node.name
        for path in _server_files()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    return [name for name, count in names.items() if count > 1]


def _functions() -> Iterator[ast.AST]:
    for path in _server_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def _statements_in(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.walk(node):
        if isinstance(child, ast.stmt) and child is not node:
            yield child


def _comments_in(path: Path) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    comments = [one.string for one in tokens if one.type == tokenize.COMMENT]
    return len([one for one in comments if not re.match(r"#\s*(noqa|type:)", one)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
