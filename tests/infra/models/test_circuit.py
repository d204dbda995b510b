import pytest

from frontdesk.infra.models.breaker import Breaker, Pass
from frontdesk.kit.clock import FrozenClock
from tests.infra.models.harness import ModelsHarness, outcomes
from tests.scripted_models.script import Text, refusal


@pytest.fixture
def breaker(clock: FrozenClock) -> Breaker:
    return Breaker(clock)


def test_five_failures_in_a_row_open_it_for_thirty_seconds(
    breaker: Breaker, clock: FrozenClock
) -> None:
    _fail(breaker, times=4)
    assert breaker.admit() is not None

    _fail(breaker, times=1)

    assert breaker.admit() is None
    clock.advance(29.9)
    assert breaker.admit() is None
    clock.advance(0.2)
    assert breaker.admit() is not None


def test_a_success_forgives_the_failures_before_it(breaker: Breaker) -> None:
    _fail(breaker, times=4)
    breaker.succeed(_admitted(breaker))
    _fail(breaker, times=4)

    assert breaker.admit() is not None


def test_half_open_lets_one_through(breaker: Breaker, clock: FrozenClock) -> None:
    _fail(breaker, times=5)
    clock.advance(30)

    probe = _admitted(breaker)

    assert breaker.admit() is None
    assert breaker.seconds_to_wait() == 1
    breaker.succeed(probe)
    assert not _admitted(breaker).is_probe


def test_a_probe_that_fails_opens_it_again(breaker: Breaker, clock: FrozenClock) -> None:
    _fail(breaker, times=5)
    clock.advance(30)

    breaker.fail(_admitted(breaker))

    assert breaker.admit() is None
    assert breaker.seconds_to_wait() == 30


def test_a_probe_without_a_verdict_makes_way_for_another(
    breaker: Breaker, clock: FrozenClock
) -> None:
    _fail(breaker, times=5)
    clock.advance(30)

    breaker.give_up(_admitted(breaker))

    assert _admitted(breaker).is_probe


def test_a_request_from_before_it_opened_changes_nothing_afterwards(
    breaker: Breaker, clock: FrozenClock
) -> None:
    early = [_admitted(breaker) for _ in range(20)]
    for one in early[:5]:
        breaker.fail(one)
    clock.advance(20)

    for one in early[5:15]:
        breaker.fail(one)
    for one in early[15:]:
        breaker.succeed(one)

    assert breaker.seconds_to_wait() == 10


def test_a_pause_asked_for_is_kept_up_to_a_limit(breaker: Breaker, clock: FrozenClock) -> None:
    breaker.rest(_admitted(breaker), 10)
    assert breaker.seconds_to_rest() == 10
    clock.advance(10)
    breaker.rest(_admitted(breaker), 86_400)

    assert breaker.seconds_to_rest() == 300


async def test_an_open_circuit_is_not_asked_and_one_probe_closes_it(harness: ModelsHarness) -> None:
    harness.server.always(refusal(500))
    for _ in range(5):
        await harness.fail("When?")

    refused = await harness.fail("When?")

    assert outcomes(refused) == [("first", "resting")]
    assert refused.retry_after_seconds == 30
    assert len(harness.server.asked) == 5

    harness.clock.advance(30)
    harness.server.will(Text("Nine."))
    assert outcomes(await harness.ask("When?")) == [("first", "answered")]


async def test_circuits_are_apart(harness: ModelsHarness) -> None:
    harness.server.always(refusal(401))
    for _ in range(5):
        await harness.fail("When?", harness.provider("of project 1"))

    refused = await harness.fail("When?", harness.provider("of project 2"))

    assert outcomes(refused) == [("of project 2", "credentials")]


async def test_a_question_a_model_rejects_says_nothing_about_its_health(
    harness: ModelsHarness,
) -> None:
    harness.server.always(refusal(400))

    for _ in range(6):
        refused = await harness.fail("When?")

    assert outcomes(refused) == [("first", "rejected")]


def _admitted(breaker: Breaker) -> Pass:
    entry = breaker.admit()
    assert entry is not None
    return entry


def _fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.fail(_admitted(breaker))
