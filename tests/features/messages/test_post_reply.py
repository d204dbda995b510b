"""An agent's reply: saved once, with its final status, by an agent who may answer."""

import asyncio
from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor


async def conversation_of(visitor: Visitor, content: str = "Hello?") -> int:
    return int((await visitor.writes(content))["conversationId"])


async def replies(member: Member, site: Site, conversation: int, text: str, **more: str) -> Any:  # noqa: ANN401
    return await member.http.post(site.thread(conversation), json={"text": text, **more})


async def test_a_reply_reaches_the_visitor_and_every_dashboard(
    demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await grace.joins(demo.id)
    await alan.joins(demo.id)
    chat = await conversation_of(ada)

    answer = await replies(grace, demo, chat, " Hi Ada! ", tempId="g1")

    assert answer.status_code == 201
    message = answer.json()
    assert (message["content"], message["seq"], message["tempId"]) == ("Hi Ada!", 2, "g1")
    heard = await ada.hears("agentReplied")
    assert heard["sender"] == {
        "type": "agent",
        "id": grace.id,
        "name": "Grace",
        "avatarUrl": None,
    }
    assert (await grace.hears("newMessage", lambda one: one["seq"] == 2))["tempId"] == "g1"
    seen = await alan.hears("newMessage", lambda one: one["seq"] == 2)
    assert "tempId" not in seen
    assert "tempId" not in heard
    assert "g1" not in (await alan.http.get(demo.thread(chat))).text


async def test_the_first_reply_claims_the_chat_in_the_same_transaction(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)

    await replies(grace, demo, chat, "Hi!")

    shown = (await grace.http.get(demo.conversation(chat))).json()
    assert (shown["chatState"], shown["assigneeId"]) == ("waiting_real_user_reply", grace.id)
    held = await door.row("select * from assignments where project_id = $1", demo.id)
    assert (held["agent_id"], held["released_at"]) == (grace.id, None)


async def test_in_queue_mode_the_reply_takes_the_chat_and_lets_it_go(
    door: Door,
) -> None:
    queued = await door.project(routing_mode="queue")
    ada = await door.visitor(queued, "ada")
    grace = await door.member(queued, "Grace")
    chat = await conversation_of(ada)

    await replies(grace, queued, chat, "Hi!")

    shown = (await grace.http.get(queued.conversation(chat))).json()
    assert (shown["assigneeId"], shown["lastAssigneeId"]) == (None, grace.id)
    held = await door.row("select * from assignments where project_id = $1", queued.id)
    assert (held["agent_id"], held["release_reason"]) == (grace.id, "replied")


async def test_nobody_else_answers_a_chat_that_is_held_and_hears_who_has_it(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    chat = await conversation_of(ada)
    await replies(grace, demo, chat, "Hi!")
    before = await door.traces(demo)

    refused = await replies(alan, demo, chat, "Me too!")

    assert refused.status_code == 409
    assert refused.json()["error"]["message"] == "Grace has this chat."
    assert await door.traces(demo) == before


async def test_of_two_agents_who_answer_at_once_one_does(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    chat = await conversation_of(ada)

    answers = await asyncio.gather(
        replies(grace, demo, chat, "I"), replies(alan, demo, chat, "No, I")
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await door.value("select count(*) from assignments where project_id = $1", demo.id) == 1


async def test_when_the_visitor_writes_again_the_same_assignment_goes_on(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)
    await replies(grace, demo, chat, "Hi!")

    await ada.writes("One more thing")
    await ada.writes("And another")

    shown = (await grace.http.get(demo.conversation(chat))).json()
    assert (shown["chatState"], shown["assigneeId"]) == ("assigned", grace.id)
    assert await door.value("select count(*) from assignments where project_id = $1", demo.id) == 1


async def test_a_finished_conversation_takes_no_reply(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)
    await grace.http.patch(demo.conversation(chat), json={"status": "solved"})

    refused = await replies(grace, demo, chat, "Wait!")

    assert refused.status_code == 409
    assert "Reopen it first" in refused.json()["error"]["message"]


async def test_a_reply_is_sent_to_who_is_here_and_rests_delivered_for_who_is_not(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)
    here = (await replies(grace, demo, chat, "Are you there?")).json()
    await grace.joins(demo.id)

    await ada.close()
    await grace.hears("visitorStatusChanged", lambda one: not one["isOnline"])
    gone = (await replies(grace, demo, chat, "Pity.")).json()

    assert (here["status"], gone["status"]) == ("sent", "delivered")
    assert here["deliveredAt"] is None
    assert gone["deliveredAt"] is None
    back = await door.visitor(demo, "ada", ada.token)
    await back.ask("messagesDelivered", {"upToSeq": 3})
    thread = (await grace.http.get(demo.thread(chat))).json()["data"]
    assert [one["status"] for one in thread[1:]] == ["delivered", "delivered"]
    assert all(one["deliveredAt"] for one in thread[1:])


async def test_the_same_temp_id_is_one_message_and_with_other_words_a_conflict(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)

    answers = await asyncio.gather(
        *(replies(grace, demo, chat, "Hi!", tempId="g1") for _ in range(5))
    )
    other = await replies(grace, demo, chat, "Bye!", tempId="g1")

    assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
    assert other.status_code == 409
    assert await door.value("select count(*) from messages where project_id = $1", demo.id) == 2


async def test_an_idempotency_key_answers_again_and_does_nothing_again(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    chat = await conversation_of(ada)
    key = {"Idempotency-Key": "k-1"}

    first = await grace.http.post(demo.thread(chat), json={"text": "Hi!"}, headers=key)
    again = await grace.http.post(demo.thread(chat), json={"text": "Hi!"}, headers=key)
    other = await grace.http.post(demo.thread(chat), json={"text": "Bye!"}, headers=key)
    alans = await alan.http.post(demo.thread(chat), json={"text": "Hi!"}, headers=key)

    assert (first.status_code, again.json()) == (201, first.json())
    assert other.status_code == 409
    assert "Grace has this chat" in alans.json()["error"]["message"]
    assert await door.value("select count(*) from messages where project_id = $1", demo.id) == 2


async def test_a_visitors_message_is_credited_to_who_answered_it(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)
    await ada.writes("Still there?")

    await replies(grace, demo, chat, "Yes!")
    await ada.writes("Good.")

    thread = (await grace.http.get(demo.thread(chat))).json()["data"]
    assert [one["handledById"] for one in thread] == [grace.id, grace.id, grace.id, None]


async def test_typing_is_shown_to_the_visitor_by_name(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    chat = await conversation_of(ada)

    answer = await grace.http.post(demo.conversation(chat, "/typing"), json={"isTyping": True})

    assert answer.status_code == 204
    assert await ada.hears("agentIsTyping") == {"agentName": "Grace", "isTyping": True}


BAD_BODIES = {
    "no body": b"",
    "no JSON": b"nonsense",
    "a list": b"[]",
    "nothing in it": b"{}",
    "a number": b'{"text":1}',
    "null": b'{"text":null}',
    "an object": b'{"text":{"$gt":""}}',
    "empty": b'{"text":""}',
    "only space": b'{"text":" \\n\\u200b "}',
    "an unknown field": b'{"text":"a","role":"owner"}',
    "another sender": b'{"text":"a","senderId":1}',
    "a prototype": b'{"text":"a","__proto__":{}}',
    "twins": b'{"text":"a","text":"b"}',
    "a NUL": b'{"text":"a\\u0000b"}',
    "half a pair": b'{"text":"\\ud800"}',
    "invalid UTF-8": b'{"text":"\xff"}',
    "NaN": b'{"text":NaN}',
    "1,100 levels": b'{"text":' + b"[" * 1_100 + b"]" * 1_100 + b"}",
    "4,301 digits": b'{"text":"a","attachmentIds":[' + b"9" * 4_301 + b"]}",
    "an empty temp id": b'{"text":"a","tempId":""}',
    "a temp id of 65": b'{"text":"a","tempId":"' + b"x" * 65 + b'"}',
    "a temp id with a line break": b'{"text":"a","tempId":"a\\nb"}',
    "a temp id with an emoji": '{"text":"a","tempId":"🙂"}'.encode(),
    "files": b'{"text":"a","attachmentIds":[1]}',
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_reply_that_is_none_is_refused_and_leaves_nothing(
    door: Door, demo: Site, ada: Visitor, grace: Member, body: bytes
) -> None:
    chat = await conversation_of(ada)
    before = await door.traces(demo)

    answer = await grace.http.post(
        demo.thread(chat), content=body, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert await door.traces(demo) == before


@pytest.mark.parametrize("size", [5_001, 70_000])
async def test_a_reply_that_is_too_long_says_so(
    door: Door, demo: Site, ada: Visitor, grace: Member, size: int
) -> None:
    chat = await conversation_of(ada)
    before = await door.traces(demo)

    answer = await replies(grace, demo, chat, "x" * size)

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_long")
    assert await door.traces(demo) == before
