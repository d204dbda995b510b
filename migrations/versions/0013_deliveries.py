"""Requests to other people's servers, until they are answered.

Revision ID: 0013
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_DELIVERIES = """
create table deliveries (
    project_id   bigint not null references projects (id) on delete cascade,
    id           bigint generated always as identity,
    -- Which part of the product sends it, and the key by which the receiver knows it.
    sender       text not null check (length(sender) between 1 and 80),
    key          text not null check (length(key) between 1 and 200),
    method       text not null,
    url          text not null,
    -- Null once it has ended: they may hold secrets and what people wrote.
    headers      jsonb,
    body         text,
    state        text not null default 'waiting'
        check (state in ('waiting', 'delivered', 'refused', 'given_up')),
    attempts     integer not null default 0,
    -- When it is tried again; while it is under way, when it is taken for lost.
    next_at      timestamptz not null default now(),
    last_status  integer,
    last_problem text,
    created_at   timestamptz not null default now(),
    ended_at     timestamptz,
    primary key (project_id, id),
    unique (project_id, sender, key),
    check ((state = 'waiting') = (ended_at is null))
);
create index deliveries_due on deliveries (project_id, next_at) where state = 'waiting';
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;
"""


def upgrade() -> None:
    """Create what is sent and the log of it."""
    op.execute(_DELIVERIES)


def downgrade() -> None:
    """Forget it."""
    op.execute("drop table deliveries")
