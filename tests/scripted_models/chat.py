"""OpenAI's chat completions, as a model's side writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.kit.strict_json import encode
from tests.scripted_models.script import Call, End, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE = b"data: [DONE]\n\n"

_MADE_AT = 1_700_000_000


@dataclass(slots=True)
class Completion:
    """One answer in the making, written as deltas or as a whole."""

    model: str
    text: str = ""
    calls: list[Call] = field(default_factory=list)

    def deltas(self, step: Text | Call) -> Iterator[bytes]:
        """Add a step, and write it as events of a stream."""
        if isinstance(step, Text):
            self.text += step.text
            yield self._event({"role": "assistant", "content": step.text})
            return
        index = len(self.calls)
        self.calls.append(step)
        arguments = step.arguments_text()
        half = len(arguments) // 2
        named = {"name": step.name, "arguments": arguments[:half]}
        yield self._event(_calling(index, {"id": step.call_id, "type": "function"}, named))
        yield self._event(_calling(index, {}, {"arguments": arguments[half:]}))

    def last_events(self, end: End | None) -> Iterator[bytes]:
        """Write what a stream ends with."""
        end = end or self._healthy_end()
        if end.reason is not None:
            yield self._event({}, end.reason)
        if end.tokens is not None:
            yield _sse({**self._frame(), "choices": [], "usage": _usage(end.tokens)})
        if end.reason is not None:
            yield DONE

    def whole(self, end: End | None) -> bytes:
        """Write the answer for somebody who did not ask for a stream."""
        end = end or self._healthy_end()
        message = {
            "role": "assistant",
            "content": self.text or None,
            "tool_calls": [_whole_call(call) for call in self.calls] or None,
        }
        choice = {"index": 0, "message": message, "finish_reason": end.reason}
        usage = _usage(end.tokens) if end.tokens else None
        frame = {**self._frame(), "object": "chat.completion"}
        return encode({**frame, "choices": [choice], "usage": usage})

    def _healthy_end(self) -> End:
        return End("tool_calls" if self.calls else "stop")

    def _event(self, delta: dict[str, object], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return _sse({**self._frame(), "choices": [choice]})

    def _frame(self) -> dict[str, object]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": _MADE_AT,
            "model": self.model,
        }


def _calling(index: int, head: dict[str, str], function: dict[str, str]) -> dict[str, object]:
    return {"tool_calls": [{"index": index, **head, "function": function}]}


def _whole_call(call: Call) -> dict[str, object]:
    function = {"name": call.name, "arguments": call.arguments_text()}
    return {"id": call.call_id, "type": "function", "function": function}


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    asked, answered = tokens
    return {
        "prompt_tokens": asked,
        "completion_tokens": answered,
        "total_tokens": asked + answered,
    }


def _sse(event: dict[str, object]) -> bytes:
    return b"data: " + encode(event) + b"\n\n"
