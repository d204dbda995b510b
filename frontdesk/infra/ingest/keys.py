"""The names under which the way in keeps its things in Redis."""

from zlib import crc32

GROUP = "frontdesk"
# Every owner of a shard reads under this one name: what a dead owner had taken is
# simply what the next owner finds pending.
CONSUMER = "owner"

WAKEUPS = "fd:ingest:bell"
WORKERS = "fd:ingest:workers"
DEAD_LETTERS = "fd:ingest:dead"


def shard_of(key: str, shards: int) -> int:
    """Return which shard a key belongs to, the same in every process and release."""
    return crc32(key.encode()) % shards


def stream(shard: int) -> str:
    """Name the stream of a shard; the braces keep a shard's keys on one cluster node."""
    return f"fd:{{ingest:{shard}}}:stream"


def stamp(shard: int) -> str:
    """Name the mark beside a stream by which its loss is noticed."""
    return f"fd:{{ingest:{shard}}}:stamp"


def lease(shard: int) -> str:
    """Name the key that says which worker owns a shard."""
    return f"fd:{{ingest:{shard}}}:owner"


def replies(process: str) -> str:
    """Name the channel on which a web process hears its answers."""
    return f"fd:reply:{process}"
