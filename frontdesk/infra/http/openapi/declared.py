"""What a handler says about its answers that its signature can't."""

from collections.abc import Callable
from typing import Any, NewType, TypeVar

from frontdesk.kit.errors import Refused

F = TypeVar("F", bound=Callable[..., Any])

# A text that a spreadsheet opens.
CsvText = NewType("CsvText", str)

_REFUSES = "_frontdesk_refuses"
_ALSO_ANSWERS = "_frontdesk_also_answers"


def refuses(*refusals: type[Refused]) -> Callable[[F], F]:
    """Declare the refusals of the domain that a handler can answer with."""

    def declare(handler: F) -> F:
        setattr(handler, _REFUSES, refusals)
        return handler

    return declare


def also_answers(status: int, shape: Any) -> Callable[[F], F]:  # noqa: ANN401 - a type
    """Declare a second answer, of a status of its own, that is no refusal."""

    def declare(handler: F) -> F:
        setattr(handler, _ALSO_ANSWERS, {**declared_answers(handler), status: shape})
        return handler

    return declare


def declared_refusals(handler: Callable[..., Any]) -> tuple[type[Refused], ...]:
    """Return what `refuses` said of this handler."""
    found: tuple[type[Refused], ...] = getattr(handler, _REFUSES, ())
    return found


def declared_answers(handler: Callable[..., Any]) -> dict[int, Any]:
    """Return what `also_answers` said of this handler."""
    found: dict[int, Any] = getattr(handler, _ALSO_ANSWERS, {})
    return found
