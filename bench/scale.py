"""The inbox and a thread page in a small project and in one a hundred times as large."""

from __future__ import annotations

import asyncio
import http.client
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import asyncpg
import orjson

from bench.figures import Figure, percentile
from bench.server import make_agent, make_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.server import BenchServer

PART = "1,000,000 messages to 10,000"
SMALL, LARGE = 1_000, 100_000
PER_CONVERSATION = 10
# Of each page in each project.
_READS_PER_SECOND = 30
_WARM_UP = 20


@dataclass
class Reader:
    """An agent's browser, as far as reading goes."""

    server: BenchServer
    project_id: int
    token: str
    first_id: int
    conversations: int

    def __post_init__(self) -> None:
        """Open one connection, which is kept."""
        address = urlsplit(self.server.origin)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)

    def get(self, path: str, **query: object) -> Any:  # noqa: ANN401 - parsed JSON is any shape
        """Read one page."""
        target = f"/api/v1/projects/{self.project_id}/inbox/conversations{path}"
        self._connection.request(
            "GET",
            f"{target}?{urlencode(query)}",
            headers={"Cookie": f"frontdesk_session={self.token}"},
        )
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{target} answered {answer.status}: {body[:300].decode()}")
        return orjson.loads(body)

    def any_id(self) -> int:
        """Pick a conversation."""
        return self.first_id + random.randrange(self.conversations)


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Read the same pages in a small and in a large project, by turns, and compare."""
    small, large = await _loaded(server, SMALL), await _loaded(server, LARGE)
    count = max(100, int(seconds * _READS_PER_SECOND))
    return await asyncio.to_thread(_compare_all, small, large, count)


def _compare_all(small: Reader, large: Reader, count: int) -> list[Figure]:
    few, many = _pages(small), _pages(large)
    figures: list[Figure] = []
    for name in few:
        before, after = _timed_by_turns(few[name], many[name], count)
        figures += [
            Figure(PART, f"{name}, p95 at 10,000 messages", before, "ms"),
            Figure(PART, f"{name}, p95 at 1,000,000 messages", after, "ms"),
            Figure(PART, f"{name}, ratio", after / before, "x", 1.5),
        ]
    return figures


def _pages(reader: Reader) -> dict[str, Callable[[], object]]:
    cursors = _some_cursors(reader)
    return {
        "inbox list": lambda: reader.get(""),
        "inbox, open only": lambda: reader.get("", status="open"),
        "inbox, a later page": lambda: reader.get("", cursor=random.choice(cursors)),
        "thread page": lambda: reader.get(f"/{reader.any_id()}/messages"),
    }


def _some_cursors(reader: Reader) -> list[str]:
    cursors: list[str] = []
    query: dict[str, object] = {}
    for _ in range(10):
        cursors.append(reader.get("", **query)["nextCursor"])
        query = {"cursor": cursors[-1]}
    return cursors


def _timed_by_turns(
    few: Callable[[], object], many: Callable[[], object], count: int
) -> tuple[float, float]:
    """Return the p95 of both. What disturbs the machine meanwhile disturbs both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(count + _WARM_UP):
        for read, taken in zip((few, many), times, strict=True):
            begin = time.perf_counter()
            read()
            if number >= _WARM_UP:
                taken.append(1000 * (time.perf_counter() - begin))
    return percentile(times[0], 95), percentile(times[1], 95)


async def _loaded(server: BenchServer, conversations: int) -> Reader:
    connection = await asyncpg.connect(server.database_url)
    try:
        project_id = await make_project(connection, f"{conversations} conversations")
        token = await make_agent(connection, project_id)
        async with connection.transaction():
            # What is loaded refers to itself and to nothing else: checking each of a
            # million rows one by one would take minutes.
            await connection.execute("set local session_replication_role = replica")
            await connection.execute(_VISITORS, project_id, conversations)
            await connection.execute(_CONVERSATIONS, project_id, PER_CONVERSATION)
            await connection.execute(_MESSAGES, project_id, PER_CONVERSATION)
        await connection.execute("vacuum analyze")
        # What is still to be written to disk would be written while pages are timed.
        await connection.execute("checkpoint")
        first = await connection.fetchval(_FIRST, project_id)
        print(f"  loaded {conversations * PER_CONVERSATION:,} messages", flush=True)
    finally:
        await connection.close()
    return Reader(server, project_id, token, first, conversations)


_VISITORS = """
insert into visitors (project_id, uid, token_key)
select $1, 'visitor-' || n, repeat('k', 22) from generate_series(1, $2::int) n
"""

_CONVERSATIONS = """
insert into conversations (project_id, visitor_id, status, chat_state, last_seq, customer_count,
                           last_message_snippet, last_message_at, created_at, updated_at)
select $1, id, case when id % 3 = 0 then 'open' else 'solved' end,
       case when id % 3 = 0 then 'waiting_assignment' else 'completed' end, $2, $2,
       'could you tell me where my order is?', now() - id * interval '1 second',
       now() - interval '30 days', now() - id * interval '1 second'
from visitors where project_id = $1 order by id
"""

# By turns, as they would come in: the messages of one conversation lie far apart.
_MESSAGES = """
insert into messages (project_id, conversation_id, seq, sender_type, sender_id, temp_id, content,
                      status, customer_count, created_at)
select $1, c.id, n, 'visitor', c.visitor_id, n::text,
       'could you tell me where my order is? It has been a while now.', 'delivered', n,
       c.last_message_at - ($2::int - n) * interval '1 minute'
from generate_series(1, $2::int) as numbers (n) cross join conversations c where c.project_id = $1
order by numbers.n, c.id
"""

_FIRST = "select min(id) from conversations where project_id = $1"
