"""The SQL of reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    import asyncpg

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, MessageId, ProjectId


@dataclass(frozen=True)
class Stuck:
    """A chat that will not move by itself."""

    conversation_id: ConversationId
    visitor_name: str | None
    visitor_uid: str
    chat_state: str
    reason: str
    explanation: str
    since: datetime | None


async def share_days(tx: Transaction, project_id: ProjectId) -> None:
    """Keep a project's days where they are until commit."""
    await tx.execute("select pg_advisory_xact_lock_shared($1, hashint8($2))", _DAYS, project_id)


async def lock_days(tx: Transaction, project_id: ProjectId) -> None:
    """Wait for all who count, and let nobody count until commit."""
    await tx.execute("select pg_advisory_xact_lock($1, hashint8($2))", _DAYS, project_id)


async def count_reply(tx: Transaction, project_id: ProjectId, message_id: MessageId) -> None:
    """Add one agent's message to its day."""
    await tx.execute(_COUNT, project_id, message_id)


async def count_all_days(tx: Transaction, project_id: ProjectId) -> None:
    """Write every day of a project anew, from the messages."""
    await tx.execute("delete from agent_daily_stats where project_id = $1", project_id)
    await tx.execute(_COUNT_ALL, project_id)


async def list_agents(
    tx: Transaction, project_id: ProjectId, first: date, last: date
) -> list[asyncpg.Record]:
    """Return each agent who said something in these days, and distinct chats of all of them."""
    return await tx.fetch(_AGENTS, project_id, first, last)


async def list_days(
    tx: Transaction, project_id: ProjectId, first: date, last: date
) -> list[asyncpg.Record]:
    """Return each agent's days, in order."""
    return await tx.fetch(_PER_DAY, project_id, first, last)


async def state_counts(tx: Transaction, project_id: ProjectId) -> asyncpg.Record:
    """Count a project's chats by state."""
    [row] = await tx.fetch(_COUNTS, project_id)
    return row


async def list_samples(tx: Transaction, project_id: ProjectId) -> list[asyncpg.Record]:
    """Return how things stood in the last sixty minutes, oldest first."""
    return await tx.fetch(_SAMPLES, project_id)


async def take_samples(tx: Transaction) -> None:
    """Note how things stand this minute, unless somebody did already."""
    await tx.execute(_TAKE_SAMPLES)


async def forget_samples(tx: Transaction, kept_hours: int) -> None:
    """Remove what is older than a day."""
    await tx.execute(
        "delete from minute_samples where at < now() - make_interval(hours => $1)", kept_hours
    )


async def list_stuck(tx: Transaction, project_id: ProjectId) -> list[Stuck]:
    """Return what is stuck, the oldest first."""
    rows = await tx.fetch(_STUCK, project_id)
    return [Stuck(**dict(row.items())) for row in rows]


async def why_stuck(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId
) -> str | None:
    """Return why a chat is stuck, if it is."""
    reason: str | None = await tx.fetch_value(_WHY_STUCK, project_id, conversation_id)
    return reason


# Any number; other kinds of advisory locks use others.
_DAYS = 3_002

_COUNT = """
insert into agent_daily_stats as s (project_id, agent_id, day, messages_sent, chats_handled,
                                    first_replies, first_reply_ms, replies, reply_ms)
select project_id, agent_id, day, 1, is_first_of_day::integer,
       (is_first and asked_at is not null)::integer,
       case when is_first then coalesce(reply_ms, 0) else 0 end,
       (asked_at is not null)::integer, coalesce(reply_ms, 0)
from agent_replies where project_id = $1 and message_id = $2
on conflict (project_id, agent_id, day) do update
set messages_sent = s.messages_sent + excluded.messages_sent,
    chats_handled = s.chats_handled + excluded.chats_handled,
    first_replies = s.first_replies + excluded.first_replies,
    first_reply_ms = s.first_reply_ms + excluded.first_reply_ms,
    replies = s.replies + excluded.replies,
    reply_ms = s.reply_ms + excluded.reply_ms
"""

_COUNT_ALL = "insert into agent_daily_stats select * from recount_agent_daily_stats($1)"

# Distinct chats of a range are not the sum of its days: one chat may take several.
_AGENTS = """
select s.agent_id, u.name, u.avatar_url,
       sum(s.messages_sent)::bigint as messages_sent,
       sum(s.first_replies)::bigint as first_replies,
       sum(s.first_reply_ms)::bigint as first_reply_ms,
       sum(s.replies)::bigint as replies, sum(s.reply_ms)::bigint as reply_ms,
       (select count(distinct m.conversation_id) from messages m
        where m.project_id = s.project_id and m.sender_type = 'agent'
          and m.sender_id = s.agent_id
          and m.created_at >= ($2::date)::timestamp at time zone p.time_zone
          and m.created_at < ($3::date + 1)::timestamp at time zone p.time_zone
       ) as chats_handled
from agent_daily_stats s
join users u on u.id = s.agent_id
join projects p on p.id = s.project_id
where s.project_id = $1 and s.day between $2 and $3
group by s.project_id, s.agent_id, u.name, u.avatar_url, p.time_zone
order by u.name, s.agent_id
"""

_PER_DAY = """
select * from agent_daily_stats where project_id = $1 and day between $2 and $3
order by agent_id, day
"""

_COUNTS = """
select count(*) filter (where chat_state = 'waiting_assignment') as waiting,
       count(*) filter (where chat_state = 'assigned') as assigned,
       count(*) filter (where chat_state = 'waiting_real_user_reply') as waiting_for_visitor,
       (select count(*) from conversations d where d.project_id = $1
            and d.status in ('solved', 'spam')) as completed,
       min(waiting_since) filter (where chat_state = 'waiting_assignment')
           as oldest_waiting_since
from conversations where project_id = $1 and status in ('open', 'pending')
"""

_SAMPLES = """
select * from minute_samples where project_id = $1 and at > now() - interval '60 minutes'
order by at
"""

# Where nothing is open and nobody was here for a day, there is nothing to look at.
_TAKE_SAMPLES = """
insert into minute_samples
    (project_id, at, waiting, longest_wait_seconds, assigned, waiting_for_visitor)
select p.id, date_trunc('minute', now()),
       count(*) filter (where c.chat_state = 'waiting_assignment'),
       coalesce(extract(epoch from now() - min(c.waiting_since)
           filter (where c.chat_state = 'waiting_assignment')), 0)::bigint,
       count(*) filter (where c.chat_state = 'assigned'),
       count(*) filter (where c.chat_state = 'waiting_real_user_reply')
from projects p
left join conversations c on c.project_id = p.id and c.status in ('open', 'pending')
where c.id is not null or exists (
    select from agent_presence a
    where a.project_id = p.id and a.seen_at > now() - interval '1 day')
group by p.id
on conflict do nothing
"""

_STUCK = """
select s.conversation_id, v.name as visitor_name, v.uid as visitor_uid, s.chat_state,
       s.reason, s.explanation, s.since
from detect_stuck_chats($1) s
join conversations c on c.project_id = s.project_id and c.id = s.conversation_id
join visitors v on v.project_id = c.project_id and v.id = c.visitor_id
order by s.since, s.conversation_id
limit 200
"""

_WHY_STUCK = "select reason from detect_stuck_chats($1) where conversation_id = $2"
