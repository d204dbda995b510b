"""A thousand turns that wait for their model: what they hold, and whom they slow down."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import asyncpg

from bench.crowd import Crowd, gathered
from bench.figures import Figure, percentile
from frontdesk.features.workflows.model.running import Facts, State, StepContext
from frontdesk.features.workflows.model.stepping import advance, begin_turn
from frontdesk.features.workflows.wire.graph import (
    CanvasPosition,
    EndNode,
    MessageNode,
    StartNode,
    WorkflowDefinition,
    WorkflowEdge,
    WorkflowNode,
)
from tests.scripted_models.script import Gate, Text, Wait
from tests.scripted_models.server import ScriptedModels, scripted_models

if TYPE_CHECKING:
    from bench.server import BenchServer

PART = "1,000 turns wait for a model"
TURNS = 1_000
_WAIT_SECONDS = 10.0
_WRITERS, _PER_SECOND = 50, 50
_RISING_PER_SECOND = 200
_UNTIL_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_CALM_SECONDS = 2.0
_STEPS, _WALKS = 20, 200


@dataclass
class Held:
    """The most that the worker's pool held at any look, and how much of it was in use."""

    connections: int = 0
    in_use: int = 0

    async def watch(self, database: asyncpg.Connection) -> None:
        """Look for ever; run as a task."""
        while True:
            row = await database.fetchrow(_CONNECTIONS)
            if row is not None:
                self.connections = max(self.connections, row["connections"])
                self.in_use = max(self.in_use, row["in_use"])
            await asyncio.sleep(_LOOK_SECONDS)


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Time others' messages without turns, then while a thousand turns wait."""
    watcher = await asyncpg.connect(server.database_url)
    async with (
        scripted_models() as model,
        gathered(server, visitors=_WRITERS, agents=1) as others,
        gathered(server, visitors=TURNS, agents=0) as asking,
    ):
        # Two, because a model that is silent for twenty seconds is given up.
        everybody, end = Gate(), Gate()
        model.always(Text("At "), Wait(everybody), Text("ni"), Wait(end), Text("ne."))
        before = await _p99(others, min(seconds, _WAIT_SECONDS))
        await _switch_on(watcher, asking, model)
        took = await _all_ask(asking, model)
        everybody.open()
        # A thousand models that speak in the same moment are the generator's doing.
        await asyncio.sleep(_CALM_SECONDS)
        held = Held()
        watching = asyncio.create_task(held.watch(watcher))
        during = await _p99(others, _WAIT_SECONDS)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        waiting = len(model.asked)
        end.open()
        answered = await _until_answered(watcher, asking)
    await watcher.close()
    print(f"  {waiting} turns at once after {took:.1f} s, {answered} answered, {held}")
    print(f"  p99 without {before:.1f} ms, with {during:.1f} ms")
    rise = (during / before - 1) * 100
    return [
        Figure(PART, "turns waiting at once", waiting, "", TURNS, "more"),
        Figure(PART, "answered in the end", answered, "", TURNS, "more"),
        Figure(PART, "connections the worker's pool opened", held.connections, "", 10),
        Figure(PART, "of those in use at once", held.in_use, ""),
        Figure(PART, "p99 of `sendMessage` without them", before, "ms"),
        Figure(PART, "rise of that p99 while they wait", rise, "%", 20),
        Figure(PART, "engine per workflow step", _engine_ms(), "ms", 2),
    ]


async def _p99(crowd: Crowd, seconds: float) -> float:
    crowd.ledger.timed_from = len(crowd.ledger.writer)
    await crowd.write_at(_PER_SECOND, seconds)
    await crowd.settle()
    return percentile(crowd.ledger.waits_ms(crowd.ledger.confirmed), 99)


async def _switch_on(database: asyncpg.Connection, crowd: Crowd, model: ScriptedModels) -> None:
    await database.execute(_PROVIDER, crowd.place.project_id, model.base_url)
    await database.execute(_ALWAYS, crowd.place.project_id)


async def _all_ask(crowd: Crowd, model: ScriptedModels) -> float:
    """Let everybody ask; return how long it took until everybody's turn waits."""
    begin = time.monotonic()
    await crowd.write_at(_RISING_PER_SECOND, TURNS / _RISING_PER_SECOND)
    while len(model.asked) < TURNS and time.monotonic() - begin < _UNTIL_SECONDS:  # noqa: ASYNC110 - a count, not one event
        await asyncio.sleep(_LOOK_SECONDS)
    return time.monotonic() - begin


async def _until_answered(database: asyncpg.Connection, crowd: Crowd) -> int:
    begin, answered = time.monotonic(), 0
    while answered < TURNS and time.monotonic() - begin < _UNTIL_SECONDS:
        answered = await database.fetchval(_ANSWERED, crowd.place.project_id)
        await asyncio.sleep(_LOOK_SECONDS)
    return answered


def _engine_ms() -> float:
    """Time one step of a walk through a workflow that asks nobody."""
    here = CanvasPosition(0, 0)
    texts = [MessageNode(f"n{n}", f"n{n}", here, "Hello {{visitor.name}}") for n in range(_STEPS)]
    nodes: list[WorkflowNode] = [
        StartNode("start", "Start", here),
        *texts,
        EndNode("end", "", here),
    ]
    ids = [node.id for node in nodes]
    edges = [WorkflowEdge(one, "next", two) for one, two in pairwise(ids)]
    definition = WorkflowDefinition(nodes, edges)
    begin, steps = time.perf_counter(), 0
    for walk in range(_WALKS):
        steps += len(
            advance(definition, begin_turn(State(), walk), StepContext(Facts())).step_results
        )
    return (time.perf_counter() - begin) / steps * 1_000


_PROVIDER = """
insert into responder_providers (project_id, position, name, kind, model, base_url)
values ($1, 0, 'scripted', 'openai_compatible', 'llama3', $2)
"""
_ALWAYS = """
update projects set responder_mode = 'auto', responder_when = 'always',
    answer_within_seconds = 3600 where id = $1
"""
_ANSWERED = """
select count(*) from responder_runs where project_id = $1 and state = 'answered'
"""
_CONNECTIONS = """
select count(*) as connections,
       count(*) filter (where state <> 'idle') as in_use
from pg_stat_activity
where datname = current_database() and application_name like 'worker-%'
"""
