"""The router all endpoints hang from, and what it refuses before they run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from litestar import Router

from frontdesk.infra.http.bodies import MAX_BODY_BYTES, StrictBody
from frontdesk.infra.http.refusals import EXCEPTION_HANDLERS
from frontdesk.kit.errors import Invalid, NotFound, RepeatedQueryParameter
from frontdesk.kit.ids import MAX_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litestar.connection import Request
    from litestar.handlers import BaseRouteHandler
    from litestar.types import ControllerRouterHandler

_QueryNames = tuple[frozenset[str], frozenset[str]]
_known_queries: WeakKeyDictionary[BaseRouteHandler, _QueryNames] = WeakKeyDictionary()


def api_router(route_handlers: Sequence[ControllerRouterHandler]) -> Router:
    """Group endpoints under strict bodies, strict queries and one shape of refusal."""
    return Router(
        path="/api/v1",
        route_handlers=route_handlers,
        before_request=_refuse_what_no_handler_reads,
        dto=StrictBody,
        return_dto=None,
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=MAX_BODY_BYTES,
    )


async def _refuse_what_no_handler_reads(request: Request[Any, Any, Any]) -> None:
    """Let an id be written in one way only, and fit the column it is looked up in.

    `int()` also reads `1_0`, `+1` and other scripts' digits.
    """
    segments = request.scope["path"].split("/")
    for value in request.path_params.values():
        if isinstance(value, int) and not (0 < value <= MAX_ID and str(value) in segments):
            raise NotFound
    if request.scope["query_string"]:
        _refuse_unknown_queries(request)


def _refuse_unknown_queries(request: Request[Any, Any, Any]) -> None:
    asked = Counter(name for name, _ in request.query_params.multi_items())
    # Who asks which methods there are is answered by the framework, which reads nothing.
    if not asked or request.method == "OPTIONS":
        return
    known, repeatable = _queries_of(request)
    if any(name not in known for name in asked):
        raise UnknownQueryParameter
    if any(count > 1 and name not in repeatable for name, count in asked.items()):
        raise RepeatedQueryParameter


def _queries_of(request: Request[Any, Any, Any]) -> _QueryNames:
    handler: BaseRouteHandler = request.route_handler
    if handler not in _known_queries:
        paths: dict[str, Any] = dict.fromkeys(request.path_params)
        model = handler.create_kwargs_model(path_parameters=paths)
        names = frozenset(param.field_alias for param in model.expected_query_params)
        _known_queries[handler] = names, frozenset(model.sequence_query_parameter_names)
    return _known_queries[handler]


class UnknownQueryParameter(Invalid):
    """There is a query parameter here that this address does not know."""

    reason = "unknown_query_parameter"
