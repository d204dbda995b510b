"""The part of JSON Schema that tools' arguments may use, and checking values against it.

A schema with a keyword this does not know is refused when the tool is made, so nothing
is ever declared to a model and then left unchecked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Schema: TypeAlias = dict[str, Any]

_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_KNOWN = {
    *("type", "description", "title", "default", "enum"),
    *("properties", "required", "additionalProperties"),
    *("items", "minItems", "maxItems"),
    *("minLength", "maxLength", "minimum", "maximum"),
}
_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minItems": lambda value, bound: not isinstance(value, list) or len(value) >= bound,
    "maxItems": lambda value, bound: not isinstance(value, list) or len(value) <= bound,
    "minLength": lambda value, bound: not isinstance(value, str) or len(value) >= bound,
    "maxLength": lambda value, bound: not isinstance(value, str) or len(value) <= bound,
    "minimum": lambda value, bound: not _is_number(value) or value >= bound,
    "maximum": lambda value, bound: not _is_number(value) or value <= bound,
}


def unknown_keywords(schema: Schema) -> set[str]:
    """Name what this schema uses and nobody here would check."""
    unknown = set(schema) - _KNOWN
    if isinstance(schema.get("type"), list):
        unknown.add("type")
    for inner in (*schema.get("properties", {}).values(), schema.get("items")):
        if inner is not None:
            unknown |= unknown_keywords(inner)
    return unknown


def problem_with(value: object, schema: Schema, at: str = "arguments") -> str | None:
    """Return the first thing that is wrong, in words a model can follow; None if nothing is."""
    return next(_problems(value, schema, at), None)


def _problems(value: object, schema: Schema, at: str) -> Iterator[str]:
    kind = schema.get("type")
    if kind is not None and not _is_of(value, kind):
        yield f"`{at}` must be of type {kind}."
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"`{at}` must be one of {schema['enum']}."
    for name, holds in _BOUNDS.items():
        if name in schema and not holds(value, schema[name]):
            yield f"`{at}` breaks {name} {schema[name]}."
    if isinstance(value, dict):
        yield from _problems_within(value, schema, at)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _problems(item, schema["items"], f"{at}[{index}]")


def _problems_within(value: dict[str, object], schema: Schema, at: str) -> Iterator[str]:
    properties: dict[str, Schema] = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"`{at}.{name}` is missing."
    for name, item in value.items():
        if name in properties:
            yield from _problems(item, properties[name], f"{at}.{name}")
        elif schema.get("additionalProperties", False) is not True:
            yield f"`{at}` has a field that this tool does not know."


def _is_of(value: object, kind: str) -> bool:
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _KINDS[kind])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
