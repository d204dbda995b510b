import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import httpx2
import pytest

from frontdesk.infra.models.answer import Answer, TooSlow
from frontdesk.infra.models.library.transport import GuardedTransport
from frontdesk.infra.outbound.addresses import Address, AddressRules
from tests.infra.models.harness import ModelsHarness, asks, outcomes
from tests.patience import PATIENCE_SECONDS
from tests.private_hosts import ANY_PRIVATE_HOST
from tests.scripted_models.script import Gate, Pause, Text, Wait

# Enough where something is meant to come too late.
TINY = 0.2
FOREVER = 60.0
# Where something else must be in time: a busy machine gets more of it.
GROWING_SECONDS = (TINY, TINY * 10, TINY * 100)


async def test_a_model_that_does_not_begin_makes_way_for_the_next(harness: ModelsHarness) -> None:
    async def asked(seconds: float) -> Answer:
        harness.server.will(Wait(Gate()), Text("late"))
        harness.server.will(Text("Nine."))
        question = asks("When?", first_token_seconds=seconds)
        return await harness.ask(question, harness.provider(), harness.provider("second"))

    answer = await in_time(asked)

    assert outcomes(answer) == [("first", "too_slow"), ("second", "answered")]
    await _hung_up(harness)


async def test_a_model_that_falls_silent_makes_way_for_the_next(harness: ModelsHarness) -> None:
    async def asked(seconds: float) -> Answer:
        harness.server.will(Text("We op"), Wait(Gate()))
        harness.server.will(Text("Nine."))
        question = asks("When?", silence_seconds=seconds)
        return await harness.ask(question, harness.provider(), harness.provider("second"))

    answer = await in_time(asked)

    assert answer.text == "Nine."
    assert outcomes(answer) == [("first", "too_slow"), ("second", "answered")]
    await _hung_up(harness)


async def test_a_model_that_began_may_take_longer_than_the_first_token(
    harness: ModelsHarness,
) -> None:
    async def asked(seconds: float) -> Answer:
        harness.server.will(Text("We "), Pause(seconds * 2), Text("open."))
        question = asks("When?", first_token_seconds=seconds, silence_seconds=FOREVER)
        return await harness.ask(question)

    answer = await in_time(asked)

    assert answer.text == "We open."


async def test_a_model_that_trickles_is_cut_off_by_the_whole_limit(harness: ModelsHarness) -> None:
    harness.server.always(*(Text("."), Pause(TINY / 4)) * 10_000)

    # Long enough for a busy machine to reach the model before it is over.
    refused = await harness.fail(asks("When?", total_seconds=TINY * 10, silence_seconds=FOREVER))

    assert isinstance(refused, TooSlow)
    assert outcomes(refused) == [("first", "too_slow")]
    await _hung_up(harness)


async def test_the_whole_limit_is_over_all_providers_together(harness: ModelsHarness) -> None:
    harness.server.always(Wait(Gate()))
    providers = [harness.provider(str(number)) for number in range(10)]

    refused = await harness.fail(
        asks("When?", first_token_seconds=TINY, total_seconds=TINY * 2.5), *providers
    )

    assert isinstance(refused, TooSlow)
    assert len(harness.server.asked) <= 3


async def test_connecting_has_a_limit_of_its_own() -> None:
    async def never(_host: str, _port: int) -> list[Address]:
        await asyncio.Event().wait()
        return []

    guard = GuardedTransport(AddressRules(ANY_PRIVATE_HOST), TINY, never)

    with pytest.raises(httpx2.ConnectTimeout):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await guard.send(httpx2.Request("GET", "http://model.test/"))
    await guard.close()


async def _hung_up(harness: ModelsHarness) -> None:
    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)


async def in_time(asked: Callable[[float], Awaitable[Answer]]) -> Answer:
    """Ask with a short limit; with longer ones while even the model that answers is too slow."""
    for seconds in GROWING_SECONDS[:-1]:
        with contextlib.suppress(TooSlow):
            return await asked(seconds)
    return await asked(GROWING_SECONDS[-1])
