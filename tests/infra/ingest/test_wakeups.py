"""What wakes workers names the shards that have something new."""

from __future__ import annotations

from collections.abc import Sequence

from redis.asyncio.client import PubSub

from frontdesk.infra.ingest import Intake, keys
from frontdesk.infra.ingest.batch import Entry, EntryReply
from frontdesk.infra.redis import RedisLink
from frontdesk.infra.tasks import running
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.errors import Unavailable
from tests.fleet import until


async def test_nobody_is_woken_for_nothing_while_postgresql_is_away(redis_url: str) -> None:
    link = RedisLink(redis_url)
    attempts = 0

    async def refuse(_: Sequence[Entry]) -> list[EntryReply]:
        nonlocal attempts
        attempts += 1
        raise Unavailable

    intake = Intake(link, refuse, SystemClock(), process="web-1", shards=4)
    heard: list[bytes] = []
    async with link.blocking_client() as client, client.pubsub() as pubsub:
        await pubsub.subscribe(keys.WAKEUPS)
        # Redis is back, and nobody knows what it still has: everything is written directly.
        await link.probe()
        answer = intake.submit("ada", "1", b"{}")
        async with running(intake.run(), _listen(pubsub, heard)):
            await until(lambda: attempts >= 4)
            await link.client.publish(keys.WAKEUPS, b"canary")
            await until(lambda: b"canary" in heard)
        answer.cancel()
    await link.close()

    assert len(heard) == 2
    assert heard[0].isdigit()


async def _listen(pubsub: PubSub, heard: list[bytes]) -> None:
    async for message in pubsub.listen():
        heard += [message["data"]] if message["type"] == "message" else []
