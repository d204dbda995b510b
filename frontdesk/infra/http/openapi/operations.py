"""One operation: what it takes, and every answer it can give."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from litestar import Response
from litestar.params import QueryParameter

from frontdesk.infra.http.etags import Tagged
from frontdesk.infra.http.openapi.declared import CsvText, declared_answers
from frontdesk.infra.http.openapi.endpoints import is_required
from frontdesk.infra.http.openapi.examples import examples_of
from frontdesk.infra.http.openapi.names import camel
from frontdesk.infra.http.openapi.refusals import refusal_answer, refusals_of
from frontdesk.infra.http.openapi.shapes import parameter_schema, schemas_of, without_none
from frontdesk.infra.http.refusals import Refusal
from frontdesk.kit.ids import MAX_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litestar.typing import FieldDefinition

    from frontdesk.infra.http.openapi.description import Description
    from frontdesk.infra.http.openapi.endpoints import Endpoint
    from frontdesk.kit.errors import Refused

_NO_CONTENT = 204
_SENTENCES = {200: "As asked.", 201: "Made.", 202: "Begun.", 204: "Done; nothing to say."}

_IN_HEADERS: dict[str, tuple[str, dict[str, Any]]] = {
    "if_match": ("If-Match", {"type": "string"}),
    "idempotency_key": ("Idempotency-Key", {"type": "string", "minLength": 1, "maxLength": 128}),
}


class Operations:
    """Writes operations; gathers first which shapes they refer to."""

    def __init__(self, description: Description, found: Sequence[Endpoint]) -> None:
        self._description = description
        # Refusals that many addresses share, written once.
        self.responses: dict[str, dict[str, Any]] = {}
        self.shapes: list[Any] = [Refusal]
        self.bodies: list[Any] = []
        for endpoint in found:
            self._gather(endpoint)
        self.shapes = list(dict.fromkeys([*self.shapes, *self.bodies]))
        schemas, self.components = schemas_of(self.shapes, self.bodies)
        self._contents: dict[Any, dict[str, Any]] = {
            shape: {"application/json": {"schema": schema, "example": example}}
            for shape, schema, example in zip(
                self.shapes, schemas, examples_of(self.shapes), strict=True
            )
        }

    def write(self, endpoint: Endpoint) -> dict[str, Any]:
        """Describe one endpoint."""
        summary, text = endpoint.words
        operation: dict[str, Any] = {
            "operationId": camel(endpoint.name),
            "summary": summary,
            "description": text,
            "tags": [self.area_of(endpoint)],
            "security": self._security(endpoint),
            "parameters": list(self._parameters(endpoint)),
            "responses": self._responses(endpoint),
        }
        if "data" in endpoint.parameters:
            operation["requestBody"] = self._body(endpoint.parameters["data"])
        return operation

    def _security(self, endpoint: Endpoint) -> list[dict[str, list[str]]]:
        doors = self._description.doors
        asked = [doors[name] for name in endpoint.parameters if name in doors]
        return [one for door in asked for one in door.security(endpoint.method)]

    def area_of(self, endpoint: Endpoint) -> str:
        """Say which area an endpoint belongs to: the package its handler stands in."""
        inside = endpoint.module.split(".")
        return next(area for area in self._description.areas if area in inside)

    def _gather(self, endpoint: Endpoint) -> None:
        if "data" in endpoint.parameters:
            self.bodies.append(without_none(endpoint.parameters["data"].annotation))
        self.shapes += [shape for _, shape, _ in _answers(endpoint) if _is_json(shape)]

    def _parameters(self, endpoint: Endpoint) -> Iterator[dict[str, Any]]:
        for name, kind in endpoint.path_types.items():
            schema = (
                {"type": "integer", "minimum": 1, "maximum": MAX_ID}
                if kind == "int"
                else {"type": "string"}
            )
            yield self._parameter(name, "path", schema, is_needed=True)
        for name, field in endpoint.parameters.items():
            if isinstance(field.kwarg_definition, QueryParameter):
                schema = parameter_schema(field)
                name_given = getattr(field.kwarg_definition, "name", None) or name
                yield self._parameter(name_given, "query", schema, is_needed=is_required(field))
            if name in _IN_HEADERS:
                header, schema = _IN_HEADERS[name]
                yield self._parameter(header, "header", schema, is_needed=False)

    def _parameter(
        self, name: str, place: str, schema: dict[str, Any], *, is_needed: bool
    ) -> dict[str, Any]:
        text = self._description.words[name]
        return {
            "name": name,
            "in": place,
            "required": is_needed,
            "description": text,
            "schema": schema,
        }

    def _responses(self, endpoint: Endpoint) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for status, shape, is_tagged in _answers(endpoint):
            answer = written.setdefault(str(status), {"description": _SENTENCES.get(status, "So.")})
            if shape is not NoneType:
                answer.setdefault("content", {}).update(self._content(shape))
            if is_tagged:
                answer["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
        for status, refusals in refusals_of(endpoint, self._description.doors).items():
            written.setdefault(str(status), self._refusal(refusals))
        return dict(sorted(written.items()))

    def _refusal(self, refusals: tuple[type[Refused], ...]) -> dict[str, Any]:
        name = "Or".join(kind.__name__ for kind in refusals)
        if name not in self.responses:
            body = self._contents[Refusal]["application/json"]["schema"]
            self.responses[name] = refusal_answer(refusals, body)
        return {"$ref": f"#/components/responses/{name}"}

    def _content(self, shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a type
        if shape is CsvText:
            return {"text/csv": {"schema": {"type": "string"}}}
        return self._contents[shape]

    def _body(self, field: FieldDefinition) -> dict[str, Any]:
        shape = without_none(field.annotation)
        return {"required": shape is field.annotation, "content": self._contents[shape]}


def _answers(endpoint: Endpoint) -> Iterator[tuple[int, Any, bool]]:
    """List what an endpoint answers when it does not refuse: status, shape, has an ETag."""
    annotation = endpoint.answer
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    for kind in kinds:
        origin = get_origin(kind)
        is_response = isinstance(origin, type) and issubclass(origin, Response)
        shape = get_args(kind)[0] if is_response else kind
        is_empty = shape in (None, NoneType)
        status = _NO_CONTENT if is_empty else endpoint.handler.status_code
        yield status, NoneType if is_empty else shape, origin is Tagged
    for status, shape in declared_answers(endpoint.handler.fn).items():
        yield status, shape, False


def _is_json(shape: Any) -> bool:  # noqa: ANN401 - a type
    return shape not in (NoneType, CsvText)
