"""What the web build put into frontdesk/static; `make web` first."""

import gzip
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

STATIC = ROOT / "frontdesk/static"
PAGES = ("widget/index.html", "dashboard/index.html", "demo/index.html")

LOADER_BYTES = 2 * 1024
WIDGET_BYTES = 45 * 1024


def test_the_loader_keeps_within_its_two_kilobytes_as_it_is_sent() -> None:
    assert _sent([STATIC / "loader/widget.js"]) <= LOADER_BYTES


def test_every_text_is_sent_compressed() -> None:
    texts = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html"}]

    assert texts, "not built"
    for text in texts:
        assert gzip.decompress(text.with_name(f"{text.name}.gz").read_bytes()) == text.read_bytes()
        assert text.with_name(f"{text.name}.br").is_file()


def test_the_widget_keeps_within_its_forty_five_kilobytes_as_it_is_sent() -> None:
    page = (STATIC / "widget/index.html").read_text()
    files = [path for path in (STATIC / "widget").rglob("*") if path.suffix in {".js", ".css"}]
    at_once = [path for path in files if path.name in page]
    # What the page does not name are languages; a visitor fetches one of them at most.
    languages = [path for path in files if path not in at_once]

    assert at_once, "not built"
    longest = max((_sent([language]) for language in languages), default=0)
    assert _sent(at_once) + longest <= WIDGET_BYTES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_under_a_policy_without_anything_inline(page: str) -> None:
    text = (STATIC / page).read_text()

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_nothing_from_elsewhere(page: str) -> None:
    assert not re.search(r"""(src|href)=["'](https?:)?//""", (STATIC / page).read_text())


def _sent(files: list[Path]) -> int:
    return sum(file.with_name(f"{file.name}.br").stat().st_size for file in files)
