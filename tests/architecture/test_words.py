"""One word for one thing, and the field's word where it has one."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files_named

# Words of a private language, and what a chat server calls the thing.
FIELD_WORDS = {
    "bell": "notifier",
    "briefing": "run context",
    "bury": "dead-letter",
    "cast": "driver",
    "deed": "effect",
    "desk": "dependencies",
    "doorbell": "commit notifier",
    "doorman": "safe transport",
    "ear": "reader",
    "happening": "transition",
    "hear": "receive, or on_…",
    "hold": "assignment, or lock",
    "house": "app context, or server",
    "inquiry": "model request",
    "lane": "dedicated connection",
    "mind": "model session",
    "moment": "at, or now",
    "pace": "batch window",
    "passage": "step result",
    "passing": "ephemeral",
    "rehearsal": "dry run",
    "rehearse": "dry run",
    "scene": "setup",
    "seat": "connection",
    "stage": "dry run",
    "standing": "run, or status",
    "surroundings": "context",
    "thought": "result",
    "tries": "attempts, or losses",
}
FIELD_CLASSES = {
    *("Given", "Line", "Lines", "Tell", "Shown", "Spoke", "Wrote", "Heard", "Ended", "Sites"),
    "NotHeard",
}
# The column, and what the API calls it: how often agents lost a chat since its last answer.
NAMES_OF_STORED_DATA = {"tries"}


def test_a_class_has_its_name_for_itself() -> None:
    places = defaultdict(list)
    for path in _package():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(ROOT)))

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_things_are_called_what_the_field_calls_them() -> None:
    strange = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in _package()
        for name in _strange_in(ast.parse(path.read_text()), path.stem)
    }

    assert strange == set()


@pytest.mark.parametrize(
    "behind",
    [
        "def ring_bell(): ...",
        "class AgentSeat: ...",
        "def f(house): ...",
        "class S:\n    desk: int",
    ],
)
def test_a_private_word_is_found(behind: str) -> None:
    assert Counter(_strange_in(ast.parse(behind), "model")).total() == 1


def test_a_module_is_called_what_the_field_calls_it_too() -> None:
    assert list(_strange_in(ast.parse(""), "passing")) == ["passing"]


def _package() -> list[Path]:
    return [path for path in files_named(".py") if path.is_relative_to(ROOT / "frontdesk")]


def _strange_in(tree: ast.Module, module: str) -> Iterator[str]:
    for name in (module, *_named_in(tree)):
        is_strange = name in FIELD_CLASSES or not FIELD_WORDS.keys().isdisjoint(_words(name))
        if is_strange and name not in NAMES_OF_STORED_DATA:
            yield name


def _named_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.AsyncFunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case _:
                pass


def _words(name: str) -> set[str]:
    """Take `VisitorSeat` and `open_desk` apart, in the singular too."""
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
    return words | {word.removesuffix("s") for word in words}
