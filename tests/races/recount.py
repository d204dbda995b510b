"""The books must balance: everything counted is equal to a recount of the rows."""

from __future__ import annotations

from typing import Any, TypeAlias

import asyncpg

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"

# Whether somebody waits for an answer, by what was said and asked, and not by what was decided:
# a message of the visitor, or their wish for a person, that neither an agent nor the responder
# has answered. `is_late`: the responder answered an older message and is on its way to the rest.
# A chat that a test made without a word says nothing.
_SAID = """
with answers as (
    select distinct on (project_id, conversation_id) project_id, conversation_id, seq,
           created_at as at, case when sender_type = 'ai' and temp_id like 'answer-%'
               then split_part(temp_id, '-', 3)::bigint end as read_seq
    from messages where sender_type in ('agent', 'ai')
    order by project_id, conversation_id, seq desc
),
said as (
    select c.*, exists (
               select from messages v
               where v.project_id = c.project_id and v.conversation_id = c.id
                 and v.sender_type = 'visitor' and v.seq > coalesce(a.seq, 0))
           or exists (
               select from conversation_events w
               where w.project_id = c.project_id and w.conversation_id = c.id
                 and w.kind = 'person_asked_for' and w.after_seq >= coalesce(a.seq, 0)
                 and w.version > coalesce((
                     select max(over.version) from conversation_events over
                     where over.project_id = c.project_id and over.conversation_id = c.id
                       and over.kind in ('status_solved', 'status_spam')), 0))
           or coalesce(c.asked_for_person_at >= a.at, false) as is_open,
           exists (
               select from messages v
               where v.project_id = c.project_id and v.conversation_id = c.id
                 and v.sender_type = 'visitor' and v.seq > a.read_seq and v.seq < a.seq
           ) as is_late
    from conversations c
    left join answers a on a.project_id = c.project_id and a.conversation_id = c.id
)"""

# Each query returns the rows that contradict what stands in another table. Nothing here asks a
# view or a function of the product: what they say is what is checked.
_CONTRADICTIONS = {
    "two live conversations of one visitor": """
        select project_id, visitor_id from conversations where status in ('open', 'pending')
        group by 1, 2 having count(*) > 1""",
    "numbers that are not 1..n": """
        select project_id, conversation_id from messages
        group by 1, 2 having min(seq) <> 1 or max(seq) <> count(*)""",
    "a message stored twice": """
        select project_id, sender_type, sender_id, temp_id from messages
        group by 1, 2, 3, 4 having count(*) > 1""",
    "counters that differ from a recount": """
        select c.project_id, c.id from conversations c cross join lateral (
            select count(*) as total, coalesce(max(seq), 0) as last_seq,
                   count(*) filter (where sender_type = 'visitor') as customer,
                   count(*) filter (where sender_type = 'visitor'
                                    and seq <= c.agent_read_seq) as read
            from messages m where m.project_id = c.project_id and m.conversation_id = c.id) r
        where (c.last_seq, c.customer_count, c.agent_read_count)
              is distinct from (r.last_seq, r.customer, r.read)""",
    "a last message that is not the last": """
        select c.project_id, c.id from conversations c left join messages m
            on m.project_id = c.project_id and m.conversation_id = c.id and m.seq = c.last_seq
        where c.last_message_id is distinct from m.id
           or c.last_message_snippet is distinct from left(m.content, 100)""",
    "a chat state that does not follow from what was said and asked": f"""
        {_SAID}
        select project_id, id, chat_state, waiting_since, is_open from said
        where status in ('open', 'pending') and last_seq > 0 and not is_late and case chat_state
            when 'waiting_assignment' then not is_open or waiting_since is null
            when 'waiting_real_user_reply' then is_open or waiting_since is not null
            when 'assigned' then is_open <> (waiting_since is not null)
            else true end""",  # noqa: S608 - only our own words
    "a last agent who is not the one who replied or was let go last": """
        select c.project_id, c.id, c.last_assignee_id, last.who from conversations c
        cross join lateral (
            select who from (
                select sender_id as who, created_at as at from messages m
                where m.project_id = c.project_id and m.conversation_id = c.id
                  and m.sender_type = 'agent'
                union all
                select agent_id, released_at from assignments a
                where a.project_id = c.project_id and a.conversation_id = c.id
                  and a.released_at is not null) any_of
            order by at desc limit 1) last
        where c.last_assignee_id is distinct from last.who""",
    "an assignee without exactly one open assignment": """
        select c.project_id, c.id from conversations c left join assignments a
            on a.project_id = c.project_id and a.conversation_id = c.id and a.released_at is null
        where c.assignee_id is distinct from a.agent_id""",
    "a visitor's message that is not credited to whoever answered it": """
        select m.project_id, m.id, m.handled_by_id from messages m left join lateral (
            select sender_type, sender_id from messages a where a.project_id = m.project_id
            and a.conversation_id = m.conversation_id and a.sender_type in ('agent', 'ai')
            and a.seq > m.seq order by a.seq limit 1) answer on true
        where m.sender_type = 'visitor' and m.handled_by_id is distinct from
            case answer.sender_type when 'agent' then answer.sender_id end""",
    "days that differ from what was said on them": """
        with said as (
            select m.*, p.time_zone,
                   coalesce(max(seq) filter (where sender_type in ('agent', 'ai')) over before, 0)
                       as answered_seq,
                   count(*) filter (where sender_type = 'agent') over before as earlier_replies
            from messages m join projects p on p.id = m.project_id
            window before as (partition by m.project_id, m.conversation_id order by seq
                              rows between unbounded preceding and 1 preceding)
        ),
        replies as (
            select r.project_id, r.conversation_id, r.sender_id as agent_id,
                   (r.created_at at time zone r.time_zone)::date as day,
                   r.earlier_replies = 0 as is_first,
                   round(1000 * extract(epoch from r.created_at - least(
                       (select min(v.created_at) from messages v
                        where v.project_id = r.project_id
                          and v.conversation_id = r.conversation_id
                          and v.sender_type = 'visitor' and v.seq between r.answered_seq and r.seq),
                       (select min(w.created_at) from conversation_events w
                        where w.project_id = r.project_id
                          and w.conversation_id = r.conversation_id
                          and w.kind = 'person_asked_for'
                          and w.after_seq between r.answered_seq and r.seq - 1)))) as ms
            from said r where r.sender_type = 'agent'
        ),
        days as (
            select project_id, agent_id, day, count(*) as messages_sent,
                   count(distinct conversation_id) as chats_handled,
                   count(ms) filter (where is_first) as first_replies,
                   coalesce(sum(ms) filter (where is_first), 0) as first_reply_ms,
                   count(ms) as replies, coalesce(sum(ms), 0) as reply_ms
            from replies group by 1, 2, 3
        )
        select * from (select project_id, agent_id, day, messages_sent, chats_handled,
                              first_replies, first_reply_ms, replies, reply_ms
                       from agent_daily_stats) s
        natural full join days d
        where s.messages_sent is null or d.messages_sent is null""",
    "a message nobody was told about": """
        select m.project_id, m.id from messages m
        left join (select project_id, event, payload from outbox
                   union all select project_id, event, payload from feed) t
            on t.project_id = m.project_id and t.event = 'newMessage'
           and (t.payload ->> 'id')::bigint = m.id
        group by 1, 2 having count(t.event) <> 1""",
    "a version without its event": """
        select c.project_id, c.id from conversations c left join conversation_events e
            on e.project_id = c.project_id and e.conversation_id = c.id
        group by 1, 2, c.version having count(e.version) <> c.version - 1""",
}


async def contradictions(connection: Connection) -> list[str]:
    """Name every rule that some row breaks; an empty list means the books balance."""
    found = {name: await connection.fetch(sql) for name, sql in _CONTRADICTIONS.items()}
    return [f"{name}: {dict(rows[0])}" for name, rows in found.items() if rows]
