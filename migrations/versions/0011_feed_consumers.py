"""Durable consumers of the feed: how far each has read, and what it could not handle.

Revision ID: 0011
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_CONSUMERS = """
-- The consumers there are. One that begins at the head skips what was there when it was
-- registered; a project made later is read from its first entry either way.
create table feed_consumers (
    name          text primary key check (length(name) between 1 and 80),
    registered_at timestamptz not null default now()
);

create table feed_positions (
    project_id bigint not null references projects (id) on delete cascade,
    consumer   text not null references feed_consumers (name) on delete cascade,
    -- Everything up to here has been handled or parked.
    feed_seq   bigint not null,
    -- How often the entry behind it has failed, and not before when it is tried again.
    attempts   integer not null default 0,
    retry_at   timestamptz,
    -- Entries that were pruned before this consumer read them.
    missed     bigint not null default 0,
    primary key (project_id, consumer)
);
create index feed_positions_consumer on feed_positions (consumer);

-- An entry that a consumer went past without handling it. It goes with the entry.
create table parked_entries (
    project_id bigint not null,
    feed_seq   bigint not null,
    consumer   text not null references feed_consumers (name) on delete cascade,
    -- The kind of the error and its place; never its text, which may quote somebody.
    reason     text not null,
    attempts   integer not null,
    parked_at  timestamptz not null default now(),
    -- Set by an operator: handle it once more.
    again      boolean not null default false,
    primary key (project_id, feed_seq, consumer),
    foreign key (project_id, feed_seq) references feed (project_id, feed_seq) on delete cascade
);
create index parked_entries_again on parked_entries (consumer) where again;
"""


def upgrade() -> None:
    """Create what consumers remember."""
    op.execute(_CONSUMERS)


def downgrade() -> None:
    """Forget it."""
    op.execute("drop table parked_entries, feed_positions, feed_consumers")
