"""Where entries go that can't be stored: kept with their reason, for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from frontdesk.infra.ingest import keys
from frontdesk.infra.ingest.batch import Entry
from frontdesk.infra.redis.values import Fields

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from frontdesk.infra.redis import RedisLink

log = structlog.get_logger()

KEPT = 10_000
DAYS_KEPT = 14
_MILLISECONDS_KEPT = DAYS_KEPT * 24 * 3600 * 1000
# More than fits on a screen; who has more drops some first.
LISTED = 1_000


class DeadLetter(msgspec.Struct, frozen=True):
    """An entry that could not be stored."""

    # Its place in the stream, which is also its name: `1764400000000-0`.
    id: str
    entry: Entry
    reason: str

    @property
    def milliseconds(self) -> int:
        """When it was put here, since 1970, by the clock of Redis."""
        return int(self.id.partition("-")[0])


async def dead_letter(link: RedisLink, entry: Entry, reason: str) -> None:
    """Keep an entry among the dead letters; its content does not go into the log."""
    log.error("An entry went to the dead letters", entry=entry.id, reason=reason)
    fields: Fields = {"id": entry.id, "body": entry.body, "reason": reason}
    await link.attempt(link.client.xadd(keys.DEAD_LETTERS, fields, maxlen=KEPT))


async def forget_old_dead_letters(redis: Redis) -> None:
    """Remove what nobody looked at for two weeks: it may hold what a visitor wrote."""
    seconds, _ = await redis.time()
    oldest = seconds * 1000 - _MILLISECONDS_KEPT
    await redis.xtrim(keys.DEAD_LETTERS, minid=oldest, approximate=False)


async def count_dead_letters(redis: Redis) -> int:
    return int(await redis.xlen(keys.DEAD_LETTERS))


async def list_dead_letters(redis: Redis, letter_id: str = "") -> list[DeadLetter]:
    """Return the oldest first, at most `LISTED`; or only the one with this id."""
    first, last = (letter_id, letter_id) if letter_id else ("-", "+")
    found: Any = await redis.xrange(keys.DEAD_LETTERS, first, last, count=LISTED)
    return [_read(name, fields) for name, fields in found]


async def remove_dead_letter(redis: Redis, letter: DeadLetter) -> None:
    await redis.xdel(keys.DEAD_LETTERS, letter.id)


def _read(name: bytes, fields: dict[bytes, bytes]) -> DeadLetter:
    entry = Entry(
        id=fields.get(b"id", name).decode(errors="replace"),
        reply_to="",
        body=fields.get(b"body", b""),
    )
    reason = fields.get(b"reason", b"unknown").decode(errors="replace")
    return DeadLetter(name.decode(), entry, reason)
