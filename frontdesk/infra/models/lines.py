"""What is between us and a model, whoever it is: the shape the library and the demo share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from frontdesk.infra.models.answer import Outcome, Usage
    from frontdesk.infra.models.provider import Provider
    from frontdesk.infra.models.question import Question

Ending: TypeAlias = Literal["stop", "length", "filtered", "broken_off"]


@dataclass(frozen=True, slots=True)
class Spoke:
    """Text for the person."""

    text: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Something not for the person: a tool's arguments, or thinking. Counts, and is not shown."""

    num_bytes: int


@dataclass(frozen=True, slots=True)
class RawCall:
    """A tool call as the model made it, unchecked."""

    call_id: str
    tool: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The whole of it; the last thing heard."""

    text: str
    calls: tuple[RawCall, ...]
    usage: Usage
    ending: Ending


Heard: TypeAlias = Spoke | Wrote | Ended


class LineFailed(Exception):
    """A provider did not answer; says how, and never what it wrote."""

    def __init__(self, outcome: Outcome, retry_after_seconds: float | None = None) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.retry_after_seconds = retry_after_seconds


class Line(Protocol):
    """A way to ask one model one thing."""

    def converse(self, question: Question) -> AsyncGenerator[Heard]:
        """Ask, and hear the answer come in; raises `LineFailed`. Closing it hangs up."""
        ...


class Lines(Protocol):
    """Makes lines to providers, and keeps their connections."""

    async def line_to(self, provider: Provider) -> Line:
        """Return a line; raises `LineFailed` for an address that is not allowed."""
        ...

    async def close(self) -> None:
        """Hang up everywhere."""
        ...
