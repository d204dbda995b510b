"""The one JSON decoder every edge uses.

`json.loads` accepts text that PostgreSQL refuses (NUL, lone surrogates, NaN, numbers
without end) and structures that exhaust the stack. Each of those would become a job
that fails for ever, so they are refused here, before anything is stored.
"""

import re
from typing import Any, TypeVar

import msgspec
import orjson

from frontdesk.kit.errors import Invalid, TooLong

MAX_DEPTH = 32

# Room for a sign and 19 digits, the longest integer PostgreSQL's bigint can hold,
# with a little spare: longer ones only cost time.
_MAX_DIGITS = 24

# A whole string, one bracket, or one run of digits.
_STRUCTURE = re.compile(rb'"(?:[^"\\\\]|\\\\.)*+"?|[\[\]{}]|[0-9]+')

T = TypeVar("T")


def encode(value: object) -> bytes:
    """Write `value` as compact JSON; structs, dates and plain containers alike."""
    return _encoder.encode(value)


def decode(raw: bytes | str, *, max_bytes: int) -> Any:  # noqa: ANN401 - parsed JSON is any shape until `convert`
    """Parse untrusted JSON, or raise `Invalid` or `TooLong`."""
    body = raw if isinstance(raw, bytes) else _utf8(raw)
    if len(body) > max_bytes:
        raise TooLong
    _refuse_depth_and_digits(body)
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Invalid("This is not valid JSON.") from error
    # A NUL can only be written as this escape; checking the text is cheaper than
    # walking the value, and the walk settles the rare false alarm.
    if b"\\u0000" in body:
        _refuse_nul(value)
    return value


def convert(value: object, shape: type[T]) -> T:
    """Turn parsed JSON into `shape`, strictly: no coercion, unknown fields refused."""
    try:
        return msgspec.convert(value, shape, strict=True)
    except msgspec.ValidationError as error:
        raise Invalid(_in_words(error)) from error


def decode_as(raw: bytes | str, shape: type[T], *, max_bytes: int) -> T:
    """Parse untrusted JSON straight into `shape`."""
    return convert(decode(raw, max_bytes=max_bytes), shape)


_encoder = msgspec.json.Encoder(decimal_format="number")


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Invalid("This text contains half a character.") from error


def _refuse_depth_and_digits(body: bytes) -> None:
    """Walk the structure once without recursion; strings are skipped, not read."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH and len(body) < _MAX_DIGITS:
        return
    depth = digits = 0
    for piece in _STRUCTURE.finditer(body):
        token = piece.group()
        if token in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Invalid("This is nested too deeply.")
        elif token in b"]}":
            depth -= 1
        elif not token.startswith(b'"'):
            digits = len(token)
            if digits > _MAX_DIGITS:
                raise Invalid("A number here is too long.")


def _refuse_nul(value: object) -> None:
    pending: list[object] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str) and "\x00" in item:
            raise Invalid("This text contains a NUL character.")
        if isinstance(item, dict):
            pending.extend(item.keys())
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


def _in_words(error: msgspec.ValidationError) -> str:
    """Say what msgspec found without echoing what the sender wrote."""
    return str(error)
