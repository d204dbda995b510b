"""What the responder may not promise by itself, and that a last attempt lives.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_UP = """
-- Null stands for our own list, which grows with the product.
alter table projects add column responder_gated_words text[]
    check (cardinality(responder_gated_words) <= 300);
-- When the worker that thinks last said that it lives.
alter table responder_runs add column beat_at timestamptz not null default now();
"""
_DOWN = """
alter table responder_runs drop column beat_at;
alter table projects drop column responder_gated_words;
"""


def upgrade() -> None:
    """Add both columns."""
    op.execute(_UP)


def downgrade() -> None:
    """Remove them again."""
    op.execute(_DOWN)
