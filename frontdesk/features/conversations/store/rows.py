"""The SQL of conversations and assignments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.conversations.model import Conversation, Rules
from frontdesk.features.conversations.wire import ConversationHead

if TYPE_CHECKING:
    from datetime import datetime

    import asyncpg

    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId

COLUMNS = """
    c.project_id, c.id, c.visitor_id, v.uid as visitor_uid, v.token_key as visitor_key,
    v.name as visitor_name, v.email as visitor_email, c.status, c.chat_state, c.assignee_id,
    c.assigned_at, c.last_assignee_id, c.agent_replied_at, c.priority, c.tags, c.ai_enabled,
    c.responder_mode, c.last_seq, c.last_message_id, c.last_message_snippet, c.last_message_at,
    c.customer_count, c.agent_read_count, c.agent_read_seq, c.visitor_delivered_seq,
    c.visitor_read_seq, c.version, c.revision, c.turn, c.waiting_since, c.queued_at, c.tries,
    c.asked_for_person_at, c.solved_at, c.created_at, c.updated_at
"""
JOINED = "conversations c join visitors v on v.project_id = c.project_id and v.id = c.visitor_id"


def read(row: asyncpg.Record) -> Conversation:
    """Make a conversation of a row with `COLUMNS`."""
    return Conversation(**dict(row.items()))


async def find_rules(
    tx: Transaction, project_ids: Iterable[int]
) -> tuple[datetime, dict[int, Rules]]:
    """Return the transaction's moment and the rules of each project that exists."""
    rows = await tx.fetch(_RULES, sorted(set(project_ids)))
    rules = {
        row["id"]: Rules(
            row["id"], row["history_visibility"], row["reopen_days"], row["routing_mode"]
        )
        for row in rows
        if row["id"] is not None
    }
    return rows[0]["moment"], rules


async def lock(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation | None:
    """Find one conversation and hold its row until commit."""
    row = await tx.fetch_one(_LOCK_ONE, project_id, conversation_id)
    return read(row) if row else None


async def find(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation | None:
    """Find one conversation without holding it."""
    row = await tx.fetch_one(_FIND_ONE, project_id, conversation_id)
    return read(row) if row else None


async def lock_held_by(
    tx: Transaction, project_id: ProjectId, agent_id: UserId
) -> list[Conversation]:
    """Hold, in id order, the conversations an agent holds."""
    rows = await tx.fetch(_LOCK_HELD_BY, project_id, agent_id)
    return [read(row) for row in rows]


async def delete_of_project(tx: Transaction, project_id: ProjectId) -> None:
    await tx.execute("delete from conversations where project_id = $1", project_id)


async def find_newest(
    tx: Transaction, project_id: ProjectId, visitor_id: VisitorId
) -> list[Conversation]:
    """Return a visitor's latest conversations, newest first."""
    rows = await tx.fetch(_FIND_NEWEST, project_id, visitor_id)
    return [read(row) for row in rows]


async def is_last_from_visitor(tx: Transaction, conversation: Conversation) -> bool:
    """Say whether the visitor had the last word."""
    kind = await tx.fetch_value(
        _LAST_SENDER, conversation.project_id, conversation.id, conversation.last_seq
    )
    return bool(kind == "visitor")


async def find_heads(
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


async def user_name(tx: Transaction, user_id: UserId) -> str | None:
    """Return a member's name."""
    name = await tx.fetch_value("select name from users where id = $1", user_id)
    return None if name is None else str(name)


async def lock_newest(
    tx: Transaction, wanted: Sequence[tuple[ProjectId, VisitorId, str]]
) -> list[Conversation]:
    """Hold, in id order, the conversation each visitor would continue.

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


async def insert(
    tx: Transaction, visitors: Sequence[tuple[ProjectId, VisitorId]], at: datetime
) -> None:
    """Begin a conversation for each visitor who has no live one."""
    await tx.execute(
        _INSERT,
        [project_id for project_id, _ in visitors],
        [visitor_id for _, visitor_id in visitors],
        at,
    )


async def save(tx: Transaction, conversations: Sequence[Conversation]) -> None:
    """Write what decisions and messages change; their rows are held by this transaction."""
    await tx.execute(_SAVE, msgspec.json.encode([_changing(one) for one in conversations]).decode())


async def customer_count_at(tx: Transaction, conversation: Conversation, seq: int) -> int:
    """Say how many of the messages up to `seq` are the visitor's."""
    count = await tx.fetch_value(_COUNT_AT, conversation.project_id, conversation.id, seq)
    return int(count or 0)


def _changing(one: Conversation) -> dict[str, object]:
    return {name: getattr(one, name) for name in _CHANGING}


_CHANGING = {
    "project_id": "bigint",
    "id": "bigint",
    "status": "text",
    "chat_state": "text",
    "assignee_id": "bigint",
    "assigned_at": "timestamptz",
    "last_assignee_id": "bigint",
    "agent_replied_at": "timestamptz",
    "last_seq": "bigint",
    "last_message_id": "bigint",
    "last_message_snippet": "text",
    "last_message_at": "timestamptz",
    "customer_count": "bigint",
    "agent_read_count": "bigint",
    "agent_read_seq": "bigint",
    "visitor_delivered_seq": "bigint",
    "visitor_read_seq": "bigint",
    "version": "bigint",
    "revision": "bigint",
    "turn": "bigint",
    "waiting_since": "timestamptz",
    "queued_at": "timestamptz",
    "tries": "integer",
    "asked_for_person_at": "timestamptz",
    "solved_at": "timestamptz",
    "updated_at": "timestamptz",
}

_SET = ", ".join(f"{name} = n.{name}" for name in _CHANGING if name not in ("project_id", "id"))
_TYPED = ", ".join(f"{name} {kind}" for name, kind in _CHANGING.items())

_SAVE = f"""
update conversations c set {_SET}
from json_to_recordset($1::json) as n ({_TYPED})
where c.project_id = n.project_id and c.id = n.id
"""  # noqa: S608 - only our own column names

_RULES = """
select now() as moment, p.id, p.history_visibility, p.reopen_days, p.routing_mode
from (select 1) as always left join projects p on p.id = any($1::bigint[])
"""

_LOCK_ONE = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.id = $2 for no key update of c
"""  # noqa: S608 - only our own column names

_FIND_ONE = f"select {COLUMNS} from {JOINED} where c.project_id = $1 and c.id = $2"  # noqa: S608 - as above

_LOCK_HELD_BY = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.assignee_id = $2
order by c.id for no key update of c
"""  # noqa: S608 - as above

_FIND_NEWEST = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.visitor_id = $2
order by c.id desc limit 20
"""  # noqa: S608 - as above

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

_INSERT = """
insert into conversations (project_id, visitor_id, created_at, updated_at)
select project_id, visitor_id, $3, $3
from unnest($1::bigint[], $2::bigint[]) as t (project_id, visitor_id)
order by project_id, visitor_id
on conflict do nothing
"""

_COUNT_AT = """
select customer_count from messages where project_id = $1 and conversation_id = $2 and seq = $3
"""

# The visitor's current conversation: his live one, or his latest where history is kept.
_HEADS = """
select w.n, c.id, c.last_seq, c.version, c.agent_read_seq
from unnest($1::bigint[], $2::text[], $3::text[]) with ordinality as w (project_id, uid, key, n)
join projects p on p.id = w.project_id
join visitors v on v.project_id = w.project_id and v.uid = w.uid and v.token_key = w.key
cross join lateral (
    select id, last_seq, version, agent_read_seq from conversations
    where project_id = v.project_id and visitor_id = v.id and (status = 'spam') = v.is_spam
      and (v.is_spam or p.history_visibility = 'forever' or status in ('open', 'pending'))
    order by id desc limit 1
) c
"""

_LAST_SENDER = """
select sender_type from messages where project_id = $1 and conversation_id = $2 and seq = $3
"""
