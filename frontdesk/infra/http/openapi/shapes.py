"""JSON Schema of the shapes, under their public names."""

from __future__ import annotations

import re
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import msgspec

from frontdesk.infra.http.openapi.names import public_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from litestar.typing import FieldDefinition

_REF = "#/components/schemas/"


def schemas_of(
    shapes: Sequence[Any], bodies: Collection[Any]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return each type's own schema, and the components they refer to.

    What is sent to us is closed: a field we don't know is refused. What we answer may get
    more fields, so a client must not mind one it does not know.
    """
    written, components = msgspec.json.schema_components(shapes, ref_template=_REF + "{name}")
    schemas = [_renamed(schema) for schema in written]
    named = {public_name(name): _renamed(schema) for name, schema in components.items()}
    sent = [schema for shape, schema in zip(shapes, schemas, strict=True) if shape in bodies]
    closed = _reached_from(sent, named)
    for name, schema in named.items():
        if name not in closed:
            schema.pop("additionalProperties", None)
    return schemas, dict(sorted(named.items()))


def _reached_from(schemas: Iterable[Any], components: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = [name for schema in schemas for name in _references_in(schema)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references_in(components[name])
    return found


def _references_in(schema: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix(_REF)
        schema = list(schema.values())
    if isinstance(schema, list):
        for one in schema:
            yield from _references_in(one)


def parameter_schema(field: FieldDefinition) -> dict[str, Any]:
    """Describe a parameter of a path, a query or a header; absent is not null there."""
    given = without_none(field.annotation)
    schema = msgspec.json.schema(given)
    limits = field.kwarg_definition
    for ours, theirs in (
        ("ge", "minimum"),
        ("le", "maximum"),
        ("min_length", "minLength"),
        ("max_length", "maxLength"),
        ("pattern", "pattern"),
    ):
        limit = getattr(limits, ours, None)
        if limit is not None:
            # Python's end of a text is JavaScript's with another letter.
            schema[theirs] = limit.replace(r"\Z", "$") if isinstance(limit, str) else limit
    return schema


def without_none(annotation: Any) -> Any:  # noqa: ANN401 - a type
    """Leave out that a value may be missing."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    kinds = [one for one in get_args(annotation) if one is not NoneType]
    return kinds[0] if len(kinds) == 1 else Union[tuple(kinds)]  # noqa: UP007 - made at run time


def _renamed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    match schema:
        case dict():
            return {
                name: _reference(value) if name == "$ref" else _renamed(value)
                for name, value in schema.items()
                # The component's own name says it, and better.
                if not (name == "title" and isinstance(value, str))
            }
        case list():
            return [_renamed(one) for one in schema]
        case str():
            return schema
        case _:
            return schema


def _reference(text: str) -> str:
    return re.sub(r"[^/]+$", lambda name: public_name(name[0]), text)
