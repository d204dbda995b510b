from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files_named, lines_of

MAX_PYTHON_LINES = 300
MAX_TYPESCRIPT_LINES = 250


def test_no_python_file_outgrows_its_cap() -> None:
    assert _longer_than(MAX_PYTHON_LINES, files_named(".py")) == {}


def test_no_typescript_file_outgrows_its_cap() -> None:
    written = [path for path in files_named(".ts", ".tsx") if "generated" not in path.parts]

    assert _longer_than(MAX_TYPESCRIPT_LINES, written) == {}


def test_a_file_over_its_cap_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.architecture.test_size.ROOT", tmp_path)
    long, short = tmp_path / "long.py", tmp_path / "short.py"
    long.write_text("pass\n" * 301)
    short.write_text("pass\n" * 300)

    assert _longer_than(MAX_PYTHON_LINES, [long, short]) == {"long.py": 301}


def _longer_than(most: int, paths: list[Path]) -> dict[str, int]:
    return {str(path.relative_to(ROOT)): lines_of(path) for path in paths if lines_of(path) > most}
