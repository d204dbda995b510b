"""Who is here, who types, and where they are: told as it happens, kept by nobody."""

import asyncio

import pytest

from frontdesk.features.presence import actions
from tests.front_door import Door, Member, Site, Visitor, hears_nothing


async def visitor_panel(member: Member, site: Site, visitor_id: int) -> dict[str, object]:
    answer = await member.http.get(f"/projects/{site.id}/inbox/visitors/{visitor_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, object] = answer.json()
    return shown


async def test_a_visitor_is_online_from_their_first_tab_to_their_last(
    door: Door, demo: Site, grace: Member
) -> None:
    await grace.joins(demo.id)

    first = await door.visitor(demo, "ada")
    second = await door.visitor(demo, "ada", first.token)
    await grace.hears("visitorStatusChanged", lambda one: one["isOnline"])
    await first.close()
    await second.writes("Still here")
    told = await grace.all_heard("visitorStatusChanged", until=grace.hears("newMessage"))
    [row] = (await grace.http.get(demo.inbox)).json()["data"]
    await second.close()
    await grace.hears("visitorStatusChanged", lambda one: not one["isOnline"])

    assert [one["isOnline"] for one in told] == [True]
    assert row["visitor"]["isOnline"] is True
    [row] = (await grace.http.get(demo.inbox)).json()["data"]
    assert row["visitor"]["isOnline"] is False


async def test_who_never_identified_is_not_online(door: Door, demo: Site, grace: Member) -> None:
    await grace.joins(demo.id)
    await door.tab(demo, "ghost")

    await door.visitor(demo, "ada")

    told = await grace.all_heard("visitorStatusChanged", until=grace.hears("visitorStatusChanged"))
    assert [one["visitorUid"] for one in told] == ["ada"]


async def test_members_and_a_visitor_see_each_other_type(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    await ada.hears("messageSent")

    await ada.ask("visitorIsTyping", {"isTyping": True})
    await grace.http.post(demo.conversation(chat, "/typing"), json={"isTyping": True})
    await grace.http.post(demo.conversation(chat, "/typing"), json={"isTyping": False})

    typing = await grace.hears("visitorIsTyping")
    assert typing == {"conversationId": chat, "visitorUid": "ada", "isTyping": True}
    stopped = ada.hears("agentIsTyping", lambda one: not one["isTyping"])
    told = await ada.all_heard("agentIsTyping", until=stopped)
    assert [one["isTyping"] for one in told] == [True, False]


async def test_members_see_who_of_them_writes_a_reply_and_strangers_do_not(
    demo: Site, ada: Visitor, grace: Member, alan: Member, mallory: Member
) -> None:
    await grace.joins(demo.id)
    await mallory.connect()
    assert (await mallory.joins(demo.id))["error"]["code"] == "not_found"
    chat = (await ada.writes("Hello?"))["conversationId"]
    typing = demo.conversation(chat, "/typing")

    refused = await mallory.http.post(typing, json={"isTyping": True})
    await alan.http.post(typing, json={"isTyping": True})
    await alan.http.post(typing, json={"isTyping": False})

    assert refused.status_code == 404
    stopped = grace.hears("agentTyping", lambda one: not one["isTyping"])
    about_alan = {"userId": alan.id, "name": alan.name, "conversationId": chat}
    told = [{**about_alan, "isTyping": is_typing} for is_typing in (True, False)]
    assert await grace.all_heard("agentTyping", until=stopped) == told
    await hears_nothing(mallory, ada, of="agentTyping", until=grace.hears("agentTyping"))


async def test_a_visitor_who_never_wrote_has_no_conversation_to_type_in(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)

    ack = await ada.ask("visitorIsTyping", {"isTyping": True})
    await ada.ask("updateContext", {"currentUrl": "https://shop.example/"})

    assert ack == {"ok": True}
    await hears_nothing(grace, of="visitorIsTyping", until=grace.hears("visitorContextUpdated"))


async def test_the_panel_shows_the_page_a_visitor_is_on(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    visitor_id = (await ada.writes("Hello?"))["visitorId"]
    page = {"currentUrl": "https://shop.example/hats?size=7", "title": "Hats <b>"}

    await ada.ask("updateContext", page)

    told = await grace.hears("visitorContextUpdated")
    assert (told["visitorUid"], told["currentUrl"], told["title"]) == ("ada", *page.values())
    shown = await visitor_panel(grace, demo, visitor_id)
    assert shown["currentPage"] == page
    assert (shown["isOnline"], shown["conversationCount"]) == (True, 1)


async def test_the_page_is_gone_when_the_visitor_is(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    visitor_id = (await ada.writes("Hello?"))["visitorId"]
    await ada.ask("updateContext", {"currentUrl": "https://shop.example/"})

    await ada.close()
    await grace.hears("visitorStatusChanged", lambda one: not one["isOnline"])

    shown = await visitor_panel(grace, demo, visitor_id)
    assert (shown["isOnline"], shown["currentPage"]) == (False, None)


async def test_members_see_who_looks_at_what_and_who_is_away(
    demo: Site, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    await grace.joins(demo.id)

    beat = {"projectId": demo.id, "state": "away", "active": False, "viewing": 7}
    await grace.ask("agentPresence", beat)
    await grace.ask("leaveProjectRoom", {"projectId": demo.id})

    viewing = await alan.hears("agentViewing", lambda one: one["userId"] == grace.id)
    assert viewing == {"userId": grace.id, "name": "Grace", "conversationId": 7}
    left = alan.hears(
        "agentStatusChanged", lambda one: (one["userId"], one["state"]) == (grace.id, "offline")
    )
    told = await alan.all_heard("agentStatusChanged", until=left)
    states = [one["state"] for one in told if one["userId"] == grace.id]
    assert states == ["available", "away", "offline"]


async def test_who_left_the_room_hears_nothing_more_of_it(
    demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    await grace.joins(demo.id)
    await grace.ask("leaveProjectRoom", {"projectId": demo.id})

    await ada.writes("Hello?")

    await hears_nothing(grace, of="newMessage", until=alan.hears("newMessage"))
    beat = {"projectId": demo.id, "state": "available", "active": True}
    assert (await grace.ask("agentPresence", beat))["error"]["code"] == "not_found"


async def test_many_tabs_opened_and_closed_at_once_end_as_offline(
    door: Door, demo: Site, grace: Member
) -> None:
    await grace.joins(demo.id)
    first = await door.visitor(demo, "ada")
    tabs = await asyncio.gather(*(door.visitor(demo, "ada", first.token) for _ in range(8)))

    await asyncio.gather(*(tab.close() for tab in (first, *tabs)))

    await grace.hears("visitorStatusChanged", lambda one: not one["isOnline"])
    assert await door.server.web.online.are_online(demo.id, ["ada"]) == set()


async def test_a_message_brings_its_writer_back_after_redis_lost_everything(
    door: Door, demo: Site, ada: Visitor, grace: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_beat(*_: object) -> None:
        """Leave it to what the visitor says."""

    monkeypatch.setattr(actions, "beat", no_beat)
    await grace.joins(demo.id)
    await ada.writes("Hello?")
    redis = door.server.web.link.client
    for key in (f"fd:{{p:{demo.id}}}:sockets:{ada.uid}", f"fd:{{p:{demo.id}}}:online"):
        await redis.delete(key)

    chat = (await ada.writes("Still here?"))["conversationId"]

    back = await grace.hears(
        "visitorStatusChanged", lambda told: told["visitorUid"] == ada.uid and told["isOnline"]
    )
    assert back["isOnline"]
    reply = await grace.http.post(demo.thread(chat), json={"text": "Yes!"})
    assert reply.json()["status"] == "sent"
