"""A visit goes on over page loads and tabs, whatever each of them knows of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from frontdesk.features.visitors.model import merge_visit
from tests.front_door import Door, Member, Site, Visitor

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)
LANDING = "https://shop.test/?utm_source=news"


def load(page: str, minute: float, referrer: str | None = "https://shop.test/") -> dict[str, Any]:
    """What a page load knows that remembers nothing of those before it."""
    at = (NINE + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")
    address = page if page.startswith("https:") else f"https://shop.test/{page}"
    pages = [{"url": address, "title": None, "at": at}]
    return {"referrer": referrer, "landingPage": address, "pages": pages, "browser": "Firefox 140"}


FIRST = load(LANDING, 0, "https://news.test/")


def urls(visit: dict[str, Any]) -> list[str]:
    return [page["url"].removeprefix("https://shop.test/") for page in visit["pages"]]


def merged(sessions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    visit: dict[str, Any] = {}
    for session in sessions:
        visit = merge_visit(visit, session)
    return visit


def test_browsing_history_belongs_to_the_visit_and_keeps_its_first_referrer() -> None:
    visit = merged([FIRST, load("pricing", 1), load("guide", 2)])

    assert urls(visit) == ["?utm_source=news", "pricing", "guide"]
    assert (visit["landingPage"], visit["referrer"]) == (LANDING, "https://news.test/")


def test_two_tabs_add_to_one_history_in_the_order_of_time() -> None:
    tabs = [load("a", 1), load("b", 2), load("c", 3), load("d", 4)]

    for order in permutations(tabs):
        assert urls(merged([FIRST, *order])) == ["?utm_source=news", "a", "b", "c", "d"]


def test_a_load_heard_of_twice_and_a_page_reloaded_are_one_page() -> None:
    visit = merged([FIRST, load("a", 1), load("a", 1), load("a", 2)])

    assert urls(visit) == ["?utm_source=news", "a"]


def test_only_the_last_ten_pages_are_kept() -> None:
    visit = merged([FIRST, *(load(f"{page}", page) for page in range(1, 13))])

    assert urls(visit) == [f"{page}" for page in range(3, 13)]
    assert visit["landingPage"] == LANDING


@pytest.mark.parametrize(("minutes", "is_new"), [(30, False), (31, True)])
def test_half_an_hour_without_a_page_ends_the_visit(minutes: int, *, is_new: bool) -> None:
    visit = merged([FIRST, load("back", minutes, "https://search.test/")])

    assert visit["referrer"] == ("https://search.test/" if is_new else "https://news.test/")
    assert urls(visit) == ["back"] if is_new else ["?utm_source=news", "back"]


def test_what_is_left_out_erases_nothing() -> None:
    visit = merged([FIRST, {"pages": [], "referrer": None, "browser": None, "os": "Linux"}])

    assert urls(visit) == ["?utm_source=news"]
    assert (visit["browser"], visit["os"], visit["referrer"]) == (
        "Firefox 140",
        "Linux",
        "https://news.test/",
    )


@pytest.mark.parametrize("at", [None, "", "yesterday", 7, "9" * 40, "2026-99-99T99:99:99Z"])
def test_a_time_that_is_none_harms_nobody(at: object) -> None:
    odd = {**load("odd", 1), "pages": [{"url": "https://shop.test/odd", "at": at}]}

    for order in permutations([FIRST, odd, load("a", 2)]):
        assert "a" in urls(merged(order))


async def test_the_panel_shows_the_pages_of_all_loads_without_their_secrets(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    secret = "https://shop.test/pricing?token=abc&q=1"
    for number, session in enumerate([FIRST, load(secret, 1), load("guide", 2)]):
        said = {"content": f"m{number}", "tempId": f"t{number}", "sessionMetadata": session}
        message = (await ada.ask("sendMessage", said))["message"]

    address = f"/projects/{demo.id}/inbox/visitors/{message['visitorId']}"
    shown = (await grace.http.get(address)).json()["sessionMetadata"]

    assert urls(shown) == ["?utm_source=news", "pricing?q=1", "guide"]
    assert (shown["landingPage"], shown["referrer"]) == (LANDING, "https://news.test/")


async def test_lines_of_several_tabs_sent_at_once_keep_all_their_pages(
    door: Door, demo: Site, ada: Visitor
) -> None:
    said = [
        {"content": f"m{n}", "tempId": f"t{n}", "sessionMetadata": load(f"{n}", n)}
        for n in range(3)
    ]

    await asyncio.gather(*(ada.ask("sendMessage", one) for one in said))

    sessions = "select session_metadata from visitors where project_id = $1"
    assert urls(json.loads(await door.value(sessions, demo.id))) == ["0", "1", "2"]
