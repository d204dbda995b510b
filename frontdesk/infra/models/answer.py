"""What came back: an answer, or one of the ways to end without one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from frontdesk.kit.errors import Code, Refused

if TYPE_CHECKING:
    from frontdesk.infra.models.question import ToolCall

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


NoAnswerReason: TypeAlias = Literal[
    "no_answer",
    "no_provider",
    "providers_unavailable",
    "too_slow",
    "question_too_long",
    "answer_too_long",
    "answer_unusable",
    "answer_filtered",
]


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


class NoAnswer(Refused):
    """No language model answered."""

    code: ClassVar[Code] = "unavailable"
    status: ClassVar[int] = 503
    reason: ClassVar[NoAnswerReason] = "no_answer"

    def __init__(
        self,
        message: str | None = None,
        *,
        attempts: tuple[Attempt, ...] = (),
        usage: Usage | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        """Return what was tried, and what it cost all the same."""
        super().__init__(message, retry_after_seconds=retry_after_seconds)
        self.attempts = attempts
        self.usage = usage or Usage()


class NoProvider(NoAnswer):
    """No language model is set up."""

    reason = "no_provider"


class ProvidersUnavailable(NoAnswer):
    """No language model can be reached right now."""

    reason = "providers_unavailable"


class TooSlow(NoAnswer):
    """The language model took too long."""

    reason = "too_slow"


class QuestionTooLong(NoAnswer):
    """This conversation is too long for the language model."""

    code = "too_long"
    status = 413
    reason = "question_too_long"


class AnswerTooLong(NoAnswer):
    """The language model did not stop, and was cut off."""

    reason = "answer_too_long"


class AnswerUnusable(NoAnswer):
    """The language model answered twice in a way that can't be used."""

    reason = "answer_unusable"


class AnswerFiltered(NoAnswer):
    """The language model's provider held its answer back."""

    reason = "answer_filtered"


# How a request to the models can be refused.
NO_ANSWERS: tuple[type[NoAnswer], ...] = (
    NoProvider,
    ProvidersUnavailable,
    TooSlow,
    QuestionTooLong,
    AnswerTooLong,
    AnswerUnusable,
    AnswerFiltered,
)
