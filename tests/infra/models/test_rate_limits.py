import pytest

from frontdesk.infra.models.answer import ProvidersUnavailable
from tests.infra.models.harness import ModelsHarness, asks, outcomes
from tests.scripted_models.script import Text, refusal


async def test_the_next_provider_is_asked_rather_than_waiting(harness: ModelsHarness) -> None:
    harness.server.will(refusal(429, retry_after="5"))
    harness.server.will(Text("Nine."))

    answer = await harness.ask("When?", harness.provider(), harness.provider("second"))

    assert outcomes(answer) == [("first", "rate_limited"), ("second", "answered")]
    assert harness.clock.monotonic() == 0


async def test_the_only_provider_is_asked_again_when_it_said(harness: ModelsHarness) -> None:
    harness.server.will(refusal(429, retry_after="5"))
    harness.server.will(Text("Nine."))

    answer = await harness.ask("When?")

    assert outcomes(answer) == [("first", "rate_limited"), ("first", "answered")]
    assert harness.clock.monotonic() == 5


@pytest.mark.parametrize("retry_after", ["61", "86400", "Fri, 01 Jan 2100 00:00:00 GMT"])
async def test_nobody_waits_longer_than_the_whole_limit(
    harness: ModelsHarness, retry_after: str
) -> None:
    harness.server.always(refusal(429, retry_after=retry_after))

    refused = await harness.fail("When?")

    assert isinstance(refused, ProvidersUnavailable)
    assert len(harness.server.asked) == 1
    assert harness.clock.monotonic() == 0
    assert (refused.retry_after_seconds or 0) >= 61


async def test_other_questions_leave_it_alone_meanwhile(harness: ModelsHarness) -> None:
    harness.server.will(refusal(429, retry_after="50"))
    await harness.fail(asks("When?", total_seconds=10))

    refused = await harness.fail(asks("How much?", total_seconds=10))

    assert outcomes(refused) == [("first", "resting")]
    assert len(harness.server.asked) == 1


@pytest.mark.parametrize("retry_after", [None, "soon", "-1", "0"])
async def test_a_pause_nobody_can_read_is_a_short_one(
    harness: ModelsHarness, retry_after: str | None
) -> None:
    harness.server.will(refusal(429, retry_after=retry_after))
    harness.server.will(Text("Nine."))

    await harness.ask("When?")

    assert 0 < harness.clock.monotonic() <= 2


async def test_it_is_not_asked_for_ever(harness: ModelsHarness) -> None:
    harness.server.always(refusal(429, retry_after="1"))

    refused = await harness.fail("When?")

    assert len(harness.server.asked) == 3
    assert refused.retry_after_seconds == 1


async def test_being_busy_is_no_failure(harness: ModelsHarness) -> None:
    harness.server.always(refusal(429, retry_after="1"))
    for _ in range(6):
        await harness.fail(asks("When?", total_seconds=0.9))
        harness.clock.advance(1)
    harness.server.will(Text("Nine."))

    assert outcomes(await harness.ask("When?")) == [("first", "answered")]
