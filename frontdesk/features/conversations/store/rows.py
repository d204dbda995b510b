"""The SQL of conversations and assignments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from msgspec.structs import astuple

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.responding import ResponderRules
from frontdesk.features.conversations.model.rules import ConversationRules
from frontdesk.kit.hours import read_hours

if TYPE_CHECKING:
    from datetime import datetime

    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId, UserId

Change: TypeAlias = "tuple[Conversation, Conversation]"

# The struct is the list of columns. These few are its visitor's; every other field is a
# column of its own row, under the same name.
_OF_VISITOR = {
    "visitor_uid": "v.uid",
    "visitor_key": "v.token_key",
    "visitor_name": "v.name",
    "visitor_email": "v.email",
}
_NAMES = Conversation.__struct_fields__
_UNCHANGING = frozenset({"project_id", "id", "visitor_id", "created_at", *_OF_VISITOR})
COLUMNS = ", ".join(
    f"{_OF_VISITOR[name]} as {name}" if name in _OF_VISITOR else f"c.{name}" for name in _NAMES
)
JOINED = "conversations c join visitors v on v.project_id = c.project_id and v.id = c.visitor_id"


def read(row: asyncpg.Record) -> Conversation:
    """Make a conversation of a row with `COLUMNS`."""
    return Conversation(**dict(row.items()))


async def find_rules(
    tx: Transaction, project_ids: Iterable[int]
) -> tuple[datetime, dict[int, ConversationRules]]:
    """Return the transaction's moment and the rules of each project that exists."""
    rows = await tx.fetch(_RULES, sorted(set(project_ids)))
    rules: dict[int, ConversationRules] = {}
    for row in rows:
        if row["id"] is None:
            continue
        # Hours are read only where they count: this runs for every batch of messages.
        is_by_hours = row["responder_when"] == "outside_hours"
        responder = ResponderRules(
            mode=row["responder_mode"],
            when=row["responder_when"],
            hours=read_hours(row["business_hours"]) if is_by_hours else None,
            time_zone=row["time_zone"],
            turns_per_conversation=row["turns_per_conversation"],
            tokens_per_conversation=row["tokens_per_conversation"],
        )
        rules[row["id"]] = ConversationRules(
            row["id"],
            row["history_visibility"],
            row["reopen_days"],
            row["routing_mode"],
            responder,
        )
    return rows[0]["moment"], rules


async def lock(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation | None:
    """Find one conversation and lock its row until commit."""
    row = await tx.fetch_one(_LOCK_ONE, project_id, conversation_id)
    return read(row) if row else None


async def find(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> Conversation | None:
    """Find one conversation without locking it."""
    row = await tx.fetch_one(_FIND_ONE, project_id, conversation_id)
    return read(row) if row else None


async def lock_held_by(
    tx: Transaction, project_id: ProjectId, agent_id: UserId
) -> list[Conversation]:
    """Lock, in id order, the conversations of an agent."""
    rows = await tx.fetch(_LOCK_HELD_BY, project_id, agent_id)
    return [read(row) for row in rows]


async def delete_of_project(tx: Transaction, project_id: ProjectId) -> None:
    await tx.execute("delete from conversations where project_id = $1", project_id)


async def now(tx: Transaction) -> datetime:
    """Return the transaction's moment, by the database's clock."""
    at: datetime = await tx.fetch_value("select now()")
    return at


async def name_of_assignee(tx: Transaction, conversation: Conversation) -> str | None:
    """Return the name of the agent who has the conversation."""
    if conversation.assignee_id is None:
        return None
    sql = "select name from users where id = $1"
    name: str | None = await tx.fetch_value(sql, conversation.assignee_id)
    return name


async def save(tx: Transaction, changes: Sequence[Change]) -> None:
    """Write the columns in which these rows, locked by this transaction, have changed."""
    columns, rows = patch_of(changes)
    if columns:
        await tx.execute(patching(columns), rows)


async def save_one(tx: Transaction, change: Change) -> str | None:
    """Write what changed in a row this transaction has locked; return its assignee's name."""
    columns, rows = patch_of([change])
    name: str | None = await tx.fetch_value(f"{patching(columns)} {_NAMED}", rows)
    return name


def patch_of(changes: Sequence[Change]) -> tuple[tuple[str, ...], str]:
    """Return the columns in which any of these rows has changed, and the new rows' as JSON.

    Raises `AssertionError` for a change that no statement here would write.
    """
    changed = {
        name
        for before, after in changes
        for name, was, now in zip(_NAMES, astuple(before), astuple(after), strict=True)
        if was is not now and was != now
    }
    if lost := changed & _UNCHANGING:
        raise AssertionError(f"decided, but never stored: {sorted(lost)}")
    # In one order, so that the same change is always the same statement, prepared once.
    columns = tuple(name for name in _NAMES if name in changed)
    names = ("project_id", "id", *columns)
    rows = [{name: getattr(after, name) for name in names} for _, after in changes]
    return columns, msgspec.json.encode(rows).decode()


@lru_cache(maxsize=256)
def patching(columns: tuple[str, ...], condition: str = "true") -> str:
    """Write the statement that patches these columns of rows for which a condition holds."""
    # The table itself says of which type each column is.
    return f"""
        update conversations c set {", ".join(f"{name} = n.{name}" for name in columns)}
        from json_populate_recordset(null::conversations, $1::json) as n
        where c.project_id = n.project_id and c.id = n.id and {condition}
    """  # noqa: S608 - only our own column names


_NAMED = "returning (select name from users where id = c.assignee_id)"

_RULES = """
select now() as moment, p.id, p.history_visibility, p.reopen_days, p.routing_mode,
       p.responder_mode, p.responder_when, p.business_hours, p.time_zone,
       p.turns_per_conversation, p.tokens_per_conversation
from (select 1) as always left join projects p on p.id = any($1::bigint[])
"""

# `no key`: rows that refer to a conversation, its messages above all, can still be added by
# others. Only `c` is locked, or reading a visitor's name would wait for what they write.
_LOCK_ONE = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.id = $2 for no key update of c
"""  # noqa: S608 - only our own column names

_FIND_ONE = f"select {COLUMNS} from {JOINED} where c.project_id = $1 and c.id = $2"  # noqa: S608 - as above

# In id order, as everybody who locks several: two who do must not wait for each other.
_LOCK_HELD_BY = f"""
select {COLUMNS} from {JOINED} where c.project_id = $1 and c.assignee_id = $2
order by c.id for no key update of c
"""  # noqa: S608 - as above
