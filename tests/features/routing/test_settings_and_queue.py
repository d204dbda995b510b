"""The numbers a manager sets, and the picture everybody has of the queue."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.routing.people import claims, is_here, replies, waits
from tests.features.routing.test_guard_routing import SETTINGS
from tests.front_door import Door, Member, Site, Visitor
from tests.patience import PATIENCE_SECONDS

HOURS = [{"day": "mon", "opens": "09:00", "closes": "17:00"}]


async def settings_of(member: Member, site: Site) -> Any:  # noqa: ANN401 - an answer
    return await member.http.get(f"/projects/{site.id}/routing-settings")


async def test_a_new_project_routes_as_the_product_says(demo: Site, grace: Member) -> None:
    shown = (await settings_of(grace, demo)).json()

    assert shown == {
        "routingMode": "sticky",
        "agentCapacity": 5,
        "autoPendingMinutes": 30,
        "firstReplyMinutes": 5,
        "idleMinutes": 10,
        "offlineMinutes": 3,
        "maxReassignments": 3,
        "stuckMinutes": 30,
        "timeZone": "UTC",
        "businessHours": None,
        "awayMessage": "",
        "asksForEmail": True,
    }


async def test_a_manager_replaces_them_as_a_whole_and_everybody_hears_of_it(
    door: Door, demo: Site, grace: Member
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    await grace.joins(demo.id)
    tag = (await settings_of(olivia, demo)).headers["etag"]
    wanted = {**SETTINGS, "timeZone": "Europe/Berlin", "businessHours": HOURS}
    address = f"/projects/{demo.id}/routing-settings"

    answer = await olivia.http.put(address, json=wanted, headers={"If-Match": tag})
    stale = await olivia.http.put(address, json=SETTINGS, headers={"If-Match": tag})

    assert (answer.status_code, stale.status_code) == (200, 412)
    assert answer.headers["etag"] != tag
    shown = await settings_of(olivia, demo)
    assert (shown.json(), shown.headers["etag"]) == (wanted, answer.headers["etag"])
    await grace.hears("projectUpdated")


@pytest.mark.parametrize(
    "wrong",
    [
        {"routingMode": "random"},
        {"agentCapacity": 0},
        {"agentCapacity": 1_001},
        {"agentCapacity": "5"},
        {"agentCapacity": 5.0},
        {"agentCapacity": True},
        {"agentCapacity": None},
        {"autoPendingMinutes": -1},
        {"idleMinutes": 0},
        {"offlineMinutes": 2**63},
        {"timeZone": "Mars/Olympus"},
        {"timeZone": "../../etc/passwd"},
        {"timeZone": ""},
        {"businessHours": [{"day": "mon", "opens": "9:00", "closes": "17:00"}]},
        {"businessHours": [{"day": "fun", "opens": "09:00", "closes": "17:00"}]},
        {"businessHours": [*HOURS, *HOURS]},
        {"businessHours": "always"},
        {"businessHours": HOURS * 51},
        {"awayMessage": "x" * 1_001},
        {"awayMessage": "a\x00b"},
        {"asksForEmail": "yes"},
        {"extra": 1},
    ],
    ids=str,
)
async def test_what_makes_no_sense_is_refused(
    door: Door, demo: Site, wrong: dict[str, object]
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    before = (await settings_of(olivia, demo)).json()

    answer = await olivia.http.put(
        f"/projects/{demo.id}/routing-settings", json={**SETTINGS, **wrong}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert (await settings_of(olivia, demo)).json() == before


async def test_a_setting_left_out_is_refused_as_a_whole_is_asked_for(
    door: Door, demo: Site
) -> None:
    olivia = await door.member(demo, "Olivia", "manager")
    some = {name: SETTINGS[name] for name in SETTINGS if name != "stuckMinutes"}

    answer = await olivia.http.put(f"/projects/{demo.id}/routing-settings", json=some)

    assert answer.status_code == 400


async def test_the_queue_shows_who_waits_and_who_answers(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    first = (await ada.writes("Hello?"))["conversationId"]
    await claims(grace, demo, first)
    await replies(grace, demo, first)
    await ada.writes("And then?")
    second, third = await waits(door, demo, "eve"), await waits(door, demo, "ivy")
    await grace.http.patch(demo.conversation(third), json={"priority": "high"})
    await is_here(door, demo, alan, state="away")

    shown = (await alan.http.get(f"/projects/{demo.id}/queue")).json()

    assert (shown["waiting"], shown["assigned"], shown["waitingForVisitor"]) == (2, 1, 0)
    assert [one["id"] for one in shown["data"]] == [third, second]
    assert shown["oldestWaitingSince"] == shown["data"][1]["waitingSince"]
    of = {one["userId"]: one for one in shown["agents"]}
    assert (of[grace.id]["state"], of[grace.id]["load"]) == ("available", 1)
    assert (of[alan.id]["state"], of[alan.id]["load"], of[alan.id]["chats"]) == ("away", 0, [])
    [held] = of[grace.id]["chats"]
    assert (held["conversationId"], held["chatState"]) == (first, "assigned")
    assert of[grace.id]["capacity"] == 5
    # How long she took is real time, which a busy machine stretches.
    assert 0 <= of[grace.id]["medianReplySeconds"] < PATIENCE_SECONDS


async def test_members_are_listed_with_how_they_can_be_reached(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, grace)

    shown = (await grace.http.get(f"/projects/{demo.id}/members")).json()["data"]

    states = {one["userId"]: one["state"] for one in shown}
    assert states == {grace.id: "available", alan.id: "offline"}
