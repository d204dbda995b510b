"""Jobs: written with their cause, done at least once, held when they fail for good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
import pytest
import structlog

from frontdesk.infra.database import Database, Wiring
from frontdesk.infra.jobs import (
    JobKind,
    JobWorker,
    Planned,
    enqueue,
    forget_finished_jobs,
    on_job,
    worker,
)
from frontdesk.infra.tasks import running
from tests.fleet import until
from tests.servers import Servers


class Greet(msgspec.Struct, frozen=True):
    name: str


GREET = JobKind("greet", Greet)
TALK = JobKind("talk", Greet)


@dataclass
class Greeter:
    """Greets whom it is told to, and remembers whom."""

    greeted: list[str] = field(default_factory=list)

    async def greet(self, job: Greet) -> None:
        self.greeted.append(job.name)
        if job.name.startswith("nobody"):
            raise LookupError("a secret of Ada's")


async def test_a_job_is_done_when_its_cause_is_committed_and_never_when_it_is_not(
    database: Database,
) -> None:
    greeter = Greeter()

    async with working(database, greeter.greet):
        with pytest.raises(ZeroDivisionError):
            await plan(database, GREET.planned(Greet("Mallory")), after=lambda: 1 // 0)
        await plan(database, GREET.planned(Greet("Ada")), GREET.planned(Greet("Eve")))
        await until(lambda: len(greeter.greeted) == 2)

    assert sorted(greeter.greeted) == ["Ada", "Eve"]
    assert await waiting(database) == 0


async def test_of_two_jobs_with_one_key_the_second_is_dropped_while_the_first_waits(
    database: Database,
) -> None:
    greeter = Greeter()
    later = timedelta(milliseconds=200)

    for _ in range(3):
        await plan(database, GREET.planned(Greet("Ada"), delay=later, key="ada"))
    async with working(database, greeter.greet):
        await until(lambda: greeter.greeted)
        await until(is_done(database))
        await plan(database, GREET.planned(Greet("Ada"), key="ada"))
        await until(lambda: len(greeter.greeted) == 2)

    assert greeter.greeted == ["Ada", "Ada"]


async def test_a_job_that_keeps_failing_is_held_with_its_reason_and_nobody_else_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MAX_ATTEMPTS", 3)
    monkeypatch.setattr(worker, "_LONGEST_PAUSE_SECONDS", 0.01)
    greeter = Greeter()
    await plan(database, GREET.planned(Greet("nobody")), GREET.planned(Greet("Ada")))

    with structlog.testing.capture_logs() as logs:
        async with working(database, greeter.greet):
            await until(lambda: _held(database))

    assert greeter.greeted.count("nobody") == 3
    assert "Ada" in greeter.greeted
    said = [(one["log_level"], one["job"], one["error"]) for one in logs]
    assert said == [
        ("warning", "greet", "LookupError"),
        ("warning", "greet", "LookupError"),
        ("error", "greet", "LookupError"),
    ]
    assert "secret" not in str(logs)
    traces = str(await value(database, "select string_agg(traceback::text, '') from pgqueuer_log"))
    assert "LookupError" in traces
    assert "secret" not in traces


async def test_a_job_nobody_can_read_is_held_at_once(database: Database) -> None:
    greeter = Greeter()
    await plan(database, Planned("greet", b'{"nom": "Ada"}', timedelta(), None))

    async with working(database, greeter.greet):
        await until(lambda: _held(database))

    assert greeter.greeted == []


async def test_a_worker_that_ends_finishes_what_it_has_begun(database: Database) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(_: Greet) -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    await plan(database, GREET.planned(Greet("Ada")))
    working_task = asyncio.create_task(_work_until_told(database, slow, begun))
    await begun.wait()
    may_end.set()
    await working_task

    assert ended.is_set()
    assert await waiting(database) == 0


async def test_what_a_worker_cannot_finish_in_time_is_done_by_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_GRACE_SECONDS", 0.05)
    monkeypatch.setattr(worker, "TAKEN_OVER_SECONDS", 1.0)
    begun, greeter = asyncio.Event(), Greeter()

    async def never(_: Greet) -> None:
        begun.set()
        await asyncio.Event().wait()

    await plan(database, GREET.planned(Greet("Ada")))
    await _work_until_told(database, never, begun)
    async with working(database, greeter.greet):
        await until(lambda: greeter.greeted)

    assert greeter.greeted == ["Ada"]


async def test_jobs_go_on_when_postgresql_was_killed_and_came_back(
    own_servers: Servers,
) -> None:
    greeter = Greeter()
    async with opened(own_servers.database_url) as database, working(database, greeter.greet):
        await plan(database, GREET.planned(Greet("Ada")))
        await until(lambda: greeter.greeted)
        await plan(database, GREET.planned(Greet("Eve"), delay=timedelta(seconds=1)))

        own_servers.kill_postgres()
        own_servers.start_postgres_again()

        await until(lambda: "Eve" in greeter.greeted)


async def test_the_record_of_old_jobs_is_thrown_away(database: Database) -> None:
    greeter = Greeter()
    await plan(database, GREET.planned(Greet("Ada")))
    async with working(database, greeter.greet):
        await until(is_done(database))

    async with database.transaction() as tx:
        await tx.execute("update pgqueuer_log set created = created - interval '4 days'")
        await forget_finished_jobs(tx)

    assert await value(database, "select count(*) from pgqueuer_log") == 0


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    async with opened(database_url) as database:
        yield database


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, Wiring(), max_connections=3)
    await database.open("test")
    yield database
    await database.close()


@asynccontextmanager
async def working(
    database: Database, act: Callable[[Greet], Awaitable[None]]
) -> AsyncIterator[None]:
    handlers = [on_job(GREET, act), on_job(TALK, act)]
    async with running(JobWorker(database, handlers).run()):
        yield


async def _work_until_told(
    database: Database, act: Callable[[Greet], Awaitable[None]], told: asyncio.Event
) -> None:
    async with working(database, act):
        await told.wait()


async def plan(
    database: Database, *planned: Planned, after: Callable[[], object] = lambda: None
) -> None:
    async with database.transaction() as tx:
        await enqueue(tx, planned)
        after()


async def value(database: Database, sql: str) -> object:
    async with database.snapshot() as tx:
        return await tx.fetch_value(sql)


async def waiting(database: Database) -> object:
    return await value(database, "select count(*) from pgqueuer")


def is_done(database: Database) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return await waiting(database) == 0

    return look


async def _held(database: Database) -> Sequence[object]:
    async with database.snapshot() as tx:
        return await tx.fetch("select id from pgqueuer where status = 'failed'")
