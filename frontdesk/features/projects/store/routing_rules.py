"""The SQL of a project's routing rules: columns of its own row."""

from dataclasses import astuple, fields

import asyncpg

from frontdesk.features.projects.model import RoutingRules
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import ProjectId


async def find_routing_rules(
    tx: Transaction, project_id: ProjectId
) -> tuple[RoutingRules, int] | None:
    """Return the rules, and the version of the project they stand in."""
    row = await tx.fetch_one(_FIND, project_id)
    return (_read(row), row["version"]) if row else None


async def has_responder(tx: Transaction, project_id: ProjectId) -> bool:
    """Whether a responder takes part in this project's chats."""
    takes_part: bool | None = await tx.fetch_value(_HAS_RESPONDER, project_id)
    return bool(takes_part)


async def save_routing_rules(tx: Transaction, project_id: ProjectId, rules: RoutingRules) -> int:
    """Write the rules of a project whose row is locked; return its new version."""
    version: int = await tx.fetch_value(_SAVE, project_id, *astuple(rules))
    return version


def _read(row: asyncpg.Record) -> RoutingRules:
    return RoutingRules(**{name: row[name] for name in _NAMES})


_NAMES = [field.name for field in fields(RoutingRules)]

_FIND = f"select version, {', '.join(_NAMES)} from projects where id = $1"  # noqa: S608 - only our own column names

_HAS_RESPONDER = "select responder_mode <> 'off' from projects where id = $1"

_SET = ", ".join(f"{name} = ${number}" for number, name in enumerate(_NAMES, 2))
_SAVE = f"""
update projects set {_SET}, version = version + 1, updated_at = now() where id = $1
returning version
"""  # noqa: S608 - as above
