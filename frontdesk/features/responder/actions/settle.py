"""Ending a run: its words are committed behind the fence, or kept for a person, or dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.features import conversations, messages, workflows
from frontdesk.features.messages.model import ResponderDraft
from frontdesk.features.responder.actions.effects import apply_effects, hand_over
from frontdesk.features.responder.actions.plan import plan_after_run
from frontdesk.features.responder.events import DraftCreated
from frontdesk.features.responder.model.context import RunContext
from frontdesk.features.responder.model.result import RunResult, Withheld
from frontdesk.features.responder.model.run import (
    MAX_ATTEMPTS,
    DraftReason,
    Now,
    Run,
    VoidReason,
    deserves_draft,
    fence_of,
    what_follows,
    why_void,
)
from frontdesk.features.responder.store import drafts as drafts_store
from frontdesk.features.responder.store import runs, watch
from frontdesk.features.workflows.model.rows import Trace
from frontdesk.features.workflows.model.running import Handoff
from frontdesk.features.workflows.model.tracing import trace_entries
from frontdesk.infra.pause_points import pause_point

if TYPE_CHECKING:
    from frontdesk.features.responder.wire import RunState
    from frontdesk.features.workflows.wire.exchange import TraceOutcome
    from frontdesk.infra.database import Transaction

_MAX_TEXT = 5_000
_WHY_WITHHELD = {
    "leaked": "The assistant's answer was held back: it repeated the assistant's instructions.",
    "gated": "The assistant's answer says “{words}”, which only a person may promise. "
    "It is a draft.",
}


async def settle_run(
    tx: Transaction, context: RunContext, result: RunResult, *, is_visitor_online: bool
) -> VoidReason | None:
    """End a run that thought to its end: commit it, or say why it is void.

    Does nothing when another worker has ended it. Raises `StepTaken` when somebody else
    moved the workflow: the transaction must end, and the run be voided in another.
    """
    run = context.run
    conversation = await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    await pause_point("responder.settle_locked")
    if not await runs.lock_run(tx, run):
        return None
    [row] = await watch.find_now(tx, [run])
    now = Now(conversation, row["responder_version"], row["assigned_meanwhile"])
    reason = why_void(run, now)
    if reason is not None:
        await void_held_run(tx, context, result, reason)
        return reason
    if result.withheld is not None and (run.mode == "auto" or not result.texts):
        await _withhold(tx, context, result, result.withheld)
        return result.withheld.because
    if run.mode == "draft":
        await _settle_draft(tx, context, result)
        return None
    drafts = _drafts(run, result, is_visitor_online=is_visitor_online)
    if drafts:
        said = await messages.post_responder_messages(tx, conversation, fence_of(run, now), drafts)
        if said is None:
            await void_held_run(tx, context, result, "changed")
            return "changed"
    await _commit_workflow(tx, context, result)
    refused = await apply_effects(tx, context, result.effects)
    await _end(tx, context, replace(result, refused=refused), _state_of(result, drafts), None)
    if run.attempt >= MAX_ATTEMPTS:
        await _go_on(tx, run)
    await pause_point("responder.settled")
    return None


async def void_run(
    tx: Transaction, context: RunContext, result: RunResult, reason: VoidReason
) -> None:
    """End a run that was cancelled, or whose workflow moved."""
    run = context.run
    await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    if await runs.lock_run(tx, run):
        await void_held_run(tx, context, result, reason)


async def void_held_run(
    tx: Transaction, context: RunContext, result: RunResult, reason: VoidReason
) -> None:
    """Keep the words for a person if they may help, and see to it that somebody answers."""
    if deserves_draft(reason):
        await _keep_draft(tx, context.run, result, reason)
    await _end(tx, context, result, "void", reason)
    match what_follows(reason):
        case "another_run":
            await plan_after_run(tx, context.run)
        case "a_person":
            await _leave_to_people(tx, context.run)
        case "its_own_run":
            pass


async def _withhold(
    tx: Transaction, context: RunContext, result: RunResult, withheld: Withheld
) -> None:
    """Give what may not be said by itself to a person, who is told why."""
    run = context.run
    await void_held_run(tx, context, result, withheld.because)
    why = _WHY_WITHHELD[withheld.because].format(words=withheld.words)
    if run.mode == "auto":
        await hand_over(tx, run, why)


async def _leave_to_people(tx: Transaction, run: Run) -> None:
    conversation = await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
    if run.mode == "auto":
        await conversations.enter_queue(tx, conversation)


async def _commit_workflow(tx: Transaction, context: RunContext, result: RunResult) -> None:
    if context.workflow_run.published.workflow_id:
        await workflows.save_steps(
            tx, context.run.project_id, context.workflow_run, result.step_results
        )


async def _settle_draft(tx: Transaction, context: RunContext, result: RunResult) -> None:
    """Keep what was written; a run that wrote nothing says why, as somebody may wait for it."""
    await _keep_draft(tx, context.run, result, "draft_mode")
    if _words(result):
        await _end(tx, context, result, "drafted", None)
    else:
        await _end(tx, context, result, "failed", result.failure or "nothing_written")


async def _keep_draft(tx: Transaction, run: Run, result: RunResult, reason: DraftReason) -> None:
    text = _words(result)
    draft = await drafts_store.insert_draft(tx, run, text, reason) if text else None
    if draft is not None:
        await tx.announce([DraftCreated(draft)])


def _words(result: RunResult) -> str:
    return "\n\n".join(result.texts).strip()


async def _end(
    tx: Transaction, context: RunContext, result: RunResult, state: RunState, reason: str | None
) -> None:
    run = context.run
    await runs.end_run(tx, run, state, reason, result)
    await runs.end_overtaken_runs(tx, run)
    await conversations.count_responder_turn(
        tx, run.project_id, run.conversation_id, result.usage.total
    )
    await workflows.record_trace(tx, run.project_id, _trace(context, result, state, reason))


async def _go_on(tx: Transaction, run: Run) -> None:
    """Answer what came while a last attempt was written."""
    conversation = await conversations.find_for_reading(tx, run.project_id, run.conversation_id)
    if conversation.visitor_seq > run.trigger_seq:
        await plan_after_run(tx, run)


def _drafts(run: Run, result: RunResult, *, is_visitor_online: bool) -> list[ResponderDraft]:
    # Made of what is answered, so that the unique key allows one answer to it.
    return [
        ResponderDraft(
            f"answer-{run.conversation_id}-{run.trigger_seq}-{number}",
            text[:_MAX_TEXT],
            is_visitor_online,
        )
        for number, text in enumerate(result.texts)
    ]


def _state_of(result: RunResult, drafts: list[ResponderDraft]) -> RunState:
    is_handed_over = any(isinstance(effect, Handoff) for effect in result.effects)
    return "handed_over" if is_handed_over and not drafts else "answered"


def _trace(context: RunContext, result: RunResult, state: RunState, reason: str | None) -> Trace:
    outcome: TraceOutcome = "committed"
    if state in ("void", "failed"):
        outcome = "void" if state == "void" else "failed"
    published = context.workflow_run.published
    return Trace(
        conversation_id=context.run.conversation_id,
        turn=context.run.id,
        trigger_seq=context.run.trigger_seq,
        published=published if published.workflow_id else None,
        outcome=outcome,
        why=reason or "",
        entries=trace_entries(
            published.definition, result.step_results, result.spent, result.refused
        ),
        tokens=result.usage.total,
        ms=result.model_ms,
    )
