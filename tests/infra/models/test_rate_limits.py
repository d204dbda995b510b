import pytest

from frontdesk.infra.models import ProvidersUnavailable
from frontdesk.infra.testing.models import Text, refusal
from tests.infra.models.desk import Desk, asks, outcomes


async def test_the_next_provider_is_asked_rather_than_waiting(desk: Desk) -> None:
    desk.server.will(refusal(429, retry_after="5"))
    desk.server.will(Text("Nine."))

    answer = await desk.ask("When?", desk.provider(), desk.provider("second"))

    assert outcomes(answer) == [("first", "rate_limited"), ("second", "answered")]
    assert desk.clock.monotonic() == 0


async def test_the_only_provider_is_asked_again_when_it_said(desk: Desk) -> None:
    desk.server.will(refusal(429, retry_after="5"))
    desk.server.will(Text("Nine."))

    answer = await desk.ask("When?")

    assert outcomes(answer) == [("first", "rate_limited"), ("first", "answered")]
    assert desk.clock.monotonic() == 5


@pytest.mark.parametrize("retry_after", ["61", "86400", "Fri, 01 Jan 2100 00:00:00 GMT"])
async def test_nobody_waits_longer_than_the_whole_limit(desk: Desk, retry_after: str) -> None:
    desk.server.always(refusal(429, retry_after=retry_after))

    refused = await desk.fail("When?")

    assert isinstance(refused, ProvidersUnavailable)
    assert len(desk.server.asked) == 1
    assert desk.clock.monotonic() == 0
    assert (refused.retry_after_seconds or 0) >= 61


async def test_other_questions_leave_it_alone_meanwhile(desk: Desk) -> None:
    desk.server.will(refusal(429, retry_after="50"))
    await desk.fail(asks("When?", total_seconds=10))

    refused = await desk.fail(asks("How much?", total_seconds=10))

    assert outcomes(refused) == [("first", "resting")]
    assert len(desk.server.asked) == 1


@pytest.mark.parametrize("retry_after", [None, "soon", "-1", "0"])
async def test_a_pause_nobody_can_read_is_a_short_one(desk: Desk, retry_after: str | None) -> None:
    desk.server.will(refusal(429, retry_after=retry_after))
    desk.server.will(Text("Nine."))

    await desk.ask("When?")

    assert 0 < desk.clock.monotonic() <= 2


async def test_it_is_not_asked_for_ever(desk: Desk) -> None:
    desk.server.always(refusal(429, retry_after="1"))

    refused = await desk.fail("When?")

    assert len(desk.server.asked) == 3
    assert refused.retry_after_seconds == 1


async def test_being_busy_is_no_failure(desk: Desk) -> None:
    desk.server.always(refusal(429, retry_after="1"))
    for _ in range(6):
        await desk.fail(asks("When?", total_seconds=0.9))
        desk.clock.advance(1)
    desk.server.will(Text("Nine."))

    assert outcomes(await desk.ask("When?")) == [("first", "answered")]
