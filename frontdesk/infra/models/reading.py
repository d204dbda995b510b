"""From what a model wrote to text and calls that may be used, or a sentence saying why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.infra.models.question import ToolCall
from frontdesk.infra.models.schema import problem_with
from frontdesk.kit.errors import Refused
from frontdesk.kit.strict_json import decode, encode

if TYPE_CHECKING:
    from frontdesk.infra.models.client import RawCall, StreamEnd
    from frontdesk.infra.models.question import Question

_HIGH = ("\ud800", "\udbff")


def cleaned(text: str) -> str:
    """Join surrogates that belong together, and drop what PostgreSQL refuses."""
    if text.isascii():
        return text.replace("\x00", "")
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return whole.replace("\x00", "")


class Cleaner:
    """Cleans a text that comes in pieces; half a character waits for its other half."""

    def __init__(self) -> None:
        self._half = ""

    def clean(self, piece: str) -> str:
        text, self._half = self._half + piece, ""
        if text and _HIGH[0] <= text[-1] <= _HIGH[1]:
            text, self._half = text[:-1], text[-1]
        return cleaned(text)


class InvalidAnswer(Exception):
    """An answer that can't be used; `problem` tells the model, in our words only."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def read_text(ended: StreamEnd) -> str:
    return cleaned(ended.text).strip()


def read_calls(question: Question, ended: StreamEnd) -> tuple[ToolCall, ...]:
    """Check every call and return each once, or raise `InvalidAnswer`."""
    if len(ended.calls) > question.limits.max_calls:
        raise InvalidAnswer("It called too many tools.")
    calls: list[ToolCall] = []
    known: set[tuple[str, bytes]] = set()
    for raw in ended.calls:
        call = _read_call(question, raw)
        # Models stutter. The same call with the same arguments was meant once, and an
        # id stands for one call.
        said = (call.tool, encode(call.arguments))
        if said not in known and all(call.call_id != one.call_id for one in calls):
            known.add(said)
            calls.append(call)
    return _as_required(question, ended, calls)


def _read_call(question: Question, raw: RawCall) -> ToolCall:
    tool = question.tool_named(raw.tool)
    if tool is None or question.forced_tool not in {None, raw.tool}:
        offered = question.forced_tool or ", ".join(one.name for one in question.tools)
        raise InvalidAnswer(
            f"It called a tool that does not exist here. There is: {offered or 'none'}."
        )
    try:
        arguments = decode(cleaned(raw.arguments), max_bytes=question.limits.max_answer_bytes)
    except Refused:
        raise InvalidAnswer(f"The arguments of `{tool.name}` were not valid JSON.") from None
    problem = problem_with(arguments, tool.arguments)
    if problem is not None:
        raise InvalidAnswer(f"The arguments of `{tool.name}` do not fit: {problem}")
    return ToolCall(cleaned(raw.call_id), tool.name, arguments)


def _as_required(
    question: Question, ended: StreamEnd, calls: list[ToolCall]
) -> tuple[ToolCall, ...]:
    if question.forced_tool is not None:
        if not calls:
            raise InvalidAnswer(f"It must call the tool `{question.forced_tool}`.")
        return (calls[0],)
    if not calls and not read_text(ended):
        raise InvalidAnswer("It was empty.")
    return tuple(calls)
