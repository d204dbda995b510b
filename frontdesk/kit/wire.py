"""The base of every shape that crosses the network.

Names on the wire are camelCase, ids are numbers, times are ISO 8601 in UTC with
milliseconds. Unknown fields are refused on the way in.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

import msgspec

from frontdesk.kit.errors import Code, Refused
from frontdesk.kit.strict_json import IS_ID

# An id as clients send it: never more than what JavaScript's numbers hold exactly, so it
# always fits the column it is looked up in. `strict_json` takes strings of digits for it, too.
WireId: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1, extra={IS_ID: True})]


T = TypeVar("T", bound="Wire")


class Wire(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """A shape that crosses the network in either direction."""


class Empty(Wire):
    """No fields at all."""


# A transaction has one moment, and writes it six times for each of its messages.
@lru_cache(maxsize=256)
def to_wire_time(at: datetime) -> str:
    """Write a moment as ISO 8601, UTC, milliseconds, `Z`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_wire(kind: type[T], source: Any, **more: object) -> T:  # noqa: ANN401 - an object or a row
    """Fill a shape from an object or a row with fields of the same names, and from `more`.

    Times are written as on the wire, and tuples as lists. What `source` lacks must be in `more`.
    """
    names, of_object, of_row = _read_off(kind, tuple(more))
    values = of_row(source) if hasattr(source, "keys") else of_object(source)
    # Inline, because every message is shaped three times and has thirty fields.
    same = {
        name: to_wire_time(value)
        if isinstance(value, datetime)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in zip(names, values, strict=True)
    }
    return kind(**same, **more)


@lru_cache(maxsize=1_024)
def _read_off(
    kind: type[Wire], others: tuple[str, ...]
) -> tuple[tuple[str, ...], Callable[[Any], Iterable[Any]], Callable[[Any], Iterable[Any]]]:
    """Name the fields that come off the source, and how they are read, all at once."""
    names = tuple(name for name in kind.__struct_fields__ if name not in others)
    if len(names) > 1:
        return names, attrgetter(*names), itemgetter(*names)
    # Of one name, those two give the value itself and not a tuple.
    return (
        names,
        lambda source: [getattr(source, name) for name in names],
        lambda source: [source[name] for name in names],
    )


# A refusal's `reason`; what they are is listed in `docs/api/errors.md`.
ReasonName: TypeAlias = Annotated[str, msgspec.Meta(extra={"typescript": "Reason"})]


class ErrorWire(Wire):
    """Why something was refused.

    Decide on `reason`; treat one you don't know by its `code`. `message` is for people who
    read logs, and may change. `fields` names what was wrong where.
    """

    code: Code
    reason: ReasonName
    message: str
    retry_after_seconds: int | msgspec.UnsetType = msgspec.UNSET
    fields: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


def error_wire(refusal: Refused) -> ErrorWire:
    """Shape a refusal."""
    wait = refusal.retry_after_seconds
    return ErrorWire(
        code=refusal.code,
        reason=refusal.reason,
        message=refusal.message,
        retry_after_seconds=msgspec.UNSET if wait is None else wait,
        fields=refusal.fields or msgspec.UNSET,
    )


class RefusedAck(Wire):
    """The acknowledgement of an event that was refused."""

    error: ErrorWire
    ok: Literal[False] = False


class OkAck(Wire):
    """The acknowledgement of an event that has nothing to say but yes."""

    ok: Literal[True] = True


class EventRefused(Wire):
    """`eventRefused`: an event sent without an acknowledgement was refused."""

    event: str
    error: ErrorWire
