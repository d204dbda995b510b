"""A question administrators ask is a function: whether the agent keeps a chat.

The answer is that of `decide`, which does not call it: the rules stand once, and a test compares.

Revision ID: 0023
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_FUNCTION = """
create function should_keep_assignment(in_project bigint, in_conversation bigint)
returns boolean language sql stable as $$
    select coalesce((
        select c.assignee_id is not null and (
            c.chat_state = 'assigned'
            or agent_availability(a.state, a.seen_at, null, a.active_at, p.offline_minutes,
                                  p.idle_minutes) = 'available')
        from conversations c
        join projects p on p.id = c.project_id
        left join agent_presence a on a.project_id = c.project_id and a.user_id = c.assignee_id
        where c.project_id = in_project and c.id = in_conversation
    ), false)
$$;
"""


def upgrade() -> None:
    """Answer it."""
    op.execute(_FUNCTION)


def downgrade() -> None:
    """Answer it no more."""
    op.execute("drop function should_keep_assignment")
