"""A visitor who is blocked has no live conversation.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Blocked before a block ended the chat: it ends now, and its history says by whom.
_END_THOSE_OF_BLOCKED = """
with ended as (
    update conversations c
    set status = 'solved', chat_state = 'completed', solved_at = now(), waiting_since = null,
        queued_at = null, tries = 0, asked_for_person_at = null, assignee_id = null,
        assigned_at = null, last_assignee_id = coalesce(c.assignee_id, c.last_assignee_id),
        version = c.version + 1, revision = c.revision + 1, turn = c.turn + 1,
        hard_turn = c.hard_turn + 1, updated_at = now()
    from visitors v
    where v.project_id = c.project_id and v.id = c.visitor_id
      and v.blocked_at is not null and c.status in ('open', 'pending')
    returning c.project_id, c.id, c.version, c.last_seq, v.blocked_by
), let_go as (
    update assignments a set released_at = now(), release_reason = 'solved'
    from ended e
    where a.project_id = e.project_id and a.conversation_id = e.id and a.released_at is null
)
insert into conversation_events
    (project_id, conversation_id, version, kind, actor_id, details, after_seq)
select project_id, id, version, 'visitor_blocked', blocked_by, '{"status": "solved"}', last_seq
from ended
"""

# Looked at when the transaction commits, because the two rows are written one after the
# other. A message that is stored changes no status, so it costs nothing here.
_GUARD = """
create function refuse_live_chat_of_blocked() returns trigger language plpgsql as $$
declare
    whose bigint := case tg_table_name when 'visitors'
        then new.id else (to_jsonb(new) ->> 'visitor_id')::bigint end;
begin
    if exists (
        select from visitors v
        join conversations c on c.project_id = v.project_id and c.visitor_id = v.id
        where v.project_id = new.project_id and v.id = whose
          and v.blocked_at is not null and c.status in ('open', 'pending')
    ) then
        raise exception 'visitor % is blocked and has a live conversation', whose
            using errcode = 'check_violation', constraint = 'conversations_none_of_blocked';
    end if;
    return null;
end $$;
create constraint trigger conversations_none_of_blocked
    after insert on conversations deferrable initially deferred
    for each row when (new.status in ('open', 'pending'))
    execute function refuse_live_chat_of_blocked();
create constraint trigger conversations_none_reopened_of_blocked
    after update of status on conversations deferrable initially deferred
    for each row when (new.status in ('open', 'pending') and old.status is distinct from new.status)
    execute function refuse_live_chat_of_blocked();
create constraint trigger visitors_blocked_without_chat
    after update of blocked_at on visitors deferrable initially deferred
    for each row when (new.blocked_at is not null)
    execute function refuse_live_chat_of_blocked();
"""


def upgrade() -> None:
    """End what should have ended, and let nobody begin it again."""
    op.execute(_END_THOSE_OF_BLOCKED)
    # A table whose deferred checks are still due cannot be altered.
    op.execute("set constraints all immediate")
    op.execute(_GUARD)


def downgrade() -> None:
    """Let a blocked visitor's chat live again."""
    op.execute("drop trigger visitors_blocked_without_chat on visitors")
    op.execute("drop trigger conversations_none_of_blocked on conversations")
    op.execute("drop trigger conversations_none_reopened_of_blocked on conversations")
    op.execute("drop function refuse_live_chat_of_blocked")
