"""The SQL of what is overdue: asked by timers, by the sweep behind them, and again under the lock.

Each rule stands here once, as a condition on a conversation `c` of a project `p`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.presence.model import ATTENTION_SECONDS
from frontdesk.features.routing.model import AutoPending, FirstReplyDue

if TYPE_CHECKING:
    from typing import Literal

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


async def auto_pending_minutes(tx: Transaction, project_id: ProjectId) -> int:
    """Return how long a visitor may leave a reply unanswered; 0 for ever."""
    return int(await tx.fetch_value(_AUTO_PENDING, project_id) or 0)


async def first_reply_minutes(tx: Transaction, project_id: ProjectId) -> int:
    """Return how long an agent may keep a chat without a word; 0 for ever."""
    return int(await tx.fetch_value(_FIRST_REPLY, project_id) or 0)


async def find_fallen_silent(tx: Transaction) -> list[AutoPending]:
    """Return the conversations whose last word has been an agent's for too long."""
    rows = await tx.fetch(_SILENT)
    return [AutoPending(row["project_id"], row["id"], row["last_message_id"]) for row in rows]


async def pending_due(tx: Transaction, conversation: Conversation, message_id: int) -> bool:
    """Whether this is still the newest reply of a conversation this transaction has locked."""
    found = await tx.fetch_value(_IS_SILENT, conversation.project_id, conversation.id, message_id)
    return bool(found)


async def find_unanswered_assignments(tx: Transaction) -> list[FirstReplyDue]:
    """Return the assignments whose agent has let the first reply's time pass."""
    rows = await tx.fetch(_UNANSWERED)
    return [
        FirstReplyDue(row["project_id"], row["id"], row["assignee_id"], row["assigned_at"])
        for row in rows
    ]


async def is_first_reply_overdue(tx: Transaction, conversation: Conversation) -> bool:
    """Say the same of one conversation this transaction has locked."""
    found = await tx.fetch_value(_IS_UNANSWERED, conversation.project_id, conversation.id)
    return bool(found)


async def find_lost_assignments(tx: Transaction) -> list[tuple[ProjectId, ConversationId]]:
    """Return the chats whose holder is idle or offline."""
    return [(row["project_id"], row["id"]) for row in await tx.fetch(_LOST)]


async def why_lost(
    tx: Transaction, conversation: Conversation
) -> Literal["idle", "offline"] | None:
    """Return why the holder of a conversation this transaction has locked can't go on, if so."""
    reason: Literal["idle", "offline"] | None = await tx.fetch_value(
        _WHY_LOST, conversation.project_id, conversation.id
    )
    return reason


async def losses_since_answer(
    tx: Transaction, conversation: Conversation, reasons: list[str]
) -> tuple[int, int]:
    """Return how often agents lost a chat since the last answer, and how often they may."""
    [row] = await tx.fetch(_LOSSES, conversation.project_id, conversation.id, reasons)
    return row["losses"], row["max_reassignments"]


_AUTO_PENDING = "select auto_pending_minutes from projects where id = $1"
_FIRST_REPLY = "select first_reply_minutes from projects where id = $1"

_FROM = "from conversations c join projects p on p.id = c.project_id"
_ONE = "where c.project_id = $1 and c.id = $2"
_AT_ONCE = 500

# Whether it was given to another agent since makes no difference to a visitor who says nothing.
_SILENCE = """
c.status = 'open' and c.waiting_since is null
and c.chat_state in ('waiting_real_user_reply', 'assigned') and p.auto_pending_minutes > 0
and c.agent_replied_at <= now() - make_interval(mins => p.auto_pending_minutes)
and exists (select from messages m where m.project_id = c.project_id and m.id = c.last_message_id
            and m.sender_type = 'agent')
"""
_SILENT = f"""
select c.project_id, c.id, c.last_message_id {_FROM} where {_SILENCE}
order by c.agent_replied_at limit {_AT_ONCE}
"""
_IS_SILENT = f"select true {_FROM} {_ONE} and c.last_message_id = $3 and {_SILENCE}"

# The time runs since there is something to answer and somebody to answer it. An agent who types
# there, or looks at it and touches keys, gets the same time once more.
_NO_FIRST_REPLY = f"""
c.chat_state = 'assigned' and c.waiting_since is not null and p.first_reply_minutes > 0
and (c.agent_replied_at is null or c.agent_replied_at < c.assigned_at)
and greatest(c.assigned_at, c.waiting_since)
    <= now() - make_interval(mins => p.first_reply_minutes)
and (greatest(c.assigned_at, c.waiting_since)
         <= now() - make_interval(mins => 2 * p.first_reply_minutes)
     or not exists (
         select from agent_presence h
         where h.project_id = c.project_id and h.user_id = c.assignee_id
           and (h.attention ->> c.id::text)::double precision
               > extract(epoch from now()) - {ATTENTION_SECONDS}))
"""  # noqa: S608 - only our own numbers
_UNANSWERED = f"""
select c.project_id, c.id, c.assignee_id, c.assigned_at {_FROM} where {_NO_FIRST_REPLY}
order by c.assigned_at limit {_AT_ONCE}
"""
_IS_UNANSWERED = f"select true {_FROM} {_ONE} and {_NO_FIRST_REPLY}"

# Agents who were never seen count as seen when they got the chat.
_PRESENCE = """
left join agent_presence a on a.project_id = c.project_id and a.user_id = c.assignee_id
cross join lateral (select case
    when coalesce(a.seen_at, c.assigned_at) < now() - make_interval(mins => p.offline_minutes)
        then 'offline'
    when coalesce(a.active_at, c.assigned_at) < now() - make_interval(mins => p.idle_minutes)
        then 'idle'
    end as reason) why
"""
_LOST = f"""
select c.project_id, c.id {_FROM} {_PRESENCE}
where c.assignee_id is not null and why.reason is not null
order by c.project_id, c.id limit {_AT_ONCE}
"""
_WHY_LOST = f"select why.reason {_FROM} {_PRESENCE} {_ONE} and c.assignee_id is not null"

_LOSSES = """
select p.max_reassignments, (
    select count(*) from assignments a
    where a.project_id = c.project_id and a.conversation_id = c.id
      and a.release_reason = any($3::text[])
      and a.released_at > coalesce(c.agent_replied_at, '-infinity')) as losses
from conversations c join projects p on p.id = c.project_id
where c.project_id = $1 and c.id = $2
"""
