"""The SQL of runs: what thinks, what thought, and what its tools did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features.responder.model.run import Run

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.responder.model.result import RunResult
    from frontdesk.features.responder.wire import RunMode, RunState
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


# A worker says every second that it lives. One that has not for so long is gone, and whoever
# waits for its run waits for nothing.
GONE_SECONDS = 10


async def insert_run(
    tx: Transaction,
    conversation: Conversation,
    mode: RunMode,
    responder_version: int,
) -> Run | None:
    """Begin a run, or go on with the one a dead worker left; None if it has ended."""
    row = await tx.fetch_one(
        _INSERT,
        conversation.project_id,
        conversation.id,
        conversation.visitor_seq,
        mode,
        conversation.turn,
        conversation.hard_turn,
        responder_version,
    )
    return _read(row) if row else None


async def find_answered(tx: Transaction, conversation: Conversation) -> bool:
    """Whether the newest message of the visitor has had its answer, draft or handoff.

    A person who wrote after the visitor has answered them, no matter who has the chat now.
    """
    return bool(
        await tx.fetch_value(
            _ANSWERED, conversation.project_id, conversation.id, conversation.visitor_seq
        )
    )


async def find_last_attempt(
    tx: Transaction, conversation: Conversation, attempt: int, silent_seconds: float
) -> bool:
    """Whether a last attempt still thinks, about an older message than the newest.

    One whose worker has not said for so long that it lives does not think any more.
    """
    return bool(
        await tx.fetch_value(
            _LAST_ATTEMPT,
            conversation.project_id,
            conversation.id,
            conversation.visitor_seq,
            attempt,
            silent_seconds,
        )
    )


async def save_beats(tx: Transaction, runs: Sequence[Run]) -> None:
    """Note that the worker that thinks about these is alive."""
    await tx.execute(_SAVE_BEATS, [one.project_id for one in runs], [one.id for one in runs])


async def find_thinking(tx: Transaction, conversation: Conversation) -> Run | None:
    """Find the run that thinks about a conversation now, if its worker is alive."""
    row = await tx.fetch_one(_THINKING, conversation.project_id, conversation.id, GONE_SECONDS)
    return _read(row) if row else None


async def newest_run_id(tx: Transaction, conversation: Conversation) -> int:
    """Return the id of the newest run; 0 if it never thought here."""
    return int(await tx.fetch_value(_NEWEST_ID, conversation.project_id, conversation.id))


async def lock_run(tx: Transaction, run: Run) -> bool:
    """Lock a run that still thinks; False when somebody else has ended it."""
    return bool(await tx.fetch_value(_LOCK, run.project_id, run.id))


async def end_run(
    tx: Transaction, run: Run, state: RunState, reason: str | None, result: RunResult
) -> None:
    """Note what became of a run, and what it cost."""
    await tx.execute(
        _END,
        run.project_id,
        run.id,
        state,
        reason,
        result.provider,
        result.usage.tokens_in,
        result.usage.tokens_out,
        result.model_ms,
    )


async def end_overtaken_runs(tx: Transaction, run: Run) -> None:
    """End the runs before this one that can't matter any more: older ones, and dead ones."""
    await tx.execute(
        _END_OVERTAKEN, run.project_id, run.conversation_id, run.id, run.mode, GONE_SECONDS
    )


async def mark_effect(tx: Transaction, run: Run, call: int, effect: str) -> bool:
    """Note that a run's tool did something; False when it was done already."""
    return bool(
        await tx.execute(_MARK_EFFECT, run.project_id, run.conversation_id, run.id, call, effect)
    )


async def list_runs(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> list[asyncpg.Record]:
    """Return the latest runs of a conversation, the latest first."""
    return await tx.fetch(_LIST, project_id, conversation_id)


async def end_lost_runs(tx: Transaction, after_seconds: int) -> int:
    """End runs whose worker died for good."""
    return await tx.execute(_END_LOST, after_seconds)


def _read(row: asyncpg.Record) -> Run:
    return Run(**{name: row[name] for name in Run.__dataclass_fields__})


# The coming attempt at a burst: one more for each that a newer message voided.
_NEXT_ATTEMPT = """
coalesce(
    (select max(attempt) from responder_runs
     where project_id = $1 and conversation_id = $2 and trigger_seq = $3 and state = 'thinking'),
    1 + greatest(
        (select max(attempt) from responder_runs
         where project_id = $1 and conversation_id = $2 and trigger_seq = $3),
        (select count(*) from responder_runs
         where project_id = $1 and conversation_id = $2
           -- One that still thinks about an older message is about to be overtaken.
           and (reason = 'newer_message' or (state = 'thinking' and trigger_seq < $3))
           and id > coalesce((
               select max(id) from responder_runs
               where project_id = $1 and conversation_id = $2 and state <> 'thinking'
                 and reason is distinct from 'newer_message'), 0))::integer))
"""

# A run that was left thinking is taken over with the current state: the worker that began it can
# only end it under the old numbers, and its fence will not hold.
_INSERT = f"""
insert into responder_runs as r (project_id, conversation_id, trigger_seq, attempt, mode, turn,
                                 hard_turn, responder_version)
values ($1, $2, $3, {_NEXT_ATTEMPT}, $4, $5, $6, $7)
on conflict (project_id, conversation_id, trigger_seq, attempt) do update
set mode = excluded.mode, turn = excluded.turn, hard_turn = excluded.hard_turn,
    responder_version = excluded.responder_version, started_at = now(), beat_at = now()
where r.state = 'thinking'
returning r.*
"""  # noqa: S608 - only our own words

_ANSWERED = """
select exists (select from responder_runs
    where project_id = $1 and conversation_id = $2 and trigger_seq = $3
      and state in ('answered', 'drafted', 'handed_over'))
    or exists (select from messages
    where project_id = $1 and conversation_id = $2 and seq > $3 and sender_type = 'agent')
"""

_LAST_ATTEMPT = """
select exists (select from responder_runs
    where project_id = $1 and conversation_id = $2 and trigger_seq < $3 and attempt >= $4
      and state = 'thinking' and beat_at > now() - make_interval(secs => $5))
"""

_SAVE_BEATS = """
update responder_runs r set beat_at = now()
from unnest($1::bigint[], $2::bigint[]) as t (project_id, id)
where r.project_id = t.project_id and r.id = t.id and r.state = 'thinking'
"""

_THINKING = """
select * from responder_runs
where project_id = $1 and conversation_id = $2 and state = 'thinking'
  and beat_at > now() - make_interval(secs => $3)
order by id desc limit 1
"""

_NEWEST_ID = """
select coalesce(max(id), 0) from responder_runs where project_id = $1 and conversation_id = $2
"""

_LOCK = """
select 1 from responder_runs where project_id = $1 and id = $2 and state = 'thinking' for update
"""

_END = """
update responder_runs
set state = $3, reason = $4, provider = $5, tokens_in = $6, tokens_out = $7, model_ms = $8,
    ended_at = now()
where project_id = $1 and id = $2 and state = 'thinking'
"""

# One of another kind may be about to write a draft somebody asked for, if it lives.
_END_OVERTAKEN = """
update responder_runs set state = 'void', reason = 'newer_message', ended_at = now()
where project_id = $1 and conversation_id = $2 and id < $3 and state = 'thinking'
  and (mode = $4 or beat_at < now() - make_interval(secs => $5))
"""

_MARK_EFFECT = """
insert into responder_effects (project_id, conversation_id, run_id, call, effect)
values ($1, $2, $3, $4, $5) on conflict do nothing
"""

_LIST = """
select * from responder_runs where project_id = $1 and conversation_id = $2
order by id desc limit 50
"""

_END_LOST = """
update responder_runs set state = 'failed', reason = 'lost', ended_at = now()
where state = 'thinking' and started_at < now() - make_interval(secs => $1)
"""
