import pytest

from frontdesk.infra.models.answer import AnswerUnusable, Usage
from frontdesk.infra.models.question import Question, ToolCall, choice_tool
from tests.infra.models.harness import NOTE, ModelsHarness, asks, outcomes
from tests.scripted_models.script import Call, Step, Text, refusal

DECIDE = choice_tool("decide", "Is it about prices?", ("yes", "no"))

UNUSABLE: dict[str, tuple[Question, tuple[Step, ...], str]] = {
    "broken JSON": (asks("Note it.", NOTE), (Call("add_note", '{"text": "br'),), "valid JSON"),
    "not an object": (asks("Note it.", NOTE), (Call("add_note", "[1]"),), "do not fit"),
    "a NUL in it": (asks("Note it.", NOTE), (Call("add_note", r'{"text": "\u0000"}'),), "JSON"),
    "a field missing": (asks("Note it.", NOTE), (Call("add_note", {}),), "is a required"),
    "a strange field": (
        asks("Note it.", NOTE),
        (Call("add_note", {"text": "x", "conversationId": 7}),),
        "does not know",
    ),
    "too long": (
        asks("Note it.", NOTE),
        (Call("add_note", {"text": "x" * 201}),),
        "longer than 200",
    ),
    "a wrong tool": (asks("Note it.", NOTE), (Call("delete_all", {}),), "does not exist"),
    "a tool, though none is there": (asks("Hello"), (Call("add_note", {}),), "does not exist"),
    "words instead of a decision": (
        asks("How much?", DECIDE, forced="decide"),
        (Text("Yes."),),
        "must call the tool `decide`",
    ),
    "another tool than the forced one": (
        asks("How much?", DECIDE, NOTE, forced="decide"),
        (Call("add_note", {"text": "x"}),),
        "There is: decide",
    ),
    "a choice there is not": (
        asks("How much?", DECIDE, forced="decide"),
        (Call("decide", {"choice": "maybe"}),),
        "is not one of",
    ),
    "nothing": (asks("Hello"), (Text(" "),), "empty"),
    "too many calls": (
        asks("Note it.", NOTE),
        tuple(Call("add_note", {"text": str(n)}, f"c{n}") for n in range(9)),
        "too many",
    ),
}


@pytest.mark.parametrize(("question", "script", "problem"), UNUSABLE.values(), ids=UNUSABLE)
async def test_what_cannot_be_used_is_sent_back_once_and_then_refused(
    harness: ModelsHarness, question: Question, script: tuple[Step, ...], problem: str
) -> None:
    harness.server.always(*script)

    refused = await harness.fail(question, harness.provider(), harness.provider("second"))

    assert isinstance(refused, AnswerUnusable)
    assert refused.reason == "answer_unusable"
    assert outcomes(refused) == [("first", "unusable"), ("first", "unusable")]
    assert problem in harness.server.asked[1].body["messages"][-1]["content"]
    assert refused.usage == Usage(22, 14)


async def test_a_repaired_answer_is_an_answer(harness: ModelsHarness) -> None:
    harness.server.will(Call("decide", {"choice": "perhaps"}))
    harness.server.will(Call("decide", {"choice": "yes"}))

    answer = await harness.ask(asks("How much?", DECIDE, forced="decide"))

    assert answer.calls[0].arguments == {"choice": "yes"}
    assert outcomes(answer) == [("first", "unusable"), ("first", "answered")]
    assert answer.usage == Usage(22, 14)


async def test_there_is_one_repair_however_many_providers(harness: ModelsHarness) -> None:
    harness.server.will(Text(" "))
    harness.server.will(refusal(500))
    harness.server.will(Text(" "))

    refused = await harness.fail("When?", harness.provider(), harness.provider("second"))

    assert isinstance(refused, AnswerUnusable)
    assert len(harness.server.asked) == 3


@pytest.mark.parametrize("ids", [("c1", "c1"), ("c1", "c2")])
async def test_a_call_made_twice_is_meant_once(
    harness: ModelsHarness, ids: tuple[str, str]
) -> None:
    harness.server.will(*(Call("add_note", {"text": "urgent"}, one) for one in ids))

    answer = await harness.ask(asks("Note it.", NOTE))

    assert answer.calls == (ToolCall("c1", "add_note", {"text": "urgent"}),)


async def test_a_forced_tool_is_called_exactly_once(harness: ModelsHarness) -> None:
    harness.server.will(
        Call("decide", {"choice": "yes"}, "c1"), Call("decide", {"choice": "no"}, "c2")
    )

    answer = await harness.ask(asks("How much?", DECIDE, NOTE, forced="decide"))

    assert [call.arguments["choice"] for call in answer.calls] == ["yes"]
    body = harness.server.asked[0].body
    assert body["tool_choice"] == "required"
    assert [tool["function"]["name"] for tool in body["tools"]] == ["decide"]


async def test_a_question_that_forces_what_it_does_not_offer_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not offered"):
        asks("How much?", NOTE, forced="decide")
