"""The SQL of where conversations stand, and of what turns did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from frontdesk.features.workflows.model.facts import read_memory
from frontdesk.features.workflows.model.rows import Published, Trace, WorkflowRun
from frontdesk.features.workflows.model.running import State, StepResult
from frontdesk.features.workflows.wire.exchange import TraceEntry, TurnTrace
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.kit.wire import to_wire_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def find_newest(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> WorkflowRun | None:
    """Find where a conversation stands; None if no workflow ever ran in it."""
    row = await tx.fetch_one(_NEWEST, project_id, conversation_id)
    if row is None:
        return None
    # Not validated again: a version was valid when it was published, and a turn that failed
    # on a newer rule would leave every conversation in it without an answer.
    definition = msgspec.convert(row["definition"], WorkflowDefinition)
    state = State(
        phase=row["phase"],
        node_id=row["next_node_id"],
        step_no=row["step_no"],
        turn=row["turn"],
        memory=read_memory(row["memory"]),
    )
    published = Published(row["workflow_id"], row["version_number"], definition)
    return WorkflowRun(conversation_id, published, state)


async def insert_steps(
    tx: Transaction,
    project_id: ProjectId,
    workflow_run: WorkflowRun,
    step_results: Sequence[StepResult],
) -> int:
    """Add steps behind the one the turn went on from; return how many were added.

    Another turn that did so first has moved the newest step_no, or holds the key.
    """
    return await tx.execute(
        _INSERT_STEPS,
        project_id,
        workflow_run.conversation_id,
        workflow_run.published.workflow_id,
        workflow_run.published.number,
        step_results[0].step_no - 1,
        [step_result.step_no for step_result in step_results],
        [step_result.turn for step_result in step_results],
        [step_result.node_id for step_result in step_results],
        [step_result.exit for step_result in step_results],
        [step_result.next_node_id for step_result in step_results],
        [step_result.phase for step_result in step_results],
        [msgspec.json.encode(step_result.memory).decode() for step_result in step_results],
    )


async def insert_trace(tx: Transaction, project_id: ProjectId, trace: Trace) -> None:
    published = trace.published
    await tx.execute(
        _INSERT_TRACE,
        project_id,
        trace.conversation_id,
        trace.turn,
        trace.trigger_seq,
        published.workflow_id if published else None,
        published.number if published else None,
        trace.outcome,
        trace.why[:500],
        msgspec.to_builtins(trace.entries),
        trace.tokens,
        trace.ms,
    )


async def list_traces(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, below: int, limit: int
) -> list[TurnTrace]:
    """Return the newest traces below an id, newest first."""
    rows = await tx.fetch(_LIST_TRACES, project_id, conversation_id, below, limit)
    return [_read_trace(row) for row in rows]


def _read_trace(row: asyncpg.Record) -> TurnTrace:
    fields: dict[str, Any] = dict(row.items())
    fields["entries"] = msgspec.convert(row["entries"], list[TraceEntry])
    fields["created_at"] = to_wire_time(row["created_at"])
    return TurnTrace(**fields)


_NEWEST = """
select s.step_no, s.turn, s.next_node_id, s.phase, s.memory, s.workflow_id, s.version_number,
       v.definition
from workflow_steps s
join workflow_versions v on v.project_id = s.project_id and v.workflow_id = s.workflow_id
                        and v.number = s.version_number
where s.project_id = $1 and s.conversation_id = $2
order by s.step_no desc
limit 1
"""

# The guard and the insert are one statement; of two turns at the same moment the second
# waits for the first one's keys, finds them taken, and adds nothing.
_INSERT_STEPS = """
insert into workflow_steps (project_id, conversation_id, workflow_id, version_number, step_no,
                            turn, node_id, exit, next_node_id, phase, memory)
select $1, $2, $3, $4, step_no, turn, node_id, exit, next_node_id, phase, memory::jsonb
from unnest($6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::text[]) as t (step_no, turn, node_id, exit, next_node_id, phase, memory)
where $5 = (select coalesce(max(step_no), 0) from workflow_steps
            where project_id = $1 and conversation_id = $2)
order by step_no
on conflict do nothing
"""

_INSERT_TRACE = """
insert into workflow_traces (project_id, conversation_id, turn, trigger_seq, workflow_id,
                             version_number, outcome, why, entries, tokens, ms)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

_LIST_TRACES = """
select t.id, t.turn, t.trigger_seq, t.workflow_id, w.name as workflow_name, t.version_number,
       t.outcome, t.why, t.entries, t.tokens, t.ms, t.created_at
from workflow_traces t
left join workflows w on w.project_id = t.project_id and w.id = t.workflow_id
where t.project_id = $1 and t.conversation_id = $2 and t.id < $3
order by t.id desc
limit $4
"""
