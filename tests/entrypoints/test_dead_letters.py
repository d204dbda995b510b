"""What could not be stored is looked at, stored after all, or thrown away; never by itself."""

import asyncio
from collections.abc import Iterator
from typing import Any

import asyncpg
import msgspec
import pytest
from redis import Redis

from frontdesk.infra.ingest import keys
from tests.entrypoints.command import frontdesk, run_script
from tests.servers import Servers

SHOP = """
insert into projects (id, name, persona_name) values (1, 'Shop', 'Shop');
insert into visitors (project_id, uid, token_key) values (1, 'ada', repeat('k', 32));
"""
ADAS = {"project_id": 1, "uid": "ada", "key": "k" * 32, "temp_id": "t1", "content": "Where is it?"}
FIFTEEN_DAYS = 15 * 24 * 3600 * 1000


@pytest.fixture
def redis(
    servers: Servers, database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Redis]:
    """The Redis of a shop, as the environment of a command names it."""
    run_script(database_url, SHOP)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("SECRET_KEY", "a secret key that is long enough to be one")
    monkeypatch.setenv("PUBLIC_URL", "https://chat.shop.test")
    with Redis.from_url(servers.redis_url) as client:
        yield client


def test_what_can_be_stored_by_now_is_stored_once_and_gone_from_the_list(
    redis: Redis, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = _kept(redis, ADAS)
    again = _kept(redis, ADAS)

    assert frontdesk("dead-letters", "retry", name, again) == 0

    assert capsys.readouterr().out == f"{name}  stored\n{again}  stored\n"
    assert _messages(database_url) == ["Where is it?"]
    assert redis.xlen(keys.DEAD_LETTERS) == 0


def test_what_is_refused_again_stays_and_says_why(
    redis: Redis, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = _kept(redis, {**ADAS, "content": ""})

    assert frontdesk("dead-letters", "retry", "--all") == 1

    assert capsys.readouterr().out == f"{name}  refused again: invalid\n"
    assert _messages(database_url) == []
    assert redis.xlen(keys.DEAD_LETTERS) == 1


def test_the_list_names_whom_it_is_from_and_only_show_prints_the_text(
    redis: Redis, capsys: pytest.CaptureFixture[str]
) -> None:
    name = _kept(redis, ADAS)
    _kept(redis, b"\xff\x1b[31m")

    frontdesk("dead-letters", "list")
    listed = capsys.readouterr().out
    frontdesk("dead-letters", "show", "--all")
    shown = capsys.readouterr().out

    assert f"{name}  " in listed
    assert "project 1, visitor 'ada'  ValueError" in listed
    assert "from nobody that can be read" in listed
    assert "2 dead letters" in listed
    assert "Where is it?" not in listed
    assert "Where is it?" in shown
    assert "\x1b" not in shown


def test_one_is_dropped_and_the_others_stay(redis: Redis) -> None:
    first, second = _kept(redis, ADAS), _kept(redis, ADAS)

    assert frontdesk("dead-letters", "drop", first) == 0

    left: Any = redis.xrange(keys.DEAD_LETTERS)
    assert [name for name, _ in left] == [second.encode()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "everything"], "'everything' is no id of a dead letter"),
        (["drop", "1-0"], "There is no dead letter 1-0"),
        (["drop"], "Say which"),
        (["retry"], "Say which"),
    ],
)
def test_nothing_is_done_to_what_was_not_named(
    redis: Redis, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    _kept(redis, ADAS)

    assert frontdesk("dead-letters", *words) == 1

    assert said in capsys.readouterr().err
    assert redis.xlen(keys.DEAD_LETTERS) == 1


def test_after_two_weeks_nobody_can_read_them_any_more(
    redis: Redis, capsys: pytest.CaptureFixture[str]
) -> None:
    now = int(redis.time()[0]) * 1000
    redis.xadd(
        keys.DEAD_LETTERS, {"id": "e1", "body": b"{}", "reason": "x"}, f"{now - FIFTEEN_DAYS}-0"
    )
    young = _kept(redis, ADAS)

    frontdesk("dead-letters", "list")

    assert capsys.readouterr().out.startswith(young)
    assert redis.xlen(keys.DEAD_LETTERS) == 1


def _kept(redis: Redis, body: dict[str, Any] | bytes, at: str = "*") -> str:
    """Put one among the dead letters, as a worker does."""
    data = body if isinstance(body, bytes) else msgspec.json.encode(body)
    name: Any = redis.xadd(
        keys.DEAD_LETTERS, {"id": "e1", "body": data, "reason": "ValueError"}, at
    )
    return str(name.decode())


def _messages(url: str) -> list[str]:
    async def read() -> list[str]:
        connection = await asyncpg.connect(url)
        try:
            return [row[0] for row in await connection.fetch("select content from messages")]
        finally:
            await connection.close()

    return asyncio.run(read())
