"""Which refusals an address can answer with: from what its handler asks for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from litestar.params import QueryParameter

from frontdesk.infra.database import DatabaseAway
from frontdesk.infra.http.bodies import NotJson
from frontdesk.infra.http.openapi.declared import declared_refusals
from frontdesk.infra.http.routing import UnknownQueryParameter
from frontdesk.infra.idempotency import IdempotencyKeyReused, InvalidIdempotencyKey
from frontdesk.kit.errors import (
    InvalidJson,
    InvalidPayload,
    NotFound,
    Refused,
    RepeatedQueryParameter,
    Stale,
    TooLong,
    UnstorableText,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.infra.http.openapi.endpoints import Endpoint

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_WAITING_HELPS = (429, 503)

# What a handler's parameters can refuse, whatever the handler does.
_OF_A_PARAMETER: dict[str, tuple[type[Refused], ...]] = {
    "data": (NotJson, InvalidJson, InvalidPayload, UnstorableText, TooLong),
    "if_match": (Stale,),
    "idempotency_key": (InvalidIdempotencyKey, IdempotencyKeyReused),
    "app": (DatabaseAway,),
}
_OF_A_QUERY = (InvalidPayload, RepeatedQueryParameter)


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
    """Gather what an address can refuse, by status; what is its own comes first."""
    found: list[type[Refused]] = [*declared_refusals(endpoint.handler.fn)]
    if endpoint.path_types:
        found.append(NotFound)
    for name, field in endpoint.parameters.items():
        found += _OF_A_PARAMETER.get(name, ())
        if isinstance(field.kwarg_definition, QueryParameter):
            found += _OF_A_QUERY
        if name in doors:
            found += (*doors[name].refuses(endpoint.method), DatabaseAway)
    found.append(UnknownQueryParameter)
    unique = sorted(dict.fromkeys(found), key=lambda one: one.status)
    return {status: tuple(some) for status, some in groupby(unique, lambda one: one.status)}


def refusal_answer(refusals: Iterable[type[Refused]], body: dict[str, Any]) -> dict[str, Any]:
    """Describe one refused status."""
    kinds = list(refusals)
    first = kinds[0]
    error = {"code": first.code, "reason": first.reason, "message": sentence_of(first)}
    content = {"application/json": {"schema": body, "example": {"error": error}}}
    answer: dict[str, Any] = {
        "description": "\n".join(f"- `{kind.reason}`: {sentence_of(kind)}" for kind in kinds),
        "content": content,
        "x-reasons": [kind.reason for kind in kinds],
    }
    if first.status in _WAITING_HELPS:
        answer["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    return answer


def sentence_of(kind: type[Refused]) -> str:
    """Return what a person reads of it, unless the case has words of its own."""
    return " ".join((kind.__doc__ or "").split())
