"""Since when a visitor has waited is written by the code that begins the hold.

The trigger read it off messages that were not credited yet, so it depended on the order of
two statements elsewhere. While old processes still run beside new ones, a hold an old one
begins has no wait. Readers pass over such holds, as they always did for chats handed on, so
the estimate of a wait looks at slightly older ones for that while and nothing else changes.

Revision ID: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_DROP = """
drop trigger assignments_wait on assignments;
drop function note_wait;
"""

_AS_BEFORE = """
create function note_wait() returns trigger language plpgsql as $$
begin
    select c.waiting_since into new.waited_since from conversations c
        where c.project_id = new.project_id and c.id = new.conversation_id;
    -- A reply that takes the chat has answered the conversation already, its messages not.
    if new.waited_since is null and new.how = 'replied' then
        select min(m.created_at) into new.waited_since from messages m
            where m.project_id = new.project_id and m.conversation_id = new.conversation_id
              and m.sender_type = 'visitor' and m.handled_by_id is null;
    end if;
    return new;
end $$;
create trigger assignments_wait before insert on assignments
    for each row when (new.how not in ('reassigned', 'handed_over'))
    execute function note_wait();
"""


def upgrade() -> None:
    """Let triggers guard, and fill in nothing."""
    op.execute(_DROP)


def downgrade() -> None:
    """Put back what was there."""
    op.execute(_AS_BEFORE)
