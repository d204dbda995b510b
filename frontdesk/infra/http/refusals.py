"""Refusals over HTTP: one shape, no matter which part refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from msgspec import UNSET

from frontdesk.kit.errors import (
    Forbidden,
    Internal,
    InvalidPayload,
    MethodNotAllowed,
    NotFound,
    Refused,
    TooLong,
    Unauthorized,
)
from frontdesk.kit.failures import kind_of, place_of
from frontdesk.kit.wire import ErrorWire, Wire, error_wire

if TYPE_CHECKING:
    from litestar.connection import Request
    from litestar.types import ExceptionHandlersMap

log = structlog.get_logger()

_WAITING_HELPS = (429, 503)
# What the framework refuses by itself. It has no other refusals than these and `Invalid`.
_OWN: dict[int, type[Refused]] = {
    one.status: one for one in (Unauthorized, Forbidden, NotFound, MethodNotAllowed, TooLong)
}
_SERVER_ERROR = 500
# What the framework says when a body ends before it is complete.
_CLIENT_LEFT = "client disconnected prematurely"


class Refusal(Wire):
    """The body of every answer that says no."""

    error: ErrorWire


def _refused(_: Request[Any, Any, Any], error: Refused) -> Response[Refusal]:
    answer = error_wire(error)
    if answer.retry_after_seconds is UNSET and error.status in _WAITING_HELPS:
        answer.retry_after_seconds = 1
    return _answer(answer, error.status)


def _framework_refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Refusal]:
    status = error.status_code
    if error.detail == _CLIENT_LEFT:
        # Nobody reads the answer, and anybody could fill the log.
        return _answer(error_wire(Internal()), _SERVER_ERROR)
    if status >= _SERVER_ERROR:
        return _broke(request, error)
    refusal = _OWN.get(status, InvalidPayload)(fields=_fields_of(error))
    return _answer(error_wire(refusal), status, headers=error.headers)


def _broke(request: Request[Any, Any, Any], error: Exception) -> Response[Refusal]:
    """Answer for a bug. The log has the place; the error's text may quote a person."""
    log.error(
        "A request failed",
        method=request.method,
        handler=str(request.scope.get("route_handler", "")),
        error=kind_of(error),
        at=place_of(error),
    )
    return _answer(error_wire(Internal()), _SERVER_ERROR)


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Refused: _refused,
    HTTPException: _framework_refused,
    Exception: _broke,
}


def _answer(
    error: ErrorWire, status: int, headers: dict[str, str] | None = None
) -> Response[Refusal]:
    wait = error.retry_after_seconds
    retry = {} if wait is UNSET else {"Retry-After": str(wait)}
    return Response(
        Refusal(error=error),
        status_code=status,
        headers={**(headers or {}), **retry},
        media_type="application/json",
    )


def _fields_of(error: HTTPException) -> dict[str, str]:
    """Name the parameters Litestar found wrong, without what was in them."""
    found = error.extra if isinstance(error.extra, list) else []
    return {
        str(item["key"]): str(item["message"])
        for item in found
        if isinstance(item, dict) and "key" in item and "message" in item
    }
