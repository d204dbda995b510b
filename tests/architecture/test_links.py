"""Links between our own pages lead somewhere: to a file that is there, and to a heading in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import files_named

_LINK = re.compile(r"!?\[[^\]]*\]\(<?(?P<target>[^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+\s+(?P<text>.+?)\s*#*$", re.MULTILINE)


@pytest.mark.parametrize("page", files_named(".md"), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text())

    broken = [
        target
        for target in (found["target"] for found in _LINK.finditer(text))
        if not re.match(r"[a-z]+:", target) and not _is_there(page, target)
    ]

    assert broken == []


def _is_there(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return False
    return not anchor or file.suffix != ".md" or anchor in _anchors(file)


def _anchors(page: Path) -> set[str]:
    """The ids that headings get: lower case, without punctuation, hyphens for spaces."""
    headings = (found["text"] for found in _HEADING.finditer(page.read_text()))
    return {re.sub(r"[^\w\- ]", "", text).strip().lower().replace(" ", "-") for text in headings}
