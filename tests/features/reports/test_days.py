"""A day is the project's own: what is counted as it happens equals a recount, at every border."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.reports import store
from frontdesk.infra.database import Database
from frontdesk.kit.ids import MessageId, ProjectId
from tests.races.agents import add_agent, add_waiting
from tests.races.seeds import seed_project
from tests.servers import empty_database

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu"]
# Around the hours that spring skips and autumn repeats, and the turn of a year.
BORDERS = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
]
moments = st.builds(
    lambda border, minutes: border + timedelta(minutes=minutes),
    st.sampled_from(BORDERS),
    st.integers(-1_600, 1_600),
)
# (chat, who speaks: 0 is the visitor, when)
lines = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), moments), max_size=25)


def test_counting_as_it_happens_equals_a_recount_and_the_calendar(database_url: str) -> None:
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(zone=st.sampled_from(ZONES), spoken=lines)
    def holds(zone: str, spoken: list[tuple[int, int, datetime]]) -> None:
        with asyncio.Runner() as runner:
            counted, again = runner.run(_count(database_url, zone, spoken))
        assert counted == again
        sent = {(agent, day): number for agent, day, number, _ in counted}
        chats = {(agent, day): number for agent, day, _, number in counted}
        assert (sent, chats) == _by_the_calendar(zone, spoken)

    holds()


def _by_the_calendar(
    zone: str, spoken: list[tuple[int, int, datetime]]
) -> tuple[dict[tuple[int, date], int], dict[tuple[int, date], int]]:
    days = [(who, at.astimezone(ZoneInfo(zone)).date(), chat) for chat, who, at in spoken if who]
    sent = Counter((who, day) for who, day, _ in days)
    chats = Counter((who, day) for who, day, _ in set(days))
    return dict(sent), dict(chats)


async def _count(
    url: str, zone: str, spoken: list[tuple[int, int, datetime]]
) -> tuple[list[tuple[int, date, int, int]], list[tuple[int, date, int, int]]]:
    """Store and count each line in turn; return what was counted, and what a recount says."""
    await empty_database(url)
    connection = await asyncpg.connect(url)
    database = Database(url, WIRING, max_connections=1)
    await database.open("days")
    story_context = await seed_project(connection)
    project = ProjectId(story_context.project_id)
    await connection.execute("update projects set time_zone = $2 where id = $1", project, zone)
    chats = await add_waiting(connection, project, 3)
    agents = [0, *[await add_agent(connection, project, name) for name in ("Ann", "Ben")]]
    for number, (chat, who, at) in enumerate(spoken, 1):
        sender = ("agent", agents[who]) if who else ("visitor", chats[chat])
        message = await connection.fetchval(_SAY, project, chats[chat], *sender, str(number), at)
        if who:
            async with database.transaction() as tx:
                await store.count_reply(tx, project, MessageId(message))
    counted = await connection.fetch(_ALL.format("agent_daily_stats"))
    again = await connection.fetch(_ALL.format(f"recount_agent_daily_stats({project})"))
    await database.close()
    await connection.close()
    assert [tuple(row) for row in counted] == [tuple(row) for row in again]
    of = {agent: number for number, agent in enumerate(agents)}
    return [_shown(row, of) for row in counted], [_shown(row, of) for row in again]


def _shown(row: asyncpg.Record, of: dict[int, int]) -> tuple[int, date, int, int]:
    return of[row["agent_id"]], row["day"], row["messages_sent"], row["chats_handled"]


_SAY = """
insert into messages (project_id, conversation_id, seq, sender_type, sender_id, temp_id, content,
                      status, customer_count, created_at)
select $1, $2, coalesce(max(seq), 0) + 1, $3, $4, $5, 'a line', 'sent', 0, $6
from messages where project_id = $1 and conversation_id = $2
returning id
"""
_ALL = "select * from {} order by agent_id, day"
