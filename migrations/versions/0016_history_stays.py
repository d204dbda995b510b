"""A new project keeps its history: what a visitor writes goes on where they left off.

A project that stands keeps what it has.

Revision ID: 0016
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let what comes be `forever`."""
    op.execute("alter table projects alter column history_visibility set default 'forever'")


def downgrade() -> None:
    """Go back to beginning anew."""
    op.execute("alter table projects alter column history_visibility set default 'limit_to_active'")
