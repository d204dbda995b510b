"""Reading one attempt: forwarding its stream, and closing it when it is too much."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.infra.models.answer import Piece
from frontdesk.infra.models.client import HiddenDelta, ModelCallFailed, StreamEnd, TextDelta
from frontdesk.infra.models.text import Cleaner

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import OnPiece
    from frontdesk.infra.models.client import ModelClient
    from frontdesk.infra.models.question import Limits, Question


@dataclass(slots=True)
class AttemptReader:
    """Reads the stream of one attempt at an answer."""

    limits: Limits
    attempt: int
    on_piece: OnPiece
    num_bytes: int = 0

    async def read(self, client: ModelClient, question: Question) -> StreamEnd:
        """Read an answer to its end; raises `ModelCallFailed`.

        Leaving early, for a limit or because the caller was cancelled, closes the line, and
        closing the line closes the connection.
        """
        cleaner = Cleaner()
        try:
            async with asyncio.timeout(self.limits.first_token_seconds) as patience:
                async with aclosing(client.converse(question)) as conversation:
                    async for stream_event in conversation:
                        patience.reschedule(self._until())
                        if isinstance(stream_event, StreamEnd):
                            return stream_event
                        await self._take(stream_event, cleaner)
        except TimeoutError:
            # The caller's own clock ends in a cancellation, so this is ours.
            if patience.expired():
                raise ModelCallFailed("too_slow") from None
            raise
        raise ModelCallFailed("garbled")

    async def _take(self, stream_event: TextDelta | HiddenDelta, cleaner: Cleaner) -> None:
        if isinstance(stream_event, HiddenDelta):
            self._count(stream_event.num_bytes)
            return
        self._count(len(stream_event.text.encode(errors="replace")))
        text = cleaner.clean(stream_event.text)
        if text:
            await self.on_piece(Piece(self.attempt, text))

    def _count(self, num_bytes: int) -> None:
        self.num_bytes += num_bytes
        if self.num_bytes > self.limits.max_answer_bytes:
            raise ModelCallFailed("too_long")

    def _until(self) -> float:
        return asyncio.get_running_loop().time() + self.limits.silence_seconds
