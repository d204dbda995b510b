"""Where entries go that can't be stored: kept with their reason, for a person to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from frontdesk.infra.ingest import keys
from frontdesk.infra.redis.values import Fields

if TYPE_CHECKING:
    from frontdesk.infra.ingest.batch import Entry
    from frontdesk.infra.redis import RedisLink

log = structlog.get_logger()

KEPT = 10_000


async def dead_letter(link: RedisLink, entry: Entry, reason: str) -> None:
    """Keep an entry among the dead letters; its content does not go into the log."""
    log.error("An entry went to the dead letters", entry=entry.id, reason=reason)
    fields: Fields = {"id": entry.id, "body": entry.body, "reason": reason}
    await link.attempt(link.client.xadd(keys.DEAD_LETTERS, fields, maxlen=KEPT))
