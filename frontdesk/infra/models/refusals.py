"""How asking a model can end without an answer. Each class has a `reason` for the trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from frontdesk.infra.models.answer import Usage
from frontdesk.kit.errors import Code, Invalid, Refused

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import Attempt

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


class BadProvider(Invalid):
    """This language model can't be set up like this."""

    reason = "invalid_provider"


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
