"""Listening to one attempt: passing on what is heard, and hanging up when it is too much."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.infra.models.answer import Piece
from frontdesk.infra.models.lines import Ended, LineFailed, Spoke, Wrote
from frontdesk.infra.models.text import Cleaner

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import Hears
    from frontdesk.infra.models.lines import Line
    from frontdesk.infra.models.question import Limits, Question


@dataclass(slots=True)
class Ear:
    """Hears one attempt at an answer."""

    limits: Limits
    attempt: int
    hears: Hears
    num_bytes: int = 0

    async def listen(self, line: Line, question: Question) -> Ended:
        """Hear an answer to its end; raises `LineFailed`.

        Leaving early, for a limit or because the caller was cancelled, closes the line, and
        closing the line closes the connection.
        """
        cleaner = Cleaner()
        try:
            async with asyncio.timeout(self.limits.first_token_seconds) as patience:
                async with aclosing(line.converse(question)) as conversation:
                    async for heard in conversation:
                        patience.reschedule(self._until())
                        if isinstance(heard, Ended):
                            return heard
                        await self._take(heard, cleaner)
        except TimeoutError:
            # The caller's own clock ends in a cancellation, so this is ours.
            if patience.expired():
                raise LineFailed("too_slow") from None
            raise
        raise LineFailed("garbled")

    async def _take(self, heard: Spoke | Wrote, cleaner: Cleaner) -> None:
        if isinstance(heard, Wrote):
            self._count(heard.num_bytes)
            return
        self._count(len(heard.text.encode(errors="replace")))
        text = cleaner.clean(heard.text)
        if text:
            await self.hears(Piece(self.attempt, text))

    def _count(self, num_bytes: int) -> None:
        self.num_bytes += num_bytes
        if self.num_bytes > self.limits.max_answer_bytes:
            raise LineFailed("too_long")

    def _until(self) -> float:
        return asyncio.get_running_loop().time() + self.limits.silence_seconds
