"""One request on its way from provider to provider: its attempts and their cost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontdesk.infra.models.answer import Answer, Attempt, Usage
from frontdesk.infra.models.attempt_reader import AttemptReader
from frontdesk.infra.models.budget import estimate_tokens, estimate_tokens_of
from frontdesk.infra.models.client import ModelCallFailed
from frontdesk.infra.models.question import Said
from frontdesk.infra.models.reading import read_calls, read_text

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import AttemptOutcome, OnPiece
    from frontdesk.infra.models.client import ModelClient, StreamEnd
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

    async def put_to(self, client: ModelClient) -> StreamEnd:
        """Ask once and listen to the end; raises `ModelCallFailed`."""
        self.times_asked += 1
        reader = AttemptReader(self.question.limits, self.times_asked, self.on_piece)
        ended: StreamEnd | None = None
        try:
            ended = await reader.read(client, self.question)
        finally:
            self._pay(ended, reader)
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

    def _pay(self, ended: StreamEnd | None, reader: AttemptReader) -> None:
        """Count what was spent; an answer that broke off is charged for all the same."""
        if ended is not None:
            self.usage = self.usage.plus(ended.usage)
        elif reader.num_bytes:
            written = estimate_tokens_of("x" * reader.num_bytes)
            spent = Usage(estimate_tokens(self.question), written, is_estimated=True)
            self.usage = self.usage.plus(spent)

    def _milliseconds(self, since: float) -> int:
        return round((self.clock.monotonic() - since) * 1000)
