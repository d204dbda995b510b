"""Who changed what people may do here, when, and from where.

Revision ID: 0019
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_AUDIT = """
create table audit_entries (
    id           bigint generated always as identity primary key,
    -- No reference: what was done outlives the project and the people. Null for the one row of an
    -- account that belongs to no project.
    project_id   bigint,
    at           timestamptz not null default now(),
    kind         text not null check (length(kind) between 1 and 40),
    actor_id     bigint,
    actor_name   text,
    subject_id   bigint,
    subject_name text,
    about        text,
    changes      jsonb not null default '[]',
    address      text,
    user_agent   text
);
create index audit_entries_of_project on audit_entries (project_id, id desc);
create index audit_entries_by_age on audit_entries (at);
"""


def upgrade() -> None:
    """Create the log."""
    op.execute(_AUDIT)


def downgrade() -> None:
    """Forget it."""
    op.execute("drop table audit_entries")
