"""Notes, canned replies, tags, and visitors who are blocked.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NOTES = """
create table notes (
    project_id      bigint not null,
    id              bigint generated always as identity,
    conversation_id bigint not null,
    author_id       bigint not null references users (id),
    text            text not null check (length(text) between 1 and 5000),
    -- Where in the thread the note stands: behind this message.
    after_seq       bigint not null check (after_seq >= 0),
    created_at      timestamptz not null default now(),
    edited_at       timestamptz,
    primary key (project_id, id),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade
);
create index notes_conversation on notes (project_id, conversation_id, id);
"""

_CANNED = """
create table canned_responses (
    project_id bigint not null references projects (id) on delete cascade,
    id         bigint generated always as identity,
    shortcut   text not null check (length(shortcut) between 1 and 40),
    content    text not null check (length(content) between 1 and 5000),
    updated_at timestamptz not null default now(),
    primary key (project_id, id),
    constraint canned_responses_shortcut unique (project_id, shortcut)
);
"""

_TAGS = """
create table tags (
    project_id bigint not null references projects (id) on delete cascade,
    id         bigint generated always as identity,
    name       text not null check (length(name) between 1 and 50),
    colour     text not null default '#64748b' check (length(colour) = 7),
    primary key (project_id, id),
    constraint tags_name unique (project_id, name)
);
"""

# The reason is for members: a visitor hears that his chat is closed, and no more.
_BLOCK = """
alter table visitors
    add column blocked_at   timestamptz,
    add column blocked_by   bigint references users (id),
    add column block_reason text check (length(block_reason) <= 500);
"""


def upgrade() -> None:
    """Create what agents answer with."""
    for part in (_NOTES, _CANNED, _TAGS, _BLOCK):
        op.execute(part)


def downgrade() -> None:
    """Remove it again."""
    op.execute(
        "alter table visitors drop column blocked_at, drop column blocked_by, "
        "drop column block_reason"
    )
    op.execute("drop table tags, canned_responses, notes")
