"""Refusals over HTTP: one shape, no matter which part refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from msgspec import UNSET

from frontdesk.kit.errors import Invalid, NotFound, Refused, TooLong
from frontdesk.kit.failures import place_of
from frontdesk.kit.wire import ErrorWire, Wire

if TYPE_CHECKING:
    from litestar.connection import Request
    from litestar.types import ExceptionHandlersMap

log = structlog.get_logger()

_WAITING_HELPS = (429, 503)
_CODES = {401: "unauthorized", 403: "forbidden", 404: "not_found", 413: "too_long"}
_SENTENCES = {
    404: NotFound.__doc__,
    405: "This cannot be done here.",
    413: TooLong.__doc__,
}
_SERVER_ERROR = 500


class Refusal(Wire):
    """The body of every answer that says no."""

    error: ErrorWire


def _refused(_: Request[Any, Any, Any], error: Refused) -> Response[Refusal]:
    wait = error.retry_after_seconds
    if wait is None and error.status in _WAITING_HELPS:
        wait = 1
    return _answer(
        ErrorWire(
            code=error.code,
            message=error.message,
            retry_after_seconds=UNSET if wait is None else wait,
            fields=error.fields or UNSET,
        ),
        error.status,
    )


def _framework_refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Refusal]:
    status = error.status_code
    if status >= _SERVER_ERROR:
        return _broke(request, error)
    message = _SENTENCES.get(status) or str(Invalid.__doc__)
    answer = ErrorWire(
        code=_CODES.get(status, "invalid"),
        message=message.strip(),
        fields=_fields_of(error) or UNSET,
    )
    return _answer(answer, status, headers=error.headers)


def _broke(request: Request[Any, Any, Any], error: Exception) -> Response[Refusal]:
    """Answer for a bug. The log has the place; the error's text may quote a person."""
    log.error(
        "A request failed",
        method=request.method,
        handler=str(request.scope.get("route_handler", "")),
        error=type(error).__qualname__,
        at=place_of(error),
    )
    message = "Something went wrong on our side."
    return _answer(ErrorWire(code="internal", message=message), _SERVER_ERROR)


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
