"""One request on its way from provider to provider: its attempts and their cost."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontdesk.infra.metrics import MODEL_CALLS, MODEL_TOKENS
from frontdesk.infra.models.answer import Answer, Attempt, Piece, Usage
from frontdesk.infra.models.client import HiddenDelta, ModelCallFailed, StreamEnd
from frontdesk.infra.models.question import Said, estimate_tokens, estimate_tokens_of
from frontdesk.infra.models.reading import Cleaner, read_calls, read_text

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import AttemptOutcome, OnPiece
    from frontdesk.infra.models.client import ModelClient, TextDelta
    from frontdesk.infra.models.provider import Provider
    from frontdesk.infra.models.question import Question
    from frontdesk.kit.clock import Clock

_REPAIR = "Your last answer could not be used. {problem} Please answer again."


@dataclass(slots=True)
class ModelRequest:
    """A question, its listener, and its attempts so far."""

    question: Question
    on_piece: OnPiece
    clock: Clock
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    times_asked: int = 0
    is_repaired: bool = False
    _num_bytes: int = 0

    async def put_to(self, client: ModelClient) -> StreamEnd:
        """Ask once and listen to the end; raises `ModelCallFailed`."""
        self.times_asked += 1
        self._num_bytes = 0
        try:
            ended = await self._read(client)
        except BaseException:
            # An answer that broke off is charged for all the same.
            if self._num_bytes:
                written = estimate_tokens_of("x" * self._num_bytes)
                spent = Usage(estimate_tokens(self.question), written, is_estimated=True)
                self._spend(spent)
            raise
        self._spend(ended.usage)
        if ended.ending == "broken_off":
            raise ModelCallFailed("garbled")
        if ended.ending == "filtered":
            raise ModelCallFailed("filtered")
        return ended

    def ask_better(self, ended: StreamEnd, problem: str) -> None:
        """Turn the question into one that says what was wrong with the answer."""
        text = read_text(ended)
        said = (Said("assistant", text),) if text else ()
        wish = Said("user", _REPAIR.format(problem=problem))
        self.question = replace(self.question, turns=(*self.question.turns, *said, wish))
        self.is_repaired = True

    def note(self, provider: Provider, outcome: AttemptOutcome, since: float) -> None:
        """Write an attempt down."""
        MODEL_CALLS.add(provider.kind, outcome)
        self.attempts.append(Attempt(provider.name, outcome, self._milliseconds(since)))

    def answer(self, provider: Provider, ended: StreamEnd) -> Answer:
        """Make the answer, or raise `Unusable`."""
        calls = read_calls(self.question, ended)
        return Answer(
            text=read_text(ended),
            calls=calls,
            usage=self.usage,
            provider=provider.name,
            model=provider.model,
            milliseconds=self._milliseconds(self.began),
            is_cut_short=ended.ending == "length",
            attempts=tuple(self.attempts),
        )

    def seconds_left(self) -> float:
        return self.question.limits.total_seconds - (self.clock.monotonic() - self.began)

    def _spend(self, usage: Usage) -> None:
        self.usage = self.usage.plus(usage)
        MODEL_TOKENS.add("in", times=usage.tokens_in)
        MODEL_TOKENS.add("out", times=usage.tokens_out)

    async def _read(self, client: ModelClient) -> StreamEnd:
        """Read one attempt to its end, passing its text on.

        Leaving early, for a limit or because the caller was cancelled, closes the stream, and
        closing the stream closes the connection.
        """
        cleaner = Cleaner()
        try:
            limits, loop = self.question.limits, asyncio.get_running_loop()
            async with asyncio.timeout(limits.first_token_seconds) as patience:
                async with aclosing(client.converse(self.question)) as conversation:
                    async for stream_event in conversation:
                        patience.reschedule(loop.time() + limits.silence_seconds)
                        if isinstance(stream_event, StreamEnd):
                            return stream_event
                        await self._take(stream_event, cleaner)
        except TimeoutError:
            # The caller's own clock ends in a cancellation, so this is ours.
            if patience.expired():
                raise ModelCallFailed("too_slow") from None
            raise
        raise ModelCallFailed("garbled")

    async def _take(self, delta: TextDelta | HiddenDelta, cleaner: Cleaner) -> None:
        if isinstance(delta, HiddenDelta):
            self._count(delta.num_bytes)
            return
        self._count(len(delta.text.encode(errors="replace")))
        text = cleaner.clean(delta.text)
        if text:
            await self.on_piece(Piece(self.times_asked, text))

    def _count(self, num_bytes: int) -> None:
        self._num_bytes += num_bytes
        if self._num_bytes > self.question.limits.max_answer_bytes:
            raise ModelCallFailed("too_long")

    def _milliseconds(self, since: float) -> int:
        return round((self.clock.monotonic() - since) * 1000)
