"""Which shards this worker owns.

A lease in Redis, renewed every second, gone three seconds after its worker. Workers
that are alive share the shards evenly. The lease is checked again inside Redis with
every read (see `consumer`), so a worker that slept through its lease reads nothing more.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.infra.ingest import keys
from frontdesk.infra.redis.link import AWAY, RedisLink

if TYPE_CHECKING:
    from collections.abc import Callable

LEASE_MS = 3_000
RENEW_SECONDS = 1.0

_TAKE = """
local owner = redis.call('get', KEYS[1])
if not owner then
    if ARGV[3] == '1' then
        redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
        return 1
    end
    return 0
end
if owner == ARGV[1] then
    redis.call('pexpire', KEYS[1], ARGV[2])
    return 1
end
return 0
"""

_DROP = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0
"""


class Leases:
    """The shards of one worker."""

    def __init__(
        self, link: RedisLink, *, worker: str, shards: int, on_taken: Callable[[int], None]
    ) -> None:
        """Name the worker; `on_taken` hears of each shard it comes to own."""
        self.owned: set[int] = set()
        self._link = link
        self._worker = worker
        self._shards = shards
        self._on_taken = on_taken
        self._take = link.client.register_script(_TAKE)
        self._drop = link.client.register_script(_DROP)

    async def run(self) -> None:
        """Renew for ever; run as a task."""
        while True:
            try:
                await self.renew()
            except AWAY as error:
                self._link.mark_down(error)
                self.owned.clear()
            await asyncio.sleep(RENEW_SECONDS)

    async def renew(self) -> None:
        """Keep our share of the shards, take what nobody owns, give back the rest."""
        share = await self._fair_share()
        for shard in list(self.owned)[share:]:
            self.owned.discard(shard)
            await self._drop(keys=[keys.lease(shard)], args=[self._worker])
        for shard in range(self._shards):
            may_take = shard in self.owned or len(self.owned) < share
            mine = await self._take(
                keys=[keys.lease(shard)], args=[self._worker, LEASE_MS, int(may_take)]
            )
            if mine and shard not in self.owned:
                self.owned.add(shard)
                self._on_taken(shard)
            elif not mine:
                self.owned.discard(shard)

    async def release(self) -> None:
        """Give everything back at once, for a clean stop."""
        for shard in self.owned:
            await self._link.attempt(self._drop(keys=[keys.lease(shard)], args=[self._worker]))
        await self._link.attempt(self._link.client.zrem(keys.WORKERS, self._worker))
        self.owned.clear()

    async def _fair_share(self) -> int:
        seconds, _ = await self._link.client.time()
        await self._link.client.zadd(keys.WORKERS, {self._worker: seconds})
        await self._link.client.zremrangebyscore(keys.WORKERS, "-inf", seconds - LEASE_MS // 1000)
        alive = max(1, int(await self._link.client.zcard(keys.WORKERS)))
        return -(-self._shards // alive)
