"""Rows that say a chat is lost: held by nobody of the project, or waiting without a place."""

HELD_BY_NOBODY = """
select c.id from conversations c left join members m
    on m.project_id = c.project_id and m.user_id = c.assignee_id
where c.assignee_id is not null and m.user_id is null
union all
select a.conversation_id from assignments a left join members m
    on m.project_id = a.project_id and m.user_id = a.agent_id
where a.released_at is null and m.user_id is null
"""
NOT_QUEUED = """
select id from conversations
where chat_state = 'waiting_assignment' and (queued_at is null or waiting_since is null)
"""
