"""What came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

AttemptOutcome: TypeAlias = Literal[
    "answered",
    "unusable",
    "too_long",
    "filtered",
    "rate_limited",
    "rejected",
    "credentials",
    "not_found",
    "not_allowed",
    "failed",
    "unreachable",
    "garbled",
    "too_slow",
    "resting",
]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call; its arguments fit the tool's schema."""

    call_id: str
    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written. Estimated where a provider does not say."""

    tokens_in: int = 0
    tokens_out: int = 0
    is_estimated: bool = False

    @property
    def total(self) -> int:
        return self.tokens_in + self.tokens_out

    def plus(self, other: Usage) -> Usage:
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.is_estimated or other.is_estimated,
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """One provider's turn at the question, for the trace: who, what came of it, how long."""

    provider: str
    outcome: AttemptOutcome
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Text, tool calls, or both. `is_cut_short`: the token limit ended it in mid-sentence."""

    text: str
    calls: tuple[ToolCall, ...]
    usage: Usage
    provider: str
    model: str
    milliseconds: int
    is_cut_short: bool
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A few characters, as they arrive.

    A higher `attempt` begins anew (another provider, or a repair): what was shown of the
    one before is to be dropped.
    """

    attempt: int
    text: str


OnPiece: TypeAlias = Callable[[Piece], Awaitable[None]]


async def ignore_pieces(_piece: Piece) -> None:
    """Ignore the answer while it comes in."""
