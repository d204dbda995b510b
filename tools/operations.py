"""What each address of the HTTP API takes and answers, as one TypeScript module.

Written from the OpenAPI document; the shapes are those of the module that `tools.typescript`
writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tools.wire_shapes import choice_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

_HEAD = """\
// Generated from docs/api/openapi.json by `make protocol`. Do not edit.

import type * as wire from './wire.ts'

/**
 * What each address below `/api/v1` takes and answers, by method. An address with ids in it is a
 * pattern: the entry of `/projects/7/tags` is the one of `/projects/${number}/tags`.
 */
export interface Operations {
"""
_METHODS = ("get", "post", "put", "patch", "delete")
_FOR_OPERATORS = "health"
_ROOT = "/api/v1"
_JSON = "application/json"
# What the client makes these headers of.
_OPTIONS = {"If-Match": ("ifMatch", "number"), "Idempotency-Key": ("idempotencyKey", "string")}
_PLAIN = {
    "boolean": "boolean",
    "integer": "number",
    "number": "number",
    "object": "Record<string, unknown>",
    "string": "string",
}


def operations_module(document: Json) -> str:
    """Write the whole module."""
    tables = [
        f"  {method.upper()}: {_braced(_entries(document, method), '  ')}\n" for method in _METHODS
    ]
    return _HEAD + "".join(tables) + "}\n"


def _entries(document: Json, method: str) -> Iterator[str]:
    for path, methods in document["paths"].items():
        operation = methods.get(method)
        if operation and _FOR_OPERATORS not in operation["tags"]:
            parts = {"takes": _takes(operation), "answer": _answer(operation)}
            inside = _braced([f"{name}: {kind}" for name, kind in parts.items()], "    ")
            yield f"{_key(path.removeprefix(_ROOT), operation)}: {inside}"


def _key(path: str, operation: Json) -> str:
    kinds = {one["name"]: _type(one["schema"]) for one in _parameters(operation, "path")}
    if not kinds:
        return f"'{path}'"
    pattern = re.sub(r"{(\w+)}", lambda name: f"${{{kinds[name[1]]}}}", path)
    return f"[path: `{pattern}`]"


def _takes(operation: Json) -> str:
    """Write what is given beside the path; what may be left out has a question mark."""
    given = []
    if query := _parameters(operation, "query"):
        fields = [_field(one["name"], _query_type(one), is_needed=one["required"]) for one in query]
        is_needed = any(one["required"] for one in query)
        given.append(_field("query", f"{{ {'; '.join(fields)} }}", is_needed=is_needed))
    if body := operation.get("requestBody"):
        kind = _type(body["content"][_JSON]["schema"])
        given.append(_field("body", kind, is_needed=body["required"]))
    for one in _parameters(operation, "header"):
        name, kind = _OPTIONS[one["name"]]
        given.append(_field(name, kind, is_needed=one["required"]))
    return f"{{ {'; '.join(given)} }}" if given else "object"


def _answer(operation: Json) -> str:
    """Write what comes back when nothing is refused; other media types are not read as data."""
    contents = [
        answer.get("content") for status, answer in operation["responses"].items() if status < "3"
    ]
    kinds = ["undefined" if one is None else _type(one[_JSON]["schema"]) for one in contents]
    return " | ".join(dict.fromkeys(kinds))


def _query_type(parameter: Json) -> str:
    # A page's `nextCursor` is a text, whatever the server finds in it.
    return "string" if parameter["name"] == "cursor" else _type(parameter["schema"])


def _type(schema: Json) -> str:
    if reference := schema.get("$ref"):
        return f"wire.{reference.rpartition('/')[2]}"
    if choices := schema.get("enum"):
        name = choice_named(choices)
        return f"wire.{name}" if name else " | ".join(f"'{one}'" for one in choices)
    return _PLAIN[schema["type"]]


def _parameters(operation: Json, place: str) -> list[Json]:
    return [one for one in operation["parameters"] if one["in"] == place]


def _field(name: str, kind: str, *, is_needed: bool) -> str:
    return f"{name}{'' if is_needed else '?'}: {kind}"


def _braced(lines: Iterable[str], indent: str) -> str:
    return "\n".join(["{", *(f"{indent}  {line}" for line in lines), f"{indent}}}"])
