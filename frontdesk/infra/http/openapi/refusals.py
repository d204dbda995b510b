"""Which refusals an address can answer with: from what its handler asks for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from frontdesk.infra.http.openapi.declared import declared_refusals
from frontdesk.infra.idempotency import IdempotencyKeyReused
from frontdesk.kit.errors import Invalid, NotFound, Refused, Stale, TooLong, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.infra.http.openapi.endpoints import Endpoint

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_WAITING_HELPS = (429, 503)

# What a handler's parameters can refuse, whatever the handler does.
_OF_A_PARAMETER: dict[str, tuple[type[Refused], ...]] = {
    "data": (TooLong,),
    "if_match": (Stale,),
    "idempotency_key": (IdempotencyKeyReused,),
    "app": (Unavailable,),
}


@dataclass(frozen=True)
class Door:
    """What a credential of one kind is called in the document, and whom its door refuses."""

    schemes: tuple[str, ...]
    refusals: tuple[type[Refused], ...]
    # Writes are refused for more reasons, and need more to be shown.
    write_schemes: tuple[str, ...] = ()
    write_refusals: tuple[type[Refused], ...] = ()
    is_optional: bool = False

    def security(self, method: str) -> list[dict[str, list[str]]]:
        """Say what must be shown together."""
        more = () if method in _SAFE_METHODS else self.write_schemes
        shown: dict[str, list[str]] = {scheme: [] for scheme in (*self.schemes, *more)}
        return [{}, shown] if self.is_optional else [shown]

    def refuses(self, method: str) -> tuple[type[Refused], ...]:
        """Say whom it refuses."""
        return self.refusals + (() if method in _SAFE_METHODS else self.write_refusals)


def refusals_of(
    endpoint: Endpoint, doors: Mapping[str, Door]
) -> dict[int, tuple[type[Refused], ...]]:
    """Gather what an address can refuse, by status."""
    found: list[type[Refused]] = [Invalid]
    if endpoint.path_types:
        found.append(NotFound)
    for name in endpoint.parameters:
        found += _OF_A_PARAMETER.get(name, ())
        if name in doors:
            found += (*doors[name].refuses(endpoint.method), Unavailable)
    found += declared_refusals(endpoint.handler.fn)
    unique = sorted(dict.fromkeys(found), key=lambda one: one.status)
    return {status: tuple(some) for status, some in groupby(unique, lambda one: one.status)}


def refusal_answer(refusals: Iterable[type[Refused]], body: dict[str, Any]) -> dict[str, Any]:
    """Describe one refused status."""
    kinds = list(refusals)
    first = kinds[0]
    error = {"code": first.code, "reason": reason_of(first), "message": sentence_of(first)}
    content = {"application/json": {"schema": body, "example": {"error": _given(error)}}}
    answer: dict[str, Any] = {
        "description": "\n".join(f"- {_named(kind)}{sentence_of(kind)}" for kind in kinds),
        "content": content,
    }
    if first.status in _WAITING_HELPS:
        answer["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    return answer


def sentence_of(kind: type[Refused]) -> str:
    """Return what a person reads of it, unless the case has words of its own."""
    return " ".join((kind.__doc__ or "").split())


def reason_of(kind: type[Refused]) -> str | None:
    """Return the stable name clients decide on."""
    reason: str | None = getattr(kind, "reason", None)
    return reason


def _named(kind: type[Refused]) -> str:
    reason = reason_of(kind)
    return f"`{reason}`: " if reason else ""


def _given(error: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in error.items() if value is not None}
