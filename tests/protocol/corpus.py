"""What is sent to every edge: texts that are no JSON of ours, and values that fit nowhere."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeVar

from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid, TooLong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

MAX_BODY_BYTES = 64 * 1024

# Each is refused wherever an object is expected, whatever its fields are.
TEXTS: dict[str, bytes] = {
    "a word": b"hello",
    "an open object": b'{"a":',
    "two documents": b"{}{}",
    "a comma too many": b'{"a":1,}',
    "single quotes": b"{'a':1}",
    "a comment": b"{} // yes",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "invalid UTF-8": b'{"a":"\xff"}',
    "a NUL": rb'{"a":"x\u0000y"}',
    "a NUL in a name": rb'{"\u0000":1}',
    "a bare NUL": b'{"a":"\x00"}',
    "half a surrogate pair": rb'{"a":"\ud800"}',
    "the other half": rb'{"\udc00":1}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "1e400": b'{"a":1e400}',
    "4,301 digits": b'{"a":' + b"9" * 4_301 + b"}",
    "a list 1,100 deep": b"[" * 1_100 + b"]" * 1_100,
    "an object 1,100 deep": b'{"a":' * 1_100 + b"1" + b"}" * 1_100,
    "5,000 fields": json.dumps({f"f{number}": 1 for number in range(5_000)}).encode(),
    "a field twice": b'{"a":1,"a":2}',
    "a prototype": b'{"__proto__":{"isOwner":true},"constructor":{}}',
    "a list": b"[1]",
    "true": b"true",
    "a number": b"1",
    "a text": b'"{}"',
}

# What lies deeper is bent by the tests of its reader.
_DEEPEST = 2

# One of each kind, and what a database cannot store.
_ODD: tuple[object, ...] = (
    *(None, True, -1, 2**63, 1.5, "", "x\0y", "\ud800", "y" * (MAX_BODY_BYTES + 1)),
    *([], [[]], {}, {"$gt": ""}),
)


def readable(shape: Any, value: object) -> bool:  # noqa: ANN401 - a type
    """Say whether an endpoint can read this, which does not mean that it takes it."""
    try:
        strict_json.decode_as(written(value), shape, max_bytes=MAX_BODY_BYTES)
    except (Invalid, TooLong):
        return False
    return True


def written(value: object) -> bytes:
    """Write what no careful encoder would, too."""
    return json.dumps(value).encode()


def bent(body: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Bend a body in one place at a time: odd, or missing."""
    for path in _places(body):
        [odd] = dealt(_ODD, 1)
        yield _with(body, path, odd)
        yield _without(body, path)


_turns: Counter[int] = Counter()


def dealt(all_of_them: Sequence[T], count: int) -> list[T]:
    """Take the next few, beginning again at the end.

    All edges read with one decoder: each need not meet everything, if each meets something
    and everything is met.
    """
    turn = _turns[id(all_of_them)]
    _turns[id(all_of_them)] += count
    return [all_of_them[(turn + number) % len(all_of_them)] for number in range(count)]


def _places(body: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    if path:
        yield path
    if len(path) == _DEEPEST:
        return
    pairs: Any = enumerate(body) if isinstance(body, list) else ()
    for key, value in body.items() if isinstance(body, dict) else pairs:
        yield from _places(value, (*path, key))


def _with(body: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401 - JSON
    bent_body = deepcopy(body)
    _inside(bent_body, path)[path[-1]] = value
    return bent_body


def _without(body: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    bent_body = deepcopy(body)
    del _inside(bent_body, path)[path[-1]]
    return bent_body


def _inside(body: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    for key in path[:-1]:
        body = body[key]
    return body
