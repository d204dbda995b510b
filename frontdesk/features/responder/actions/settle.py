"""Ending a run: its words are committed behind the fence, or kept for a person, or dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.features import conversations, messages, workflows
from frontdesk.features.messages.model import ResponderDraft
from frontdesk.features.responder import store
from frontdesk.features.responder.actions.deeds import do_deeds, hand_over
from frontdesk.features.responder.actions.plan import plan_after_run
from frontdesk.features.responder.events import DraftCreated
from frontdesk.features.responder.model import (
    MAX_ATTEMPTS,
    Briefing,
    DraftReason,
    Now,
    Run,
    Thought,
    VoidReason,
    Withheld,
    deserves_draft,
    fence_of,
    what_follows,
    why_void,
)
from frontdesk.features.workflows.model import Handoff, Trace, trace_entries
from frontdesk.infra.testing.pauses import pause_point

if TYPE_CHECKING:
    from frontdesk.features.conversations.model import Conversation
    from frontdesk.features.responder.wire import RunState
    from frontdesk.features.workflows.wire import TraceOutcome
    from frontdesk.infra.database import Transaction

_MAX_TEXT = 5_000
_WHY_WITHHELD = {
    "leaked": "The assistant's answer was held back: it repeated the assistant's instructions.",
    "gated": "The assistant's answer says “{words}”, which only a person may promise. "
    "It is a draft.",
}


async def settle_run(
    tx: Transaction, briefing: Briefing, thought: Thought, *, is_visitor_online: bool
) -> VoidReason | None:
    """End a run that thought to its end: commit it, or say why it is void.

    Does nothing when another worker has ended it. Raises `StepTaken` when somebody else
    moved the workflow: the transaction must end, and the run be voided in another.
    """
    run = briefing.run
    conversation = await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    await pause_point("responder.settle_locked")
    if not await store.hold_run(tx, run):
        return None
    now = await _now(tx, briefing, conversation)
    reason = why_void(run, now)
    if reason is not None:
        await void_held_run(tx, briefing, thought, reason)
        return reason
    if thought.withheld is not None and (run.mode == "auto" or not thought.texts):
        await _withhold(tx, briefing, thought, thought.withheld)
        return thought.withheld.because
    if run.mode == "draft":
        await _settle_draft(tx, briefing, thought)
        return None
    drafts = _drafts(run, thought, is_visitor_online=is_visitor_online)
    if drafts:
        said = await messages.post_responder_messages(tx, conversation, fence_of(run, now), drafts)
        if said is None:
            await void_held_run(tx, briefing, thought, "changed")
            return "changed"
    await _commit_workflow(tx, briefing, thought)
    refused = await do_deeds(tx, briefing, thought.deeds)
    await _end(tx, briefing, replace(thought, refused=refused), _state_of(thought, drafts), None)
    await _go_on(tx, run)
    await pause_point("responder.settled")
    return None


async def void_run(
    tx: Transaction, briefing: Briefing, thought: Thought, reason: VoidReason
) -> None:
    """End a run that was cancelled, or whose workflow moved."""
    run = briefing.run
    await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    if await store.hold_run(tx, run):
        await void_held_run(tx, briefing, thought, reason)


async def void_held_run(
    tx: Transaction, briefing: Briefing, thought: Thought, reason: VoidReason
) -> None:
    """Keep the words for a person if they may help, and see to it that somebody answers."""
    if deserves_draft(reason):
        await _keep_draft(tx, briefing.run, thought, reason)
    await _end(tx, briefing, thought, "void", reason)
    match what_follows(reason):
        case "another_run":
            await plan_after_run(tx, briefing.run)
        case "a_person":
            await _leave_to_people(tx, briefing.run)
        case "its_own_run":
            pass


async def _withhold(
    tx: Transaction, briefing: Briefing, thought: Thought, withheld: Withheld
) -> None:
    """Give what may not be said by itself to a person, who is told why."""
    run = briefing.run
    await void_held_run(tx, briefing, thought, withheld.because)
    why = _WHY_WITHHELD[withheld.because].format(words=withheld.words)
    if run.mode == "auto":
        await hand_over(tx, run, why)


async def _now(tx: Transaction, briefing: Briefing, conversation: Conversation) -> Now:
    [row] = await store.find_now(tx, [briefing.run])
    return Now(conversation, row["responder_version"], row["assigned_meanwhile"])


async def _leave_to_people(tx: Transaction, run: Run) -> None:
    conversation = await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    if run.mode == "auto":
        await conversations.enter_queue(tx, conversation)


async def _commit_workflow(tx: Transaction, briefing: Briefing, thought: Thought) -> None:
    if briefing.standing.published.workflow_id:
        await workflows.save_steps(tx, briefing.run.project_id, briefing.standing, thought.passages)


async def _settle_draft(tx: Transaction, briefing: Briefing, thought: Thought) -> None:
    """Keep what was written; a run that wrote nothing says why, as somebody may wait for it."""
    await _keep_draft(tx, briefing.run, thought, "draft_mode")
    if _words(thought):
        await _end(tx, briefing, thought, "drafted", None)
    else:
        await _end(tx, briefing, thought, "failed", thought.failure or "nothing_written")


async def _keep_draft(tx: Transaction, run: Run, thought: Thought, reason: DraftReason) -> None:
    text = _words(thought)
    draft = await store.insert_draft(tx, run, text, reason) if text else None
    if draft is not None:
        await tx.announce([DraftCreated(draft)])


def _words(thought: Thought) -> str:
    return "\n\n".join(thought.texts).strip()


async def _end(
    tx: Transaction, briefing: Briefing, thought: Thought, state: RunState, reason: str | None
) -> None:
    run = briefing.run
    await store.end_run(tx, run, state, reason, thought)
    await conversations.count_responder_turn(
        tx, run.project_id, run.conversation_id, thought.usage.total
    )
    await workflows.record_trace(tx, run.project_id, _trace(briefing, thought, state, reason))


async def _go_on(tx: Transaction, run: Run) -> None:
    """Answer what came while a last attempt was written."""
    conversation = await conversations.find_for_reading(tx, run.project_id, run.conversation_id)
    if run.attempt >= MAX_ATTEMPTS and conversation.visitor_seq > run.trigger_seq:
        await plan_after_run(tx, run)


def _drafts(run: Run, thought: Thought, *, is_visitor_online: bool) -> list[ResponderDraft]:
    # Made of what is answered, so that the unique key allows one answer to it.
    return [
        ResponderDraft(
            f"answer-{run.conversation_id}-{run.trigger_seq}-{number}",
            text[:_MAX_TEXT],
            is_visitor_online,
        )
        for number, text in enumerate(thought.texts)
    ]


def _state_of(thought: Thought, drafts: list[ResponderDraft]) -> RunState:
    is_handed_over = any(isinstance(deed, Handoff) for deed in thought.deeds)
    return "handed_over" if is_handed_over and not drafts else "answered"


def _trace(briefing: Briefing, thought: Thought, state: RunState, reason: str | None) -> Trace:
    outcome: TraceOutcome = "committed"
    if state in ("void", "failed"):
        outcome = "void" if state == "void" else "failed"
    published = briefing.standing.published
    return Trace(
        conversation_id=briefing.run.conversation_id,
        turn=briefing.run.id,
        trigger_seq=briefing.run.trigger_seq,
        published=published if published.workflow_id else None,
        outcome=outcome,
        why=reason or "",
        entries=trace_entries(
            published.definition, thought.passages, thought.spent, thought.refused
        ),
        tokens=thought.usage.total,
        ms=thought.model_ms,
    )
