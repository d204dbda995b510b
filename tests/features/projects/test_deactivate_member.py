"""Owners deactivate the accounts of their own people, and of nobody who is elsewhere, too."""

from __future__ import annotations

from asyncio import gather
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from tests.front_door import Door, Member, Site, Visitor


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia owns Demo."""
    return await door.member(demo, "Olivia", "owner")


async def test_a_deactivated_member_is_out_everywhere_and_stays_in_the_list(
    demo: Site, olivia: Member, grace: Member
) -> None:
    assert (await grace.joins(demo.id))["ok"]

    answer = await deactivate(olivia, demo, grace)

    assert answer.status_code == 200
    assert answer.json()["isDeactivated"]
    await grace.ends()
    assert (await grace.http.get("/user/me")).status_code == 401
    listed = (await olivia.http.get(f"/projects/{demo.id}/members")).json()["data"]
    assert {one["userId"]: one["isDeactivated"] for one in listed} == {
        olivia.id: False,
        grace.id: True,
    }


async def test_deactivating_can_be_taken_back(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    await deactivate(olivia, demo, grace)

    answer = await reactivate(olivia, demo, grace)

    assert not answer.json()["isDeactivated"]
    disabled = "select disabled_at from users where id = $1"
    assert await door.value(disabled, grace.id) is None
    # What ended stays ended: they sign in again.
    assert (await grace.http.get("/user/me")).status_code == 401


async def test_the_chats_of_a_deactivated_member_go_back_to_the_queue(
    door: Door, demo: Site, olivia: Member, grace: Member, ada: Visitor
) -> None:
    message = await ada.writes("Is anybody there?")
    conversation = message["conversationId"]
    await grace.joins(demo.id)
    await grace.http.post(demo.conversation(conversation, "/claim"))
    held = "select assignee_id from conversations where id = $1"
    assert await door.value(held, conversation) == grace.id

    await deactivate(olivia, demo, grace)

    assert await door.value(held, conversation) is None


async def test_invitations_of_a_deactivated_owner_are_closed(
    door: Door, demo: Site, olivia: Member
) -> None:
    alan = await door.member(demo, "Alan", "owner")
    made = await alan.http.post(f"/projects/{demo.id}/invitations", json={"role": "owner"})

    await deactivate(olivia, demo, alan)

    token = made.json()["url"].rpartition("/")[2]
    assert (await olivia.http.get(f"/invitations/{token}")).status_code == 410


async def test_an_owner_deactivates_nobody_who_belongs_to_a_project_of_others(
    door: Door, demo: Site, other: Site, olivia: Member, grace: Member
) -> None:
    await door.rows(
        "insert into members (project_id, user_id, role) values ($1, $2, 'agent')",
        other.id,
        grace.id,
    )

    answer = await deactivate(olivia, demo, grace)

    assert answer.status_code == 403
    assert answer.json()["error"]["reason"] == "member_elsewhere"
    assert (await grace.http.get("/user/me")).status_code == 200


async def test_who_owns_all_projects_of_a_member_may_deactivate_them(
    door: Door, demo: Site, other: Site, olivia: Member, grace: Member
) -> None:
    for person, role in ((grace, "agent"), (olivia, "owner")):
        await door.rows(
            "insert into members (project_id, user_id, role) values ($1, $2, $3)",
            other.id,
            person.id,
            role,
        )

    assert (await deactivate(olivia, demo, grace)).status_code == 200


async def test_nobody_deactivates_themselves(demo: Site, olivia: Member) -> None:
    answer = await deactivate(olivia, demo, olivia)

    assert answer.json()["error"]["reason"] == "own_account"


async def test_two_owners_who_deactivate_each_other_leave_one(
    door: Door, demo: Site, olivia: Member
) -> None:
    alan = await door.member(demo, "Alan", "owner")

    await gather(deactivate(olivia, demo, alan), deactivate(alan, demo, olivia))

    active = "select count(*) from users where id = any($1) and disabled_at is null"
    assert await door.value(active, [olivia.id, alan.id]) == 1


async def test_the_last_owner_who_can_sign_in_stays(door: Door, demo: Site, olivia: Member) -> None:
    alan = await door.member(demo, "Alan", "owner")
    await deactivate(olivia, demo, alan)

    left = await olivia.http.delete(f"/projects/{demo.id}/members/{olivia.id}")
    demoted = await olivia.http.patch(
        f"/projects/{demo.id}/members/{alan.id}", json={"role": "agent"}
    )

    assert left.json()["error"]["reason"] == "last_owner"
    assert demoted.status_code == 200


async def test_agents_and_outsiders_deactivate_nobody(
    demo: Site, olivia: Member, grace: Member, alan: Member, mallory: Member
) -> None:
    answers = [await deactivate(one, demo, alan) for one in (grace, mallory)]
    undone = [await reactivate(one, demo, alan) for one in (grace, mallory)]

    assert [one.status_code for one in (*answers, *undone)] == [403, 404, 403, 404]
    assert (await deactivate(olivia, demo, mallory)).status_code == 404
    assert (await mallory.http.get("/user/me")).status_code == 200


async def deactivate(owner: Member, site: Site, member: Member) -> httpx.Response:
    return await owner.http.post(f"/projects/{site.id}/members/{member.id}/deactivate")


async def reactivate(owner: Member, site: Site, member: Member) -> httpx.Response:
    return await owner.http.post(f"/projects/{site.id}/members/{member.id}/reactivate")
