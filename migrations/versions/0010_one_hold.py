"""Find one conversation's hold without reading all holds of its project.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# With the project first, a planner that has no numbers yet took this index, because it is
# the smallest, to look for one conversation's hold, and read all holds of the project.
_AGENT_FIRST = """
drop index assignments_agent;
create index assignments_agent on assignments (agent_id, project_id) where released_at is null;
"""
_PROJECT_FIRST = """
drop index assignments_agent;
create index assignments_agent on assignments (project_id, agent_id) where released_at is null;
"""


def upgrade() -> None:
    """Make the cost of a claim the same however many holds there are."""
    op.execute(_AGENT_FIRST)


def downgrade() -> None:
    """Put back what was there."""
    op.execute(_PROJECT_FIRST)
