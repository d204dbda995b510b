"""Every promise in docs/how-it-works/what-screens-promise.md has the test its row names."""

import re

import pytest

from tests.architecture.tree import ROOT

_PAGE = ROOT / "docs/how-it-works/what-screens-promise.md"
_ROW = re.compile(r"^\| .+ \| `(?P<file>[^`]+)` `(?P<test>[^`]+)` \|$", re.MULTILINE)
_PROMISES = [(row["file"], row["test"]) for row in _ROW.finditer(_PAGE.read_text())]


@pytest.mark.parametrize(("file", "test"), _PROMISES)
def test_the_promise_is_kept_by_a_test_that_is_there(file: str, test: str) -> None:
    text = (ROOT / file).read_text()

    assert f"def {test}(" in text or f"('{test}'" in text


def test_every_row_names_its_test() -> None:
    rows = [line for line in _PAGE.read_text().splitlines() if line.startswith("| ")]

    # The head of the table names none.
    assert len(_PROMISES) == len(rows) - 1 > 0
