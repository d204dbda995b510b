"""The SQL of what a project wants of its assistant: columns of its own row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.projects.wire import AssistantSettings

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def save_assistant(
    tx: Transaction, project_id: ProjectId, settings: AssistantSettings
) -> None:
    """Write the settings and count the version that a run's fence compares."""
    await tx.execute(_SAVE, project_id, *(getattr(settings, name) for name in _COLUMNS))


async def count_responder_version(tx: Transaction, project_id: ProjectId) -> None:
    await tx.execute(_COUNT, project_id)


# Some columns carry another name than their field, because the row is shared.
_RENAMED = {
    "mode": "responder_mode",
    "when": "responder_when",
    "style": "responder_style",
    "prompt": "responder_prompt",
    "allowed_hosts": "responder_hosts",
    "gated_words": "responder_gated_words",
}
_COLUMNS = {name: _RENAMED.get(name, name) for name in AssistantSettings.__struct_fields__}
_SET = ", ".join(f"{column} = ${number}" for number, column in enumerate(_COLUMNS.values(), 2))

_SAVE = f"""
update projects set {_SET}, responder_version = responder_version + 1, updated_at = now()
where id = $1
"""  # noqa: S608 - only our own column names

_COUNT = "update projects set responder_version = responder_version + 1 where id = $1"
