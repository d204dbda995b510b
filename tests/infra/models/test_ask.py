import socket

import pytest

from frontdesk.infra.models.answer import (
    AnswerFiltered,
    NoProvider,
    Piece,
    ProvidersUnavailable,
    QuestionTooLong,
    Usage,
)
from frontdesk.infra.models.question import Called, Question, Returned, Said, ToolCall
from tests.infra.models.harness import NOTE, ModelsHarness, asks, outcomes
from tests.scripted_models.script import (
    Call,
    Cut,
    End,
    Raw,
    ScriptedReply,
    Step,
    Text,
    refusal,
)


async def test_an_answer_comes_in_pieces_and_as_a_whole(harness: ModelsHarness) -> None:
    harness.server.will(Text("We open "), Text("at nine."))

    answer = await harness.ask("When do you open?")

    assert answer.text == "We open at nine."
    assert harness.pieces == [Piece(1, "We open "), Piece(1, "at nine.")]
    assert answer.usage == Usage(11, 7)
    assert (answer.provider, answer.model, answer.is_cut_short) == ("first", "llama3", False)


async def test_a_model_is_sent_the_prompt_the_history_and_the_tools(harness: ModelsHarness) -> None:
    call = ToolCall("c1", "add_note", {"text": "calls back"})
    turns = (
        Said("user", "Hello"),
        Said("assistant", "Hi!"),
        Said("user", "Note that I called."),
        Called((call,)),
        Returned("c1", "add_note", "done"),
        Said("user", "Thanks"),
    )

    await harness.ask(Question("Be kind.", turns, (NOTE,)))

    body = harness.server.asked[0].body
    told = [(message["role"], message.get("content")) for message in body["messages"]]
    assert told == [
        ("system", "Be kind."),
        ("user", "Hello"),
        ("assistant", "Hi!"),
        ("user", "Note that I called."),
        ("assistant", None),
        ("tool", "done"),
        ("user", "Thanks"),
    ]
    assert body["tools"][0]["function"]["name"] == "add_note"
    assert body["max_tokens"] == 1_024


async def test_a_tool_call_comes_with_its_arguments(harness: ModelsHarness) -> None:
    harness.server.will(Text("One moment."), Call("add_note", {"text": "urgent"}))

    answer = await harness.ask(asks("Please note it.", NOTE))

    assert answer.text == "One moment."
    assert answer.calls == (ToolCall("call_1", "add_note", {"text": "urgent"}),)


BAD_ANSWERS: dict[str, tuple[tuple[Step, ...], str]] = {
    "server error": ((refusal(500),), "failed"),
    "overloaded": ((refusal(503),), "failed"),
    "wrong key": ((refusal(401),), "credentials"),
    "no such model": ((refusal(404),), "not_found"),
    "bad request": ((refusal(400),), "rejected"),
    "cut in mid-stream": ((Text("We op"), Cut()), "unreachable"),
    "cut before it began": ((Cut(),), "unreachable"),
    "ends without an end": ((Text("We op"), End(None, None)), "garbled"),
    "broken event": ((Raw(b"data: {broken\n\n"),), "garbled"),
    "another shape": ((Raw(b'data: {"choices": 7}\n\n'),), "garbled"),
    "a web page": ((ScriptedReply(200, b"<html>", {"content-type": "text/html"}),), "garbled"),
    "nothing at all": ((ScriptedReply(200),), "garbled"),
    "moved elsewhere": (
        (ScriptedReply(302, b"", {"location": "http://127.0.0.1:1/"}),),
        "not_allowed",
    ),
    "squeezed": ((ScriptedReply(200, b"\x1f\x8b", {"content-encoding": "gzip"}),), "not_allowed"),
}


@pytest.mark.parametrize(("script", "outcome"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
async def test_when_one_provider_fails_the_next_is_asked(
    harness: ModelsHarness, script: tuple[Step, ...], outcome: str
) -> None:
    harness.server.will(*script)
    harness.server.will(Text("Nine."))

    answer = await harness.ask("When?", harness.provider("first"), harness.provider("second"))

    assert answer.text == "Nine."
    assert outcomes(answer) == [("first", outcome), ("second", "answered")]
    assert harness.pieces[-1] == Piece(2, "Nine.")


async def test_a_provider_nobody_listens_at_is_passed_over(harness: ModelsHarness) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        answer = await harness.ask(
            "When?", harness.provider("away", base_url=nowhere), harness.provider()
        )

    assert outcomes(answer) == [("away", "unreachable"), ("first", "answered")]


async def test_a_failure_is_tried_once_and_not_again_by_the_client_library(
    harness: ModelsHarness,
) -> None:
    harness.server.always(refusal(500))

    refused = await harness.fail("When?")

    assert isinstance(refused, ProvidersUnavailable)
    assert outcomes(refused) == [("first", "failed")]
    assert len(harness.server.asked) == 1
    assert refused.retry_after_seconds == 1


async def test_nobody_to_ask_is_said_so(harness: ModelsHarness) -> None:
    with pytest.raises(NoProvider):
        await harness.models.ask([], asks("When?"))


async def test_a_question_beyond_its_limit_is_not_asked(harness: ModelsHarness) -> None:
    refused = await harness.fail(asks("long " * 1_000, max_input_tokens=1_000))

    assert isinstance(refused, QuestionTooLong)
    assert harness.server.asked == []


async def test_what_nobody_counts_is_guessed(harness: ModelsHarness) -> None:
    harness.server.will(Text("Nine o'clock."), End("stop", None))

    answer = await harness.ask("When?")

    assert answer.usage.is_estimated
    assert answer.usage.tokens_out == 5


async def test_an_answer_that_broke_off_is_paid_for(harness: ModelsHarness) -> None:
    harness.server.will(Text("x" * 300), Cut())

    refused = await harness.fail("When?")

    assert refused.usage.is_estimated
    assert refused.usage.tokens_out == 100


async def test_an_answer_cut_short_by_its_token_limit_says_so(harness: ModelsHarness) -> None:
    harness.server.will(Text("We open at"), End("length"))

    answer = await harness.ask(asks("When?", max_output_tokens=3))

    assert answer.is_cut_short
    assert harness.server.asked[0].body["max_tokens"] == 3


async def test_an_answer_held_back_by_its_provider_is_a_refusal(harness: ModelsHarness) -> None:
    harness.server.will(Text("We"), End("content_filter"))

    assert isinstance(await harness.fail("When?"), AnswerFiltered)


async def test_half_characters_and_nul_do_not_come_through(harness: ModelsHarness) -> None:
    halves = Raw(
        b'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m",'
        b'"choices":[{"index":0,"delta":{"content":"a\\u0000\\ud83d"},"finish_reason":null}]}\n\n'
    )
    harness.server.will(halves, Text("b"))

    answer = await harness.ask("When?", harness.provider(), harness.provider("second"))

    answer.text.encode()
    assert "\x00" not in answer.text
    assert all("\x00" not in piece.text and piece.text.encode() for piece in harness.pieces)
