"""An account can be disabled, and its password set by a one-time link.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_DISABLED = "alter table users add column disabled_at timestamptz"

# As with sessions, a copy of this table opens no door. An account has one link: the newest.
_LINKS = """
create table password_links (
    user_id    bigint primary key references users (id) on delete cascade,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null
)
"""


def upgrade() -> None:
    """Add when an account was disabled, and the links."""
    op.execute(_DISABLED)
    op.execute(_LINKS)


def downgrade() -> None:
    """Remove both: what was disabled can sign in again."""
    op.execute("drop table password_links")
    op.execute("alter table users drop column disabled_at")
