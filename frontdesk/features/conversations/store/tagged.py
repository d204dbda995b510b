"""The SQL of conversations that carry a tag."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from frontdesk.features.conversations.store.rows import COLUMNS, JOINED, read

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def lock_tagged(
    tx: Transaction, project_id: ProjectId, name: str, limit: int
) -> list[Conversation]:
    """Lock, in id order, conversations that carry a tag."""
    rows = await tx.fetch(_LOCK_TAGGED, project_id, [name], limit)
    return [read(row) for row in rows]


async def lock_tagged_now(
    tx: Transaction, project_id: ProjectId, name: str, limit: int
) -> list[Conversation]:
    """Lock those that carry a tag and that nobody else has locked."""
    rows = await tx.fetch(f"{_LOCK_TAGGED} skip locked", project_id, [name], limit)
    return [read(row) for row in rows]


async def user_names(tx: Transaction, user_ids: Collection[UserId]) -> dict[int, str]:
    """Return these members' names."""
    if not user_ids:
        return {}
    rows = await tx.fetch("select id, name from users where id = any($1)", list(user_ids))
    return {row["id"]: row["name"] for row in rows}


# `@>` is what the index of tags answers; `$2 = any(c.tags)` would read every row.
_LOCK_TAGGED = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.tags @> $2::text[]
order by c.id limit $3 for no key update of c
"""  # noqa: S608 - only our own column names
