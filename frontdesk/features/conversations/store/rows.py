"""The SQL of conversations and assignments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.conversations.model import Conversation, ConversationRules, ResponderRules
from frontdesk.kit.hours import read_hours

if TYPE_CHECKING:
    from datetime import datetime

    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId

COLUMNS = """
    c.project_id, c.id, c.visitor_id, v.uid as visitor_uid, v.token_key as visitor_key,
    v.name as visitor_name, v.email as visitor_email, c.status, c.chat_state, c.assignee_id,
    c.assigned_at, c.last_assignee_id, c.agent_replied_at, c.priority, c.tags, c.ai_enabled,
    c.responder_mode, c.last_seq, c.last_message_id, c.last_message_snippet, c.last_message_at,
    c.customer_count, c.agent_read_count, c.agent_read_seq, c.visitor_delivered_seq,
    c.visitor_read_seq, c.version, c.revision, c.turn, c.hard_turn, c.visitor_seq,
    c.responder_turns, c.responder_tokens,
    c.waiting_since, c.queued_at, c.tries,
    c.asked_for_person_at, c.solved_at, c.created_at, c.updated_at
"""
JOINED = "conversations c join visitors v on v.project_id = c.project_id and v.id = c.visitor_id"


def read(row: asyncpg.Record) -> Conversation:
    """Make a conversation of a row with `COLUMNS`."""
    return Conversation(**dict(row.items()))


async def find_rules(
    tx: Transaction, project_ids: Iterable[int]
) -> tuple[datetime, dict[int, ConversationRules]]:
    """Return the transaction's moment and the rules of each project that exists."""
    rows = await tx.fetch(_RULES, sorted(set(project_ids)))
    rules = {
        row["id"]: ConversationRules(
            row["id"],
            row["history_visibility"],
            row["reopen_days"],
            row["routing_mode"],
            _responder_rules(row),
        )
        for row in rows
        if row["id"] is not None
    }
    return rows[0]["moment"], rules


def _responder_rules(row: asyncpg.Record) -> ResponderRules:
    # Hours are read only where they count: this runs for every batch of messages.
    is_by_hours = row["responder_when"] == "outside_hours"
    return ResponderRules(
        mode=row["responder_mode"],
        when=row["responder_when"],
        hours=read_hours(row["business_hours"]) if is_by_hours else None,
        time_zone=row["time_zone"],
        turns_per_conversation=row["turns_per_conversation"],
        tokens_per_conversation=row["tokens_per_conversation"],
    )


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


async def now(tx: Transaction) -> datetime:
    """Return the transaction's moment, by the database's clock."""
    at: datetime = await tx.fetch_value("select now()")
    return at


async def user_name(tx: Transaction, user_id: UserId) -> str | None:
    """Return a member's name."""
    name = await tx.fetch_value("select name from users where id = $1", user_id)
    return None if name is None else str(name)


async def save(tx: Transaction, conversations: Sequence[Conversation]) -> None:
    """Write what decisions and messages change; their rows are held by this transaction."""
    await tx.execute(_SAVE, msgspec.json.encode([_changing(one) for one in conversations]).decode())


async def save_details(tx: Transaction, conversation: Conversation) -> None:
    """Write tags, priority and the responder's switches of a row this transaction holds."""
    one = conversation
    await tx.execute(
        _SAVE_DETAILS,
        one.project_id,
        one.id,
        one.tags,
        one.priority,
        one.ai_enabled,
        one.responder_mode,
        one.version,
        one.revision,
        one.turn,
        one.updated_at,
        one.hard_turn,
        one.asked_for_person_at,
    )


def _changing(one: Conversation) -> dict[str, object]:
    return {name: getattr(one, name) for name in _CHANGING}


_CHANGING = {
    "project_id": "bigint",
    "id": "bigint",
    "status": "text",
    "priority": "text",
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
    "hard_turn": "bigint",
    "visitor_seq": "bigint",
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

_SAVE_DETAILS = """
update conversations set tags = $3, priority = $4, ai_enabled = $5, responder_mode = $6,
    version = $7, revision = $8, turn = $9, updated_at = $10,
    hard_turn = $11, asked_for_person_at = $12
where project_id = $1 and id = $2
"""

_RULES = """
select now() as moment, p.id, p.history_visibility, p.reopen_days, p.routing_mode,
       p.responder_mode, p.responder_when, p.business_hours, p.time_zone,
       p.turns_per_conversation, p.tokens_per_conversation
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
