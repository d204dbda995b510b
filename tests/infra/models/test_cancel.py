import asyncio

import pytest

from frontdesk.infra.models.answer import Answer, Piece
from frontdesk.infra.models.question import Question
from tests.infra.models.harness import ModelsHarness, asks, outcomes
from tests.patience import PATIENCE_SECONDS
from tests.scripted_models.script import Gate, Step, Text, Wait, refusal


@pytest.mark.parametrize("said", [(), (Text("We op"),)], ids=["before a word", "in mid-sentence"])
async def test_cancelling_closes_the_connection_at_once(
    harness: ModelsHarness, said: tuple[Step, ...]
) -> None:
    gate = Gate()
    harness.server.will(*said, Wait(gate), Text("en."))
    turn = asyncio.ensure_future(harness.ask("When?"))
    await gate.reached()

    turn.cancel()
    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)

    with pytest.raises(asyncio.CancelledError):
        await turn
    assert not harness.server.asked[0].answered.is_set()


async def test_cancelling_while_a_piece_is_passed_on_closes_the_connection(
    harness: ModelsHarness,
) -> None:
    heard, never = asyncio.Event(), asyncio.Event()

    async def on_piece(_piece: Piece) -> None:
        heard.set()
        await never.wait()

    harness.server.will(Text("We op"), Wait(Gate()))
    turn = asyncio.ensure_future(harness.models.ask([harness.provider()], asks("When?"), on_piece))
    await heard.wait()

    turn.cancel()

    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)
    with pytest.raises(asyncio.CancelledError):
        await turn


async def test_a_listener_that_fails_is_not_taken_for_a_provider_that_fails(
    harness: ModelsHarness,
) -> None:
    async def on_piece(_piece: Piece) -> None:
        raise KeyError("ours")

    harness.server.will(Text("We op"), Wait(Gate()))

    with pytest.raises(KeyError):
        await harness.models.ask(
            [harness.provider(), harness.provider("second")], asks("When?"), on_piece
        )

    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)
    assert len(harness.server.asked) == 1


async def test_a_cancelled_turn_is_no_failure_and_frees_the_probe(harness: ModelsHarness) -> None:
    harness.server.always(refusal(500))
    for _ in range(5):
        await harness.fail("When?")
    harness.clock.advance(30)
    gate = Gate()
    harness.server.will(Wait(gate))
    probe = asyncio.ensure_future(harness.ask("When?"))
    await gate.reached()

    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    harness.server.will(Text("Nine."))

    assert outcomes(await harness.ask("When?")) == [("first", "answered")]


async def test_a_hundred_turns_wait_side_by_side(harness: ModelsHarness) -> None:
    gate = Gate()
    harness.server.always(Wait(gate), Text("Nine."))
    turns = [asyncio.ensure_future(_ask(harness, asks("When?"))) for _ in range(100)]
    await harness.server.was_asked(100)

    gate.open()

    assert {answer.text for answer in await asyncio.gather(*turns)} == {"Nine."}


async def _ask(harness: ModelsHarness, question: Question) -> Answer:
    return await harness.ask(question)
