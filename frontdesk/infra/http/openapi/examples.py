"""An example of every shape, made from its type and the names of its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import inspect

_MOMENT = "2026-11-28T10:15:00.000Z"

# What reads well under a name, if the field's type takes it.
_WORDS: dict[str, object] = {
    "email": "grace@shop.example",
    "name": "Grace Hopper",
    "password": "correct horse battery",
    "content": "Where is my order?",
    "text": "It left our warehouse this morning.",
    "note": "Please look at the invoice.",
    "reason": "Knows the customer.",
    "title": "Your order",
    "url": "https://chat.shop.example/",
    "origin": "https://shop.example",
    "locale": "en",
    "timeZone": "Europe/Berlin",
    "avatarUrl": "https://shop.example/grace.png",
    "personaAvatarUrl": "https://shop.example/logo.png",
    "currentUrl": "https://shop.example/cart",
    "allowedDomains": ["shop.example"],
    "color": "#2563eb",
    "colour": "#2563eb",
    "shortcut": "refund",
    "tempId": "b1f7c7a6",
    "visitorUid": "v-8f14e45f",
    "uid": "v-8f14e45f",
    "model": "demo",
    "nextCursor": None,
    "attachmentIds": [],
    "code": "invalid",
    "message": "This is not something Frontdesk understands.",
    "from": "09:00",
    "to": "17:00",
    "fromDay": "2026-11-01",
    "toDay": "2026-11-28",
    "day": "2026-11-28",
}
_PLAIN: dict[type, object] = {
    inspect.BoolType: True,
    inspect.FloatType: 0.5,
    inspect.DictType: {},
    inspect.AnyType: "anything",
}
_TEXTS = ("example", "#2563eb", "https://shop.example/", "09:00", "2026-11-28", "refund", "1", "a")


def examples_of(shapes: Sequence[Any]) -> list[Any]:
    """Make one value of each type, as it would be written in JSON."""
    return [_value(info, "") for info in inspect.multi_type_info(shapes)]


def _value(info: inspect.Type, name: str) -> Any:  # noqa: ANN401 - JSON
    inner = info.type if isinstance(info, inspect.Metadata) else info
    if name in _WORDS and _takes(inner, _WORDS[name]):
        return _WORDS[name]
    match inner:
        case inspect.StructType():
            return _struct(inner)
        case inspect.UnionType(types=types):
            return _value(next(one for one in types if not _is_nothing(one)), name)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return [_value(item, name.removesuffix("s"))]
        case _:
            return _scalar(inner, name)


def _struct(info: inspect.StructType) -> dict[str, Any]:
    tag = {} if info.tag_field is None else {info.tag_field: info.tag}
    fields = {
        field.encode_name: _value(field.type, field.encode_name)
        for field in info.fields
        if not _may_be_unset(info, field.name)
    }
    return {**tag, **fields}


def _scalar(info: inspect.Type, name: str) -> Any:  # noqa: ANN401 - JSON
    match info:
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StrType():
            return _text(info, name)
        case inspect.IntType(ge=least):
            return max(least or 1, 1)
        case _:
            return _PLAIN.get(type(info))


def _text(info: inspect.StrType, name: str) -> str:
    wanted = (_MOMENT,) if re.search(r"(At|Since|Until)$|^at$|^since$", name) else _TEXTS
    return next(text for text in wanted if _takes(info, text))


def _takes(info: inspect.Type, value: object) -> bool:
    match info:
        case inspect.UnionType(types=types):
            return any(_takes(one, value) for one in types)
        case inspect.NoneType():
            return value is None
        case inspect.ListType():
            return isinstance(value, list)
        case inspect.Metadata(type=inner):
            return _takes(inner, value)
        case inspect.StrType(pattern=pattern, min_length=least, max_length=most):
            return (
                isinstance(value, str)
                and (least or 0) <= len(value) <= (most or len(value))
                and (pattern is None or re.search(pattern, value) is not None)
            )
        case _:
            return False


def _is_nothing(info: inspect.Type) -> bool:
    return isinstance(info, inspect.NoneType)


def _may_be_unset(info: inspect.StructType, name: str) -> bool:
    defaults = _defaults_of(info.cls)
    # Where every field may be left out, an example without any would say nothing.
    is_patch = len(defaults) == len(info.fields)
    return defaults.get(name) is msgspec.UNSET and not is_patch


def _defaults_of(struct: type[msgspec.Struct]) -> dict[str, object]:
    defaults = struct.__struct_defaults__
    names = struct.__struct_fields__[len(struct.__struct_fields__) - len(defaults) :]
    return dict(zip(names, defaults, strict=True))
