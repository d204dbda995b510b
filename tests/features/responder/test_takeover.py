"""R2, R15, R40: whatever people do while the responder thinks stays done, and it knows.

The model answers when the test says so. Meanwhile one thing changes. What is about who
answers voids the turn; what is not survives beside the answer, to the last column.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pytest

from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor
from tests.scripted_models.script import Gate, Text, Wait
from tests.scripted_models.server import ScriptedModels

# What an answer of the responder writes, and nothing else.
_ITS_OWN = {
    *("last_seq", "last_message_id", "last_message_snippet", "last_message_at"),
    *("chat_state", "waiting_since", "queued_at", "tries", "version", "revision"),
    *("updated_at", "responder_turns", "responder_tokens"),
}


@dataclass
class Story:
    """Ada asked something, the model is about to answer, and people are around."""

    harness: ResponderHarness
    ada: Visitor
    grace: Member
    alan: Member
    chat_id: int

    async def calls(self, person: Member, what: str, **body: object) -> None:
        answer = await person.http.post(
            self.harness.site.conversation(self.chat_id, what), json=body
        )
        assert answer.status_code < 300, answer.text

    async def edits(self, person: Member, **fields: object) -> None:
        answer = await person.http.patch(self.harness.site.conversation(self.chat_id), json=fields)
        assert answer.status_code == 200, answer.text


Change: TypeAlias = Callable[[Story], Awaitable[None]]


async def claims(story: Story) -> None:
    await story.calls(story.grace, "/claim")


async def replies(story: Story) -> None:
    await story.calls(story.grace, "/messages", text="I will help you.", tempId="by-hand")


async def reassigns(story: Story) -> None:
    await story.alan.joins(story.harness.site.id)
    here = {"projectId": story.harness.site.id, "state": "available", "active": True}
    assert (await story.alan.ask("agentPresence", here))["ok"]
    await story.calls(story.harness.boss, "/reassign", assigneeId=story.alan.id)


async def closes(story: Story) -> None:
    await story.edits(story.grace, status="solved")


async def marks_spam(story: Story) -> None:
    await story.edits(story.grace, status="spam")


async def opts_out(story: Story) -> None:
    assert (await story.ada.ask("setAiEnabled", {"enabled": False}))["ok"]


async def asks_for_person(story: Story) -> None:
    assert (await story.ada.ask("requestHuman"))["ok"]


async def switches_off(story: Story) -> None:
    await story.edits(story.grace, responderMode="off")


async def switches_project_off(story: Story) -> None:
    await story.harness.set(mode="off")


@pytest.fixture
async def story(harness: ResponderHarness, ada: Visitor, grace: Member, alan: Member) -> Story:
    return Story(harness, ada, grace, alan, 0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (claims, "taken"),
        (replies, "answered"),
        (reassigns, "taken"),
        (closes, "closed"),
        (marks_spam, "closed"),
        (opts_out, "ai_off"),
        (asks_for_person, "person_asked_for"),
        (switches_off, "ai_off"),
        (switches_project_off, "settings_changed"),
    ],
)
async def test_what_people_decide_voids_the_turn_and_stays(
    story: Story, change: Change, reason: str
) -> None:
    gate = await _thinks(story)

    await change(story)
    decided = await story.harness.chat()
    gate.open()
    [(state, why), *_] = await story.harness.ended()

    assert (state, why) == ("void", reason)
    assert "ai" not in [kind for kind, _ in await story.harness.thread()]
    ignored = {"revision", "updated_at", "queued_at", "responder_turns", "responder_tokens"}
    assert _without(await story.harness.chat(), ignored) == _without(decided, ignored)


async def tags(story: Story) -> None:
    await story.edits(story.grace, tags=["billing"])


async def sets_priority(story: Story) -> None:
    await story.edits(story.grace, priority="high")


async def sets_pending(story: Story) -> None:
    await story.edits(story.grace, status="pending")


async def edits_metadata(story: Story) -> None:
    await story.harness.door.value(_EDIT_METADATA, story.chat_id)


@pytest.mark.parametrize("change", [tags, sets_priority, sets_pending, edits_metadata])
async def test_what_is_not_about_who_answers_stays_beside_the_answer(
    story: Story, change: Change
) -> None:
    gate = await _thinks(story)

    await change(story)
    edited = await story.harness.chat()
    gate.open()
    await story.harness.ended()

    assert (await story.harness.thread())[-1] == ("ai", "We open at nine.")
    assert _without(await story.harness.chat(), _ITS_OWN) == _without(edited, _ITS_OWN)


async def test_who_took_the_chat_finds_what_the_responder_was_about_to_say(story: Story) -> None:
    gate = await _thinks(story)

    await claims(story)
    gate.open()
    await story.harness.ended()

    assert await story.harness.drafts() == [("We open at nine.", "taken")]
    assert (await story.harness.chat())["assignee_id"] == story.grace.id


async def test_where_the_project_wants_it_the_answer_appears_and_the_assignment_stays(
    story: Story,
) -> None:
    await story.harness.set(assignedMeanwhile="send")
    gate = await _thinks(story)

    await claims(story)
    gate.open()
    await story.harness.ended()

    assert (await story.harness.thread())[-1] == ("ai", "We open at nine.")
    chat = await story.harness.chat()
    assert (chat["chat_state"], chat["assignee_id"]) == ("assigned", story.grace.id)


async def test_even_then_a_human_reply_voids_the_turn(story: Story) -> None:
    await story.harness.set(assignedMeanwhile="send")
    gate = await _thinks(story)

    await replies(story)
    gate.open()
    [(state, _), *_] = await story.harness.ended()

    assert state == "void"
    assert [kind for kind, _ in await story.harness.thread()] == ["visitor", "agent"]


async def test_a_takeover_while_the_model_streams_ends_its_typing_at_once(
    story: Story, model: ScriptedModels
) -> None:
    gate = Gate()
    model.will(Text("We open "), Wait(gate), Text("at nine."))
    await story.grace.joins(story.harness.site.id)
    await _writes(story)
    await gate.reached()
    await story.grace.hears("responderTyping", lambda typing: "We open" in typing["text"])

    await replies(story)
    await model.asked[0].hung_up.wait()

    await story.harness.ended()
    assert await story.harness.drafts() == [("We open", "answered")]
    assert [kind for kind, _ in await story.harness.thread()] == ["visitor", "agent"]


async def _thinks(story: Story) -> Gate:
    """Let Ada ask, and the model hold its breath."""
    gate = Gate()
    story.harness.model.always(Wait(gate), Text("We open at nine."))
    await _writes(story)
    await gate.reached()
    return gate


async def _writes(story: Story) -> None:
    message: Any = await story.ada.writes("When do you open?")
    story.chat_id = message["conversationId"]


def _without(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


_EDIT_METADATA = """
update conversations set metadata = metadata || '{"order": 7}' where id = $1 returning 1
"""
