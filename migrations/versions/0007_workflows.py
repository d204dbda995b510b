"""Workflows, their versions, where each conversation stands in one, and traces of turns.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WORKFLOWS = """
create table workflows (
    project_id       bigint not null references projects (id) on delete cascade,
    id               bigint generated always as identity,
    name             text not null check (length(name) between 1 and 120),
    -- What the canvas shows; it may still be wrong.
    draft            jsonb not null,
    version          bigint not null default 1,
    last_number      bigint not null default 0,
    published_number bigint,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    primary key (project_id, id),
    check (published_number between 1 and last_number)
);
create unique index workflows_name on workflows (project_id, lower(name));
-- New conversations begin on the one published version of their project.
create unique index workflows_one_published on workflows (project_id)
    where published_number is not null;

create table workflow_versions (
    project_id      bigint not null,
    workflow_id     bigint not null,
    number          bigint not null check (number > 0),
    definition      jsonb not null,
    remark          text not null default '' check (length(remark) <= 500),
    restored_number bigint check (restored_number < number),
    published_by    bigint not null references users (id),
    created_at      timestamptz not null default now(),
    primary key (project_id, workflow_id, number),
    foreign key (project_id, workflow_id) references workflows (project_id, id) on delete cascade
);
alter table workflows add foreign key (project_id, id, published_number)
    references workflow_versions (project_id, workflow_id, number);

create function refuse_new_version_text() returns trigger language plpgsql as $$
begin
    raise exception 'a published version never changes' using errcode = 'check_violation';
end $$;
create trigger workflow_versions_immutable before update on workflow_versions
    for each row execute function refuse_new_version_text();
"""

_STEPS = """
-- A conversation's newest row says where it stands. Two turns that both went on from the
-- same row give the same step_no: the second finds the key taken.
create table workflow_steps (
    project_id      bigint not null,
    conversation_id bigint not null,
    step_no         bigint not null check (step_no > 0),
    workflow_id     bigint not null,
    version_number  bigint not null,
    turn            bigint not null,
    node_id         text not null check (length(node_id) <= 40),
    exit            text check (length(exit) <= 40),
    next_node_id    text check (length(next_node_id) <= 40),
    phase           text not null check (phase in ('ready', 'waiting', 'ended', 'handed_over')),
    memory          jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    primary key (project_id, conversation_id, step_no),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade,
    foreign key (project_id, workflow_id, version_number)
        references workflow_versions (project_id, workflow_id, number) on delete cascade,
    check ((next_node_id is null) = (phase in ('ended', 'handed_over')))
);
create index workflow_steps_version
    on workflow_steps (project_id, workflow_id, version_number);

create table workflow_traces (
    project_id      bigint not null,
    id              bigint generated always as identity,
    conversation_id bigint not null,
    turn            bigint not null,
    trigger_seq     bigint not null,
    -- Null for a turn without a workflow.
    workflow_id     bigint,
    version_number  bigint,
    outcome         text not null check (outcome in ('committed', 'void', 'failed')),
    why             text not null default '' check (length(why) <= 500),
    entries         jsonb not null default '[]',
    tokens          bigint not null default 0 check (tokens >= 0),
    ms              bigint not null default 0 check (ms >= 0),
    created_at      timestamptz not null default now(),
    primary key (project_id, id),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade,
    foreign key (project_id, workflow_id, version_number)
        references workflow_versions (project_id, workflow_id, number) on delete cascade,
    check ((workflow_id is null) = (version_number is null))
);
create index workflow_traces_conversation
    on workflow_traces (project_id, conversation_id, id desc);
create index workflow_traces_version
    on workflow_traces (project_id, workflow_id, version_number);
"""


def upgrade() -> None:
    """Create what a workflow and its runs need."""
    for part in (_WORKFLOWS, _STEPS):
        op.execute(part)


def downgrade() -> None:
    """Remove it again."""
    op.execute("drop table workflow_traces, workflow_steps")
    op.execute("drop table workflow_versions, workflows cascade")
    op.execute("drop function refuse_new_version_text")
