"""The SQL of messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.messages.model import Message, ProjectGone

if TYPE_CHECKING:
    from datetime import datetime

    import asyncpg

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.wire import MessageStatus
    from frontdesk.features.messages.wire import SenderType
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import MessageId

PAGE = 50


async def reserve_ids(tx: Transaction, count: int) -> list[MessageId]:
    """Take ids for messages about to be stored; unused ones are simply skipped."""
    rows = await tx.fetch(_RESERVE, count)
    return [row["id"] for row in rows]


async def insert(tx: Transaction, messages: Sequence[Message]) -> None:
    """Store messages that have their ids and places."""
    rows = [{name: getattr(one, name) for name in _OWN} for one in messages]
    await tx.execute(_INSERT, msgspec.json.encode(rows).decode())


async def now_and_persona(tx: Transaction, project_id: int) -> tuple[datetime, str]:
    """Return the transaction's moment, and the name under which a project answers."""
    row = await tx.fetch_one(
        "select now() as moment, persona_name from projects where id = $1", project_id
    )
    if row is None:
        raise ProjectGone
    return row["moment"], row["persona_name"]


async def find_by_temp_ids(
    tx: Transaction, sender_type: SenderType, wanted: Iterable[tuple[int, int, str]]
) -> dict[tuple[int, int, str], Message]:
    """Find messages by project, sender and temp id: what a resend already stored."""
    keys = list(wanted)
    if not keys:
        return {}
    rows = await tx.fetch(
        _BY_TEMP_IDS,
        [project_id for project_id, _, _ in keys],
        [sender_id for _, sender_id, _ in keys],
        [temp_id for _, _, temp_id in keys],
        sender_type,
    )
    return {(row["project_id"], row["sender_id"], row["temp_id"]): _read(row) for row in rows}


async def has_temp_id(tx: Transaction, project_id: int, uid: str, temp_id: str) -> bool:
    """Whether a visitor's message with this temp id is stored."""
    return bool(await tx.fetch_value(_HAS_TEMP_ID, project_id, uid, temp_id))


async def find_page_before(
    tx: Transaction, conversation: Conversation, before_seq: int, limit: int
) -> list[Message]:
    """Return the newest messages below a `seq`, oldest first."""
    rows = await tx.fetch(_PAGE_BEFORE, conversation.project_id, conversation.id, before_seq, limit)
    return [_read(row) for row in reversed(rows)]


async def find_page_after(
    tx: Transaction, conversation: Conversation, after_seq: int, limit: int
) -> list[Message]:
    """Return the oldest messages above a `seq`, oldest first."""
    rows = await tx.fetch(_PAGE_AFTER, conversation.project_id, conversation.id, after_seq, limit)
    return [_read(row) for row in rows]


async def move_status_forward(
    tx: Transaction,
    conversation: Conversation,
    up_to: tuple[int, int],
    status: MessageStatus,
    *,
    from_visitor: bool,
) -> None:
    """Move the messages between two `seq`s (first excluded) to at least this status."""
    after_seq, up_to_seq = up_to
    await tx.execute(
        _MOVE_FORWARD,
        conversation.project_id,
        conversation.id,
        after_seq,
        up_to_seq,
        status,
        from_visitor,
    )


async def credit_answer(
    tx: Transaction, conversation: Conversation, before_seq: int, agent_id: int
) -> None:
    """Note which agent's reply answered the visitor's messages before it."""
    await tx.execute(_CREDIT, conversation.project_id, conversation.id, before_seq, agent_id)


async def customer_count_at(tx: Transaction, conversation: Conversation, seq: int) -> int:
    """Return how many of the messages up to `seq` are the visitor's."""
    count = await tx.fetch_value(_COUNT_AT, conversation.project_id, conversation.id, seq)
    return int(count or 0)


async def unanswered_since(tx: Transaction, conversation: Conversation) -> datetime | None:
    """Return since when the visitor has waited for an answer; None if the team spoke last."""
    since: datetime | None = await tx.fetch_value(
        _UNANSWERED, conversation.project_id, conversation.id
    )
    return since


async def is_latest_answer_of(tx: Transaction, conversation: Conversation, agent_id: int) -> bool:
    """Whether this agent wrote the latest answer, of all that people and the responder gave."""
    return bool(
        await tx.fetch_value(_IS_LATEST_OF, conversation.project_id, conversation.id, agent_id)
    )


async def persona_name(tx: Transaction, project_id: int) -> str:
    """Return the name under which the team, and the product for it, speaks."""
    name: str = await tx.fetch_value("select persona_name from projects where id = $1", project_id)
    return name


def _read(row: asyncpg.Record) -> Message:
    return Message(**dict(row.items()))


# The struct is the list of columns. These few are other tables'; every other field is a
# column of its own row, under the same name.
_OF_OTHERS = {
    "sender_name": """
        case m.sender_type
            when 'visitor' then coalesce(v.name, 'Visitor #' || left(v.uid, 6))
            when 'agent' then coalesce(u.name, 'Former member')
            else p.persona_name
        end""",
    "sender_avatar_url": "u.avatar_url",
    "visitor_id": "c.visitor_id",
}
_NAMES = tuple(Message.__dataclass_fields__)
_OWN = tuple(name for name in _NAMES if name not in _OF_OTHERS)
_COLUMNS = ", ".join(
    f"{_OF_OTHERS[name]} as {name}" if name in _OF_OTHERS else f"m.{name}" for name in _NAMES
)

_SELECT = f"""
select {_COLUMNS}
from messages m
join conversations c on c.project_id = m.project_id and c.id = m.conversation_id
join visitors v on v.project_id = c.project_id and v.id = c.visitor_id
join projects p on p.id = m.project_id
left join users u on m.sender_type = 'agent' and u.id = m.sender_id
"""  # noqa: S608 - only our own column names

_PAGE_BEFORE = f"""
{_SELECT} where m.project_id = $1 and m.conversation_id = $2 and m.seq < $3
order by m.seq desc limit $4
"""

_PAGE_AFTER = f"""
{_SELECT} where m.project_id = $1 and m.conversation_id = $2 and m.seq > $3
order by m.seq limit $4
"""

# Looked up row by row along the keys. As one join, a plan made while the tables were small
# reads every message of the project for each batch; `limit` keeps the planner from that.
_BY_TEMP_IDS = f"""
with found as materialized (
    select one.project_id, one.id
    from unnest($1::bigint[], $2::bigint[], $3::text[]) as w (project_id, sender_id, temp_id)
    cross join lateral (
        select project_id, id from messages
        where project_id = w.project_id and sender_type = $4 and sender_id = w.sender_id
          and temp_id = w.temp_id
        limit 1
    ) one
)
select one.* from found
cross join lateral (
    {_SELECT} where m.project_id = found.project_id and m.id = found.id limit 1
) one
"""  # noqa: S608 - as above

_HAS_TEMP_ID = """
select exists (
    select from messages m join visitors v on v.project_id = m.project_id and v.id = m.sender_id
    where m.project_id = $1 and v.uid = $2 and m.temp_id = $3 and m.sender_type = 'visitor')
"""

_COUNT_AT = """
select customer_count from messages where project_id = $1 and conversation_id = $2 and seq = $3
"""

# A line of the product itself answers nobody.
_UNANSWERED = """
select min(m.created_at) from messages m
where m.project_id = $1 and m.conversation_id = $2 and m.sender_type = 'visitor'
  and m.seq > coalesce((
      select t.seq from messages t
      where t.project_id = $1 and t.conversation_id = $2 and t.sender_type in ('agent', 'ai')
      order by t.seq desc limit 1), 0)
"""

_IS_LATEST_OF = """
select sender_type = 'agent' and sender_id = $3 from messages
where project_id = $1 and conversation_id = $2 and sender_type in ('agent', 'ai')
order by seq desc limit 1
"""

_RESERVE = """
select nextval(pg_get_serial_sequence('messages', 'id')) as id from generate_series(1, $1)
"""

# The table itself says of which type each column is.
_INSERT = f"""
insert into messages ({", ".join(_OWN)})
select {", ".join(_OWN)} from json_populate_recordset(null::messages, $1::json)
order by project_id, sender_type, sender_id, temp_id
"""  # noqa: S608 - as above

# greatest() and the trigger behind it: a status never goes back, in whatever order writers come.
_MOVE_FORWARD = """
update messages
set status = greatest(status, $5::message_status),
    delivered_at = case when $6 then delivered_at else coalesce(delivered_at, now()) end
where project_id = $1 and conversation_id = $2 and seq > $3 and seq <= $4
  and (sender_type = 'visitor') = $6
  and (status < $5::message_status or (not $6 and delivered_at is null))
"""

# Whatever came before the answer before this one was credited then, or is the responder's.
_CREDIT = """
update messages set handled_by_id = $4
where project_id = $1 and conversation_id = $2 and seq < $3
  and seq > coalesce((select p.seq from messages p
                      where p.project_id = $1 and p.conversation_id = $2 and p.seq < $3
                        and p.sender_type in ('agent', 'ai')
                      order by p.seq desc limit 1), 0)
  and sender_type = 'visitor' and handled_by_id is null
"""
