"""The library's errors, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from pydantic_ai import exceptions as theirs

from frontdesk.infra.models.client import ModelCallFailed
from frontdesk.infra.models.library.transport import TooMuch
from frontdesk.infra.outbound.safe_transport import NotAllowed
from frontdesk.kit.failures import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.infra.models.answer import AttemptOutcome

log = structlog.get_logger()

# The first that fits; special ones before general ones.
_OUTCOMES: tuple[tuple[type[Exception], AttemptOutcome], ...] = (
    (NotAllowed, "not_allowed"),
    (TooMuch, "too_long"),
    (theirs.ModelRateLimitError, "rate_limited"),
    (theirs.ModelQuotaExceededError, "credentials"),
    (theirs.ModelAuthenticationError, "credentials"),
    (theirs.ModelNotFoundError, "not_found"),
    (theirs.ModelRequestRejectedError, "rejected"),
    (theirs.ModelUnavailableError, "failed"),
    (theirs.ModelServerError, "failed"),
    (theirs.ModelConnectionError, "unreachable"),
    (theirs.ContentFilterError, "filtered"),
)


def failure_of(error: Exception) -> ModelCallFailed:
    """Return what an error means, looking through what it was wrapped in."""
    links = tuple(_links(error))
    for kind, outcome in _OUTCOMES:
        if any(isinstance(link, kind) for link in links):
            return ModelCallFailed(outcome, _retry_after(error))
    # Not one of the failures we know: worth a look at where it came from.
    log.warning("A model's answer could not be read", error=_names(links), at=place_of(error))
    return ModelCallFailed("garbled")


def _names(links: tuple[BaseException, ...]) -> list[str]:
    return [type(link).__name__ for link in links]


def _links(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _retry_after(error: Exception) -> float | None:
    return error.retry_after if isinstance(error, theirs.ModelAPIError) else None
