"""The watches behind the responder: void runs are stopped, and nobody waits for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from frontdesk.features.responder.actions import overdue
from frontdesk.features.responder.model.run import MAX_ATTEMPTS, Now, is_still_a_draft, why_void
from frontdesk.features.responder.store import runs, watch
from frontdesk.infra.tasks import every

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.responder.jobs.dependencies import ResponderDependencies, Thinking
    from frontdesk.infra.database import Database

# Twice in the half second within which a void run falls silent.
WATCH_SECONDS = 0.2
BEAT_SECONDS = 1.0
SWEEP_SECONDS = 2.0


async def keep_watching(deps: ResponderDependencies) -> None:
    """Stop runs of this process whose words would be void, for ever; run as a task.

    This only saves time and money: the fence alone decides what is said. It also
    tells members who opened a thread meanwhile what was written there so far.
    """

    async def look() -> None:
        for thinking in list(deps.thinking):
            await thinking.publisher.tell_latecomers()
        if deps.thinking:
            await stop_void_runs(deps)

    await every(WATCH_SECONDS, look, "Runs could not be watched")


async def keep_beating(deps: ResponderDependencies) -> None:
    """Say of the last attempts of this process that they live, for ever; run as a task.

    What a visitor writes meanwhile waits for such a run, but not for one whose worker died.
    """

    async def beat() -> None:
        last = [run for run in deps.running if run.attempt >= MAX_ATTEMPTS]
        if last:
            async with deps.database.transaction() as tx:
                await runs.save_beats(tx, last)

    await every(BEAT_SECONDS, beat, "Runs could not say that they live")


async def stop_void_runs(deps: ResponderDependencies) -> None:
    """Look at every run of this process once, in one statement."""
    watched = list(deps.thinking)
    async with deps.database.snapshot() as tx:
        rows = await watch.find_moved(tx, [one.context.run for one in watched])
    now = {(row["project_id"], row["id"]): row for row in rows}
    for thinking in watched:
        run = thinking.context.run
        row = now.get((run.project_id, run.conversation_id))
        if row is not None:
            await _stop_if_void(thinking, row)


async def _stop_if_void(thinking: Thinking, row: asyncpg.Record) -> None:
    reason = why_void(thinking.context.run, _now(thinking, row))
    if reason is None or thinking.task.done():
        return
    await thinking.publisher.hide_from_visitor()
    if not is_still_a_draft(reason):
        thinking.void_because = reason
        thinking.task.cancel()


def _now(thinking: Thinking, row: asyncpg.Record) -> Now:
    from_row: dict[str, Any] = {
        name: row[name]
        for name in (
            "status",
            "chat_state",
            "assignee_id",
            "turn",
            "hard_turn",
            "visitor_seq",
            "ai_enabled",
            "responder_mode",
            "asked_for_person_at",
        )
    }
    conversation = replace(thinking.context.conversation, **from_row)
    return Now(conversation, row["responder_version"], row["assigned_meanwhile"])


async def keep_answering(database: Database) -> None:
    """Queue visitors the responder left waiting, for ever; any number of workers at once."""

    async def answer() -> None:
        async with database.transaction() as tx:
            await overdue.queue_overdue(tx)

    await every(SWEEP_SECONDS, answer, "Overdue answers have to wait")
