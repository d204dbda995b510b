"""Find one conversation's hold without reading all holds of its project.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A planner that has no numbers yet takes the index that answers by itself. Before, it took
# the smallest that begins with the project, `assignments_agent`, and read all its holds.
# Who holds how many is asked of the conversations, so nothing else needs that one.
_ANSWERS_BY_ITSELF = """
drop index assignments_agent, assignments_one_open;
create unique index assignments_one_open on assignments (project_id, conversation_id)
    include (agent_id) where released_at is null;
"""
_AS_BEFORE = """
drop index assignments_one_open;
create unique index assignments_one_open on assignments (project_id, conversation_id)
    where released_at is null;
create index assignments_agent on assignments (project_id, agent_id) where released_at is null;
"""


def upgrade() -> None:
    """Make the cost of a claim the same however many holds there are."""
    op.execute(_ANSWERS_BY_ITSELF)


def downgrade() -> None:
    """Put back what was there."""
    op.execute(_AS_BEFORE)
