"""The other providers' own languages: that each is spoken, guarded and understood."""

from typing import Any

import orjson
import pytest

from frontdesk.infra.models.answer import Usage
from frontdesk.infra.models.provider import ProviderKind
from frontdesk.infra.models.question import ToolCall
from frontdesk.infra.secrets import Secret
from tests.infra.models.harness import KEY, NOTE, ModelsHarness, asks, outcomes
from tests.scripted_models.script import ScriptedReply, refusal
from tests.scripted_models.visit import redacted

STREAM = {"content-type": "text/event-stream"}


async def test_anthropic_is_spoken(harness: ModelsHarness) -> None:
    harness.server.will(
        ScriptedReply(
            200,
            _events(
                (
                    "message_start",
                    {
                        "message": {
                            "id": "m1",
                            "type": "message",
                            "role": "assistant",
                            "model": "claude",
                            "content": [],
                            "stop_reason": None,
                            "stop_sequence": None,
                            "usage": {"input_tokens": 20, "output_tokens": 1},
                        }
                    },
                ),
                _block(0, {"type": "text", "text": ""}),
                _delta(0, {"type": "text_delta", "text": "Noted."}),
                ("content_block_stop", {"index": 0}),
                _block(1, {"type": "tool_use", "id": "t1", "name": "add_note", "input": {}}),
                _delta(1, {"type": "input_json_delta", "partial_json": '{"text": "hi"}'}),
                ("content_block_stop", {"index": 1}),
                (
                    "message_delta",
                    {
                        "delta": {"stop_reason": "tool_use", "stop_sequence": None},
                        "usage": {"output_tokens": 9},
                    },
                ),
                ("message_stop", {}),
            ),
            STREAM,
        )
    )

    answer = await harness.ask(asks("Note it.", NOTE), _at(harness, "anthropic", "claude-scripted"))

    assert (answer.text, answer.usage) == ("Noted.", Usage(20, 9))
    assert answer.calls == (ToolCall("t1", "add_note", {"text": "hi"}),)
    asked = harness.server.asked[0]
    assert asked.headers["x-api-key"] == redacted(KEY)
    assert asked.body["system"]
    assert asked.body["max_tokens"] == 1_024


async def test_google_is_spoken(harness: ModelsHarness) -> None:
    chunk = {
        "candidates": [
            {
                "content": {
                    "role": "model",
                    "parts": [
                        {"text": "Noted."},
                        {"functionCall": {"name": "add_note", "args": {"text": "hi"}}},
                    ],
                },
                "finishReason": "STOP",
                "index": 0,
            }
        ],
        "usageMetadata": {"promptTokenCount": 20, "candidatesTokenCount": 9, "totalTokenCount": 29},
    }
    harness.server.will(ScriptedReply(200, b"data: " + orjson.dumps(chunk) + b"\r\n\r\n", STREAM))

    answer = await harness.ask(asks("Note it.", NOTE), _at(harness, "google", "gemini-2.5-flash"))

    assert (answer.text, answer.usage) == ("Noted.", Usage(20, 9))
    assert [call.arguments for call in answer.calls] == [{"text": "hi"}]
    assert harness.server.asked[0].headers["x-goog-api-key"] == redacted(KEY)
    assert harness.server.asked[0].path.startswith("/v1beta/models/gemini-2.5-flash:stream")


@pytest.mark.parametrize("kind", ["openai", "groq", "anthropic", "google"])
@pytest.mark.parametrize(
    ("status", "outcome"), [(500, "failed"), (429, "rate_limited"), (401, "credentials")]
)
async def test_every_kind_is_tried_once_and_its_failure_understood(
    harness: ModelsHarness, kind: ProviderKind, status: int, outcome: str
) -> None:
    harness.server.always(refusal(status, retry_after="100"))

    refused = await harness.fail("When?", _at(harness, kind, "some-model"))

    assert outcomes(refused) == [("first", outcome)]
    assert len(harness.server.asked) == 1


@pytest.mark.parametrize("kind", ["openai", "groq"])
async def test_those_who_speak_as_openai_does_are_spoken_to(
    harness: ModelsHarness, kind: ProviderKind
) -> None:
    answer = await harness.ask("When?", _at(harness, kind, "some-model"))

    assert answer.text == "Scripted."
    assert harness.server.asked[0].body["max_completion_tokens"] == 1_024


def _at(harness: ModelsHarness, kind: ProviderKind, model: str) -> Any:  # noqa: ANN401 - a provider
    root = harness.server.base_url.removesuffix("/v1")
    return harness.provider(kind=kind, model=model, base_url=root, api_key=Secret(KEY))


def _events(*events: tuple[str, dict[str, object]]) -> bytes:
    return b"".join(
        b"event: %b\ndata: %b\n\n" % (name.encode(), orjson.dumps({"type": name, **fields}))
        for name, fields in events
    )


def _block(index: int, block: dict[str, object]) -> tuple[str, dict[str, object]]:
    return "content_block_start", {"index": index, "content_block": block}


def _delta(index: int, delta: dict[str, object]) -> tuple[str, dict[str, object]]:
    return "content_block_delta", {"index": index, "delta": delta}
