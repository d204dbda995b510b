"""Asking: the providers in order, until one answers or the time is up."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.infra.models.answer import hear_nothing
from frontdesk.infra.models.breaker import Breaker
from frontdesk.infra.models.budget import estimate_tokens
from frontdesk.infra.models.demo import DemoLine
from frontdesk.infra.models.inquiry import Inquiry
from frontdesk.infra.models.library import open_library
from frontdesk.infra.models.lines import LineFailed
from frontdesk.infra.models.reading import Unusable
from frontdesk.infra.models.refusals import (
    AnswerFiltered,
    AnswerTooLong,
    AnswerUnusable,
    NoAnswer,
    NoProvider,
    ProvidersUnavailable,
    QuestionTooLong,
    TooSlow,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from frontdesk.infra.models.answer import Answer, Hears
    from frontdesk.infra.models.breaker import Pass
    from frontdesk.infra.models.lines import Line, Lines
    from frontdesk.infra.models.provider import Provider
    from frontdesk.infra.models.question import Question
    from frontdesk.infra.outbound.addresses import AddressRules
    from frontdesk.kit.clock import Clock

Sleeps: TypeAlias = Callable[[float], Awaitable[None]]

CONNECT_SECONDS = 5.0
DEMO_DELAY_SECONDS = 0.03

_MAX_BREAKERS = 1_000
_MAX_RESTS = 2
_UNTOLD_REST_SECONDS = 2.0
_SHORTEST_REST_SECONDS = 0.25

# These end the question; with all other failures the next provider may do better.
_FINAL: dict[str, type[NoAnswer]] = {"too_long": AnswerTooLong, "filtered": AnswerFiltered}

# These say something about the question, not about the provider's health.
_ALIVE = {"too_long", "filtered", "rejected"}


class Models:
    """Asks language models. One per process; it keeps connections and circuit breakers."""

    def __init__(
        self,
        rules: AddressRules,
        clock: Clock,
        *,
        demo_delay_seconds: float = DEMO_DELAY_SECONDS,
        sleep: Sleeps = asyncio.sleep,
    ) -> None:
        """Take where providers may live, and the time. Nothing is loaded or opened yet."""
        self._rules = rules
        self._clock = clock
        self._demo = DemoLine(demo_delay_seconds)
        self._sleep = sleep
        self._breakers: OrderedDict[Provider, Breaker] = OrderedDict()
        self._library: Lines | None = None
        self._opening = asyncio.Lock()

    async def ask(
        self, providers: Sequence[Provider], question: Question, hears: Hears = hear_nothing
    ) -> Answer:
        """Ask the providers in order, and return the first answer that can be used.

        `hears` gets the text as it arrives. Raises a `NoAnswer` with its reason, what was
        tried and what that cost. Cancelling the caller hangs up.
        """
        if not providers:
            raise NoProvider
        if estimate_tokens(question) > question.limits.max_input_tokens:
            raise QuestionTooLong
        inquiry = Inquiry(question, hears, self._clock, self._clock.monotonic())
        whole = asyncio.timeout(question.limits.total_seconds)
        try:
            async with whole:
                return await self._ask_in_order(providers, inquiry, whole)
        except TimeoutError:
            if not whole.expired():
                raise
            raise _refusal(TooSlow, inquiry) from None

    async def close(self) -> None:
        """Close all connections."""
        if self._library is not None:
            await self._library.close()

    async def _ask_in_order(
        self, providers: Sequence[Provider], inquiry: Inquiry, whole: asyncio.Timeout
    ) -> Answer:
        for provider in providers:
            answer = await self._try(provider, inquiry, whole)
            if answer is not None:
                return answer
        for _ in range(_MAX_RESTS):
            provider = min(providers, key=lambda one: self._breaker(one).seconds_to_rest())
            rest = self._breaker(provider).seconds_to_rest()
            if rest >= inquiry.seconds_left():
                break
            await self._sleep(rest)
            answer = await self._try(provider, inquiry, whole)
            if answer is not None:
                return answer
        raise self._nobody(providers, inquiry)

    async def _try(
        self, provider: Provider, inquiry: Inquiry, whole: asyncio.Timeout
    ) -> Answer | None:
        """Ask one provider; None if the next one should be asked."""
        breaker = self._breaker(provider)
        entry = breaker.admit()
        began = self._clock.monotonic()
        if entry is None:
            inquiry.note(provider, "resting", began)
            return None
        try:
            answer = await self._answer_of(provider, inquiry)
        except LineFailed as failure:
            inquiry.note(provider, failure.outcome, began)
            _judge(breaker, entry, failure)
            if failure.outcome in _FINAL:
                raise _refusal(_FINAL[failure.outcome], inquiry) from None
            return None
        except asyncio.CancelledError:
            # Either the time is up, which is the provider's doing, or nobody wants to know.
            if whole.expired():
                inquiry.note(provider, "too_slow", began)
                breaker.fail(entry)
            raise
        finally:
            breaker.give_up(entry)
        breaker.succeed(entry)
        inquiry.note(provider, "answered", began)
        return replace(answer, attempts=tuple(inquiry.attempts))

    async def _answer_of(self, provider: Provider, inquiry: Inquiry) -> Answer:
        """Ask, and once more if the answer can't be used."""
        line = await self._line_to(provider)
        while True:
            began = self._clock.monotonic()
            ended = await inquiry.put_to(line)
            try:
                return inquiry.answer(provider, ended)
            except Unusable as error:
                inquiry.note(provider, "unusable", began)
                if inquiry.is_repaired:
                    raise _refusal(AnswerUnusable, inquiry) from None
                inquiry.ask_better(ended, error.problem)

    async def _line_to(self, provider: Provider) -> Line:
        if provider.kind == "demo":
            return self._demo
        async with self._opening:
            if self._library is None:
                self._library = await open_library(self._rules, CONNECT_SECONDS)
        return await self._library.line_to(provider)

    def _breaker(self, provider: Provider) -> Breaker:
        if provider not in self._breakers and len(self._breakers) >= _MAX_BREAKERS:
            self._breakers.popitem(last=False)
        breaker = self._breakers.setdefault(provider, Breaker(self._clock))
        self._breakers.move_to_end(provider)
        return breaker

    def _nobody(self, providers: Sequence[Provider], inquiry: Inquiry) -> NoAnswer:
        if {attempt.outcome for attempt in inquiry.attempts} == {"too_slow"}:
            return _refusal(TooSlow, inquiry)
        waits = [self._breaker(provider).seconds_to_wait() for provider in providers]
        refusal = _refusal(ProvidersUnavailable, inquiry)
        refusal.retry_after_seconds = max(1, math.ceil(min(waits)))
        return refusal


@asynccontextmanager
async def open_models(rules: AddressRules, clock: Clock) -> AsyncIterator[Models]:
    """Keep models to ask for as long as the block lasts."""
    models = Models(rules, clock)
    try:
        yield models
    finally:
        await models.close()


def _judge(breaker: Breaker, entry: Pass, failure: LineFailed) -> None:
    if failure.outcome == "rate_limited":
        told = failure.retry_after_seconds
        rest = _UNTOLD_REST_SECONDS if told is None else max(told, _SHORTEST_REST_SECONDS)
        breaker.rest(entry, rest)
    elif failure.outcome in _ALIVE:
        breaker.succeed(entry)
    else:
        breaker.fail(entry)


def _refusal(kind: type[NoAnswer], inquiry: Inquiry) -> NoAnswer:
    return kind(attempts=tuple(inquiry.attempts), usage=inquiry.usage)
