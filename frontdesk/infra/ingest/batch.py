"""A batch of entries: handled together, and taken apart when one of them is poisoned."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import msgspec
import structlog

from frontdesk.infra.metrics import BATCH_ENTRIES
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid, Refused, Unavailable
from frontdesk.kit.failures import kind_of, place_of
from frontdesk.kit.wire import RefusedAck, error_wire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

log = structlog.get_logger()


class Entry(msgspec.Struct, frozen=True):
    """One thing somebody wants stored.

    `reply_to` names the web process that waits for the answer, `id` is its key there.
    `body` is the feature's own JSON; this layer does not look into it.
    """

    id: str
    reply_to: str
    body: bytes


class EntryReply(msgspec.Struct, frozen=True):
    """The answer to one entry: JSON of an acknowledgement.

    With `dead_letter_reason`, the entry itself goes to the dead letters.
    """

    entry_id: str
    ack: msgspec.Raw
    dead_letter_reason: str | None = None


BatchHandler: TypeAlias = "Callable[[Sequence[Entry]], Awaitable[list[EntryReply]]]"
KeepsDeadLetter: TypeAlias = "Callable[[Entry, str], Awaitable[None]]"

_TRANSIENT = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
    asyncpg.UniqueViolationError,
)
_MAX_ATTEMPTS = 4


class Batcher:
    """Runs a handler over batches, so that one poisoned entry harms only itself."""

    def __init__(self, handle: BatchHandler, dead_letter: KeepsDeadLetter) -> None:
        self._handle = handle
        self._dead_letter = dead_letter

    async def run(self, entries: Sequence[Entry]) -> list[EntryReply]:
        """Handle all entries in order and answer each.

        Raises `Unavailable` when the database is away: then nothing was decided, and
        the same entries must be run again.
        """
        try:
            replies = await self._run_with_retries(entries)
            for entry, reply in zip(entries, replies, strict=True):
                if reply.dead_letter_reason is not None:
                    await self._dead_letter(entry, reply.dead_letter_reason)
        except Unavailable:
            raise
        # Anything else is the fault of an entry or of our code: find out which entry.
        except Exception as error:  # noqa: BLE001 - a poisoned entry may raise anything
            if len(entries) == 1:
                return [await self._give_up(entries[0], error)]
        else:
            return replies
        middle = len(entries) // 2
        return [*await self.run(entries[:middle]), *await self.run(entries[middle:])]

    async def _run_with_retries(self, entries: Sequence[Entry]) -> list[EntryReply]:
        for attempt in range(1, _MAX_ATTEMPTS):
            try:
                replies = await self._handle(entries)
            except _TRANSIENT as error:
                log.info("Running a batch again", error=kind_of(error), attempt=attempt)
                await asyncio.sleep(0.01 * attempt)
            else:
                BATCH_ENTRIES.observe(len(entries))
                return replies
        return await self._handle(entries)

    async def _give_up(self, entry: Entry, error: Exception) -> EntryReply:
        reason = type(error).__name__
        if not isinstance(error, Refused):
            at = place_of(error)
            log.error("An entry could not be stored", entry=entry.id, error=reason, at=at)
        await self._dead_letter(entry, reason)
        ack = strict_json.encode(RefusedAck(error_wire(NotStored())))
        return EntryReply(entry.id, msgspec.Raw(ack), reason)


class NotStored(Invalid):
    """This message could not be stored. We were told why."""

    reason = "not_stored"
    advice = "Keep the text for the person; the same again is refused again."
