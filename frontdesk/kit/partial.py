"""Shapes that hold any of another shape's fields: what an event says that changed."""

from collections.abc import Collection
from typing import cast

import msgspec

from frontdesk.kit.wire import Wire


class Partial(Wire):
    """Some fields of another shape: those that changed. The others are left out."""


def partial_of(shape: type[Wire], name: str, *, leave_out: Collection[str]) -> type[Partial]:
    """Make the shape that holds any of another's fields, so that the two can't drift apart."""
    fields = [
        (field.name, field.type | msgspec.UnsetType, msgspec.UNSET)
        for field in msgspec.structs.fields(shape)
        if field.name not in leave_out
    ]
    doc = f"Those fields of a `{shape.__name__.removesuffix('Wire')}` that changed."
    made = msgspec.defstruct(
        name, fields, bases=(Partial,), module=shape.__module__, namespace={"__doc__": doc}
    )
    return cast("type[Partial]", made)
