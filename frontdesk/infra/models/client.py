"""The interface to a model, shared by the library's clients and the demo."""

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
    """Not for the visitor: a tool's arguments, or thinking. Counts, and is not shown."""

    num_bytes: int


@dataclass(frozen=True, slots=True)
class RawCall:
    """A tool call as the model made it, unchecked."""

    call_id: str
    tool: str
    arguments: str


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The whole answer; the last event of a stream."""

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
    """Asks one model."""

    def converse(self, question: Question) -> AsyncGenerator[StreamEvent]:
        """Ask, and stream the answer; raises `ModelCallFailed`. Closing it hangs up."""
        ...


class ModelClients(Protocol):
    """Makes clients for providers, and keeps their connections."""

    async def client_for(self, provider: Provider) -> ModelClient:
        """Return a client; raises `ModelCallFailed` if its address is not allowed."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
