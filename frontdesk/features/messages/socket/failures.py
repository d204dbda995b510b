"""Telling a visitor that a message of theirs was given up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.messages.jobs import IngestBody
from frontdesk.features.messages.wire import MESSAGE_FAILED, MessageFailed
from frontdesk.kit.audience import OneVisitor
from frontdesk.kit.wire import RefusedAck

if TYPE_CHECKING:
    from frontdesk.infra.ingest import Entry
    from frontdesk.infra.sockets import EphemeralEvents


class FailedMessages:
    """Tells all tabs of a visitor about each message that went to the dead letters.

    The sender is answered, too, unless that takes so long that they were told to wait.
    """

    def __init__(self, ephemeral: EphemeralEvents) -> None:
        self._ephemeral = ephemeral
        self._waiting: asyncio.Queue[tuple[OneVisitor, MessageFailed]] = asyncio.Queue()

    def note(self, entry: Entry, ack: msgspec.Raw) -> None:
        """Take an entry that was given up, and the refusal that answered it."""
        try:
            body = msgspec.json.decode(entry.body, type=IngestBody)
            error = msgspec.json.decode(ack, type=RefusedAck).error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # Nobody can say whose message it was.
            return
        visitor = OneVisitor(body.project_id, body.key)
        self._waiting.put_nowait((visitor, MessageFailed(temp_id=body.temp_id, error=error)))

    async def run(self) -> None:
        """Tell for ever; run as a task."""
        while True:
            visitor, failed = await self._waiting.get()
            await self._ephemeral.tell(visitor, MESSAGE_FAILED, failed)
