"""A project's settings in four groups: replaced as a whole, each with a version of its own."""

from __future__ import annotations

from asyncio import gather
from collections import Counter
from typing import Any

import httpx
import pytest

from frontdesk.features import projects
from frontdesk.features.projects.events import SettingsChanged
from frontdesk.features.projects.wire.settings import RoutingGroup
from frontdesk.infra.database import Database, Wiring
from frontdesk.kit.ids import ProjectId, UserId
from tests.front_door import Door, Member, Site

GENERAL: dict[str, Any] = {
    "name": "Demo",
    "personaName": "Demo Support",
    "personaAvatarUrl": None,
    "allowedDomains": ["shop.example", "*.shop.example"],
    "historyVisibility": "forever",
    "reopenDays": 7,
    "messageRateLimit": None,
    "messageRateSeconds": 60,
}
WIDGET: dict[str, Any] = {
    "theme": "dark",
    "accentColor": "#112233",
    "side": "left",
    "greeting": "Hi",
    "suggestions": ["Where is my parcel?"],
    "launcherLabel": "Ask us",
    "locale": "de",
    "awayMessage": "Back on Monday.",
    "asksForEmail": False,
}
ROUTING: dict[str, Any] = {
    "routingMode": "push",
    "agentCapacity": 3,
    "autoPendingMinutes": 0,
    "firstReplyMinutes": 2,
    "idleMinutes": 5,
    "offlineMinutes": 4,
    "maxReassignments": 2,
    "stuckMinutes": 15,
    "timeZone": "Europe/Berlin",
    "businessHours": [{"day": "mon", "opens": "09:00", "closes": "17:00"}],
}
ASSISTANT: dict[str, Any] = {"mode": "draft", "prompt": "Be kind."}
CHANGED: dict[str, dict[str, Any]] = {
    "general": {**GENERAL, "reopenDays": 30},
    "widget": WIDGET,
    "routing": ROUTING,
    "assistant": ASSISTANT,
}
GROUPS = list(CHANGED)


def at(site: Site, group: str) -> str:
    return f"/projects/{site.id}/settings/{group}"


async def puts(
    member: Member, site: Site, group: str, wanted: dict[str, Any], tag: str = "*"
) -> httpx.Response:
    return await member.http.put(at(site, group), json=wanted, headers={"If-Match": tag})


@pytest.mark.parametrize("group", GROUPS)
async def test_a_group_is_shown_as_it_was_saved_and_everybody_hears_which(
    demo: Site, grace: Member, max_: Member, group: str
) -> None:
    await grace.joins(demo.id)
    before = await max_.http.get(at(demo, group))

    saved = await puts(max_, demo, group, CHANGED[group], before.headers["etag"])

    shown = await max_.http.get(at(demo, group))
    assert saved.status_code == 200, saved.text
    assert (shown.json(), shown.headers["etag"]) == (saved.json(), saved.headers["etag"])
    assert shown.json().items() >= CHANGED[group].items()
    told = await grace.hears("projectUpdated")
    assert (told["group"], f'"{told["version"]}"') == (group, shown.headers["etag"])


@pytest.mark.parametrize("group", GROUPS)
async def test_whoever_saw_an_older_version_of_the_group_hears_it(
    demo: Site, max_: Member, group: str
) -> None:
    tag = (await max_.http.get(at(demo, group))).headers["etag"]
    await puts(max_, demo, group, CHANGED[group], tag)

    stale = await puts(max_, demo, group, CHANGED[group], tag)

    assert stale.status_code == 412
    assert stale.json()["error"]["code"] == "stale"


async def test_managers_who_save_different_groups_at_once_keep_each_others(
    demo: Site, olivia: Member, max_: Member
) -> None:
    for _ in range(5):
        tags = {one: (await max_.http.get(at(demo, one))).headers["etag"] for one in GROUPS}
        wanted = {**CHANGED, "general": {**GENERAL, "reopenDays": 1 + _}}

        answers = await gather(
            *(
                puts((olivia, max_)[number % 2], demo, one, wanted[one], tags[one])
                for number, one in enumerate(GROUPS)
            )
        )

        assert [one.status_code for one in answers] == [200] * 4
        for one in GROUPS:
            shown = (await max_.http.get(at(demo, one))).json()
            assert shown.items() >= wanted[one].items()


@pytest.mark.parametrize("group", GROUPS)
async def test_of_several_who_save_the_same_group_at_once_one_is_first(
    demo: Site, olivia: Member, max_: Member, group: str
) -> None:
    tag = (await max_.http.get(at(demo, group))).headers["etag"]
    wanted = [_another(group, number) for number in range(6)]

    answers = await gather(
        *(puts((olivia, max_)[n % 2], demo, group, one, tag) for n, one in enumerate(wanted))
    )

    assert Counter(one.status_code for one in answers) == {200: 1, 412: 5}
    [first] = [one.json() for one in answers if one.status_code == 200]
    assert (await max_.http.get(at(demo, group))).json() == first


async def test_the_same_again_changes_nothing_and_tells_nobody(
    door: Door, demo: Site, max_: Member
) -> None:
    first = await puts(max_, demo, "routing", ROUTING)
    told = await door.traces(demo)

    again = await puts(max_, demo, "routing", ROUTING, first.headers["etag"])

    assert (again.status_code, again.headers["etag"]) == (200, first.headers["etag"])
    assert await door.traces(demo) == told


async def test_a_manager_sets_how_a_project_talks_but_not_whose_it_is(
    demo: Site, olivia: Member, max_: Member
) -> None:
    name = {**GENERAL, "name": "Mine"}
    domains = {**GENERAL, "allowedDomains": ["evil.example"]}

    refused = [await puts(max_, demo, "general", one) for one in (name, domains)]
    talks = await puts(max_, demo, "general", {**GENERAL, "personaName": "Max"})
    owned = await puts(olivia, demo, "general", {**GENERAL, "name": "Shop"})

    assert [one.status_code for one in (*refused, talks, owned)] == [403, 403, 200, 200]
    assert (await olivia.http.get(f"/projects/{demo.id}")).json()["name"] == "Shop"


async def test_agents_read_what_they_work_by_and_change_nothing(
    demo: Site, grace: Member, mallory: Member
) -> None:
    read = [(await grace.http.get(at(demo, one))).status_code for one in GROUPS]
    written = [(await puts(grace, demo, one, CHANGED[one])).status_code for one in GROUPS]
    outside = [(await puts(mallory, demo, one, CHANGED[one])).status_code for one in GROUPS]

    assert read == [200, 200, 200, 403]
    assert written == [403] * 4
    assert outside == [404] * 4


@pytest.mark.parametrize(
    ("group", "wrong"),
    [
        ("general", {**GENERAL, "reopenDays": -1}),
        ("general", {**GENERAL, "allowedDomains": ["*"]}),
        ("general", {key: GENERAL[key] for key in GENERAL if key != "name"}),
        ("general", {**GENERAL, "awayMessage": ""}),
        ("widget", {**WIDGET, "accentColor": "red"}),
        ("widget", {**WIDGET, "awayMessage": "x" * 1_001}),
        ("routing", {**ROUTING, "timeZone": "Mars/Olympus"}),
        ("routing", {**ROUTING, "asksForEmail": True}),
        ("assistant", {**ASSISTANT, "mode": "always"}),
    ],
)
async def test_what_is_no_such_group_is_refused_and_nothing_changes(
    demo: Site, max_: Member, group: str, wrong: dict[str, Any]
) -> None:
    before = await max_.http.get(at(demo, group))

    answer = await puts(max_, demo, group, wrong)

    assert answer.status_code == 400
    after = await max_.http.get(at(demo, group))
    assert (after.json(), after.headers["etag"]) == (before.json(), before.headers["etag"])


async def test_what_changed_is_announced_as_it_was_and_as_it_is(
    door: Door, demo: Site, max_: Member
) -> None:
    heard: list[SettingsChanged] = []

    async def note(_: object, changed: SettingsChanged) -> None:
        heard.append(changed)

    wiring = Wiring(within={SettingsChanged: [note]})
    url = door.server.web.settings.database_url
    database = Database(url, wiring, max_connections=1)
    await database.open("announced")
    async with database.transaction() as tx:
        routing = await projects.routing_of(tx, ProjectId(demo.id))
        wanted = RoutingGroup(**{**_fields(routing), "agent_capacity": 9})
        await projects.replace_settings(
            tx, UserId(max_.id), ProjectId(demo.id), wanted, version=None
        )
    await database.close()

    [changed] = heard
    assert (changed.group, changed.before, changed.after) == ("routing", routing, wanted)
    assert changed.changed_by == max_.id


def _fields(group: RoutingGroup) -> dict[str, Any]:
    return {name: getattr(group, name) for name in group.__struct_fields__}


def _another(group: str, number: int) -> dict[str, Any]:
    key = {
        "general": "reopenDays",
        "widget": "greeting",
        "routing": "stuckMinutes",
        "assistant": "prompt",
    }[group]
    value: object = 100 + number if group in ("general", "routing") else f"No. {number}"
    return {**CHANGED[group], key: value}
