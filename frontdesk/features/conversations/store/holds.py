"""The SQL of holds (assignments) and of the record of versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.conversations.model import Conversation, Decision
    from frontdesk.infra.database import Transaction


async def save_holds(tx: Transaction, decisions: Sequence[Decision], at: datetime) -> None:
    """End and begin assignments as the decisions say."""
    ends = [one for one in decisions if one.hold.ends]
    begins = [one for one in decisions if one.hold.begins_for]
    if begins:
        await tx.execute(
            _BEGIN_HOLDS,
            [one.after.project_id for one in begins],
            [one.after.id for one in begins],
            [one.hold.begins_for for one in begins],
            at,
        )
    if ends:
        await tx.execute(
            _END_HOLDS,
            [one.after.project_id for one in ends],
            [one.after.id for one in ends],
            [one.hold.ends for one in ends],
            at,
        )


async def record(tx: Transaction, changed: Sequence[tuple[Conversation, str, int | None]]) -> None:
    """Keep each new version with what caused it and who."""
    if not changed:
        return
    await tx.execute(
        _RECORD,
        [one.project_id for one, _, _ in changed],
        [one.id for one, _, _ in changed],
        [one.version for one, _, _ in changed],
        [kind for _, kind, _ in changed],
        [actor_id for _, _, actor_id in changed],
    )


_BEGIN_HOLDS = """
insert into assignments (project_id, conversation_id, agent_id, assigned_at)
select project_id, conversation_id, agent_id, $4
from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as t (project_id, conversation_id, agent_id)
"""

_END_HOLDS = """
update assignments a set released_at = $4, release_reason = t.reason
from unnest($1::bigint[], $2::bigint[], $3::text[]) as t (project_id, conversation_id, reason)
where a.project_id = t.project_id and a.conversation_id = t.conversation_id
  and a.released_at is null
"""

_RECORD = """
insert into conversation_events (project_id, conversation_id, version, kind, actor_id)
select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[])
"""
