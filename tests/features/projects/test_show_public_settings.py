import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from frontdesk.features.messages.wire import MAX_CONTENT_CHARACTERS
from frontdesk.features.presence import access, find_available, store
from frontdesk.features.projects.http import public
from frontdesk.infra.database import Transaction
from frontdesk.kit.clock import FrozenClock
from frontdesk.kit.hours import DAYS
from frontdesk.kit.ids import ProjectId, UserId
from tests.features.projects.test_edit_project import LOOK
from tests.front_door import Door, Member, Site, Visitor
from tests.http_client import http_client

LETS_IN = ["https://shop.example", "https://www.shop.example"]
KEEPS_OUT = [
    "null",
    "https://evil.example",
    "https://shop.example.evil.example",
    "https://evilshop.example",
    "https://shop.example`.evil.example",
    "https://shop.example@evil.example",
    "https://shop.example:8443",
    "http://shop.example",
    "",
]


async def ask(door: Door, project_id: int, **headers: str) -> httpx.Response:
    async with http_client(base_url=f"{door.server.url}/api/v1") as page:
        return await page.get(f"/public/projects/{project_id}/settings", headers=headers)


@pytest.mark.parametrize("origin", LETS_IN)
async def test_an_allowed_site_is_told_and_may_read_it(door: Door, demo: Site, origin: str) -> None:
    answer = await ask(door, demo.id, Origin=origin)

    assert answer.status_code == 200
    assert answer.json()["personaName"] == "Demo Support"
    assert answer.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in answer.headers
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize("origin", KEEPS_OUT)
async def test_any_other_site_hears_what_it_hears_of_no_project(
    door: Door, demo: Site, origin: str
) -> None:
    answer = await ask(door, demo.id, Origin=origin)
    imagined = await ask(door, 999_999_999, Origin=origin)

    assert answer.status_code == imagined.status_code == 403
    assert answer.json() == imagined.json()
    assert "access-control-allow-origin" not in answer.headers


async def test_who_does_not_say_where_they_are_hears_nothing(door: Door, demo: Site) -> None:
    assert (await ask(door, demo.id)).status_code == 403


async def test_our_own_panel_asks_without_an_origin(door: Door, demo: Site) -> None:
    answer = await ask(door, demo.id, **{"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_over_plain_http_our_own_panel_is_known_by_its_referer(
    door: Door, demo: Site
) -> None:
    """Browsers leave Sec-Fetch-Site out where the address is neither https nor localhost."""
    own = await ask(door, demo.id, Referer=f"{door.server.url}/widget/?projectId={demo.id}")
    evil = await ask(door, demo.id, Referer=f"{door.server.url}.evil.example/")
    odd = await ask(door, demo.id, Referer="http://[")

    assert (own.status_code, evil.status_code, odd.status_code) == (200, 403, 403)


async def test_a_project_without_domains_is_shown_nowhere(door: Door) -> None:
    closed = await door.project("Closed", allowed_domains=[])

    assert (await ask(door, closed.id, Origin="https://shop.example")).status_code == 403


async def test_what_managers_choose_is_what_sites_are_told(
    door: Door, demo: Site, max_: Member
) -> None:
    await max_.http.put(f"/projects/{demo.id}/widget-settings", json=LOOK)

    answer = await ask(door, demo.id, Origin="https://shop.example")

    assert answer.json()["widget"] == LOOK
    assert set(answer.json()) == {
        *("projectId", "personaName", "personaAvatarUrl", "widget"),
        *("maxContentCharacters", "messageRateLimit", "messageRateSeconds"),
        *("isOpen", "isAnybodyOnline", "opensAt", "awayMessage", "asksForEmail"),
        *("hasResponder", "usualReplySeconds", "faces"),
    }


async def settings_of(door: Door, site: Site) -> dict[str, Any]:
    told: dict[str, Any] = (await ask(door, site.id, Origin="https://shop.example")).json()
    return told


@pytest.mark.parametrize(("mode", "told"), [("off", False), ("draft", True), ("auto", True)])
async def test_a_widget_is_told_whether_a_responder_takes_part(
    door: Door, mode: str, *, told: bool
) -> None:
    shop = await door.project("Shop", responder_mode=mode)

    assert (await settings_of(door, shop))["hasResponder"] is told


async def test_a_project_without_hours_is_always_open(door: Door, demo: Site) -> None:
    told = await settings_of(door, demo)

    assert (told["isOpen"], told["opensAt"]) == (True, None)
    assert (told["awayMessage"], told["asksForEmail"]) == ("", True)


async def test_a_closed_shop_says_when_it_opens_and_what_to_do_meanwhile(door: Door) -> None:
    opening = (datetime.now(UTC) + timedelta(hours=30)).replace(minute=0, second=0, microsecond=0)
    hours = [{"day": DAYS[opening.weekday()], "opens": f"{opening:%H:%M}", "closes": "23:59"}]
    shop = await door.project(
        "Shop",
        business_hours=json.dumps(hours),
        time_zone="UTC",
        away_message="We are asleep.",
        asks_for_email=False,
    )

    told = await settings_of(door, shop)

    assert told["isOpen"] is False
    assert told["opensAt"] == opening.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert (told["awayMessage"], told["asksForEmail"]) == ("We are asleep.", False)


async def test_a_shop_with_no_hours_at_all_never_opens(door: Door) -> None:
    told = await settings_of(door, await door.project("Shop", business_hours="[]"))

    assert (told["isOpen"], told["opensAt"]) == (False, None)


async def test_somebody_is_online_while_an_agent_is_available(
    door: Door, demo: Site, grace: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "TEAM_KEPT_SECONDS", 0.0)
    seen = [(await settings_of(door, demo))["isAnybodyOnline"]]

    await grace.joins(demo.id)
    for state in ("available", "away", "available"):
        beat = {"projectId": demo.id, "state": state, "active": True}
        assert (await grace.ask("agentPresence", beat))["ok"]
        seen.append((await settings_of(door, demo))["isAnybodyOnline"])

    assert seen == [False, True, False, True]


async def test_that_somebody_is_online_is_true_within_two_seconds(
    door: Door, demo: Site, grace: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FrozenClock(datetime.now(UTC))
    team = access.TeamCache(door.server.web.database, clock)
    asked = []

    async def counted(tx: Transaction, project_id: ProjectId) -> list[UserId]:
        asked.append(project_id)
        return await find_available(tx, project_id)

    monkeypatch.setattr(store, "find_available", counted)
    site = ProjectId(demo.id)
    before = await asyncio.gather(*(team.is_anybody_there(site) for _ in range(20)))
    await grace.joins(demo.id)
    await grace.ask("agentPresence", {"projectId": demo.id, "state": "available", "active": True})

    clock.advance(2.1)

    after = await asyncio.gather(*(team.is_anybody_there(site) for _ in range(20)))
    assert (set(before), set(after)) == ({False}, {True})
    assert asked == [site, site]


async def test_how_long_an_answer_usually_takes_is_the_median_of_the_latest(
    door: Door, demo: Site, grace: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.features.messages.access.KEPT_SECONDS", 0.0)
    told = []
    for number, seconds in enumerate((60, 600, 30)):
        visitor = await door.visitor(demo, f"visitor-{number}")
        chat = (await visitor.writes("Hello?"))["conversationId"]
        await grace.http.post(demo.thread(chat), json={"text": "Hi!"})
        await door.value(_ASKED_EARLIER, demo.id, chat, seconds)
        told.append((await settings_of(door, demo))["usualReplySeconds"])

    assert told[:2] == [None, None]
    assert told[2] == pytest.approx(60, abs=5)


@pytest.fixture
def _fresh_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.features.messages.access.FACES_KEPT_SECONDS", 0.0)


@pytest.mark.usefixtures("_fresh_faces")
async def test_the_faces_are_of_those_who_are_here_and_then_of_those_who_answered(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await door.member(demo, "Olivia", "owner")
    seen = [await faces_of(door, demo)]
    chat = (await ada.writes("Hello?"))["conversationId"]
    await alan.http.post(demo.thread(chat), json={"text": "Hi!"})
    await alan.joins(demo.id)
    await alan.ask("agentPresence", {"projectId": demo.id, "state": "away", "active": True})
    seen.append(await faces_of(door, demo))
    await grace.joins(demo.id)
    await grace.ask("agentPresence", {"projectId": demo.id, "state": "available", "active": True})
    seen.append(await faces_of(door, demo))
    await door.value(_LONG_AGO, demo.id, chat)

    assert seen == [[], ["Alan"], ["Grace", "Alan"]]
    assert await faces_of(door, demo) == ["Grace"]
    assert await faces_of(door, await door.project("Other")) == []


@pytest.mark.usefixtures("_fresh_faces")
async def test_there_are_three_faces_at_most_and_none_of_people_who_left(
    door: Door, demo: Site, olivia: Member
) -> None:
    agents = [await door.member(demo, f"Agent {number}") for number in range(4)]
    for agent in agents:
        await agent.joins(demo.id)
        beat = {"projectId": demo.id, "state": "available", "active": True}
        assert (await agent.ask("agentPresence", beat))["ok"]
    before = await faces_of(door, demo)

    await olivia.http.delete(f"/projects/{demo.id}/members/{agents[0].id}")

    assert before == ["Agent 0", "Agent 1", "Agent 2"]
    after = await faces_of(door, demo)
    assert len(after) == 3
    assert agents[0].name not in after


async def test_we_saw_your_site_from_its_first_page_view(
    door: Door, demo: Site, olivia: Member
) -> None:
    address = f"/projects/{demo.id}/widget-seen"
    before = (await olivia.http.get(address)).json()
    await ask(door, demo.id, Origin="https://evil.example")
    await ask(door, demo.id, **{"Sec-Fetch-Site": "same-origin"})
    still = (await olivia.http.get(address)).json()

    await ask(door, demo.id, Origin="https://shop.example")

    seen = (await olivia.http.get(address)).json()
    assert before == still == {"seenAt": None, "origin": None}
    assert seen["origin"] == "https://shop.example"
    assert seen["seenAt"].endswith("Z")


async def test_a_busy_site_is_written_down_once_a_minute(door: Door, demo: Site) -> None:
    seen = "select widget_seen_at, version from projects where id = $1"
    await ask(door, demo.id, Origin="https://shop.example")
    first = await door.row(seen, demo.id)

    await ask(door, demo.id, Origin="https://www.shop.example")

    assert await door.row(seen, demo.id) == first
    assert first["version"] == 1


def test_the_widget_is_told_the_limit_that_the_server_keeps() -> None:
    assert public.MAX_CONTENT_CHARACTERS == MAX_CONTENT_CHARACTERS


async def faces_of(door: Door, site: Site) -> list[str]:
    return [one["name"] for one in (await settings_of(door, site))["faces"]]


_LONG_AGO = """
update messages set created_at = now() - interval '15 days'
where project_id = $1 and conversation_id = $2
"""

_ASKED_EARLIER = """
update messages set created_at = created_at - make_interval(secs => $3)
where project_id = $1 and conversation_id = $2 and seq = 1
"""
