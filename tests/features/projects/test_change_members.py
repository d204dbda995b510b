"""Roles given and taken, members removed, and the owner a project always keeps."""

from asyncio import gather

import pytest

from tests.front_door import Door, Member, Site, Visitor


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia owns Demo."""
    return await door.member(demo, "Olivia", "owner")


async def test_the_last_owner_can_be_neither_demoted_nor_removed(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    demoted = await give_role(olivia, demo, olivia, "manager")
    removed = await remove(olivia, demo, olivia)

    assert (demoted, removed) == (409, 409)
    assert await owners(door, demo) == [olivia.id]
    assert await give_role(olivia, demo, olivia, "owner") == 200
    assert await give_role(olivia, demo, grace, "owner") == 200
    assert await remove(olivia, demo, olivia) == 204
    assert await owners(door, demo) == [grace.id]


@pytest.mark.parametrize("attempt", range(3))
async def test_of_two_owners_who_demote_each_other_at_once_one_stays(
    door: Door, demo: Site, olivia: Member, attempt: int
) -> None:
    oscar = await door.member(demo, f"Oscar {attempt}", "owner")

    statuses = await gather(
        give_role(olivia, demo, oscar, "agent"), give_role(oscar, demo, olivia, "agent")
    )

    assert statuses.count(200) == 1
    assert len(await owners(door, demo)) == 1


@pytest.mark.parametrize("attempt", range(3))
async def test_of_owners_who_all_leave_at_once_one_stays(
    door: Door, demo: Site, olivia: Member, attempt: int
) -> None:
    team = [olivia, *[await door.member(demo, f"O{n}-{attempt}", "owner") for n in range(3)]]

    statuses = await gather(*(remove(one, demo, one) for one in team))

    assert sorted(statuses) == [204, 204, 204, 409]
    assert len(await owners(door, demo)) == 1


async def test_everybody_may_leave_and_is_an_outsider_from_then_on(
    demo: Site, olivia: Member, grace: Member
) -> None:
    left = await remove(grace, demo, grace)

    assert left == 204
    assert (await grace.http.get(f"/projects/{demo.id}")).status_code == 404
    members = (await olivia.http.get(f"/projects/{demo.id}/members")).json()["data"]
    assert [one["userId"] for one in members] == [olivia.id]


async def test_a_removed_members_chats_wait_for_somebody_else(
    demo: Site, ada: Visitor, olivia: Member, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})
    held = (await olivia.http.get(demo.conversation(chat))).json()
    await ada.writes("Are you there?")

    await remove(olivia, demo, grace)

    after = (await olivia.http.get(demo.conversation(chat))).json()
    assert (held["assigneeId"], after["assigneeId"]) == (grace.id, None)
    assert after["chatState"] != held["chatState"]
    thread = (await olivia.http.get(demo.thread(chat))).json()["data"]
    assert "Hi!" in {one["content"] for one in thread}


async def test_a_removed_members_open_invitations_let_nobody_in(
    door: Door, demo: Site, olivia: Member
) -> None:
    oscar = await door.member(demo, "Oscar", "owner")
    made = await oscar.http.post(f"/projects/{demo.id}/invitations", json={"role": "owner"})
    token = made.json()["url"].rpartition("/")[2]

    await remove(olivia, demo, oscar)

    assert (await oscar.http.get(f"/invitations/{token}")).status_code == 410
    assert (await oscar.http.post(f"/invitations/{token}/accept", json={})).status_code == 410


async def test_a_role_that_is_none_is_refused(demo: Site, olivia: Member, grace: Member) -> None:
    odd: list[object] = ["admin", "", "OWNER", None, 1, True, ["owner"], {"$in": []}]

    for role in odd:
        answer = await olivia.http.patch(
            f"/projects/{demo.id}/members/{grace.id}", json={"role": role}
        )
        assert (role, answer.status_code) == (role, 400)
        assert answer.json()["error"]["code"] == "invalid"


async def give_role(asker: Member, site: Site, member: Member, role: str) -> int:
    path = f"/projects/{site.id}/members/{member.id}"
    return (await asker.http.patch(path, json={"role": role})).status_code


async def remove(asker: Member, site: Site, member: Member) -> int:
    return (await asker.http.delete(f"/projects/{site.id}/members/{member.id}")).status_code


async def owners(door: Door, site: Site) -> list[int]:
    rows = await door.rows(
        "select user_id from members where project_id = $1 and role = 'owner'", site.id
    )
    return [row["user_id"] for row in rows]
