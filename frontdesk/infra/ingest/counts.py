"""How much the way in holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.infra.ingest import keys

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink


class IngestCounts(NamedTuple):
    """Entries in the streams, and among the dead letters."""

    waiting: int
    dead: int


async def count_entries(link: RedisLink, shards: int) -> IngestCounts:
    """Count them in one round trip; raises what `AWAY` of Redis names."""
    streams = [keys.stream(shard) for shard in range(shards)]
    lengths = await link.run_all([("XLEN", name) for name in [*streams, keys.DEAD_LETTERS]])
    return IngestCounts(sum(lengths[:-1]), lengths[-1])


async def has_readers(link: RedisLink, shards: int) -> bool:
    """Whether a worker reads every stream; raises what `AWAY` of Redis names."""
    owners = await link.run_all([("GET", keys.lease(shard)) for shard in range(shards)])
    return all(owners)
