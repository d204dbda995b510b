"""Each group of a project's settings has a version of its own.

The settings stay where they are, columns of the project's row: what a process of the version
before reads and writes is the same. It counts no group's version, so while it still runs beside
new ones, two managers who save the same group through an old and a new process may not notice
each other; `version` counts for both.

Revision ID: 0014
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_UP = """
alter table projects
    add column general_version   bigint not null default 1,
    add column widget_version    bigint not null default 1,
    add column routing_version   bigint not null default 1,
    add column assistant_version bigint not null default 1;
"""
_DOWN = """
alter table projects
    drop column general_version, drop column widget_version,
    drop column routing_version, drop column assistant_version;
"""


def upgrade() -> None:
    """Count each group for itself."""
    op.execute(_UP)


def downgrade() -> None:
    """Count them together again."""
    op.execute(_DOWN)
