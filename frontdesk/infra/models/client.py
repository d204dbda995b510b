"""What is between us and a model, whoever it is: the shape the library and the demo share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from frontdesk.infra.models.answer import AttemptOutcome, Usage
    from frontdesk.infra.models.provider import Provider
    from frontdesk.infra.models.question import Question

Ending: TypeAlias = Literal["stop", "length", "filtered", "broken_off"]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """Text for the person."""

    text: str


@dataclass(frozen=True, slots=True)
class HiddenDelta:
    """Something not for the person: a tool's arguments, or thinking. Counts, and is not shown."""

    num_bytes: int


@dataclass(frozen=True, slots=True)
class RawCall:
    """A tool call as the model made it, unchecked."""

    call_id: str
    tool: str
    arguments: str


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The whole of it; the last thing heard."""

    text: str
    calls: tuple[RawCall, ...]
    usage: Usage
    ending: Ending


StreamEvent: TypeAlias = TextDelta | HiddenDelta | StreamEnd


class ModelCallFailed(Exception):
    """A provider did not answer; says how, and never what it wrote."""

    def __init__(self, outcome: AttemptOutcome, retry_after_seconds: float | None = None) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.retry_after_seconds = retry_after_seconds


class ModelClient(Protocol):
    """A way to ask one model one thing."""

    def converse(self, question: Question) -> AsyncGenerator[StreamEvent]:
        """Ask, and hear the answer come in; raises `ModelCallFailed`. Closing it hangs up."""
        ...


class ModelClients(Protocol):
    """Makes lines to providers, and keeps their connections."""

    async def client_for(self, provider: Provider) -> ModelClient:
        """Return a line; raises `ModelCallFailed` for an address that is not allowed."""
        ...

    async def close(self) -> None:
        """Hang up everywhere."""
        ...
