"""The demo model's side of a conversation: small pieces, with time to watch them come."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from frontdesk.infra.models.answer import Usage
from frontdesk.infra.models.budget import estimate_tokens, estimate_tokens_of
from frontdesk.infra.models.client import RawCall, StreamEnd, TextDelta
from frontdesk.infra.models.demo.deciding import filled_in
from frontdesk.infra.models.demo.replying import reply_to
from frontdesk.kit.strict_json import encode

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from frontdesk.infra.models.client import StreamEvent
    from frontdesk.infra.models.question import Question, Tool

_WORD = re.compile(r"\S+\s*")
_WORDS_PER_PIECE = 2


class DemoClient:
    """A line to the rules."""

    def __init__(self, delay_seconds: float) -> None:
        self._delay_seconds = delay_seconds

    async def converse(self, question: Question) -> AsyncGenerator[StreamEvent]:
        """Answer as a streaming model would."""
        forced = question.tool_named(question.forced_tool or "")
        text, tool = ("", forced) if forced is not None else reply_to(question)
        for piece in _pieces(text):
            await asyncio.sleep(self._delay_seconds)
            yield TextDelta(piece)
        calls = (_call(question, tool),) if tool is not None else ()
        written = text + "".join(call.arguments for call in calls)
        usage = Usage(estimate_tokens(question), estimate_tokens_of(written), is_estimated=True)
        yield StreamEnd(text, calls, usage, "stop")


def _call(question: Question, tool: Tool) -> RawCall:
    arguments = encode(filled_in(question, tool)).decode()
    return RawCall("demo_1", tool.name, arguments)


def _pieces(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    for start in range(0, len(words), _WORDS_PER_PIECE):
        yield "".join(words[start : start + _WORDS_PER_PIECE])
