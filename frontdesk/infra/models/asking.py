"""Asking: the providers in order, until one answers or the time is up."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.infra.models.answer import (
    AnswerFiltered,
    AnswerTooLong,
    AnswerUnusable,
    NoAnswer,
    NoProvider,
    ProvidersUnavailable,
    QuestionTooLong,
    TooSlow,
    ignore_pieces,
)
from frontdesk.infra.models.breaker import Breaker
from frontdesk.infra.models.client import ModelCallFailed
from frontdesk.infra.models.demo import DemoClient
from frontdesk.infra.models.library import open_library
from frontdesk.infra.models.question import estimate_tokens
from frontdesk.infra.models.reading import InvalidAnswer
from frontdesk.infra.models.request import ModelRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.infra.models.answer import Answer, OnPiece
    from frontdesk.infra.models.breaker import Pass
    from frontdesk.infra.models.client import ModelClient, ModelClients
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
        self._demo = DemoClient(demo_delay_seconds)
        self._sleep = sleep
        self._breakers: OrderedDict[Provider, Breaker] = OrderedDict()
        self._library: ModelClients | None = None
        self._opening = asyncio.Lock()

    async def ask(
        self, providers: Sequence[Provider], question: Question, on_piece: OnPiece = ignore_pieces
    ) -> Answer:
        """Ask the providers in order, and return the first answer that can be used.

        `on_piece` gets the text as it arrives. Raises a `NoAnswer` with its reason, what was
        tried and what that cost. Cancelling the caller closes the connection.
        """
        if not providers:
            raise NoProvider
        if estimate_tokens(question) > question.limits.max_input_tokens:
            raise QuestionTooLong
        request = ModelRequest(question, on_piece, self._clock, self._clock.monotonic())
        whole = asyncio.timeout(question.limits.total_seconds)
        try:
            async with whole:
                return await self._ask_in_order(providers, request, whole)
        except TimeoutError:
            if not whole.expired():
                raise
            raise _refusal(TooSlow, request) from None

    async def close(self) -> None:
        """Close all connections."""
        if self._library is not None:
            await self._library.close()

    async def _ask_in_order(
        self, providers: Sequence[Provider], request: ModelRequest, whole: asyncio.Timeout
    ) -> Answer:
        for provider in providers:
            answer = await self._try(provider, request, whole)
            if answer is not None:
                return answer
        for _ in range(_MAX_RESTS):
            provider = min(providers, key=lambda one: self._breaker(one).seconds_to_rest())
            rest = self._breaker(provider).seconds_to_rest()
            if rest >= request.seconds_left():
                break
            await self._sleep(rest)
            answer = await self._try(provider, request, whole)
            if answer is not None:
                return answer
        raise self._nobody(providers, request)

    async def _try(
        self, provider: Provider, request: ModelRequest, whole: asyncio.Timeout
    ) -> Answer | None:
        """Ask one provider; None if the next one should be asked."""
        breaker = self._breaker(provider)
        entry = breaker.admit()
        began = self._clock.monotonic()
        if entry is None:
            request.note(provider, "resting", began)
            return None
        try:
            answer = await self._answer_of(provider, request)
        except ModelCallFailed as failure:
            request.note(provider, failure.outcome, began)
            _judge(breaker, entry, failure)
            if failure.outcome in _FINAL:
                raise _refusal(_FINAL[failure.outcome], request) from None
            return None
        except asyncio.CancelledError:
            # Either the time is up, which is the provider's doing, or nobody wants to know.
            if whole.expired():
                request.note(provider, "too_slow", began)
                breaker.fail(entry)
            raise
        finally:
            breaker.give_up(entry)
        breaker.succeed(entry)
        request.note(provider, "answered", began)
        return replace(answer, attempts=tuple(request.attempts))

    async def _answer_of(self, provider: Provider, request: ModelRequest) -> Answer:
        """Ask, and once more if the answer can't be used."""
        client = await self._client_for(provider)
        while True:
            began = self._clock.monotonic()
            ended = await request.put_to(client)
            try:
                return request.answer(provider, ended)
            except InvalidAnswer as error:
                request.note(provider, "unusable", began)
                if request.is_repaired:
                    raise _refusal(AnswerUnusable, request) from None
                request.ask_better(ended, error.problem)

    async def _client_for(self, provider: Provider) -> ModelClient:
        if provider.kind == "demo":
            return self._demo
        async with self._opening:
            if self._library is None:
                self._library = await open_library(self._rules, CONNECT_SECONDS)
        return await self._library.client_for(provider)

    def _breaker(self, provider: Provider) -> Breaker:
        if provider not in self._breakers:
            self._breakers[provider] = Breaker(self._clock)
            if len(self._breakers) > _MAX_BREAKERS:
                self._breakers.popitem(last=False)
        self._breakers.move_to_end(provider)
        return self._breakers[provider]

    def _nobody(self, providers: Sequence[Provider], request: ModelRequest) -> NoAnswer:
        if {attempt.outcome for attempt in request.attempts} == {"too_slow"}:
            return _refusal(TooSlow, request)
        waits = [self._breaker(provider).seconds_to_wait() for provider in providers]
        refusal = _refusal(ProvidersUnavailable, request)
        refusal.retry_after_seconds = max(1, math.ceil(min(waits)))
        return refusal


def _judge(breaker: Breaker, entry: Pass, failure: ModelCallFailed) -> None:
    if failure.outcome == "rate_limited":
        told = failure.retry_after_seconds
        rest = _UNTOLD_REST_SECONDS if told is None else max(told, _SHORTEST_REST_SECONDS)
        breaker.rest(entry, rest)
    elif failure.outcome in _ALIVE:
        breaker.succeed(entry)
    else:
        breaker.fail(entry)


def _refusal(kind: type[NoAnswer], request: ModelRequest) -> NoAnswer:
    return kind(attempts=tuple(request.attempts), usage=request.usage)
