"""The SQL of projects."""

from datetime import datetime
from typing import Any

import asyncpg

from frontdesk.features.projects.model import Project, Role
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import ProjectId, UserId


async def insert_project(
    tx: Transaction,
    name: str,
    persona_name: str,
    allowed_domains: tuple[str, ...],
    now: datetime,
) -> Project:
    row = await tx.fetch_one(_INSERT, name, persona_name, list(allowed_domains), now)
    if row is None:
        raise AssertionError("insert returning answered nothing")
    return _project(row)


async def find_project(tx: Transaction, project_id: ProjectId) -> Project | None:
    row = await tx.fetch_one("select * from projects where id = $1", project_id)
    return _project(row) if row else None


async def lock_project(tx: Transaction, project_id: ProjectId) -> Project | None:
    # Not `for update`: messages refer to this row all the time, and they shall not wait.
    row = await tx.fetch_one("select * from projects where id = $1 for no key update", project_id)
    return _project(row) if row else None


async def list_projects(
    tx: Transaction, user_id: UserId, after_id: int, limit: int
) -> list[tuple[Project, Role]]:
    rows = await tx.fetch(_LIST, user_id, after_id, limit)
    return [(_project(row), Role(row["role"])) for row in rows]


async def delete_project(tx: Transaction, project_id: ProjectId) -> None:
    await tx.execute("delete from projects where id = $1", project_id)


async def mark_seen(tx: Transaction, project_id: ProjectId, origin: str, now: datetime) -> None:
    await tx.execute(_MARK_SEEN, project_id, origin, now)


async def insert_project_with_id(
    tx: Transaction,
    project_id: ProjectId,
    names: tuple[str, str],
    allowed_domains: tuple[str, ...],
    now: datetime,
) -> None:
    """Add a project whose id is promised to people, and number later ones after it."""
    await tx.execute(_INSERT_WITH_ID, project_id, *names, list(allowed_domains), now)
    await tx.fetch_value(_MOVE_IDENTITY, project_id)


async def give_prompt(tx: Transaction, project_id: ProjectId, prompt: str) -> None:
    """Write down what a project's responder knows."""
    await tx.execute("update projects set responder_prompt = $2 where id = $1", project_id, prompt)


def _project(row: asyncpg.Record) -> Project:
    fields: dict[str, Any] = {name: row[name] for name in Project.__dataclass_fields__}
    return Project(**{**fields, "allowed_domains": tuple(row["allowed_domains"])})


_INSERT = """
insert into projects (name, persona_name, allowed_domains, created_at, updated_at)
values ($1, $2, $3, $4, $4)
returning *
"""

_LIST = """
select p.*, m.role from members m join projects p on p.id = m.project_id
where m.user_id = $1 and p.id > $2
order by p.id
limit $3
"""

# At most once a minute: every page view of the site asks for the settings.
_MARK_SEEN = """
update projects set widget_seen_origin = $2, widget_seen_at = $3
where id = $1
  and (widget_seen_at is null or widget_seen_at <= $3::timestamptz - interval '1 minute')
"""

_MOVE_IDENTITY = """
select setval('projects_id_seq',
              greatest($1::bigint, (select last_value from projects_id_seq)))
"""

_INSERT_WITH_ID = """
insert into projects (id, name, persona_name, allowed_domains, created_at, updated_at)
values ($1, $2, $3, $4, $5, $5)
"""
