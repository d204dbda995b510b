import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import asyncpg
import pytest
from redis.asyncio import Redis

from frontdesk.entrypoints.doctor import examine
from frontdesk.entrypoints.migrate import migrate
from frontdesk.entrypoints.settings import Settings, read_settings
from tests.servers import Servers

NOWHERE = "127.0.0.1:1"
_JOB = "insert into pgqueuer (entrypoint, status, priority) values ($1, $2, 0)"

# Entries of one project, the first three pruned, the fourth parked, the fifth unread.
_CONSUMERS = """
insert into feed_consumers (name) values ('routing.auto_pending'), ('of.yesterday');
insert into projects (id, name, persona_name) values (1, 'Demo', 'Demo');
update feed_cursors set feed_seq = 5, pruned_seq = 3 where project_id = 1;
insert into feed (project_id, feed_seq, event, payload, created_at)
select 1, n, 'newMessage', '{}', now() - interval '119.6 seconds' from generate_series(4, 5) n;
insert into feed_positions (project_id, consumer, feed_seq, missed)
values (1, 'routing.auto_pending', 4, 3);
insert into parked_entries (project_id, feed_seq, consumer, reason, attempts)
values (1, 4, 'routing.auto_pending', 'unreadable', 0);
"""

_FRESH_FOR_SOMEBODY_WITHOUT_RIGHTS = """
alter role frontdesk_responder rename to gone;
create role plain login password 'word';
"""

_DELIVERIES = """
insert into projects (id, name, persona_name) values (1, 'Demo', 'Demo');
insert into deliveries (project_id, sender, key, method, url, state, next_at, ended_at)
select 1, 'workflow', n, 'POST', 'https://shop.example', state, now() - interval '2 minutes',
       case when state <> 'waiting' then now() - n::integer * interval '10 hours' end
from (values ('0', 'waiting'), ('1', 'given_up'), ('2', 'given_up'),
             ('3', 'given_up')) as t (n, state);
"""


@pytest.fixture
async def empty_database_url(servers: Servers) -> AsyncIterator[str]:
    """A database nobody has migrated."""
    admin = await asyncpg.connect(servers.database_url)
    await admin.execute("create database fresh")
    yield servers.database_url.rpartition("/")[0] + "/fresh"
    await admin.execute("drop database fresh with (force)")
    await admin.close()


@pytest.mark.usefixtures("database_url", "redis_url")
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


async def test_what_the_responders_role_has_lost_is_named_and_given_back(
    own_servers: Servers,
) -> None:
    connection = await asyncpg.connect(own_servers.database_url)
    await connection.execute("revoke insert on messages from frontdesk_responder")
    await connection.execute("revoke update (tries) on conversations from frontdesk_responder")
    await connection.close()
    subject = "the responder's role may do what it needs"

    complaints = await _complaints(_settings(own_servers))

    assert "insert on messages, update of tries on conversations" in complaints[subject]
    assert await asyncio.to_thread(migrate, own_servers.database_url) == ""
    assert subject not in await _complaints(_settings(own_servers))


async def test_a_role_that_can_t_be_made_is_a_sentence_and_no_failed_migration(
    own_servers: Servers,
) -> None:
    connection = await asyncpg.connect(own_servers.database_url)
    await connection.execute(_FRESH_FOR_SOMEBODY_WITHOUT_RIGHTS)
    await connection.execute("create database theirs owner plain")
    await connection.close()
    address = urlsplit(own_servers.database_url)
    theirs = f"postgresql://plain:word@{address.hostname}:{address.port}/theirs"

    complaint = await asyncio.to_thread(migrate, theirs)

    assert "frontdesk_responder has not got its rights: permission denied" in complaint


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


async def test_it_says_which_consumers_are_late_have_parked_or_missed_something_or_are_unknown(
    servers: Servers, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute(_CONSUMERS)

    complaints = await _complaints(_settings(servers))
    await connection.close()

    consumer = "the feed's consumer routing.auto_pending"
    found = {one: advice for one, advice in complaints.items() if "consumer" in one}
    late = [one for one in found if one.startswith(f"{consumer} is 120 s behind in 1 project")]
    assert "Is a worker running?" in found[late[0]]
    assert "set again = true" in found[f"{consumer} has parked 1 entry"]
    assert "set missed = 0" in found[f"{consumer} has missed 3 entries"]
    unknown = found["the feed's consumer of.yesterday is unknown"]
    assert "delete from feed_consumers where name = 'of.yesterday'" in unknown
    assert len(found) == 4


async def test_it_says_which_deliveries_are_overdue_or_were_given_up(
    servers: Servers, database_url: str
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute(_DELIVERIES)

    complaints = await _complaints(_settings(servers))
    await connection.close()

    found = {one: advice for one, advice in complaints.items() if "deliver" in one}
    assert "last_problem" in found["2 deliveries of workflow given up since yesterday"]
    [overdue] = [one for one in found if one.startswith("the deliveries of workflow are 12")]
    assert "Is a worker running?" in found[overdue]
    assert len(found) == 2


async def test_it_says_when_passwords_would_travel_in_the_clear(servers: Servers) -> None:
    complaints = await _complaints(_settings(servers, PUBLIC_URL="http://chat.example.com"))

    assert "Use https" in complaints["PUBLIC_URL is http://chat.example.com"]


async def test_it_says_what_projects_may_reach_and_when_that_is_everything(
    servers: Servers,
) -> None:
    told = await examine(_settings(servers, PRIVATE_HOSTS="ollama:11434, 10.1.0.0/16"))
    complaints = await _complaints(_settings(servers, PRIVATE_HOSTS="ollama:11434, 0.0.0.0/0"))

    assert "of its own network, projects may reach ollama:11434, 10.1.0.0/16" in {
        finding.subject for finding in told if finding.is_well
    }
    assert "of its own network, projects may reach ollama:11434, 0.0.0.0/0" in complaints


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
