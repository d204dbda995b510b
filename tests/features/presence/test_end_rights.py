"""A right that ends is felt within seconds, on sockets that are open already."""

import pytest

from frontdesk.features.projects import access
from tests.front_door import Door, Member, Site, Visitor


async def test_a_revoked_session_closes_its_sockets(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    await grace.joins(demo.id)
    await alan.joins(demo.id)

    await door.rows("update sessions set revoked_at = now() where user_id = $1", grace.id)

    await grace.ends()
    assert not alan.is_closed.is_set()


async def test_signing_out_closes_the_sockets_of_that_session(demo: Site, grace: Member) -> None:
    await grace.joins(demo.id)

    answer = await grace.http.post("/auth/logout")

    assert answer.status_code == 204
    await grace.ends()


async def test_an_expired_session_closes_its_sockets(door: Door, demo: Site, grace: Member) -> None:
    await grace.joins(demo.id)

    await door.rows("update sessions set expires_at = now() where user_id = $1", grace.id)

    await grace.ends()


async def test_a_removed_member_hears_nothing_more_and_loses_their_chats(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    owner = await door.member(demo, "Olivia", "owner")
    await grace.joins(demo.id)
    await alan.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})
    await ada.writes("One more thing")

    answer = await owner.http.delete(f"/projects/{demo.id}/members/{grace.id}")

    assert answer.status_code == 204
    await grace.ends()
    freed = await alan.hears(
        "conversationUpdated", lambda one: one["fields"].get("assigneeId", 0) is None
    )
    assert freed["fields"]["chatState"] == "waiting_assignment"
    assert (
        await door.value("select release_reason from assignments where project_id = $1", demo.id)
        == "removed"
    )
    assert (await grace.http.get(demo.inbox)).status_code == 404


async def test_a_site_that_is_no_longer_allowed_loses_its_sockets(
    door: Door, demo: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "KEPT_SECONDS", 0.0)
    outside, inside = Visitor(door.server.url, demo.id, "ada"), await door.visitor(demo, "eve")
    await outside.connect("https://shop.example")

    await door.rows("update projects set allowed_domains = '{}' where id = $1", demo.id)

    await outside.ends()
    assert not inside.is_closed.is_set()
