"""The queue over HTTP: what comes next, and how things stand."""

from __future__ import annotations

import asyncpg
from litestar import Response, get, post

from frontdesk.features import conversations, projects
from frontdesk.features.conversations import AtCapacity
from frontdesk.features.conversations.wire import ConversationWire
from frontdesk.features.projects.model import AgentMember
from frontdesk.features.routing import actions, store
from frontdesk.features.routing.http.chats import NoBody, shown
from frontdesk.features.routing.model import estimated_wait_seconds
from frontdesk.features.routing.wire import AgentLoad, HeldChat, QueueOverview
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    Inject,
    Tagged,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.wire import to_wire, to_wire_time

_SHOWN = 50


@post("/projects/{project_id:int}/queue/next", status_code=200)
@refuses(AtCapacity)
async def take_next_conversation(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    data: NoBody = None,  # noqa: ARG001 - read, so that anything else is refused
) -> Tagged[ConversationWire] | Response[None]:
    """Take the conversation that is next in the queue.

    204 when none is waiting for you.
    """
    async with app.database.transaction() as tx:
        taken = await actions.take_next(tx, agent.user_id, agent.project_id)
    return Response(None, status_code=204) if taken is None else shown(taken)


@get("/projects/{project_id:int}/queue")
async def show_queue(agent: Inject[AgentMember], app: Inject[AppContext]) -> QueueOverview:
    """Show the queue: how many wait, who is first, and how busy every agent is."""
    async with app.database.snapshot() as tx:
        rules = await projects.routing_of(tx, agent.project_id)
        counted = await store.summary(tx, agent.project_id)
        median, available = await store.find_wait(tx, agent.project_id)
        first = await _first(tx, agent.project_id)
        loads = await store.list_loads(tx, agent.project_id)
    oldest = counted["oldest_waiting_since"]
    return QueueOverview(
        waiting=counted["waiting"],
        oldest_waiting_since=to_wire_time(oldest) if oldest else None,
        assigned=counted["assigned"],
        waiting_for_visitor=counted["waiting_for_visitor"],
        estimated_wait_seconds=estimated_wait_seconds(counted["waiting"] + 1, median, available),
        data=first,
        agents=[_load(row, rules.agent_capacity) for row in loads],
    )


HANDLERS = [take_next_conversation, show_queue]


async def _first(tx: Transaction, project_id: ProjectId) -> list[ConversationWire]:
    ids = await store.list_waiting(tx, project_id, _SHOWN)
    found = await conversations.find_several(tx, project_id, ids)
    return [one.to_wire() for one in found]


def _load(row: asyncpg.Record, capacity: int) -> AgentLoad:
    median = row["median_reply_ms"]
    return to_wire(
        AgentLoad,
        row,
        capacity=capacity,
        chats=[HeldChat(**one) for one in row["chats"] or []],
        median_reply_seconds=None if median is None else round(median / 1000),
    )
