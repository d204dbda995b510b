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
    "a chat state that does not follow from the last message": """
        select c.project_id, c.id from conversations c join messages m
            on m.project_id = c.project_id and m.conversation_id = c.id and m.seq = c.last_seq
        where c.status in ('open', 'pending') and c.chat_state <> case
            when m.sender_type = 'agent' then 'waiting_real_user_reply'
            when c.assignee_id is not null then 'assigned' else 'waiting_assignment' end""",
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
