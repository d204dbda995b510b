"""The shapes and events of the wire as one TypeScript module."""

from collections.abc import Iterable
from typing import cast, get_args

from msgspec import NODEFAULT, UnsetType, inspect

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.features.visitors.wire import VisitorHandshake
from frontdesk.infra.http.openapi import public_name
from frontdesk.kit.audience import Peer
from frontdesk.kit.protocol import AnyServerEvent
from frontdesk.kit.wire import Wire
from tools.refusals import reasons
from tools.wire_shapes import (
    choice_named,
    is_request_body,
    named_choices,
    public_limits,
    wire_shapes,
)

HEADER = "// Generated from the server's wire.py files by `make protocol`. Do not edit.\n"

_PLAIN = {
    inspect.AnyType: "unknown",
    inspect.BoolType: "boolean",
    inspect.DateTimeType: "string",
    inspect.FloatType: "number",
    inspect.IntType: "number",
    inspect.NoneType: "null",
    inspect.StrType: "string",
}


def typescript_module() -> str:
    """Write the whole module."""
    sent_by_clients = _sent_by_clients()
    parts = [
        HEADER,
        *(f"export const {name} = {value}\n" for name, value in public_limits().items()),
        *(
            f"export type {name} = {_union(map(_quote, values))}\n"
            for name, values in sorted(named_choices().items())
        ),
        _reasons(),
        *(_interface(shape, shape in sent_by_clients) for shape in wire_shapes()),
        _requests("visitor", "VisitorRequests"),
        _requests("agent", "AgentRequests"),
        _notices("visitor", "VisitorNotices"),
        _notices("agent", "AgentNotices"),
        _feed_events(),
    ]
    return "\n".join(parts)


def _sent_by_clients() -> set[type[Wire]]:
    bodies = [shape for shape in wire_shapes() if is_request_body(shape)]
    found: set[type[Wire]] = set()
    payloads = [event.payload for event in PROTOCOL.from_clients.values()]
    waiting: list[type[Wire]] = [*bodies, *payloads, VisitorHandshake]
    while waiting:
        shape = waiting.pop()
        if shape not in found:
            found.add(shape)
            waiting += _shapes_inside(inspect.type_info(shape))
    return found


def _shapes_inside(info: inspect.Type) -> list[type[Wire]]:
    if isinstance(info, inspect.StructType):
        return [
            cast("type[Wire]", info.cls),
            *(shape for field in info.fields for shape in _shapes_inside(field.type)),
        ]
    if isinstance(info, inspect.UnionType):
        return [shape for member in info.types for shape in _shapes_inside(member)]
    if isinstance(info, inspect.ListType):
        return _shapes_inside(info.item_type)
    return []


def _reasons() -> str:
    """A newer server may send more: what is unknown is treated by its code."""
    doc = "Why something was refused; treat one that is not listed by its `code`."
    return (
        f"/** {doc} */\nexport type Reason =\n  | " + "\n  | ".join(map(_quote, reasons())) + "\n"
    )


def _interface(shape: type[Wire], is_sent_by_clients: bool) -> str:  # noqa: FBT001  # read at its one call
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)  # noqa: S101  # a Wire is a struct
    tag = [f"  {info.tag_field}: {_quote(info.tag)}"] if info.tag_field else []
    lines = [*tag, *(_field(shape, field, is_sent_by_clients) for field in info.fields)]
    body = "\n".join(lines)
    doc = " ".join((shape.__doc__ or "").split())
    name = public_name(shape.__name__)
    return f"/** {doc} */\nexport interface {name} {{\n{body}\n}}\n"


def _field(shape: type[Wire], field: inspect.Field, is_sent_by_clients: bool) -> str:  # noqa: FBT001  # as above
    # msgspec's description of a type leaves UNSET out, the annotation has it.
    annotation = shape.__annotations__.get(field.name) or _inherited(shape, field.name)
    may_be_unset = UnsetType in get_args(annotation)
    defaults = (field.default, field.default_factory)
    has_default = defaults != (NODEFAULT, NODEFAULT)
    is_optional = may_be_unset or (is_sent_by_clients and has_default)
    return f"  {field.encode_name}{'?' if is_optional else ''}: {_type(field.type)}"


def _inherited(shape: type[Wire], name: str) -> object:
    return next(
        parent.__annotations__[name]
        for parent in shape.__mro__
        if name in getattr(parent, "__annotations__", {})
    )


def _type(info: inspect.Type) -> str:
    if isinstance(info, inspect.Metadata):
        return (info.extra or {}).get("typescript") or _type(info.type)
    return _plain_type(info)


def _plain_type(info: inspect.Type) -> str:
    match info:
        case inspect.StructType(cls=cls):
            return public_name(cls.__name__)
        case inspect.UnionType(types=members):
            return _union(sorted(map(_type, members), key=_null_last))
        case inspect.LiteralType(values=values):
            return _choice(values)
        case inspect.ListType(item_type=item):
            return f"{_bracketed(_type(item))}[]"
        case inspect.DictType(value_type=value):
            return f"Record<string, {_type(value)}>"
    return _PLAIN[type(info)]


def _null_last(member: str) -> bool:
    return member == "null"


def _bracketed(member: str) -> str:
    return f"({member})" if " | " in member else member


def _choice(values: Iterable[object]) -> str:
    wanted = set(values)
    return choice_named(wanted) or _union(sorted(_quote(value) for value in wanted))


def _quote(value: object) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f"'{value}'"


def _union(members: Iterable[str]) -> str:
    return " | ".join(members)


def _requests(peer: Peer, name: str) -> str:
    lines = [
        f"  {event.name}: {{ payload: {public_name(event.payload.__name__)}; "
        f"answer: {public_name(event.answer.__name__)} }}"
        for event in PROTOCOL.from_clients.values()
        if event.sender == peer
    ]
    return _table(f"What {_ARTICLE[peer]} may ask, and the answer.", name, lines)


def _notices(peer: Peer, name: str) -> str:
    heard = [event for event in PROTOCOL.from_server.values() if event.to.peer == peer]
    return _table(f"What {_ARTICLE[peer]} hears over the socket.", name, map(_notice, heard))


def _feed_events() -> str:
    kept = PROTOCOL.durable.values()
    doc = "The notices kept in a project's feed, numbered."
    return _table(doc, "FeedEvents", map(_notice, kept))


def _notice(event: AnyServerEvent) -> str:
    return f"  {_key(event.name)}: {public_name(event.payload.__name__)}"


def _table(doc: str, name: str, lines: Iterable[str]) -> str:
    return "\n".join([f"/** {doc} */", f"export interface {name} {{", *lines, "}", ""])


def _key(event: str) -> str:
    return event if event.isidentifier() else _quote(event)


_ARTICLE: dict[Peer, str] = {"visitor": "a visitor", "agent": "an agent"}
