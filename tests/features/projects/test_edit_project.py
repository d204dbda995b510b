from asyncio import gather
from collections import Counter

import httpx
import pytest

from tests.front_door import Door, Member, Site

LOOK = {
    "theme": "dark",
    "accentColor": "#112233",
    "side": "left",
    "greeting": "Hi",
    "suggestions": ["Where is my parcel?"],
    "launcherLabel": "Ask us",
    "locale": "de",
}

NOT_PATCHES = [
    {"name": ""},
    {"name": None},
    {"name": " \u200b "},
    {"name": "x" * 121},
    {"personaName": 5},
    {"personaAvatarUrl": "javascript:alert(1)"},
    {"allowedDomains": ["*"]},
    {"allowedDomains": ["good.com; script-src *"]},
    {"allowedDomains": "good.com"},
    {"allowedDomains": [None]},
    {"allowedDomains": ["good.com"] * 51},
    {"historyVisibility": "everything"},
    {"reopenDays": -1},
    {"reopenDays": "7"},
    {"reopenDays": 7.5},
    {"reopenDays": 2**63},
    {"messageRateLimit": 0},
    {"messageRateLimit": True},
    {"messageRateSeconds": None},
    {"messageRateSeconds": 86_401},
    {"id": 5},
    {"version": 99},
    {"role": "owner"},
    {"ownerId": 1},
    {"widgetSeenAt": None},
    {"persona_name": "Z"},
    [],
    "name",
    None,
]
NOT_LOOKS = [
    {"theme": "neon"},
    {"accentColor": "red"},
    {"accentColor": "#12345"},
    {"accentColor": "#112233; background: url(x)"},
    {"accentColor": "#112233\n"},
    {"side": "top"},
    {"greeting": "x" * 501},
    {"greeting": None},
    {"suggestions": ["a"] * 6},
    {"suggestions": [""]},
    {"suggestions": "a"},
    {"launcherLabel": "x" * 41},
    {"locale": "xx"},
    {"projectId": 2},
    {"css": "body{}"},
]


async def test_an_owner_can_change_every_setting(demo: Site, olivia: Member) -> None:
    wanted = {
        "name": "Demo Shop",
        "personaName": "Shop Team",
        "personaAvatarUrl": "https://example.com/team.png",
        "allowedDomains": ["shop.example", "*.shop.example", "localhost:*"],
        "historyVisibility": "forever",
        "reopenDays": 14,
        "messageRateLimit": 20,
        "messageRateSeconds": 30,
    }

    answer = await olivia.http.patch(f"/projects/{demo.id}", json=wanted)

    assert answer.status_code == 200
    shown = (await olivia.http.get(f"/projects/{demo.id}")).json()
    assert shown == answer.json()
    assert {name: shown[name] for name in wanted} == wanted


async def test_a_limit_can_be_switched_off_and_what_is_not_named_stays(
    demo: Site, olivia: Member
) -> None:
    await edit(olivia, demo, {"messageRateLimit": 3, "personaName": "Ours"})

    answer = await edit(olivia, demo, {"messageRateLimit": None})

    assert answer.json()["messageRateLimit"] is None
    assert answer.json()["personaName"] == "Ours"


async def test_domains_are_stored_one_way_and_once(demo: Site, olivia: Member) -> None:
    written = ["Shop.Example", "https://shop.example/", "shop.example", "localhost"]

    answer = await edit(olivia, demo, {"allowedDomains": written})

    assert answer.json()["allowedDomains"] == [
        "shop.example",
        "https://shop.example",
        "localhost:*",
    ]


@pytest.mark.parametrize("patch", NOT_PATCHES, ids=lambda patch: str(patch)[:50])
async def test_a_patch_that_makes_no_sense_changes_nothing(
    door: Door, demo: Site, olivia: Member, patch: object
) -> None:
    before = await door.row("select * from projects where id = $1", demo.id)

    answer = await olivia.http.patch(f"/projects/{demo.id}", json=patch)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid"
    assert await door.row("select * from projects where id = $1", demo.id) == before


async def test_a_change_made_on_an_old_version_is_refused(demo: Site, olivia: Member) -> None:
    tag = (await olivia.http.get(f"/projects/{demo.id}")).headers["etag"]
    await edit(olivia, demo, {"name": "First"})

    late = await edit(olivia, demo, {"name": "Second"}, tag)

    assert late.status_code == 412
    assert late.json()["error"]["code"] == "stale"
    assert (await olivia.http.get(f"/projects/{demo.id}")).json()["name"] == "First"


async def test_of_ten_changes_made_on_one_version_at_once_one_is_kept(
    demo: Site, olivia: Member
) -> None:
    tag = (await olivia.http.get(f"/projects/{demo.id}")).headers["etag"]

    answers = await gather(*(edit(olivia, demo, {"name": f"Name {n}"}, tag) for n in range(10)))

    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 9}


@pytest.mark.parametrize("tag", ['"x"', "W/", '"-1"', '"1_0"', "²"])
async def test_a_version_that_cannot_be_is_an_old_one(demo: Site, olivia: Member, tag: str) -> None:
    answer = await olivia.http.patch(
        f"/projects/{demo.id}", json={"name": "Z"}, headers={b"If-Match": tag.encode()}
    )

    assert answer.status_code == 412


async def test_the_look_has_defaults_and_is_replaced_as_a_whole(demo: Site, max_: Member) -> None:
    address = f"/projects/{demo.id}/widget-settings"
    fresh = (await max_.http.get(address)).json()

    replaced = await max_.http.put(address, json=LOOK)

    assert fresh["theme"] == "auto"
    assert set(fresh) == set(LOOK)
    assert replaced.json() == LOOK
    assert (await max_.http.get(address)).json() == LOOK


@pytest.mark.parametrize("wrong", NOT_LOOKS, ids=lambda wrong: str(wrong)[:50])
async def test_a_look_that_makes_no_sense_changes_nothing(
    demo: Site, max_: Member, wrong: dict[str, object]
) -> None:
    address = f"/projects/{demo.id}/widget-settings"
    before = (await max_.http.get(address)).json()

    answer = await max_.http.put(address, json={**LOOK, **wrong})

    assert answer.status_code == 400
    assert (await max_.http.get(address)).json() == before


async def edit(
    member: Member, site: Site, patch: dict[str, object], tag: str | None = None
) -> httpx.Response:
    headers = {"If-Match": tag} if tag else {}
    return await member.http.patch(f"/projects/{site.id}", json=patch, headers=headers)
