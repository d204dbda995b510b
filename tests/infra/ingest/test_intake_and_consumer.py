"""The way in on a real Redis: in order, answered once stored, nothing twice and nothing lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from frontdesk.infra.ingest import Consumer, Entry, EntryReply, Intake, keys
from frontdesk.infra.redis import RedisLink, Subscriber
from frontdesk.infra.tasks import running
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.errors import Unavailable
from tests.patience import PATIENCE_SECONDS

SHARDS = 2


class Store:
    """Stands for the database: keeps what it was given, and can be away or break."""

    def __init__(self) -> None:
        self.batches: list[list[bytes]] = []
        self.is_away = False

    @property
    def bodies(self) -> list[bytes]:
        return [body for batch in self.batches for body in batch]

    async def handle(self, entries: Sequence[Entry]) -> list[EntryReply]:
        if self.is_away:
            raise Unavailable
        if any(entry.body == b"poison" for entry in entries):
            raise ValueError("this cannot be stored")
        self.batches.append([entry.body for entry in entries])
        return [EntryReply(entry.id, msgspec.Raw(b'{"ok":true}')) for entry in entries]


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[RedisLink]:
    link = RedisLink(redis_url)
    assert await link.probe()
    yield link
    await link.close()


@asynccontextmanager
async def taking_in(link: RedisLink, direct: Store) -> AsyncIterator[Intake]:
    """Run a web process's side."""
    intake = Intake(link, direct.handle, SystemClock(), process="web-1", shards=SHARDS)
    heard = asyncio.Event()
    subscriber = Subscriber(link, {keys.replies("web-1"): intake.receive}, on_gap=heard.set)
    async with running(intake.run(), subscriber.run()):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await heard.wait()
        yield intake


def consumer_of(link: RedisLink, store: Store, worker: str = "worker-1") -> Consumer:
    return Consumer(link, store.handle, worker=worker, shards=SHARDS)


async def answers(*futures: asyncio.Future[msgspec.Raw]) -> list[Any]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return [json.loads(bytes(one)) for one in await asyncio.gather(*futures)]


async def test_entries_of_one_key_are_stored_in_the_order_they_came(link: RedisLink) -> None:
    store, unused = Store(), Store()
    bodies = [f"m{number}".encode() for number in range(500)]

    async with taking_in(link, unused) as intake, running(consumer_of(link, store).run()):
        acks = await answers(*(intake.submit("ada", body.decode(), body) for body in bodies))

    assert store.bodies == bodies
    assert acks == [{"ok": True}] * 500
    assert unused.bodies == []


async def test_a_twin_waits_for_the_first_ones_answer(link: RedisLink) -> None:
    store = Store()

    async with taking_in(link, Store()) as intake, running(consumer_of(link, store).run()):
        twins = [intake.submit("ada", "t1", b"Hello?") for _ in range(10)]
        acks = await answers(*twins)

    assert (store.bodies, len(acks)) == ([b"Hello?"], 10)


async def test_without_redis_entries_are_written_directly_and_in_order(link: RedisLink) -> None:
    direct = Store()
    bodies = [f"m{number}".encode() for number in range(300)]

    async with taking_in(link, direct) as intake:
        link.mark_down(ConnectionError())
        await answers(*(intake.submit("ada", body.decode(), body) for body in bodies))

    assert direct.bodies == bodies


async def test_without_redis_and_database_nothing_is_confirmed_until_one_is_back(
    link: RedisLink,
) -> None:
    direct = Store()
    direct.is_away = True

    async with taking_in(link, direct) as intake:
        link.mark_down(ConnectionError())
        waiting = intake.submit("ada", "t1", b"Hello?")
        done, _ = await asyncio.wait([waiting], timeout=0.3)
        direct.is_away = False
        acks = await answers(waiting)

    assert done == set()
    assert (acks, direct.bodies) == ([{"ok": True}], [b"Hello?"])


async def test_what_a_dead_owner_left_is_stored_first_and_once(link: RedisLink) -> None:
    stream = keys.stream(0)
    await link.client.xgroup_create(stream, keys.GROUP, id="0", mkstream=True)
    for number in range(5):
        await link.client.xadd(stream, {"id": f"e{number}", "to": "x", "body": f"m{number}"})
    await link.client.xreadgroup(keys.GROUP, keys.CONSUMER, {stream: ">"}, count=3)
    store = Store()

    async with running(consumer_of(link, store).run()):
        await until_empty(link, stream)

    assert store.bodies == [b"m0", b"m1", b"m2", b"m3", b"m4"]


async def test_while_the_database_is_away_entries_wait_in_the_stream(link: RedisLink) -> None:
    store = Store()
    store.is_away = True

    async with taking_in(link, store) as intake, running(consumer_of(link, store).run()):
        waiting = [intake.submit("ada", f"t{number}", b"%d" % number) for number in range(3)]
        done, _ = await asyncio.wait(waiting, timeout=0.3)
        store.is_away = False
        await answers(*waiting)

    assert done == set()
    assert store.bodies == [b"0", b"1", b"2"]


async def test_a_sender_who_waited_too_long_is_told_and_the_entry_is_stored_all_the_same(
    link: RedisLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.ingest.intake.ANSWER_SECONDS", 0.2)
    store = Store()
    store.is_away = True

    async with taking_in(link, store) as intake, running(consumer_of(link, store).run()):
        waiting = intake.submit("ada", "t1", b"Hello?")
        with pytest.raises(Unavailable):
            await asyncio.wait_for(waiting, PATIENCE_SECONDS)
        # Now there is time for an answer, on a busy machine, too.
        monkeypatch.setattr("frontdesk.infra.ingest.intake.ANSWER_SECONDS", PATIENCE_SECONDS)
        again = intake.submit("ada", "t1", b"Hello?")
        store.is_away = False
        acks = await answers(again)

    assert (acks, store.bodies) == ([{"ok": True}], [b"Hello?"])


async def test_a_poisoned_entry_becomes_a_dead_letter_and_its_sender_is_told(
    link: RedisLink,
) -> None:
    store = Store()

    async with taking_in(link, Store()) as intake, running(consumer_of(link, store).run()):
        bodies = [b"m0", b"m1", b"poison", b"m3"]
        acks = await answers(*(intake.submit("ada", one.decode(), one) for one in bodies))

    assert [ack["ok"] for ack in acks] == [True, True, False, True]
    assert acks[2]["error"]["code"] == "invalid"
    assert store.bodies == [b"m0", b"m1", b"m3"]
    letters: Any = await link.client.xrange(keys.DEAD_LETTERS)
    assert [(one[b"body"], one[b"reason"]) for _, one in letters] == [(b"poison", b"ValueError")]


async def test_two_workers_share_the_shards_and_neither_stores_the_others(
    link: RedisLink,
) -> None:
    first, second = Store(), Store()

    async with (
        taking_in(link, Store()) as intake,
        running(
            consumer_of(link, first, "worker-1").run(), consumer_of(link, second, "worker-2").run()
        ),
    ):
        bodies = [f"{key}-{n}".encode() for n in range(50) for key in ("ada", "eve", "bob", "cy")]
        await answers(
            *(intake.submit(one.decode().partition("-")[0], one.decode(), one) for one in bodies)
        )

    assert sorted(first.bodies + second.bodies) == sorted(bodies)


async def until_empty(link: RedisLink, stream: str) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if not await link.client.xlen(stream):
                return
            await asyncio.sleep(0.005)
