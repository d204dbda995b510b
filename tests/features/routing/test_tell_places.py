"""A visitor who waits knows how many are before them, and hears when they no longer wait."""

from __future__ import annotations

from tests.features.routing.people import claims, is_here, releases, replies, takes_next, waits
from tests.front_door import Door, Member, Site, Visitor, hears_nothing
from tests.patience import PATIENCE_SECONDS

NOT_WAITING = {"position": None, "estimatedWaitSeconds": None}


async def test_everybody_behind_moves_up_when_one_is_served(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    eve = await door.visitor(demo, "eve")
    await ada.writes("First")
    await ada.hears("queuePosition", lambda told: told["position"] == 1)
    await eve.writes("Second")
    await eve.hears("queuePosition", lambda told: told["position"] == 2)

    await takes_next(grace, demo)

    await ada.hears("queuePosition", lambda told: told["position"] is None)
    moved_up = eve.hears("queuePosition", lambda told: told["position"] == 1)
    assert (await ada.all_heard("queuePosition", until=moved_up))[-1] == NOT_WAITING


async def test_nobody_is_told_the_same_twice(demo: Site, ada: Visitor, grace: Member) -> None:
    await ada.writes("One")
    await ada.hears("queuePosition")
    await ada.writes("Two")
    chat = (await ada.writes("Three"))["conversationId"]
    await claims(grace, demo, chat)

    served = ada.hears("queuePosition", lambda told: told["position"] is None)
    places = await ada.all_heard("queuePosition", until=served)
    assert [told["position"] for told in places] == [1, None]


async def test_a_visitor_who_goes_back_into_the_queue_has_their_old_place(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("First"))["conversationId"]
    await claims(grace, demo, chat)
    eve = await door.visitor(demo, "eve")
    await eve.writes("Second")
    await eve.hears("queuePosition", lambda told: told["position"] == 1)

    await releases(grace, demo, chat)

    await ada.hears("queuePosition", lambda told: told["position"] == 1)
    await eve.hears("queuePosition", lambda told: told["position"] == 2)


async def test_a_new_tab_is_told_at_once_and_one_of_a_stranger_never(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await ada.writes("Hello?")
    await ada.hears("queuePosition")
    silent = await door.visitor(demo, "silent")

    again = await door.visitor(demo, "ada", ada.token)

    told = await again.hears("queuePosition")
    assert told["position"] == 1
    await takes_next(grace, demo)
    served = again.hears("queuePosition", lambda one: one["position"] is None)
    await hears_nothing(silent, of="queuePosition", until=served)


async def test_the_wait_is_the_median_of_the_last_ones_for_each_visitor_ahead(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, grace, alan)
    for number, seconds in enumerate((10, 60, 1_000)):
        eve = await door.visitor(demo, f"eve-{number}")
        chat = (await eve.writes("Hello?"))["conversationId"]
        await takes_next(grace, demo)
        await replies(grace, demo, chat)
        await door.value(_WAITED, chat, seconds)

    await ada.writes("Hello?")

    told = await ada.hears("queuePosition")
    assert told == {"position": 1, "estimatedWaitSeconds": 30}


async def test_a_chat_taken_by_a_reply_has_waited_like_one_that_was_claimed(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await is_here(door, demo, grace)
    for number in range(3):
        chat = await waits(door, demo, f"eve-{number}")
        await door.value(_WAITING, chat, 60)
        await replies(grace, demo, chat)

    await ada.writes("Hello?")

    told = await ada.hears("queuePosition")
    assert 60 <= told["estimatedWaitSeconds"] < 60 + PATIENCE_SECONDS


async def test_without_anybody_there_nobody_can_tell_how_long_it_takes(
    demo: Site, ada: Visitor
) -> None:
    await ada.writes("Hello?")

    told = await ada.hears("queuePosition")

    assert told == {"position": 1, "estimatedWaitSeconds": None}
    assert demo.id


_WAITING = """
update conversations set waiting_since = waiting_since - make_interval(secs => $2) where id = $1
"""
_WAITED = """
update assignments set waited_since = assigned_at - make_interval(secs => $2)
where conversation_id = $1
"""
