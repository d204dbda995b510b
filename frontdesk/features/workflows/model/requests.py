"""Requests to other systems: what is filled in never changes their shape.

The author fixes the shape: host, number of path segments, names in the query, headers, and
the keys of the body. A visitor's words only become leaves of it, each encoded for its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, quote_plus, urlencode

import msgspec

from frontdesk.features.workflows.model.outcomes import storable
from frontdesk.features.workflows.model.running import Facts, State
from frontdesk.features.workflows.model.texts import fill, fill_each, has_placeholder
from frontdesk.features.workflows.wire.requests import (
    FormBody,
    HttpRequestAction,
    JsonBody,
    RequestBody,
)

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
_Filled: TypeAlias = Callable[[str], str]

_ORIGIN = re.compile(r"[^/?#]*//[^/?#]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STEPS_OF_A_PATH = frozenset({".", ".."})
_MAX_DEPTH = 20


class DoesNotFit(ValueError):
    """A value would change the shape of the request; says which part."""


class BadTemplate(ValueError):
    """The text of a body is not the JSON its author meant; says why."""


@dataclass(frozen=True)
class FilledRequest:
    """A request whose placeholders are filled."""

    url: str
    headers: tuple[tuple[str, str], ...]
    body: str


def fill_request(action: HttpRequestAction, facts: Facts, state: State) -> FilledRequest:
    """Put what is known into a request.

    Raises:
        DoesNotFit: a value would change the request's shape.

    """
    url = _fill_url(action.url.strip(), facts, state)
    headers = tuple(
        (header.name, _fill_header(header.name, header.value, facts, state))
        for header in action.headers
    )
    if action.method == "GET":
        return FilledRequest(url, headers, "")
    kind, body = _fill_body(action.body, lambda text: storable(fill(text, facts, state)))
    return FilledRequest(url, (*headers, ("Content-Type", kind)), body)


def read_json(text: str) -> Json:
    """Read the JSON an author wrote; raises `BadTemplate`."""
    try:
        tree: Json = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        where = str(error).removeprefix("JSON is malformed: ")
        raise BadTemplate(f"This is not JSON: {where}.") from None
    _check_tree(tree, 0)
    return tree


def _check_tree(tree: Json, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise BadTemplate(f"This is nested deeper than {_MAX_DEPTH} levels.")
    children: Iterable[Json] = ()
    if isinstance(tree, list):
        children = tree
    elif isinstance(tree, dict):
        children = tree.values()
        for key in filter(has_placeholder, tree):
            raise BadTemplate(f"“{key}” is a key, which cannot be filled; only values can.")
    for child in children:
        _check_tree(child, depth + 1)


def _fill_url(url: str, facts: Facts, state: State) -> str:
    found = _ORIGIN.match(url)
    origin = found[0] if found else ""
    # A fragment is never sent, and its placeholders would only be able to do harm.
    rest, _, _ = url[len(origin) :].partition("#")
    path, mark, query = rest.partition("?")
    segments = [_fill_segment(segment, facts, state) for segment in path.split("/")]
    filled = fill_each(query, facts, state, lambda value: quote(value, safe=""))
    return origin + "/".join(segments) + mark + filled


def _fill_segment(segment: str, facts: Facts, state: State) -> str:
    """Fill one segment of a path: it stays one, and leads nowhere else.

    Quoting leaves dots alone, and many servers undo `%2F` before they resolve them.
    """
    if not has_placeholder(segment):
        return segment
    whole = fill(segment, facts, state)
    if not whole.strip() or _STEPS_OF_A_PATH & set(re.split(r"[/\\]", whole)):
        raise DoesNotFit("A value does not fit into the address.")
    return fill_each(segment, facts, state, lambda value: quote(value, safe=""))


def _fill_header(name: str, value: str, facts: Facts, state: State) -> str:
    filled = fill(value, facts, state)
    # A line break would begin a header of the visitor's own.
    if _CONTROL.search(filled):
        raise DoesNotFit(f"A value does not fit into the header {name}.")
    return filled.strip()


def _fill_body(body: RequestBody, filled: _Filled) -> tuple[str, str]:
    """Return the body's content type and its text."""
    match body:
        case JsonBody(template=template):
            # Parsed before it is filled: quotes in a visitor's words can't end a string.
            tree = _fill_tree(read_json(template), filled)
            return "application/json", msgspec.json.encode(tree).decode()
        case FormBody(fields=fields):
            pairs = [(field.name, filled(field.value)) for field in fields]
            return "application/x-www-form-urlencoded", urlencode(pairs, quote_via=quote_plus)
        case other:
            return "text/plain; charset=utf-8", filled(other.text)


def _fill_tree(tree: Json, filled: _Filled) -> Json:
    match tree:
        case str():
            return filled(tree)
        case list():
            return [_fill_tree(child, filled) for child in tree]
        case dict():
            return {key: _fill_tree(child, filled) for key, child in tree.items()}
        case _:
            return tree
