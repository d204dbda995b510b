"""The SQL of workflows and their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.workflows.model.rows import Published, Version, Workflow, WorkflowId
from frontdesk.features.workflows.wire.graph import WorkflowDefinition

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def insert(
    tx: Transaction, project_id: ProjectId, name: str, draft: WorkflowDefinition
) -> Workflow | None:
    """Add a workflow; None if the name is taken."""
    row = await tx.fetch_one(_INSERT, project_id, name, msgspec.to_builtins(draft))
    return _read(row) if row else None


async def find(tx: Transaction, project_id: ProjectId, workflow_id: WorkflowId) -> Workflow | None:
    row = await tx.fetch_one(_FIND, project_id, workflow_id)
    return _read(row) if row else None


async def lock(tx: Transaction, project_id: ProjectId, workflow_id: WorkflowId) -> Workflow | None:
    # Not `for update`: steps refer to versions, those to this row, and turns shall not wait.
    row = await tx.fetch_one(f"{_FIND} for no key update", project_id, workflow_id)
    return _read(row) if row else None


async def lock_all(tx: Transaction, project_id: ProjectId) -> None:
    """Lock every workflow of a project, so that of two publications one comes second."""
    await tx.fetch(_LOCK_ALL, project_id)


async def list_workflows(
    tx: Transaction, project_id: ProjectId, after_id: int, limit: int
) -> list[Workflow]:
    rows = await tx.fetch(_LIST, project_id, after_id, limit)
    return [_read(row) for row in rows]


async def update(
    tx: Transaction, workflow: Workflow, name: str, draft: WorkflowDefinition
) -> Workflow:
    """Write what a person may change; the row must be locked."""
    row = await tx.fetch_one(
        _UPDATE, workflow.project_id, workflow.id, name, msgspec.to_builtins(draft)
    )
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


async def delete(tx: Transaction, workflow: Workflow) -> None:
    await tx.execute(
        "delete from workflows where project_id = $1 and id = $2", workflow.project_id, workflow.id
    )


async def insert_version(
    tx: Transaction,
    workflow: Workflow,
    definition: WorkflowDefinition,
    published_by: UserId,
    of: tuple[str, int | None],
) -> int:
    """Add the next version and return its number; `of` is its remark, and what it restores."""
    # The caller holds the row's lock; the table's key would refuse a number given twice.
    number = workflow.last_number + 1
    await tx.execute(
        _INSERT_VERSION,
        workflow.project_id,
        workflow.id,
        number,
        msgspec.to_builtins(definition),
        published_by,
        *of,
    )
    return number


async def set_published(tx: Transaction, workflow: Workflow, number: int) -> Workflow:
    """Make this version the project's one published; the project's rows must be locked."""
    # First: a partial unique index allows one published workflow per project at any moment.
    await tx.execute(_UNPUBLISH_OTHERS, workflow.project_id, workflow.id)
    row = await tx.fetch_one(_PUBLISH, workflow.project_id, workflow.id, number)
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


async def set_unpublished(tx: Transaction, workflow: Workflow) -> Workflow:
    """Make no version of it the project's published one; the row must be locked."""
    row = await tx.fetch_one(_UNPUBLISH, workflow.project_id, workflow.id)
    if row is None:
        raise AssertionError("a locked row is gone")
    return _read(row)


async def find_version(tx: Transaction, workflow: Workflow, number: int) -> Version | None:
    row = await tx.fetch_one(_FIND_VERSION, workflow.project_id, workflow.id, number)
    return _read_version(row) if row else None


async def list_versions(
    tx: Transaction, workflow: Workflow, below: int, limit: int
) -> list[Version]:
    rows = await tx.fetch(_LIST_VERSIONS, workflow.project_id, workflow.id, below, limit)
    return [_read_version(row) for row in rows]


async def find_published(tx: Transaction, project_id: ProjectId) -> Published | None:
    """Find the version new conversations of this project begin with."""
    row = await tx.fetch_one(_FIND_PUBLISHED, project_id)
    return _read_published(row) if row else None


def _read(row: asyncpg.Record) -> Workflow:
    return Workflow(**{**dict(row.items()), "draft": _definition(row["draft"])})


def _read_version(row: asyncpg.Record) -> Version:
    return Version(**{**dict(row.items()), "definition": _definition(row["definition"])})


def _read_published(row: asyncpg.Record) -> Published:
    return Published(row["workflow_id"], row["number"], _definition(row["definition"]))


def _definition(stored: object) -> WorkflowDefinition:
    return msgspec.convert(stored, WorkflowDefinition)


_FIND = "select * from workflows where project_id = $1 and id = $2"

_LOCK_ALL = "select id from workflows where project_id = $1 order by id for no key update"

_INSERT = """
insert into workflows (project_id, name, draft) values ($1, $2, $3)
on conflict do nothing
returning *
"""

_LIST = "select * from workflows where project_id = $1 and id > $2 order by id limit $3"

_UPDATE = """
update workflows set name = $3, draft = $4, version = version + 1, updated_at = now()
where project_id = $1 and id = $2
returning *
"""

_INSERT_VERSION = """
insert into workflow_versions
    (project_id, workflow_id, number, definition, published_by, remark, restored_number)
values ($1, $2, $3, $4, $5, $6, $7)
"""

_UNPUBLISH_OTHERS = """
update workflows set published_number = null, version = version + 1, updated_at = now()
where project_id = $1 and id <> $2 and published_number is not null
"""

_UNPUBLISH = """
update workflows set published_number = null, version = version + 1, updated_at = now()
where project_id = $1 and id = $2
returning *
"""

_PUBLISH = """
update workflows
set published_number = $3, last_number = $3, version = version + 1, updated_at = now()
where project_id = $1 and id = $2
returning *
"""

_VERSION = """
select v.workflow_id, v.number, v.definition, v.remark, v.restored_number,
       u.name as published_by_name, w.published_number is not distinct from v.number
           as is_published, v.created_at
from workflow_versions v
join workflows w on w.project_id = v.project_id and w.id = v.workflow_id
join users u on u.id = v.published_by
where v.project_id = $1 and v.workflow_id = $2
"""

_FIND_VERSION = f"{_VERSION} and v.number = $3"

_LIST_VERSIONS = f"{_VERSION} and v.number < $3 order by v.number desc limit $4"

_FIND_PUBLISHED = """
select v.workflow_id, v.number, v.definition
from workflows w
join workflow_versions v on v.project_id = w.project_id and v.workflow_id = w.id
                        and v.number = w.published_number
where w.project_id = $1 and w.published_number is not null
"""
