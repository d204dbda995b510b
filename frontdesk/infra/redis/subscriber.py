"""One subscription per process, re-made for as long as it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import structlog

from frontdesk.infra.redis.link import AWAY, RedisLink

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = structlog.get_logger()

OnMessage: TypeAlias = "Callable[[bytes], None]"

_RETRY_SECONDS = 0.25


class Subscriber:
    """Hears a fixed set of channels and hands each message to its callback.

    Redis forgets a message that nobody hears, and tells nobody. So every new
    subscription calls `on_gap`: a subscriber that needs completeness reads the database.
    """

    def __init__(
        self,
        link: RedisLink,
        channels: Mapping[str, OnMessage],
        on_gap: Callable[[], None] = lambda: None,
    ) -> None:
        """Name the channels; nothing is opened yet."""
        self._link = link
        self._channels = {name.encode(): callback for name, callback in channels.items()}
        self._on_gap = on_gap

    async def run(self) -> None:
        """Listen until cancelled."""
        while True:
            client = self._link.blocking_client()
            try:
                async with client, client.pubsub(ignore_subscribe_messages=False) as pubsub:
                    await pubsub.subscribe(*self._channels)
                    async for message in pubsub.listen():
                        if message["type"] == "subscribe":
                            self._on_gap()
                        elif message["type"] == "message":
                            self._hand_over(message["channel"], message["data"])
            except AWAY as error:
                self._link.mark_down(error)
            await asyncio.sleep(_RETRY_SECONDS)

    def _hand_over(self, channel: bytes, data: bytes) -> None:
        try:
            self._channels[channel](data)
        # One message that can't be understood must not end the subscription for all.
        except Exception:
            log.exception("A message from Redis was not understood", channel=channel.decode())
