"""`frontdesk doctor`: looks at everything an installation needs, and says what to do."""

from __future__ import annotations

import argparse
import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

import frontdesk
from frontdesk.entrypoints.demo import open_demo_accounts
from frontdesk.entrypoints.doctor_background import (
    complaints_about_consumers,
    complaints_about_deliveries,
)
from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.migrate import newest_revision
from frontdesk.entrypoints.owner import open_database
from frontdesk.entrypoints.responder_role import ROLE, missing_rights
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.wiring import CONSUMERS
from frontdesk.infra.consumers import consumer_states
from frontdesk.infra.database import MAY_TAKE_ROLE
from frontdesk.infra.deliveries import delivery_states
from frontdesk.infra.ingest import count_dead_letters

STATIC = Path(frontdesk.__file__).parent / "static"
PAGES = ("loader/widget.js", "widget/index.html", "dashboard/index.html")
ASK_SECONDS = 5
OLDEST_POSTGRES = 150_000
OLDEST_REDIS = (6, 2)
# One socket is one open file; this leaves room for a few thousand visitors.
MIN_OPEN_FILES = 4096
_MIGRATED = "PostgreSQL is migrated"


_HELD = """
select entrypoint as kind, count(*) as count from pgqueuer
where status = 'failed' group by entrypoint order by count desc, kind
"""
_ABOUT_HELD = (
    'A worker\'s log says where each failed ("A job failed for good and is held"). Once that is\n'
    "      mended, set them going again: update pgqueuer set status = 'queued', attempts = 0\n"
    "      where status = 'failed'. What nobody looks at is removed after 30 days."
)


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is well, and what to do if it is not."""

    subject: str
    is_well: bool
    advice: str = ""


def run(options: argparse.Namespace) -> int:
    """Print one line for each thing; exit code 1 if any of them needs care."""
    findings = asyncio.run(examine(read_settings(environment_of(options))))
    for finding in findings:
        print(f"ok    {finding.subject}" if finding.is_well else _complaint(finding))
    return 0 if all(finding.is_well for finding in findings) else 1


async def examine(settings: Settings) -> list[Finding]:
    about_postgres = [finding async for finding in _examine_postgres(settings.database_url)]
    return [
        *about_postgres,
        *(await _examine_accounts(settings) if _is_migrated(about_postgres) else []),
        *[finding async for finding in _examine_redis(settings.redis_url)],
        *_examine_machine(),
        *_examine_address(settings),
        _examine_private_hosts(settings),
    ]


def _is_migrated(findings: list[Finding]) -> bool:
    return any(finding.subject == _MIGRATED and finding.is_well for finding in findings)


async def _examine_accounts(settings: Settings) -> list[Finding]:
    if settings.demo_site:
        return []
    async with open_database(settings) as database:
        found = await open_demo_accounts(database)
    return [
        Finding(
            "no account of the demo is open to everybody",
            not found,
            f"Give {', '.join(found)} another password: the demo prints theirs.",
        )
    ]


def _complaint(finding: Finding) -> str:
    return f"CARE  {finding.subject}\n      {finding.advice}"


async def _examine_postgres(url: str) -> AsyncIterator[Finding]:
    subject = f"PostgreSQL at {_where(url)} answers"
    try:
        connection = await asyncpg.connect(url, timeout=ASK_SECONDS)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        yield Finding(subject, is_well=False, advice=f"Check DATABASE_URL: {error}")
        return
    try:
        yield Finding(subject, is_well=True)
        for finding in await _ask_postgres(connection):
            yield finding
    finally:
        await connection.close()


async def _ask_postgres(connection: asyncpg.Connection[asyncpg.Record]) -> list[Finding]:
    version = int(await connection.fetchval("show server_version_num"))
    at = None
    if await connection.fetchval("select to_regclass('alembic_version')"):
        at = await connection.fetchval("select version_num from alembic_version")
    held = await connection.fetch(_HELD) if at == newest_revision() else []
    return [
        Finding(
            "PostgreSQL is version 15 or newer",
            version >= OLDEST_POSTGRES,
            "Upgrade the server; older ones lack what the statements use.",
        ),
        Finding(
            _MIGRATED,
            at == newest_revision(),
            "Run `frontdesk migrate`.",
        ),
        *[
            Finding(
                f"PostgreSQL has {setting} on",
                await connection.fetchval(f"show {setting}") != "off",
                f"Set {setting} = on; without it, a power cut loses confirmed messages.",
            )
            for setting in ("fsync", "synchronous_commit")
        ],
        *await _examine_role(connection, is_migrated=at == newest_revision()),
        _no_job_is_held({row["kind"]: row["count"] for row in held}),
        *(await _examine_background(connection) if at == newest_revision() else []),
    ]


async def _examine_background(
    connection: asyncpg.Connection[asyncpg.Record],
) -> list[Finding]:
    known = [one.name for one in CONSUMERS]
    late = [
        *complaints_about_consumers(await consumer_states(connection), known),
        *complaints_about_deliveries(await delivery_states(connection)),
    ]
    if not late:
        return [Finding("consumers of the feed and deliveries keep up", is_well=True)]
    return [Finding(subject, is_well=False, advice=advice) for subject, advice in late]


async def _examine_role(
    connection: asyncpg.Connection[asyncpg.Record], *, is_migrated: bool
) -> list[Finding]:
    if not is_migrated:
        return []
    has_role = await connection.fetchval(MAY_TAKE_ROLE, ROLE)
    missing = await missing_rights(connection) if has_role else []
    return [
        Finding(
            "the responder writes under a role of its own",
            has_role,
            f"As a superuser: create role {ROLE} nologin; grant {ROLE}\n"
            "      to the user in DATABASE_URL; then run `frontdesk migrate`.\n"
            "      Until then only its fence keeps the responder from talking over people.",
        ),
        Finding(
            "the responder's role may do what it needs",
            not missing,
            f"Run `frontdesk migrate`: without {', '.join(missing)} no answer is stored.",
        ),
    ]


def _no_job_is_held(held: dict[str, int]) -> Finding:
    if not held:
        return Finding("no job was given up", is_well=True)
    total = sum(held.values())
    kinds = ", ".join(f"{count} of {kind}" for kind, count in held.items())
    jobs = "1 job was" if total == 1 else f"{total} jobs were"
    return Finding(f"{jobs} given up: {kinds}", is_well=False, advice=_ABOUT_HELD)


async def _examine_redis(url: str) -> AsyncIterator[Finding]:
    subject = f"Redis at {_where(url)} answers"
    redis = Redis.from_url(url, socket_timeout=ASK_SECONDS, decode_responses=True)
    try:
        information = await redis.info()
        yield Finding(subject, is_well=True)
        yield _redis_version(str(information.get("redis_version", "0")))
        yield Finding(
            "Redis keeps an append-only file",
            information.get("aof_enabled") == 1,
            "Set appendonly yes; else messages on their way are sent again after a crash.",
        )
        yield Finding(
            "Redis throws nothing away when it is full",
            information.get("maxmemory_policy") == "noeviction",
            "Set maxmemory-policy noeviction; others throw away messages on their way.",
        )
        letters = await count_dead_letters(redis)
        yield Finding(
            "no message went to the dead letters" if not letters else _how_many(letters),
            not letters,
            "See `frontdesk dead-letters list`; they are kept for 14 days.",
        )
    except (RedisError, OSError) as error:
        yield Finding(subject, is_well=False, advice=f"Check REDIS_URL: {error}")
    finally:
        await redis.aclose()


def _how_many(letters: int) -> str:
    went = "1 message" if letters == 1 else f"{letters} messages"
    return f"{went} could not be stored"


def _redis_version(version: str) -> Finding:
    major, minor = [int(part) for part in [*version.split("."), "0"][:2]]
    return Finding(
        "Redis is version 6.2 or newer",
        (major, minor) >= OLDEST_REDIS,
        "Upgrade the server, or use Valkey; streams need it.",
    )


def _examine_machine() -> Iterator[Finding]:
    missing = [page for page in PAGES if not (STATIC / page).exists()]
    yield Finding(
        "the web pages are built",
        not missing,
        f"Missing: {', '.join(missing)}. In a clone run `make web`; else install again.",
    )
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    yield Finding(
        f"this process may open {limit} files",
        limit >= MIN_OPEN_FILES,
        f"Raise it to {MIN_OPEN_FILES} or more (ulimit -n, LimitNOFILE): each visitor is one.",
    )


def _examine_address(settings: Settings) -> Iterator[Finding]:
    address = urlsplit(settings.public_url)
    is_local = address.hostname in {"localhost", "127.0.0.1", "::1"}
    yield Finding(
        f"PUBLIC_URL is {settings.public_url}",
        address.scheme == "https" or is_local,
        "Use https: a session cookie must not travel in the clear. See TRUSTED_PROXIES too.",
    )


def _examine_private_hosts(settings: Settings) -> Finding:
    listed = settings.private_hosts.listed
    said = ", ".join(one.written for one in listed) or "nothing"
    return Finding(
        f"of its own network, projects may reach {said}",
        not any(one.is_everywhere for one in listed),
        "List in PRIVATE_HOSTS only what models and workflows need: whoever manages a\n"
        "      project can ask every machine that this one reaches.",
    )


def _where(url: str) -> str:
    address = urlsplit(url)
    return f"{address.hostname or address.path}:{address.port or 'default port'}"
