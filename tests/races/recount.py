"""The books must balance: everything counted is equal to a recount of the rows."""

from __future__ import annotations

from typing import Any, TypeAlias

import asyncpg

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"

# Each query returns the rows that contradict what stands in another table.
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
    "a chat state that does not follow from what was said and done last": """
        select c.project_id, c.id, c.chat_state, said.sender_type from conversations c
        cross join lateral (
            select sender_type from messages m
            where m.project_id = c.project_id and m.conversation_id = c.id
              and m.sender_type <> 'system' order by seq desc limit 1) said
        cross join lateral (
            -- What may move a chat that was answered, since it was answered.
            select count(*) as moves from conversation_events e
            where e.project_id = c.project_id and e.conversation_id = c.id
              and e.kind not in ('agent_replied', 'system_line', 'auto_pending')
              and e.kind not like 'status_%'
              and e.version > (select max(version) from conversation_events r
                               where r.project_id = c.project_id and r.conversation_id = c.id
                                 and r.kind = 'agent_replied')) since
        where c.status in ('open', 'pending') and case said.sender_type
            when 'visitor' then c.chat_state <> case
                when c.assignee_id is null then 'waiting_assignment' else 'assigned' end
            when 'agent' then c.chat_state <> 'waiting_real_user_reply' and since.moves = 0
            end""",
    "an assignee without exactly one open assignment": """
        select c.project_id, c.id from conversations c left join assignments a
            on a.project_id = c.project_id and a.conversation_id = c.id and a.released_at is null
        where c.assignee_id is distinct from a.agent_id""",
    "a visitor's message that is not credited to whoever answered it": """
        select m.project_id, m.id, m.handled_by_id from messages m cross join lateral (
            select sender_id from messages a where a.project_id = m.project_id
            and a.conversation_id = m.conversation_id and a.sender_type = 'agent'
            and a.seq > m.seq order by a.seq limit 1) answer
        where m.sender_type = 'visitor' and m.handled_by_id is distinct from answer.sender_id""",
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
