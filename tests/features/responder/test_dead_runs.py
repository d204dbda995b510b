"""A run whose worker died is in nobody's way, and does not seem to think for an hour."""

from __future__ import annotations

from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor
from tests.scripted_models.script import Text


async def test_a_dead_run_ends_when_a_newer_one_is_settled(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await harness.set(mode="off")
    await ada.writes("When do you open?")
    await harness.door.value(_DIES_IN_THOUGHT, harness.site.id)
    await harness.set(mode="auto")
    harness.model.always(Text("At nine."))

    await ada.writes("On Sundays, I mean.")

    assert await harness.ended(2) == [("void", "newer_message"), ("answered", None)]


async def test_a_draft_is_not_refused_because_of_a_dead_run(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    await harness.set(mode="off")
    message = await ada.writes("When do you open?")
    await harness.door.value(_DIES_IN_THOUGHT, harness.site.id)
    harness.model.always(Text("At nine."))

    drafts = f"{harness.site.conversation(message['conversationId'])}/drafts"
    answer = await grace.http.post(drafts, json={})

    assert answer.status_code == 202, answer.text


_DIES_IN_THOUGHT = """
insert into responder_runs (project_id, conversation_id, trigger_seq, attempt, mode, turn,
                            hard_turn, responder_version, started_at, beat_at)
select project_id, id, 1, 1, 'auto', turn, hard_turn, 1, now() - interval '1 minute',
       now() - interval '1 minute'
from conversations where project_id = $1 returning id
"""
