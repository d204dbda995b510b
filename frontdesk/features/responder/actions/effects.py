"""Applying a turn's effects: through the ordinary actions, each once.

Project and conversation are the run's own; whatever ids a model made up are not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features import conversations, messages, notes
from frontdesk.features.conversations.wire import PatchConversation
from frontdesk.features.responder.actions.plan import plan_callback
from frontdesk.features.responder.store import runs
from frontdesk.features.workflows.model.running import (
    AddNote,
    ChangeStatus,
    Effect,
    Handoff,
    Key,
    RefuseTool,
    Say,
    SetTag,
    TellSite,
)
from frontdesk.kit.errors import Refused

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.responder.model.context import RunContext
    from frontdesk.features.responder.model.run import Run
    from frontdesk.infra.database import Transaction


async def apply_effects(
    tx: Transaction, context: RunContext, effects: Sequence[Effect]
) -> dict[Key, str]:
    """Do everything but the talking, which is done behind the fence; say what was refused.

    What a model wants need not be possible. That is no reason to keep its answer back, nor
    to think again.
    """
    run, refused = context.run, dict[Key, str]()
    for effect in effects:
        if isinstance(effect, Say | RefuseTool):
            continue
        if await runs.mark_effect(tx, run, effect.key.call, type(effect).__name__):
            try:
                async with tx.attempt():
                    await _do(tx, run, effect)
            except Refused as refusal:
                refused[effect.key] = refusal.message
    return refused


async def _do(tx: Transaction, run: Run, effect: Effect) -> None:
    match effect:
        case AddNote(text=text):
            await notes.write_note(tx, run.project_id, None, run.conversation_id, text)
        case ChangeStatus(status=status):
            await conversations.set_status(tx, None, await _held(tx, run), status, messages)
        case SetTag(tag=tag, remove=is_removed):
            held = await _held(tx, run)
            tags = [one for one in held.tags if one.casefold() != tag.casefold()]
            patch = PatchConversation(tags=tags if is_removed else [*tags, tag])
            await conversations.edit_details(tx, None, held, patch)
        case Handoff(reason=reason):
            await hand_over(tx, run, reason)
        case TellSite():
            await plan_callback(tx, run.project_id, effect)


async def hand_over(tx: Transaction, run: Run, reason: str) -> None:
    """Let a person answer, and tell the team why."""
    await conversations.ask_for_person(tx, await _held(tx, run), is_holder_there=True)
    if reason.strip():
        await notes.write_note(tx, run.project_id, None, run.conversation_id, reason)


async def _held(tx: Transaction, run: Run) -> Conversation:
    return await conversations.lock_for_posting(tx, run.project_id, run.conversation_id)
