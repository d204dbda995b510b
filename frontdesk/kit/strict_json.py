"""The one JSON decoder every edge uses.

`json.loads` accepts text that PostgreSQL refuses (NUL, lone surrogates, NaN, numbers
without end) and structures that exhaust the stack. Each of those would become a job
that fails for ever, so they are refused here, before anything is stored.
"""

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec
import msgspec.inspect
import orjson

from frontdesk.kit.errors import InvalidJson, InvalidPayload, TooLong, UnstorableText

MAX_DEPTH = 32

# What marks a number as an id, among what msgspec knows of its field.
IS_ID = "is_id"

_ID_TEXT = re.compile(r"[1-9][0-9]{0,15}")

# Room for a sign and 19 digits, the longest integer PostgreSQL's bigint can hold,
# with a little spare: longer ones only cost time.
_MAX_DIGITS = 24

# A whole string, escapes included. What is left without them is only structure.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_LONG_NUMBER = re.compile(rb"[0-9]{%d}" % (_MAX_DIGITS + 1))
_NO_BRACKET = re.compile(rb"[^\[\]{}]+")

T = TypeVar("T")


def encode(value: object) -> bytes:
    """Write `value` as compact JSON; structs, dates and plain containers alike."""
    return _encoder.encode(value)


def decode(raw: bytes | str, *, max_bytes: int) -> Any:  # noqa: ANN401 - parsed JSON is any shape until `convert`
    """Parse untrusted JSON, or raise `Invalid` or `TooLong`."""
    body = raw if isinstance(raw, bytes) else _utf8(raw)
    if len(body) > max_bytes:
        raise TooLong
    structure = _STRING.sub(b"", body)
    if structure.count(b"[") + structure.count(b"{") > MAX_DEPTH:
        _refuse_depth(structure)
    if _LONG_NUMBER.search(structure):
        raise InvalidJson("A number here is too long.")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidJson from error
    # A NUL can only be written as this escape; checking the text is cheaper than
    # walking the value, and the walk settles the rare false alarm.
    if b"\\u0000" in body:
        _refuse_nul(value)
    _refuse_twins(value, structure.count(b":"))
    return value


def convert(value: object, shape: type[T]) -> T:
    """Turn parsed JSON into `shape`, strictly: unknown fields refused, nothing coerced.

    Except ids: clients may write those as strings of digits.
    """
    if isinstance(value, dict):
        written = ((name, value.get(name)) for name in _ids_of(cast("Hashable", shape)))
        ids = {
            name: int(text)
            for name, text in written
            if isinstance(text, str) and _ID_TEXT.fullmatch(text)
        }
        value = {**value, **ids} if ids else value
    try:
        return msgspec.convert(value, shape, strict=True)
    except msgspec.ValidationError as error:
        raise InvalidPayload(_in_words(error)) from error


def decode_as(raw: bytes | str, shape: type[T], *, max_bytes: int) -> T:
    """Parse untrusted JSON straight into `shape`."""
    return convert(decode(raw, max_bytes=max_bytes), shape)


@lru_cache(maxsize=512)
def _ids_of(shape: Hashable) -> tuple[str, ...]:
    """Name the fields of a shape that are ids; none where it is no struct."""
    info = msgspec.inspect.type_info(shape)
    if not isinstance(info, msgspec.inspect.StructType):
        return ()
    return tuple(field.encode_name for field in info.fields if _is_id(field.type))


def _is_id(info: msgspec.inspect.Type) -> bool:
    if isinstance(info, msgspec.inspect.UnionType):
        return any(_is_id(one) for one in info.types)
    return isinstance(info, msgspec.inspect.Metadata) and bool((info.extra or {}).get(IS_ID))


_encoder = msgspec.json.Encoder(decimal_format="number")


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise UnstorableText("This text contains half a character.") from error


def _refuse_depth(structure: bytes) -> None:
    """Count brackets without recursion, before a parser descends into them."""
    depth = 0
    for bracket in _NO_BRACKET.sub(b"", structure):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            raise InvalidJson("This is nested too deeply.")


def _refuse_twins(value: object, names: int) -> None:
    """Refuse an object that names a field twice: readers disagree which one counts.

    The parser keeps the last one, so the value has fewer fields than its text has colons.
    """
    pending: list[object] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            names -= len(item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    if names:
        raise InvalidJson("A field is given twice here.")


def _refuse_nul(value: object) -> None:
    pending: list[object] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str) and "\x00" in item:
            raise UnstorableText("This text contains a NUL character.")
        if isinstance(item, dict):
            pending.extend(item.keys())
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


def _in_words(error: msgspec.ValidationError) -> str:
    """Return what msgspec found without echoing what the sender wrote."""
    text = str(error)
    for found, instead in _ECHOES:
        text = found.sub(instead, text)
    return text


# The two sentences in which msgspec repeats a part of what it read.
_ECHOES = (
    (
        re.compile(r"^Object contains unknown field `.*`(?=( - at `\$[^`]*`)?$)", re.DOTALL),
        "There is a field here that this does not know",
    ),
    (
        re.compile(r"^Invalid enum value .*?(?=( - at `\$[^`]*`)?$)", re.DOTALL),
        "This is not one of the values it can have",
    ),
)
