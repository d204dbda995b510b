import asyncio

import pytest

from frontdesk.infra.models import Answer, Piece, Question
from frontdesk.infra.testing.models import Gate, Step, Text, Wait, refusal
from tests.infra.models.desk import Desk, asks, outcomes
from tests.patience import PATIENCE_SECONDS


@pytest.mark.parametrize("said", [(), (Text("We op"),)], ids=["before a word", "in mid-sentence"])
async def test_cancelling_closes_the_connection_at_once(desk: Desk, said: tuple[Step, ...]) -> None:
    gate = Gate()
    desk.server.will(*said, Wait(gate), Text("en."))
    turn = asyncio.ensure_future(desk.ask("When?"))
    await gate.reached()

    turn.cancel()
    await asyncio.wait_for(desk.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)

    with pytest.raises(asyncio.CancelledError):
        await turn
    assert not desk.server.asked[0].answered.is_set()


async def test_cancelling_while_a_piece_is_passed_on_closes_the_connection(desk: Desk) -> None:
    heard, never = asyncio.Event(), asyncio.Event()

    async def hears(_piece: Piece) -> None:
        heard.set()
        await never.wait()

    desk.server.will(Text("We op"), Wait(Gate()))
    turn = asyncio.ensure_future(desk.models.ask([desk.provider()], asks("When?"), hears))
    await heard.wait()

    turn.cancel()

    await asyncio.wait_for(desk.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)
    with pytest.raises(asyncio.CancelledError):
        await turn


async def test_a_listener_that_fails_is_not_taken_for_a_provider_that_fails(desk: Desk) -> None:
    async def hears(_piece: Piece) -> None:
        raise KeyError("ours")

    desk.server.will(Text("We op"), Wait(Gate()))

    with pytest.raises(KeyError):
        await desk.models.ask([desk.provider(), desk.provider("second")], asks("When?"), hears)

    await asyncio.wait_for(desk.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)
    assert len(desk.server.asked) == 1


async def test_a_cancelled_turn_is_no_failure_and_frees_the_probe(desk: Desk) -> None:
    desk.server.always(refusal(500))
    for _ in range(5):
        await desk.fail("When?")
    desk.clock.advance(30)
    gate = Gate()
    desk.server.will(Wait(gate))
    probe = asyncio.ensure_future(desk.ask("When?"))
    await gate.reached()

    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    desk.server.will(Text("Nine."))

    assert outcomes(await desk.ask("When?")) == [("first", "answered")]


async def test_a_hundred_turns_wait_side_by_side(desk: Desk) -> None:
    gate = Gate()
    desk.server.always(Wait(gate), Text("Nine."))
    turns = [asyncio.ensure_future(_ask(desk, asks("When?"))) for _ in range(100)]
    await desk.server.was_asked(100)

    gate.open()

    assert {answer.text for answer in await asyncio.gather(*turns)} == {"Nine."}


async def _ask(desk: Desk, question: Question) -> Answer:
    return await desk.ask(question)
