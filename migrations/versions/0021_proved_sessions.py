"""A session knows when its password was last entered.

Those that are open are asked for it once more: without a default for rows that stand, nobody
counts as having entered it just now.

Revision ID: 0021
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; what signs somebody in writes it by default."""
    op.execute("alter table sessions add column proved_at timestamptz")
    op.execute("alter table sessions alter column proved_at set default now()")


def downgrade() -> None:
    """Forget it."""
    op.execute("alter table sessions drop column proved_at")
