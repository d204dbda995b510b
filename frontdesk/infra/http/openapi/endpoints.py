"""Every method of every address, as the framework knows it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litestar.routes import HTTPRoute
from litestar.types import Empty

from frontdesk.infra.http.openapi.names import camel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litestar import Litestar
    from litestar.handlers import HTTPRouteHandler
    from litestar.typing import FieldDefinition

_PARAMETER = re.compile(r"\{(\w+):(\w+)\}")
_NO_METHODS = ("OPTIONS", "HEAD")


@dataclass(frozen=True)
class Endpoint:
    """One method of one address, and who answers it."""

    method: str
    path: str
    handler: HTTPRouteHandler
    path_types: Mapping[str, str]

    @property
    def name(self) -> str:
        """The handler's name."""
        return str(self.handler.fn.__name__)

    @property
    def module(self) -> str:
        """Where the handler stands."""
        return str(self.handler.fn.__module__)

    @property
    def parameters(self) -> Mapping[str, FieldDefinition]:
        """What the handler asks for."""
        return self.handler.parsed_fn_signature.parameters

    @property
    def answer(self) -> Any:  # noqa: ANN401 - a type
        """What the handler says it returns."""
        return self.handler.parsed_fn_signature.return_type.annotation

    @property
    def words(self) -> tuple[str, str]:
        """The first sentence of the handler's docstring, and all of it."""
        text = inspect.cleandoc(self.handler.fn.__doc__ or "")
        paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
        return paragraphs[0].rstrip("."), "\n\n".join(paragraphs)


def endpoints(app: Litestar) -> Iterator[Endpoint]:
    """Read what is published, in the order of the addresses."""
    found = [
        Endpoint(str(method), _PARAMETER.sub(_in_words, route.path), handler, _types_of(route.path))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method, (handler, _) in route.route_handler_map.items()
        if method not in _NO_METHODS and handler.resolve_include_in_schema()
    ]
    # A handler with two addresses is published under the one below /api.
    once = {one.handler.fn: one for one in sorted(found, key=lambda one: one.path, reverse=True)}
    yield from sorted(once.values(), key=lambda one: (one.path, one.method))


def is_required(field: FieldDefinition) -> bool:
    """Say whether a parameter must be given."""
    return field.default is Empty or field.default is inspect.Parameter.empty


def _types_of(path: str) -> dict[str, str]:
    return {camel(name): kind for name, kind in _PARAMETER.findall(path)}


def _in_words(found: re.Match[str]) -> str:
    return "{" + camel(found[1]) + "}"
