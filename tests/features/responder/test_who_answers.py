"""The responder keeps out of what a person answered, and of what a visitor wants people for."""

from __future__ import annotations

from tests.features.responder.harness import ResponderHarness
from tests.fleet import until
from tests.front_door.people import Member, Visitor
from tests.scripted_models.script import Gate, Text, Wait


async def test_what_a_person_answered_is_not_answered_again_after_a_claim_and_a_release(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    gate = Gate()
    harness.model.will(Wait(gate), Text("I was about to say nine."))
    harness.model.always(Text("Gladly."))
    chat = (await ada.writes("When do you open?"))["conversationId"]
    await gate.reached()

    await _does(harness, grace, chat, "/messages", text="At nine.", tempId="by-hand")
    await _does(harness, grace, chat, "/claim")
    await _does(harness, grace, chat, "/release")
    back = {"responderMode": "auto"}
    assert (await grace.http.patch(harness.site.conversation(chat), json=back)).status_code == 200
    gate.open()
    await until(lambda: _is_idle(harness))

    assert await harness.thread() == [("visitor", "When do you open?"), ("agent", "At nine.")]
    await ada.writes("Thank you!")
    await harness.ended(2)
    assert (await harness.thread())[-1] == ("ai", "Gladly.")


async def test_a_visitor_who_wants_no_ai_with_the_first_line_gets_none(
    harness: ResponderHarness, ada: Visitor
) -> None:
    session = {"aiEnabled": False}
    first = {"content": "People, please", "tempId": "one", "sessionMetadata": session}

    ack = await ada.ask("sendMessage", first)
    await ada.writes("Anybody?")
    await until(lambda: _is_idle(harness))

    assert ack["ok"]
    chat = await harness.chat()
    assert not chat["ai_enabled"]
    assert chat["queued_at"] is not None
    assert await harness.runs() == []
    assert harness.model.asked == []


async def test_a_visitor_who_wants_ai_or_does_not_say_gets_it(
    harness: ResponderHarness, ada: Visitor
) -> None:
    session = {"aiEnabled": True}

    await ada.ask("sendMessage", {"content": "Hi", "tempId": "one", "sessionMetadata": session})
    await harness.ended()

    assert (await harness.chat())["ai_enabled"]
    assert (await harness.thread())[-1] == ("ai", "Scripted.")


async def _does(
    harness: ResponderHarness, member: Member, chat: int, what: str, **body: object
) -> None:
    answer = await member.http.post(harness.site.conversation(chat, what), json=body)
    assert answer.status_code < 300, answer.text


async def _is_idle(harness: ResponderHarness) -> bool:
    """Whether no job of this project is left."""
    left = await harness.door.value(
        "select count(*) from pgqueuer where entrypoint = 'responder.respond'"
        " and convert_from(payload, 'utf8')::json ->> 'project_id' = $1",
        str(harness.site.id),
    )
    return not left
