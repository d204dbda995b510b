"""A session ends 90 days after it began, however much it is used.

Those that are open keep to it as well.

Revision ID: 0017
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KEEP_TO_IT = """
update sessions set expires_at = created_at + interval '90 days'
where revoked_at is null and expires_at > created_at + interval '90 days'
"""


def upgrade() -> None:
    """Shorten what lasts longer."""
    op.execute(_KEEP_TO_IT)


def downgrade() -> None:
    """Leave them: a shorter session harms nothing."""
