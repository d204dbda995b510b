"""Which agents are here: by their beats, by what they write, and by their silence."""

from __future__ import annotations

import asyncio

from frontdesk.features.presence import actions
from tests.front_door import Door, Member, Site


async def state_of(asker: Member, site: Site, member: Member) -> str:
    shown = (await asker.http.get(f"/projects/{site.id}/members")).json()["data"]
    return str(next(one["state"] for one in shown if one["userId"] == member.id))


async def beats(member: Member, site: Site, **more: object) -> None:
    said = {"projectId": site.id, "state": "available", "active": True, **more}
    ack = await member.ask("agentPresence", said)
    assert ack["ok"], ack


async def silence(door: Door, site: Site, member: Member, seconds: int, column: str) -> None:
    sql = _SILENCE.format(column)
    await door.value(sql, site.id, member.id, seconds)


async def settle(door: Door) -> list[tuple[int, str]]:
    """Look for changed states, as three workers at once; return what they found."""
    found = await asyncio.gather(
        *(actions.settle_states(door.server.web.database) for _ in range(3))
    )
    for changed in found:
        await actions.tell_states(door.server.web.ephemeral, changed)
    return [(one.user_id, one.state) for changed in found for one in changed]


async def test_a_member_is_available_while_they_beat_and_away_when_they_say_so(
    demo: Site, grace: Member, alan: Member
) -> None:
    before = await state_of(alan, demo, grace)
    await grace.joins(demo.id)
    joined = await state_of(alan, demo, grace)

    await beats(grace, demo, state="away", active=False)

    assert (before, joined) == ("offline", "available")
    assert await state_of(alan, demo, grace) == "away"
    await beats(grace, demo, state="available")
    assert await state_of(alan, demo, grace) == "available"


async def test_another_window_does_not_take_back_what_was_said_in_this_one(
    demo: Site, grace: Member, alan: Member
) -> None:
    other = Member(grace.url, grace.id, "Grace", grace.cookie.partition("=")[2], "")
    await grace.joins(demo.id)
    await other.joins(demo.id)
    await beats(other, demo)
    await beats(grace, demo, state="away")

    await beats(other, demo, active=False)

    assert await state_of(alan, demo, grace) == "away"
    await other.close()


async def test_the_last_window_closed_is_offline_and_a_new_one_is_back(
    demo: Site, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    await grace.joins(demo.id)

    await grace.ask("leaveProjectRoom", {"projectId": demo.id})
    await alan.hears("agentStatusChanged", lambda one: one["state"] == "offline")
    left = await state_of(alan, demo, grace)
    await grace.joins(demo.id)

    assert (left, await state_of(alan, demo, grace)) == ("offline", "available")
    await beats(grace, demo, viewing=7)
    told = await alan.all_heard("agentStatusChanged", until=alan.hears("agentViewing"))
    states = [one["state"] for one in told if one["userId"] == grace.id]
    assert states == ["available", "offline", "available"]


async def test_who_writes_over_http_is_here_without_any_window(
    demo: Site, grace: Member, alan: Member, mallory: Member
) -> None:
    await grace.http.get(f"/projects/{demo.id}/queue")
    read = await state_of(alan, demo, grace)

    await grace.http.post(f"/projects/{demo.id}/queue/next", json={})
    await mallory.http.post(f"/projects/{demo.id}/queue/next", json={})

    assert (read, await state_of(alan, demo, grace)) == ("offline", "available")


async def test_an_owner_who_only_saves_settings_is_not_available(
    door: Door, demo: Site, grace: Member
) -> None:
    olivia = await door.member(demo, "Olivia", "owner")
    address = f"/projects/{demo.id}/routing-settings"
    settings = (await olivia.http.get(address)).json()

    saved = await olivia.http.put(address, json={**settings, "agentCapacity": 7})

    assert saved.status_code == 200, saved.text
    assert await state_of(grace, demo, olivia) == "offline"


async def test_an_outsider_leaves_no_trace(door: Door, demo: Site, mallory: Member) -> None:
    await mallory.http.post(f"/projects/{demo.id}/queue/next", json={})

    rows = await door.rows("select 1 from agent_presence where project_id = $1", demo.id)

    assert rows == []


async def test_idle_and_offline_are_found_and_told_once(
    door: Door, demo: Site, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    await grace.joins(demo.id)
    await beats(grace, demo)
    found = []

    for seconds, column in ((11 * 60, "active_at"), (4 * 60, "seen_at")):
        await silence(door, demo, grace, seconds, column)
        found += [one for one in await settle(door) if one[0] == grace.id]

    # A worker of the server may have been faster than we were: told once all the same.
    await alan.hears("agentStatusChanged", lambda one: one["state"] == "offline")
    await grace.ask("agentPresence", {"projectId": demo.id, "state": "away", "active": False})
    away = alan.hears("agentStatusChanged", lambda one: one["state"] == "away")
    told = await alan.all_heard("agentStatusChanged", until=away)
    states = [one["state"] for one in told if one["userId"] == grace.id]
    assert states == ["available", "idle", "offline", "away"]
    assert len(found) <= 2


_SILENCE = """
update agent_presence set {0} = now() - make_interval(secs => $3)
where project_id = $1 and user_id = $2
"""
