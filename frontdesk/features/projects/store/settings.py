"""The SQL of a project's settings: columns of its own row, in groups with a version each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from frontdesk.features.projects.model import GROUP_NAMES
from frontdesk.features.projects.wire.settings import (
    AnyGroup,
    AssistantGroup,
    GeneralGroup,
    RoutingGroup,
    WidgetGroup,
    WidgetSettings,
)

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId

GroupT = TypeVar("GroupT", GeneralGroup, WidgetGroup, RoutingGroup, AssistantGroup)


async def find_settings(
    tx: Transaction, project_id: ProjectId, group: type[GroupT]
) -> tuple[GroupT, int] | None:
    """Return a group of settings and its version; None for a project that is gone."""
    row = await tx.fetch_one("select * from projects where id = $1", project_id)
    if row is None:
        return None
    return read_settings(row, group), row[f"{GROUP_NAMES[group]}_version"]


def read_settings(row: asyncpg.Record, group: type[GroupT]) -> GroupT:
    """Read a group off a project's row."""
    stored = dict(row["widget_settings"]) if group is WidgetGroup else {}
    for name, told in zip(group.__struct_fields__, group.__struct_encode_fields__, strict=True):
        column = _column(name)
        if column != _LOOKS:
            stored[told] = row[column]
    return msgspec.convert(stored, group)


async def save_settings(
    tx: Transaction, project_id: ProjectId, before: AnyGroup, after: AnyGroup
) -> int:
    """Write what changed in a group of a project whose row is held; return its new version.

    What the assistant may say changes with its group, so a run that thinks right now is void.
    """
    values = _changed(before, after)
    counted = [f"{GROUP_NAMES[type(after)]}_version"]
    counted.append("responder_version" if isinstance(after, AssistantGroup) else "version")
    clauses = [
        *(f"{column} = ${number}" for number, column in enumerate(values, 2)),
        *(f"{column} = {column} + 1" for column in counted),
    ]
    version: int = await tx.fetch_value(
        f"update projects set {', '.join(clauses)}, updated_at = now() where id = $1 "  # noqa: S608 - only our own column names
        f"returning {counted[0]}",
        project_id,
        *values.values(),
    )
    return version


async def count_responder_version(tx: Transaction, project_id: ProjectId) -> None:
    await tx.execute(_COUNT, project_id)


def _changed(before: AnyGroup, after: AnyGroup) -> Mapping[str, Any]:
    """Return the columns that change, with their new values."""
    changed = {
        _column(name): getattr(after, name)
        for name in after.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    }
    if _LOOKS in changed:
        told = msgspec.to_builtins(after)
        changed[_LOOKS] = {name: told[name] for name in WidgetSettings.__struct_encode_fields__}
    return {column: msgspec.to_builtins(value) for column, value in changed.items()}


def _column(name: str) -> str:
    return _LOOKS if name in WidgetSettings.__struct_fields__ else _RENAMED.get(name, name)


# The widget's look is one document; nothing on the server asks what is in it.
_LOOKS = "widget_settings"
# Some columns carry another name than their field, because the row is shared.
_RENAMED = {
    "mode": "responder_mode",
    "when": "responder_when",
    "style": "responder_style",
    "prompt": "responder_prompt",
    "allowed_hosts": "responder_hosts",
    "gated_words": "responder_gated_words",
}

_COUNT = "update projects set responder_version = responder_version + 1 where id = $1"
