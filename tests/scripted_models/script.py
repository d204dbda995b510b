"""What a scripted model does with one request, step by step."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from frontdesk.kit.strict_json import encode

StopReason: TypeAlias = Literal["stop", "length", "tool_calls", "content_filter"]


class Gate:
    """Holds the model still until the test opens it."""

    def __init__(self) -> None:
        self._reached = asyncio.Event()
        self._open = asyncio.Event()

    async def reached(self) -> None:
        """Wait until the model stands here."""
        await self._reached.wait()

    def open(self) -> None:
        """Let it, and all who come after it, go on."""
        self._open.set()

    async def pass_through(self) -> None:
        """Stand here until the gate is open; called by the model."""
        self._reached.set()
        await self._open.wait()


@dataclass(frozen=True, slots=True)
class Text:
    """Says this, as one delta."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """Calls a tool; arguments given as text are sent as they are, broken or not."""

    name: str
    arguments: dict[str, object] | str
    call_id: str = "call_1"

    def arguments_text(self) -> str:
        if isinstance(self.arguments, str):
            return self.arguments
        return encode(self.arguments).decode()


@dataclass(frozen=True, slots=True)
class Wait:
    """Stands still until the gate is opened."""

    gate: Gate


@dataclass(frozen=True, slots=True)
class Pause:
    """Stands still for so long; for benchmarks and people, not for tests."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Raw:
    """Puts these bytes into the stream as they are."""

    body: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """Breaks the connection here."""


@dataclass(frozen=True, slots=True)
class End:
    """Ends the answer; without a reason or usage, as some servers do, if told so.

    A script without this step ends as a healthy model would.
    """

    reason: StopReason | None
    tokens: tuple[int, int] | None = (11, 7)


@dataclass(frozen=True, slots=True)
class ScriptedReply:
    """Answers with a whole HTTP response, whatever was asked."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Step: TypeAlias = Text | Call | Wait | Pause | Raw | Cut | End | ScriptedReply
Script: TypeAlias = tuple[Step, ...]


def refusal(status: int, *, retry_after: str | None = None, message: str = "no") -> ScriptedReply:
    """Refuse with a status, as OpenAI words it."""
    headers = {"content-type": "application/json"}
    if retry_after is not None:
        headers["retry-after"] = retry_after
    return ScriptedReply(
        status, encode({"error": {"message": message, "type": "scripted"}}), headers
    )
