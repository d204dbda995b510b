"""Who a visitor is, what they are shown, and where their messages go."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor, hears_back, hears_nothing


async def set_status(member: Member, site: Site, message: dict[str, Any], status: str) -> None:
    address = site.conversation(message["conversationId"])
    answer = await member.http.patch(address, json={"status": status})
    assert answer.status_code == 200, answer.text


async def test_identify_writes_nothing_and_gives_a_token_every_time(door: Door, demo: Site) -> None:
    first, second = await door.tab(demo, "ada"), await door.tab(demo, "ada")
    before = await door.traces(demo)

    one, two = await first.identify(), await second.identify()

    assert (one["conversation"], one["messages"], one["headSeq"]) == (None, [], 0)
    assert one["visitorToken"] != two["visitorToken"]
    assert await door.traces(demo) == before


async def test_the_first_stored_message_takes_the_uid_for_its_token(door: Door, demo: Site) -> None:
    quick, slow = await door.visitor(demo, "ada"), await door.visitor(demo, "ada")

    await quick.writes("Mine")
    late = await slow.ask("sendMessage", {"content": "Mine too", "tempId": "t"})
    again = await slow.identify(visitorUid="ada")

    assert late["error"]["code"] == "unauthorized"
    assert again["error"]["code"] == "unauthorized"
    contents = await door.rows("select content from messages where project_id = $1", demo.id)
    assert [row["content"] for row in contents] == ["Mine"]


async def test_a_uid_alone_proves_nothing_once_it_is_taken(
    door: Door, demo: Site, ada: Visitor
) -> None:
    await ada.writes("secret")
    eve = await door.visitor(demo, "eve")
    await eve.writes("mine")
    tokens = [None, eve.token, f"{ada.token}A", "v1..", "x" * 512]

    for number, token in enumerate(tokens):
        impostor = await door.tab(demo, "ada", token)
        ack = await impostor.identify()
        assert ack["error"]["code"] == "unauthorized", token
        assert "secret" not in str(ack)
        stored = await ada.writes("secret", f"t{number}")
        await hears_nothing(impostor, of="secret", until=hears_back(ada, stored))
        assert (await impostor.ask("fetchMessages"))["error"]["code"] == "unauthorized"


async def test_of_two_who_took_one_free_uid_the_later_reads_nothing_of_the_first(
    door: Door, demo: Site, grace: Member
) -> None:
    """Both were given a token while the uid was nobody's; the first message settles whose it is."""
    ada, mallory = await door.visitor(demo, "ada"), await door.visitor(demo, "ada")
    message = await ada.writes("secret")
    reply = demo.thread(message["conversationId"])
    assert (await grace.http.post(reply, json={"text": "secret, too"})).status_code == 201

    asked = [
        await mallory.ask("fetchMessages", {"afterSeq": 0}),
        await mallory.ask("fetchMessages", {"beforeSeq": 99}),
        await mallory.identify(afterSeq=0),
        await mallory.ask("messagesRead", {"upToSeq": 2}),
    ]

    assert "secret" not in str(asked)
    assert asked[0]["messages"] == asked[1]["messages"] == []
    await hears_nothing(mallory, of="secret", until=ada.hears("agentReplied"))
    history = await ada.ask("fetchMessages", {"afterSeq": 0})
    assert [one["content"] for one in history["messages"]] == ["secret", "secret, too"]
    assert history["messages"][1]["status"] != "read"


async def test_a_socket_belongs_to_one_visitor_for_good(
    door: Door, demo: Site, ada: Visitor
) -> None:
    ada_again = await ada.identify()
    other_uid = await ada.ask("identify", {"projectId": demo.id, "visitorUid": "eve"})
    other_token = await ada.ask(
        "identify",
        {
            "projectId": demo.id,
            "visitorUid": "ada",
            "visitorToken": (await door.visitor(demo, "ada")).token,
        },
    )

    assert ada_again["ok"]
    assert other_uid["error"]["code"] == other_token["error"]["code"] == "conflict"
    assert (await ada.writes("Still me"))["content"] == "Still me"


async def test_a_returning_visitor_gets_only_what_they_lack(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    first = await ada.writes("One", "t1")
    await ada.writes("Two", "t2")
    await grace.http.post(demo.thread(first["conversationId"]), json={"text": "Three"})
    tab = await door.tab(demo, "ada", ada.token)

    ack = await tab.identify(afterSeq=1)

    assert [one["content"] for one in ack["messages"]] == ["Two", "Three"]
    assert ack["headSeq"] == 3
    assert ack["messages"][0]["tempId"] == "t2"
    assert "tempId" not in ack["messages"][1]
    assert ack["conversation"]["assignee"] == {"name": "Grace", "avatarUrl": None}
    assert await tab.hears("conversationHistory") == {"messages": ack["messages"]}


async def test_a_history_is_read_in_pages_that_leave_nothing_out(ada: Visitor) -> None:
    for number in range(1, 8):
        await ada.writes(f"m{number}")

    newest = await ada.ask("fetchMessages", {"limit": 3})
    older = await ada.ask("fetchMessages", {"beforeSeq": 5, "limit": 3})
    newer = await ada.ask("fetchMessages", {"afterSeq": 2, "limit": 2})
    beyond = await ada.ask("fetchMessages", {"afterSeq": 2**53 - 1})

    seqs = [[one["seq"] for one in ack["messages"]] for ack in (newest, older, newer, beyond)]
    assert seqs == [[5, 6, 7], [2, 3, 4], [3, 4], []]
    assert newest["headSeq"] == 7


@pytest.mark.parametrize(
    "payload",
    [
        {"afterSeq": 1, "beforeSeq": 2},
        {"afterSeq": -1},
        {"beforeSeq": 2**53},
        {"afterSeq": 1.5},
        {"afterSeq": "1"},
        {"limit": 0},
        {"limit": 201},
        {"limit": "all"},
        {"afterSeq": 2**64},
    ],
)
async def test_a_page_that_cannot_be_is_refused(ada: Visitor, payload: dict[str, object]) -> None:
    assert (await ada.ask("fetchMessages", payload))["error"]["code"] == "invalid"


async def test_an_answer_stays_on_screen_though_the_chat_is_solved(door: Door) -> None:
    site = await door.project(history_visibility="limit_to_active")
    ada, grace = await door.visitor(site, "ada"), await door.member(site, "Grace")
    first = await ada.writes("Where is it?")
    address = f"{site.conversation(first['conversationId'])}/messages"
    await grace.http.post(address, json={"text": "It left this morning."})
    await set_status(grace, site, first, "solved")

    shown = await (await door.tab(site, "ada", ada.token)).identify()

    assert [one["content"] for one in shown["messages"]] == [
        "Where is it?",
        "It left this morning.",
    ]
    assert (shown["conversation"]["status"], shown["isContinued"]) == ("solved", False)
    assert shown["conversation"]["visitorReadSeq"] == 0
    assert (await ada.ask("messagesRead", {"upToSeq": 2}))["ok"] is True
    assert (await ada.identify())["conversation"]["visitorReadSeq"] == 2


async def test_after_solved_a_new_message_begins_a_new_conversation(door: Door) -> None:
    site = await door.project(history_visibility="limit_to_active")
    ada, grace = await door.visitor(site, "ada"), await door.member(site, "Grace")
    first = await ada.writes("One")
    await set_status(grace, site, first, "solved")

    second = await ada.writes("Two")
    shown = await (await door.tab(site, "ada", ada.token)).identify()

    assert second["conversationId"] != first["conversationId"]
    assert second["seq"] == 1
    assert [one["content"] for one in shown["messages"]] == ["Two"]
    assert shown["isContinued"] is True


async def test_with_history_for_ever_a_message_reopens_what_was_solved(door: Door) -> None:
    site = await door.project(history_visibility="forever", reopen_days=7)
    ada, grace = await door.visitor(site, "ada"), await door.member(site, "Grace")
    first = await ada.writes("One")
    await set_status(grace, site, first, "solved")

    shown = await (await door.tab(site, "ada", ada.token)).identify()
    second = await ada.writes("Two")

    assert [one["content"] for one in shown["messages"]] == ["One"]
    assert shown["isContinued"] is True
    assert (second["conversationId"], second["seq"]) == (first["conversationId"], 2)
    reopened = (await grace.http.get(site.conversation(first["conversationId"]))).json()
    assert (reopened["status"], reopened["chatState"]) == ("open", "waiting_assignment")


async def test_what_was_solved_too_long_ago_stays_solved(door: Door) -> None:
    site = await door.project(history_visibility="forever", reopen_days=7)
    ada, grace = await door.visitor(site, "ada"), await door.member(site, "Grace")
    first = await ada.writes("One")
    await set_status(grace, site, first, "solved")
    await door.rows(
        "update conversations set solved_at = now() - interval '8 days' where project_id = $1",
        site.id,
    )

    assert (await ada.identify())["isContinued"] is False
    second = await ada.writes("Two")

    assert second["conversationId"] != first["conversationId"]


async def test_a_spammer_is_not_told_and_goes_on_into_the_same_conversation(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    first = await ada.writes("Buy")
    await set_status(grace, demo, first, "spam")

    second = await ada.writes("Buy more")
    shown = await ada.identify()

    assert second["conversationId"] == first["conversationId"]
    assert shown["conversation"]["status"] == "open"
    await hears_nothing(ada, of="spam", until=hears_back(ada, second))
    listed = (await grace.http.get(demo.conversation(first["conversationId"]))).json()
    assert (listed["status"], listed["chatState"]) == ("spam", "completed")


async def test_who_is_unmarked_is_a_visitor_like_any_other(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    first = await ada.writes("Buy")
    await set_status(grace, demo, first, "spam")
    await set_status(grace, demo, first, "open")

    await ada.writes("Sorry")

    listed = (await grace.http.get(demo.conversation(first["conversationId"]))).json()
    assert (listed["status"], listed["lastSeq"]) == ("open", 2)
