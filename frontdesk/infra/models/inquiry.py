"""One question on its way from provider to provider: what was tried, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from frontdesk.infra.models.answer import Answer, Attempt, Usage
from frontdesk.infra.models.budget import estimate_tokens, estimate_tokens_of
from frontdesk.infra.models.lines import LineFailed
from frontdesk.infra.models.listening import Ear
from frontdesk.infra.models.question import Said
from frontdesk.infra.models.reading import read_calls, read_text

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import Hears, Outcome
    from frontdesk.infra.models.lines import Ended, Line
    from frontdesk.infra.models.provider import Provider
    from frontdesk.infra.models.question import Question
    from frontdesk.kit.clock import Clock

_REPAIR = "Your last answer could not be used. {problem} Please answer again."


@dataclass(slots=True)
class Inquiry:
    """A question, who listens, and how far it has got."""

    question: Question
    hears: Hears
    clock: Clock
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    times_asked: int = 0
    is_repaired: bool = False

    async def put_to(self, line: Line) -> Ended:
        """Ask once and listen to the end; raises `LineFailed`."""
        self.times_asked += 1
        ear = Ear(self.question.limits, self.times_asked, self.hears)
        ended: Ended | None = None
        try:
            ended = await ear.listen(line, self.question)
        finally:
            self._pay(ended, ear)
        if ended.ending == "broken_off":
            raise LineFailed("garbled")
        if ended.ending == "filtered":
            raise LineFailed("filtered")
        return ended

    def ask_better(self, ended: Ended, problem: str) -> None:
        """Turn the question into one that says what was wrong with the answer."""
        text = read_text(ended)
        said = (Said("assistant", text),) if text else ()
        wish = Said("user", _REPAIR.format(problem=problem))
        self.question = replace(self.question, turns=(*self.question.turns, *said, wish))
        self.is_repaired = True

    def note(self, provider: Provider, outcome: Outcome, since: float) -> None:
        """Write an attempt down."""
        self.attempts.append(Attempt(provider.name, outcome, self._milliseconds(since)))

    def answer(self, provider: Provider, ended: Ended) -> Answer:
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

    def _pay(self, ended: Ended | None, ear: Ear) -> None:
        """Count what was spent; an answer that broke off is charged for all the same."""
        if ended is not None:
            self.usage = self.usage.plus(ended.usage)
        elif ear.num_bytes:
            written = estimate_tokens_of("x" * ear.num_bytes)
            spent = Usage(estimate_tokens(self.question), written, is_estimated=True)
            self.usage = self.usage.plus(spent)

    def _milliseconds(self, since: float) -> int:
        return round((self.clock.monotonic() - since) * 1000)
