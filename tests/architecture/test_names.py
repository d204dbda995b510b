import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, files_named, kept_files

BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "service", "services"}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = [path.relative_to(ROOT) for path in kept_files()]

    assert [str(path) for path in named if BANNED & _words_of(path)] == []


def test_no_class_has_a_name_that_says_nothing() -> None:
    named = [name for path in files_named(".py") for name in _classes_of(path)]

    assert [name for name in named if name.lower().endswith(("manager", "service"))] == []


def test_a_feature_has_only_the_files_a_feature_has() -> None:
    allowed = {
        *("__init__", "model", "events", "wire", "store", "access"),
        *("actions", "broadcasts", "http", "socket", "jobs"),
    }
    features = ROOT / "frontdesk/features"

    strange = {
        f"{feature.name}/{part.name}"
        for feature in features.iterdir()
        for part in (feature.iterdir() if feature.is_dir() else ())
        if part.stem not in allowed | {"__pycache__"}
    }

    assert strange == set()


def test_a_todo_names_its_issue() -> None:
    marks = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files_named(".py", ".ts", ".tsx")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"(#|//|\*)\s*(TODO|FIXME|XXX)\b(?!.*#\d)", line)
    ]

    assert marks == []


def _words_of(path: Path) -> set[str]:
    return {re.sub(r"\.[a-z.]+$", "", part).lower() for part in path.parts}


def _classes_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef):
            yield node.name
