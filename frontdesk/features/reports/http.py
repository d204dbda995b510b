"""Reports over HTTP: how things stand, who did what, and what is stuck."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias

import asyncpg
import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import projects
from frontdesk.features.conversations.wire import ConversationWire
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.reports import actions, store
from frontdesk.features.reports.actions import InvalidDays, NotStuck
from frontdesk.features.reports.wire import (
    AgentDay,
    AgentReport,
    AgentsReport,
    ChatStateSummary,
    MinuteSample,
    StuckChat,
    StuckChats,
)
from frontdesk.infra.audit import record
from frontdesk.infra.http import (
    AppContext,
    Inject,
    Tagged,
    api_router,
)
from frontdesk.infra.http.csv_files import csv_file
from frontdesk.infra.http.openapi import CsvText, refuses
from frontdesk.kit.audit import Audited
from frontdesk.kit.ids import ConversationId
from frontdesk.kit.wire import Empty, to_wire, to_wire_time

Day: TypeAlias = Annotated[str, QueryParameter(max_length=10)]
Format: TypeAlias = Annotated[Literal["json", "csv"], QueryParameter()]

_MOST_DAYS = 366


@get("/projects/{project_id:int}/reports/chat-state-summary")
async def show_chat_state_summary(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> ChatStateSummary:
    """Count conversations by state, now and over the last day."""
    async with app.database.snapshot() as tx:
        counts = await store.state_counts(tx, agent.project_id)
        samples = await store.list_samples(tx, agent.project_id)
    oldest = counts["oldest_waiting_since"]
    return ChatStateSummary(
        waiting=counts["waiting"],
        assigned=counts["assigned"],
        waiting_for_visitor=counts["waiting_for_visitor"],
        completed=counts["completed"],
        oldest_waiting_since=to_wire_time(oldest) if oldest else None,
        history=[to_wire(MinuteSample, row) for row in samples],
    )


@get("/projects/{project_id:int}/reports/agents")
@refuses(InvalidDays)
async def report_agents(
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    from_: Annotated[str, QueryParameter(name="from", max_length=10)] = "",
    to: Day = "",
    format: Format = "json",  # noqa: A002 - named as on the wire
) -> Response[AgentsReport] | Response[CsvText]:
    """Report what each agent did, day by day."""
    first, last = _day(from_, "from"), _day(to, "to")
    if not timedelta() <= last - first < timedelta(days=_MOST_DAYS):
        problem = f"From the earlier day to the later, at most {_MOST_DAYS} days."
        raise InvalidDays(problem, fields={"to": problem})
    async with app.database.transaction() as tx:
        rules = await projects.routing_of(tx, manager.project_id)
        agents = await store.list_agents(tx, manager.project_id, first, last)
        days = await store.list_days(tx, manager.project_id, first, last)
        if format == "csv":
            about = f"the report of {first} to {last}"
            await record(tx, Audited("exported", manager.user_id, manager.project_id, about=about))
    report = AgentsReport(
        from_day=first.isoformat(),
        to_day=last.isoformat(),
        time_zone=rules.time_zone,
        agents=[_agent(row, days) for row in agents],
    )
    return Response(report) if format == "json" else _as_csv(report)


@get("/projects/{project_id:int}/reports/stuck")
async def list_stuck_conversations(
    manager: Inject[ManagerMember], app: Inject[AppContext]
) -> StuckChats:
    """List conversations that will not move by themselves, and why."""
    async with app.database.snapshot() as tx:
        stuck = await store.list_stuck(tx, manager.project_id)
    return StuckChats([to_wire(StuckChat, one) for one in stuck])


@post("/projects/{project_id:int}/reports/stuck/{conversation_id:int}/fix", status_code=200)
@refuses(NotStuck)
async def fix_stuck_conversation(
    conversation_id: FromPath[ConversationId],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    data: JSONBody[Empty | None] = None,  # noqa: ARG001 - read, so that anything else is refused
) -> Tagged[ConversationWire]:
    """Get a stuck conversation going again."""
    async with app.database.transaction() as tx:
        fixed = await actions.fix_stuck_chat(
            tx, manager.user_id, manager.project_id, conversation_id
        )
    return Tagged(fixed.to_wire(), fixed.version)


router = api_router(
    [show_chat_state_summary, report_agents, list_stuck_conversations, fix_stuck_conversation]
)


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else _no_day()
    except ValueError as error:
        problem = "A day is written YYYY-MM-DD."
        raise InvalidDays(problem, fields={name: problem}) from error


def _no_day() -> date:
    raise ValueError


def _agent(row: asyncpg.Record, days: list[asyncpg.Record]) -> AgentReport:
    return AgentReport(
        user_id=row["agent_id"],
        name=row["name"],
        avatar_url=row["avatar_url"],
        messages_sent=row["messages_sent"],
        chats_handled=row["chats_handled"],
        first_replies=row["first_replies"],
        first_reply_seconds=_mean_seconds(row["first_reply_ms"], row["first_replies"]),
        reply_seconds=_mean_seconds(row["reply_ms"], row["replies"]),
        days=[_agent_day(one) for one in days if one["agent_id"] == row["agent_id"]],
    )


def _agent_day(row: asyncpg.Record) -> AgentDay:
    return AgentDay(
        day=row["day"].isoformat(),
        messages_sent=row["messages_sent"],
        chats_handled=row["chats_handled"],
        first_replies=row["first_replies"],
        first_reply_seconds=_mean_seconds(row["first_reply_ms"], row["first_replies"]),
        reply_seconds=_mean_seconds(row["reply_ms"], row["replies"]),
    )


def _mean_seconds(milliseconds: int, count: int) -> int | None:
    return round(milliseconds / count / 1000) if count else None


def _as_csv(report: AgentsReport) -> Response[CsvText]:
    """Write one line per agent and day, as a spreadsheet reads it."""
    days = [
        (agent.name, *msgspec.structs.astuple(day)) for agent in report.agents for day in agent.days
    ]
    columns = ("agent", *AgentDay.__struct_encode_fields__)
    return csv_file(f"agents-{report.from_day}-{report.to_day}.csv", [columns, *days])
