"""Reading marks, statuses and the list, over HTTP."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor


async def patch(member: Member, site: Site, chat: int, version: str = "", **fields: object) -> Any:  # noqa: ANN401
    headers = {"If-Match": version} if version else {}
    return await member.http.patch(site.conversation(chat), json=fields, headers=headers)


async def listed(member: Member, site: Site, **query: object) -> list[dict[str, Any]]:
    answer = await member.http.get(site.inbox, params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


async def test_read_marks_move_forward_only_and_unread_follows(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    for number in range(5):
        chat = (await ada.writes(f"m{number}"))["conversationId"]

    read = [
        (await patch(grace, demo, chat, read=True, readUpToSeq=seq)).json()
        for seq in (2, 1, 4, 999, 0)
    ]

    assert [(one["agentReadSeq"], one["unreadCount"]) for one in read] == [
        (2, 3),
        (2, 3),
        (4, 1),
        (5, 0),
        (5, 0),
    ]
    told = await ada.hears("messageStatusChanged", lambda one: one["upToSeq"] == 5)
    assert told == {"conversationId": chat, "upToSeq": 5, "status": "read"}
    thread = (await grace.http.get(demo.thread(chat))).json()["data"]
    assert {one["status"] for one in thread} == {"read"}


async def test_what_the_visitor_confirms_moves_forward_only(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    chat = (await ada.writes("Hello?"))["conversationId"]
    for text in ("Hi!", "What is it?"):
        await grace.http.post(demo.thread(chat), json={"text": text})

    for event, seq in (
        ("messagesDelivered", 2),
        ("messagesRead", 2),
        ("messagesDelivered", 1),
        ("messagesRead", 0),
    ):
        assert (await ada.ask(event, {"upToSeq": seq}))["ok"]

    thread = (await grace.http.get(demo.thread(chat))).json()["data"]
    assert [one["status"] for one in thread] == ["delivered", "read", "sent"]
    told = await grace.hears("messageStatusChanged", lambda one: one["status"] == "read")
    assert (told["conversationId"], told["upToSeq"]) == (chat, 2)


async def test_unread_is_counted_by_the_database_and_not_by_events(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("m0"))["conversationId"]
    await patch(grace, demo, chat, read=True)
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})
    await ada.writes("m1")
    await ada.ask("sendMessage", {"content": "m1", "tempId": "m1"})

    [row] = await listed(grace, demo)

    counted = await door.value(
        "select count(*) from messages where project_id = $1 and sender_type = 'visitor'"
        " and status <> 'read'",
        demo.id,
    )
    assert row["unreadCount"] == counted == 1


async def test_a_change_based_on_an_old_version_is_refused(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    seen = (await grace.http.get(demo.conversation(chat))).headers["etag"]
    changed = await patch(grace, demo, chat, seen, status="pending")

    stale = await patch(grace, demo, chat, seen, status="solved")
    fresh = await patch(grace, demo, chat, changed.headers["etag"], status="solved")

    assert (changed.status_code, stale.status_code, fresh.status_code) == (200, 412, 200)
    assert stale.json()["error"]["code"] == "stale"


@pytest.mark.parametrize("version", ["7", '"999"', "nonsense", 'W/"1"', "''"])
async def test_a_version_that_is_none_of_ours_is_stale(
    demo: Site, ada: Visitor, grace: Member, version: str
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]

    assert (await patch(grace, demo, chat, version, status="solved")).status_code == 412


async def test_messages_and_read_marks_leave_the_version_alone(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    seen = (await grace.http.get(demo.conversation(chat))).headers["etag"]
    await ada.writes("One more")
    await patch(grace, demo, chat, read=True)

    assert (await patch(grace, demo, chat, seen, status="solved")).status_code == 200


async def test_a_second_live_conversation_of_one_visitor_is_a_conflict(door: Door) -> None:
    site = await door.project(reopen_days=0)
    ada, grace = await door.visitor(site, "ada"), await door.member(site, "Grace")
    old = (await ada.writes("One"))["conversationId"]
    await patch(grace, site, old, status="solved")
    await ada.writes("Two")
    refused = await patch(grace, site, old, status="open")

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "done"},
        {"status": None},
        {"status": 1},
        {"read": False},
        {"read": "true"},
        {"readUpToSeq": 1},
        {"read": True, "readUpToSeq": -1},
        {"read": True, "readUpToSeq": 2**63},
        {"read": True, "readUpToSeq": 1.5},
        {"assigneeId": 1},
        {"projectId": 1},
        {"version": 1},
        {"__proto__": {}},
    ],
)
async def test_a_change_that_is_none_is_refused_and_leaves_nothing(
    door: Door, demo: Site, ada: Visitor, grace: Member, fields: dict[str, object]
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    before = await door.traces(demo)

    answer = await grace.http.patch(demo.conversation(chat), json=fields)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert await door.traces(demo) == before


async def test_pages_of_the_list_leave_nothing_out_though_many_share_a_moment(
    door: Door, demo: Site, grace: Member
) -> None:
    for number in range(7):
        visitor = await door.visitor(demo, f"v{number}")
        await visitor.writes("Hello?")
    await door.rows(
        "update conversations set last_message_at = '2026-03-01 09:00:00.123457'"
        " where project_id = $1",
        demo.id,
    )

    seen: list[int] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await grace.http.get(demo.inbox, params=query)).json()
        seen += [one["id"] for one in page["data"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)


async def test_the_list_is_filtered_by_what_is_asked(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    first = (await ada.writes("Hello?"))["conversationId"]
    eve = await door.visitor(demo, "eve")
    second = (await eve.writes("Good day"))["conversationId"]
    await grace.http.post(demo.thread(first), json={"text": "Hi!"})
    await patch(grace, demo, second, status="solved")

    async def ids(**query: object) -> list[int]:
        return [one["id"] for one in await listed(grace, demo, **query)]

    assert await ids(status="open") == [first]
    assert await ids(status="solved") == [second]
    assert await ids(chatState="completed") == [second]
    assert await ids(assignee="me") == [first]
    assert await ids(assignee=grace.id) == [first]
    assert await ids(assignee=alan.id) == []
    assert await ids(assignee="none") == [second]
    assert sorted(await ids()) == [first, second]
    assert await ids(q="good") == [second]
    assert await ids(q="eve") == [second]


async def test_filters_narrow_each_other(
    door: Door, demo: Site, ada: Visitor, grace: Member, mallory: Member
) -> None:
    read = (await ada.writes("Where is my parcel?"))["conversationId"]
    eve = await door.visitor(demo, "eve")
    unread = (await eve.writes("Where is mine?"))["conversationId"]
    await patch(grace, demo, read, read=True, tags=["parcels"])
    await patch(grace, demo, unread, tags=["parcels", "urgent"])

    async def ids(**query: object) -> list[int]:
        return [one["id"] for one in await listed(grace, demo, **query)]

    assert await ids(unread="true") == [unread]
    assert await ids(unread="true", tag="urgent", assignee="none", q="mine") == [unread]
    assert await ids(tag="parcels", chatState="waiting_assignment") == [unread, read]
    assert await ids(unread="true", assignee="me") == []
    assert await ids(tag="parcel") == []
    outsider = await mallory.http.get(demo.inbox, params={"unread": "true", "tag": "parcels"})
    assert outsider.status_code == 404


@pytest.mark.parametrize("text", ["%", "_", "\\", "100%", "a_b", "\\%", "'", "';--", "[a]", "(a"])
async def test_a_search_finds_the_sign_itself_and_no_pattern(
    door: Door, demo: Site, ada: Visitor, grace: Member, text: str
) -> None:
    await ada.writes(f"it says {text} here")
    plain = await door.visitor(demo, "bob")
    await plain.writes("nothing special axb")

    found = await listed(grace, demo, q=text)

    assert [one["visitor"]["uid"] for one in found] == ["ada"]


@pytest.mark.parametrize(
    "query",
    [
        "status=done",
        "chatState=x",
        "assignee=everyone",
        "assignee=-1",
        "assignee=99999999999999999999",
        "assignee=9223372036854775808",
        "assignee=%D9%A1",
        "unread=false",
        "unread=1",
        "tag=%00",
        "q=%00",
        "q=" + "x" * 201,
        "cursor=nonsense",
        "cursor=",
        "limit=0",
        "limit=201",
        "limit=all",
        "limit=1&limit=2",
        "sort=content",
        "order=desc;drop table messages",
        "status[$ne]=open",
    ],
)
async def test_a_list_that_cannot_be_is_refused_with_a_code(
    demo: Site, grace: Member, query: str
) -> None:
    answer = await grace.http.get(f"{demo.inbox}?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    "query", ["beforeSeq=1&afterSeq=1", "afterSeq=-1", "afterSeq=x", "limit=0"]
)
async def test_a_thread_page_that_cannot_be_is_refused(
    demo: Site, ada: Visitor, grace: Member, query: str
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]

    answer = await grace.http.get(f"{demo.thread(chat)}?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    "odd", ["0", "-1", "1e3", "9223372036854775808", "+1", "01", "%D9%A1", "x"]
)
async def test_an_id_that_is_none_is_not_found(demo: Site, grace: Member, odd: str) -> None:
    answer = await grace.http.get(f"{demo.inbox}/{odd}")

    assert answer.status_code == 404
