from collections.abc import AsyncIterator

import asyncpg
import pytest
from redis.asyncio import Redis

from frontdesk.entrypoints.doctor import examine
from frontdesk.entrypoints.settings import Settings, read_settings
from tests.servers import Servers

NOWHERE = "127.0.0.1:1"
_JOB = "insert into pgqueuer (entrypoint, status, priority) values ($1, $2, 0)"


@pytest.fixture
async def empty_database_url(servers: Servers) -> AsyncIterator[str]:
    """A database nobody has migrated."""
    admin = await asyncpg.connect(servers.database_url)
    await admin.execute("create database fresh")
    yield servers.database_url.rpartition("/")[0] + "/fresh"
    await admin.execute("drop database fresh with (force)")
    await admin.close()


@pytest.mark.usefixtures("database_url")
async def test_it_finds_nothing_wrong_with_servers_that_are_well(servers: Servers) -> None:
    complaints = await _complaints(_settings(servers))

    assert {one for one in complaints if "web pages" not in one and "files" not in one} == set()


async def test_it_says_when_the_database_was_not_migrated(
    servers: Servers, empty_database_url: str
) -> None:
    complaints = await _complaints(_settings(servers, DATABASE_URL=empty_database_url))

    assert complaints["PostgreSQL is migrated"] == "Run `frontdesk migrate`."


async def test_it_says_when_a_server_does_not_answer(servers: Servers) -> None:
    complaints = await _complaints(
        _settings(
            servers,
            DATABASE_URL=f"postgresql://frontdesk@{NOWHERE}/frontdesk",
            REDIS_URL=f"redis://{NOWHERE}/0",
        )
    )

    assert "Check DATABASE_URL" in complaints[f"PostgreSQL at {NOWHERE} answers"]
    assert "Check REDIS_URL" in complaints[f"Redis at {NOWHERE} answers"]


async def test_it_says_when_redis_may_throw_messages_away(own_servers: Servers) -> None:
    redis = Redis.from_url(own_servers.redis_url)
    await redis.config_set("maxmemory-policy", "allkeys-lru")
    await redis.config_set("appendonly", "no")
    await redis.aclose()

    complaints = await _complaints(_settings(own_servers))

    assert "noeviction" in complaints["Redis throws nothing away when it is full"]
    assert "appendonly yes" in complaints["Redis keeps an append-only file"]


async def test_it_says_when_the_responder_has_no_role_of_its_own(own_servers: Servers) -> None:
    connection = await asyncpg.connect(own_servers.database_url)
    await connection.execute("alter role frontdesk_responder rename to gone")
    await connection.close()

    complaints = await _complaints(_settings(own_servers))

    subject = "the responder writes under a role of its own"
    assert "create role frontdesk_responder" in complaints[subject]


async def test_it_counts_jobs_that_were_given_up_and_says_how_to_do_them_again(
    servers: Servers, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    held = ["routing.auto_pending", "routing.auto_pending", "responder.respond"]
    await connection.executemany(_JOB, [(kind, "failed") for kind in held])
    await connection.execute(_JOB, "routing.auto_pending", "queued")

    complaints = await _complaints(_settings(servers))
    subject = "3 jobs were given up: 2 of routing.auto_pending, 1 of responder.respond"
    assert "update pgqueuer set status = 'queued', attempts = 0" in complaints[subject]

    await connection.execute(
        "update pgqueuer set status = 'queued', attempts = 0 where status = 'failed'"
    )
    assert subject not in await _complaints(_settings(servers))
    await connection.close()


async def test_it_says_when_passwords_would_travel_in_the_clear(servers: Servers) -> None:
    complaints = await _complaints(_settings(servers, PUBLIC_URL="http://chat.example.com"))

    assert "Use https" in complaints["PUBLIC_URL is http://chat.example.com"]


def _settings(servers: Servers, **different: str) -> Settings:
    environ = {
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": "a secret of more than thirty-two characters",
        "PUBLIC_URL": "http://localhost:8000",
    }
    return read_settings({**environ, **different})


async def _complaints(settings: Settings) -> dict[str, str]:
    findings = await examine(settings)
    return {finding.subject: finding.advice for finding in findings if not finding.is_well}
