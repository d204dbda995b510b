"""What stands in the ingest stream: anybody may have written it, so it is checked again."""

import asyncio
import json
from typing import Any

import pytest

from frontdesk.infra.ingest import keys
from tests.front_door import Door, InProcessServer, Site, Visitor
from tests.patience import PATIENCE_SECONDS

CANARY = "canary-in-the-stream"
KEY = "k" * 22


def entry(site: Site, **changed: object) -> dict[str, Any]:
    good = {"project_id": site.id, "uid": "raw", "key": KEY, "temp_id": "t", "content": CANARY}
    return {**good, **changed}


async def push(server: InProcessServer, fields: dict[str, bytes | str]) -> None:
    """Write an entry as a web process would, and notify."""
    await server.redis.xadd(keys.stream(0), fields)  # type: ignore[arg-type]
    await server.redis.publish(keys.WAKEUPS, "0")


async def until_drained(server: InProcessServer) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if not await server.redis.xlen(keys.stream(0)):
                break
            await asyncio.sleep(0.005)
    pending = await server.redis.xpending(keys.stream(0), keys.GROUP)
    assert pending["pending"] == 0


async def newest_dead_letter(server: InProcessServer) -> Any:  # noqa: ANN401 - Redis answers any shape
    letters: Any = await server.redis.xrevrange(keys.DEAD_LETTERS, count=1)
    return letters[0][1]


RAW_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"nonsense",
    "a list": b"[]",
    "null": b"null",
    "binary": b"\x00\xff\xfe",
    "a pickle": b"\x80\x04\x95cos\nsystem\n(S'true'\ntR.",
    "NaN": b'{"project_id":NaN}',
    "1,100 levels": b"[" * 1_100 + b"]" * 1_100,
    "4,301 digits": b'{"project_id":' + b"9" * 4_301 + b"}",
    "too much": b'{"content":"' + b"x" * 140_000 + b'"}',
}

CHANGED: dict[str, dict[str, object]] = {
    "a project that is text": {"project_id": "1"},
    "a project beyond a bigint": {"project_id": 2**63},
    "a negative project": {"project_id": -(2**63)},
    "no uid": {"uid": None},
    "an empty uid": {"uid": ""},
    "a uid of 65": {"uid": "x" * 65},
    "a short key": {"key": "k"},
    "an empty temp id": {"temp_id": ""},
    "a temp id of 65": {"temp_id": "x" * 65},
    "a NUL": {"content": "a\x00b"},
    "nothing to see": {"content": "\u200b"},
    "too long": {"content": "x" * 5_001},
    "a number": {"content": 7},
    "an unknown field": {"sender_type": "agent"},
    "a bad session": {"session": {"pages": "all"}},
}


@pytest.mark.parametrize("body", RAW_BODIES.values(), ids=RAW_BODIES)
async def test_a_body_that_is_none_ends_among_the_dead_letters(
    door: Door, server: InProcessServer, demo: Site, ada: Visitor, body: bytes
) -> None:
    before = await door.traces(demo)

    await push(server, {"id": "e-1", "to": "nobody", "body": body})
    await until_drained(server)

    assert (await newest_dead_letter(server))[b"body"] == body
    assert await door.traces(demo) == before
    assert (await ada.writes("I go on"))["seq"] == 1


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
async def test_an_entry_that_cannot_be_stored_ends_there_with_its_reason(
    door: Door,
    server: InProcessServer,
    demo: Site,
    changed: dict[str, object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = await door.traces(demo)
    body = json.dumps(entry(demo, **changed))

    await push(server, {"id": "e-2", "to": "nobody", "body": body})
    await until_drained(server)

    assert await door.traces(demo) == before
    printed = capsys.readouterr()
    assert CANARY not in printed.out + printed.err


@pytest.mark.parametrize("fields", [{"x": "y"}, {"id": b"\xff"}, {"body": "{}", "to": b"\xff"}])
async def test_an_entry_without_its_fields_does_not_stop_the_stream(
    server: InProcessServer, ada: Visitor, fields: dict[str, bytes | str]
) -> None:
    await push(server, fields)
    await until_drained(server)

    assert (await ada.writes("I go on"))["seq"] == 1


async def test_ten_poisoned_entries_among_good_ones_harm_only_themselves(
    door: Door, server: InProcessServer, demo: Site
) -> None:
    bodies = [json.dumps(entry(demo, temp_id=f"t{number}")) for number in range(30)]
    for number in range(0, 30, 3):
        bodies[number] = json.dumps(entry(demo, **list(CHANGED.values())[number // 3]))

    for body in bodies:
        await server.redis.xadd(keys.stream(0), {"id": "e", "to": "nobody", "body": body})
    await server.redis.publish(keys.WAKEUPS, "0")
    await until_drained(server)

    rows = await door.rows(
        "select temp_id from messages where project_id = $1 order by seq", demo.id
    )
    assert [row["temp_id"] for row in rows] == [f"t{number}" for number in range(30) if number % 3]


async def test_another_visitors_name_without_their_key_stores_nothing(
    door: Door, server: InProcessServer, demo: Site, ada: Visitor
) -> None:
    await ada.writes("Hello?")
    before = await door.traces(demo)

    await push(server, {"id": "e", "to": "nobody", "body": json.dumps(entry(demo, uid="ada"))})
    await until_drained(server)

    assert await door.traces(demo) == before


async def test_an_entry_delivered_twice_is_stored_once(
    door: Door, server: InProcessServer, demo: Site
) -> None:
    body = json.dumps(entry(demo))

    for _ in range(3):
        await push(server, {"id": "e", "to": "nobody", "body": body})
    await until_drained(server)

    assert await door.value("select count(*) from messages where project_id = $1", demo.id) == 1


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", b"[]", b"{}", b"999", b"-1", b"0,0,x", b"\xff", b"[" * 2_000]
)
@pytest.mark.parametrize("channel", ["notifier", "feed", "ephemeral", "reply"])
async def test_a_publication_that_is_none_is_ignored_and_the_next_one_heard(
    server: InProcessServer, ada: Visitor, channel: str, data: bytes
) -> None:
    names = {
        "notifier": keys.WAKEUPS,
        "feed": "fd:feed",
        "ephemeral": "fd:passing",
        "reply": keys.replies(server.web.name),
    }

    await server.redis.publish(names[channel], data)

    assert (await ada.writes("I go on"))["seq"] == 1
