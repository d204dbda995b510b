import asyncio

import pytest

from frontdesk.infra.models.answer import AnswerTooLong
from frontdesk.infra.models.library import transport
from tests.infra.models.harness import NOTE, ModelsHarness, asks, outcomes
from tests.patience import PATIENCE_SECONDS
from tests.scripted_models.script import Call, Gate, Raw, Text, Wait

KILOBYTE = "x" * 1_024


async def test_an_answer_of_a_megabyte_is_cut_off_while_it_comes(harness: ModelsHarness) -> None:
    gate = Gate()
    harness.server.will(*[Text(KILOBYTE)] * 100, Wait(gate), *[Text(KILOBYTE)] * 1_000)

    refused = await asyncio.wait_for(harness.fail("Tell me everything."), PATIENCE_SECONDS)

    assert isinstance(refused, AnswerTooLong)
    assert refused.reason == "answer_too_long"
    assert sum(len(piece.text) for piece in harness.pieces) <= 65_536
    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)


async def test_arguments_of_a_megabyte_are_cut_off(harness: ModelsHarness) -> None:
    harness.server.will(Call("add_note", {"text": KILOBYTE * 1_024}), Wait(Gate()))

    refused = await asyncio.wait_for(harness.fail(asks("Note it.", NOTE)), PATIENCE_SECONDS)

    assert isinstance(refused, AnswerTooLong)


async def test_a_flood_that_is_no_answer_at_all_is_cut_off(
    harness: ModelsHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "MAX_WIRE_BYTES", 200_000)
    harness.server.will(*[Raw(b": " + KILOBYTE.encode() * 100)] * 4, Wait(Gate()))

    refused = await asyncio.wait_for(harness.fail("When?"), PATIENCE_SECONDS)

    assert isinstance(refused, AnswerTooLong)
    await asyncio.wait_for(harness.server.asked[0].hung_up.wait(), PATIENCE_SECONDS)


async def test_an_answer_just_within_the_limit_is_whole(harness: ModelsHarness) -> None:
    harness.server.will(*[Text(KILOBYTE)] * 64)

    answer = await harness.ask("When?")

    assert len(answer.text) == 65_536
    assert outcomes(answer) == [("first", "answered")]
