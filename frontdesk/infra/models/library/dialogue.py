"""Questions and answers, put into the library's words and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_ai.messages import (
    ModelRequest,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
    ToolReturnPart,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.settings import ModelSettings
from pydantic_ai.tools import ToolDefinition

from frontdesk.infra.models.answer import Usage
from frontdesk.infra.models.client import HiddenDelta, RawCall, StreamEnd, TextDelta
from frontdesk.infra.models.question import Called, Said, estimate_tokens, estimate_tokens_of
from frontdesk.kit.strict_json import encode

if TYPE_CHECKING:
    from pydantic_ai.messages import (
        ModelMessage,
        ModelRequestPart,
        ModelResponsePart,
        ModelResponseStreamEvent,
    )

    from frontdesk.infra.models.client import Ending
    from frontdesk.infra.models.question import Question, Turn

_ENDINGS: dict[str, Ending] = {
    "stop": "stop",
    "tool_call": "stop",
    "length": "length",
    "content_filter": "filtered",
}


def messages_of(question: Question) -> list[ModelMessage]:
    """Write the history; what one side says in a row becomes one message."""
    messages: list[ModelMessage] = []
    asked: list[ModelRequestPart] = [SystemPromptPart(question.system)]
    for turn in question.turns:
        answered = _answered(turn)
        if answered is None:
            asked.append(_asked(turn))
            continue
        if asked:
            messages.append(ModelRequest(parts=asked))
            asked = []
        messages.append(ModelResponse(parts=answered))
    if asked:
        messages.append(ModelRequest(parts=asked))
    return messages


def parameters_of(question: Question) -> ModelRequestParameters:
    """Write the tools; one that is forced is offered alone."""
    offered = [tool for tool in question.tools if question.forced_tool in {None, tool.name}]
    defined = [
        ToolDefinition(
            name=tool.name, description=tool.description, parameters_json_schema=tool.arguments
        )
        for tool in offered
    ]
    return ModelRequestParameters(function_tools=defined)


def settings_of(question: Question) -> ModelSettings:
    """Write the limits. Trying again is our decision, never the client library's."""
    settings = ModelSettings(max_tokens=question.limits.max_output_tokens, max_retries=0)
    if question.forced_tool is not None:
        settings["tool_choice"] = [question.forced_tool]
    return settings


def stream_event_of(event: ModelResponseStreamEvent) -> TextDelta | HiddenDelta | None:
    """Return what one event of a stream brings."""
    match event:
        case (
            PartStartEvent(part=TextPart(content=text))
            | PartDeltaEvent(delta=TextPartDelta(content_delta=text))
        ):
            return TextDelta(text)
        case (
            PartStartEvent(part=ToolCallPart(args=hidden) | ThinkingPart(content=hidden))
            | PartDeltaEvent(
                delta=ToolCallPartDelta(args_delta=hidden) | ThinkingPartDelta(content_delta=hidden)
            )
        ):
            return HiddenDelta(_size(hidden))
    return None


def stream_end_of(response: ModelResponse, question: Question) -> StreamEnd:
    """Write the whole answer down, with its cost, guessed where nobody says."""
    text = "".join(part.content for part in response.parts if isinstance(part, TextPart))
    calls = tuple(_raw(part) for part in response.parts if isinstance(part, ToolCallPart))
    usage = Usage(response.usage.input_tokens, response.usage.output_tokens)
    if usage.total == 0:
        written = text + "".join(call.arguments for call in calls)
        usage = Usage(estimate_tokens(question), estimate_tokens_of(written), is_estimated=True)
    return StreamEnd(text, calls, usage, _ENDINGS.get(response.finish_reason or "", "broken_off"))


def _answered(turn: Turn) -> list[ModelResponsePart] | None:
    if isinstance(turn, Called):
        calls = [ToolCallPart(call.tool, call.arguments, call.call_id) for call in turn.calls]
        return [TextPart(turn.text), *calls] if turn.text else [*calls]
    if isinstance(turn, Said) and turn.role == "assistant":
        return [TextPart(turn.text)]
    return None


def _asked(turn: Turn) -> ModelRequestPart:
    if isinstance(turn, Said):
        return UserPromptPart(turn.text)
    if isinstance(turn, Called):
        raise TypeError("A call is the model's, not the user's.")
    return ToolReturnPart(tool_name=turn.tool, content=turn.text, tool_call_id=turn.call_id)


def _raw(part: ToolCallPart) -> RawCall:
    arguments = part.args or "{}"
    text = arguments if isinstance(arguments, str) else encode(arguments).decode()
    return RawCall(part.tool_call_id, part.tool_name, text)


def _size(written: object) -> int:
    if written is None:
        return 0
    text = written if isinstance(written, str) else str(written)
    return len(text.encode(errors="replace"))
