"""The SQL that leads from a visitor to the conversation they would continue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.store.rows import COLUMNS, JOINED, read
from frontdesk.features.conversations.wire import ConversationHead

if TYPE_CHECKING:
    from datetime import datetime

    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, VisitorId


# What the history of a conversation calls it when a block ended it.
ENDED_BY_BLOCK = "visitor_blocked"


async def find_newest(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> list[Conversation]:
    """Return a visitor's latest conversations, newest first."""
    rows = await tx.fetch(_FIND_NEWEST, project_id, visitor_id)
    return [read(row) for row in rows]


async def count_of_visitor(tx: Transaction, project_id: ProjectId, visitor_id: VisitorId) -> int:
    """Return how many conversations a visitor has had."""
    count: int = await tx.fetch_value(_COUNT, project_id, visitor_id)
    return count


async def find_latest_seqs(
    tx: Transaction, identities: Sequence[VisitorIdentity]
) -> dict[VisitorIdentity, ConversationHead]:
    """Return the head of the conversation each of these visitors has, if any."""
    rows = await tx.fetch(
        _HEADS,
        [one.project_id for one in identities],
        [one.uid for one in identities],
        [one.key for one in identities],
    )
    return {
        identities[row["n"] - 1]: ConversationHead(
            row["id"], row["last_seq"], row["version"], row["agent_read_seq"]
        )
        for row in rows
    }


async def lock_newest(
    tx: Transaction, wanted: Sequence[tuple[ProjectId, VisitorId, str]]
) -> list[Conversation]:
    """Lock, in id order, the conversation each visitor would continue.

    The third part of `wanted` says which: `active`, `forever` or `spam`. A row whose
    status changed while we waited for it no longer matches and is not returned.
    """
    rows = await tx.fetch(
        _LOCK_NEWEST,
        [project_id for project_id, _, _ in wanted],
        [visitor_id for _, visitor_id, _ in wanted],
        [rule for _, _, rule in wanted],
    )
    return [read(row) for row in rows]


async def lock_ended_by_block(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> Conversation | None:
    """Lock the conversation that ended because its visitor was blocked, and for nothing since."""
    row = await tx.fetch_one(_LOCK_ENDED_BY_BLOCK, project_id, visitor_id, ENDED_BY_BLOCK)
    return read(row) if row else None


async def insert(
    tx: Transaction, beginning: Sequence[tuple[ProjectId, VisitorId, bool]], at: datetime
) -> None:
    """Begin a conversation for each visitor who has no live one, with or without AI."""
    await tx.execute(
        _INSERT,
        [project_id for project_id, _, _ in beginning],
        [visitor_id for _, visitor_id, _ in beginning],
        [is_with_ai for _, _, is_with_ai in beginning],
        at,
    )


_FIND_NEWEST = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.visitor_id = $2
order by c.id desc limit 20
"""  # noqa: S608 - as above

_COUNT = "select count(*) from conversations where project_id = $1 and visitor_id = $2"

_FOLLOWS_RULE = """
case w.rule
    when 'active' then c.status in ('open', 'pending')
    when 'spam' then c.status = 'spam'
    else c.status <> 'spam'
end
"""

# Row by row along the keys: as one join, a plan made while the tables were small reads
# all visitors for each batch. The rule stands in both looks, because the second is what
# is checked again after waiting for a row.
_LOCK_NEWEST = f"""
with wanted as materialized (
    select newest.project_id, newest.id, w.rule
    from unnest($1::bigint[], $2::bigint[], $3::text[]) as w (project_id, visitor_id, rule)
    cross join lateral (
        select c.project_id, c.id from conversations c
        where c.project_id = w.project_id and c.visitor_id = w.visitor_id and {_FOLLOWS_RULE}
        order by c.id desc limit 1
    ) newest
    order by newest.project_id, newest.id
)
select {COLUMNS} from wanted w
cross join lateral (
    select * from conversations c
    where c.project_id = w.project_id and c.id = w.id and {_FOLLOWS_RULE}
    for no key update
) c
cross join lateral (
    select uid, token_key, name, email from visitors
    where project_id = c.project_id and id = c.visitor_id
    limit 1
) v
"""  # noqa: S608 - as above

# Only the last change of status tells: one that was solved after the block, or reopened by
# hand, is no longer what the block ended.
_LOCK_ENDED_BY_BLOCK = f"""
select {COLUMNS} from {JOINED}
where c.project_id = $1 and c.visitor_id = $2 and c.status = 'solved' and $3 = (
    select e.kind from conversation_events e
    where e.project_id = c.project_id and e.conversation_id = c.id and e.details ? 'status'
    order by e.version desc limit 1)
order by c.id desc limit 1 for no key update of c
"""  # noqa: S608 - as above

_INSERT = """
insert into conversations (project_id, visitor_id, ai_enabled, created_at, updated_at)
select project_id, visitor_id, ai_enabled, $4, $4
from unnest($1::bigint[], $2::bigint[], $3::boolean[]) as t (project_id, visitor_id, ai_enabled)
order by project_id, visitor_id
on conflict do nothing
"""

# The conversation on the visitor's screen: their last one.
_HEADS = """
select w.n, c.id, c.last_seq, c.version, c.agent_read_seq
from unnest($1::bigint[], $2::text[], $3::text[]) with ordinality as w (project_id, uid, key, n)
join visitors v on v.project_id = w.project_id and v.uid = w.uid and v.token_key = w.key
    and v.blocked_at is null
cross join lateral (
    select id, last_seq, version, agent_read_seq from conversations
    where project_id = v.project_id and visitor_id = v.id and (status = 'spam') = v.is_spam
    order by id desc limit 1
) c
"""
