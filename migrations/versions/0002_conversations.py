"""Visitors, conversations, messages, assignments, and the outbox and feed that announce them.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_VISITORS = """
-- token_key is the part of the visitor's signed token that his first stored message
-- binds to the uid: from then on only that token speaks for it.
create table visitors (
    project_id       bigint not null references projects (id) on delete cascade,
    id               bigint generated always as identity,
    uid              text not null check (length(uid) between 1 and 64),
    token_key        text not null check (length(token_key) between 16 and 64),
    name             text check (length(name) <= 200),
    email            text check (length(email) <= 254),
    is_spam          boolean not null default false,
    session_metadata jsonb not null default '{}',
    created_at       timestamptz not null default now(),
    last_seen_at     timestamptz not null default now(),
    primary key (project_id, id),
    unique (project_id, uid)
);
"""

_CONVERSATIONS = """
create table conversations (
    project_id            bigint not null,
    id                    bigint generated always as identity,
    visitor_id            bigint not null,
    status                text not null default 'open'
        check (status in ('open', 'pending', 'solved', 'spam')),
    chat_state            text not null default 'waiting_assignment'
        check (chat_state in ('waiting_assignment', 'assigned',
                              'waiting_real_user_reply', 'completed')),
    assignee_id           bigint,
    assigned_at           timestamptz,
    last_assignee_id      bigint references users (id),
    agent_replied_at      timestamptz,
    priority              text not null default 'normal'
        check (priority in ('urgent', 'high', 'normal', 'low')),
    tags                  text[] not null default '{}',
    ai_enabled            boolean not null default true,
    responder_mode        text check (responder_mode in ('off', 'draft', 'auto')),
    last_seq              bigint not null default 0,
    last_message_id       bigint,
    last_message_snippet  text check (length(last_message_snippet) <= 100),
    last_message_at       timestamptz,
    -- How many of the messages are the visitor's, in all and up to agent_read_seq: their
    -- difference is the unread count.
    customer_count        bigint not null default 0,
    agent_read_count      bigint not null default 0,
    agent_read_seq        bigint not null default 0,
    visitor_delivered_seq bigint not null default 0,
    visitor_read_seq      bigint not null default 0,
    version               bigint not null default 1,
    revision              bigint not null default 1,
    turn                  bigint not null default 1,
    waiting_since         timestamptz,
    queued_at             timestamptz,
    solved_at             timestamptz,
    metadata              jsonb not null default '{}',
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now(),
    primary key (project_id, id),
    foreign key (project_id, visitor_id) references visitors (project_id, id) on delete cascade,
    -- A chat can't be held by somebody who is no longer a member.
    foreign key (project_id, assignee_id) references members (project_id, user_id),
    check ((chat_state = 'completed') = (status in ('solved', 'spam'))),
    check (chat_state <> 'assigned' or assignee_id is not null),
    check (chat_state not in ('waiting_assignment', 'completed') or assignee_id is null),
    check (agent_read_seq <= last_seq and visitor_read_seq <= visitor_delivered_seq
           and visitor_delivered_seq <= last_seq),
    check (agent_read_count <= customer_count and customer_count <= last_seq)
);
create unique index conversations_one_live on conversations (project_id, visitor_id)
    where status in ('open', 'pending');
create index conversations_visitor on conversations (project_id, visitor_id, id desc);
create index conversations_assignee on conversations (project_id, assignee_id)
    where assignee_id is not null;
create index conversations_inbox
    on conversations (project_id, status, last_message_at desc, id desc);
create index conversations_all on conversations (project_id, last_message_at desc, id desc);

create table assignments (
    project_id      bigint not null,
    id              bigint generated always as identity,
    conversation_id bigint not null,
    agent_id        bigint not null references users (id),
    assigned_at     timestamptz not null default now(),
    released_at     timestamptz,
    release_reason  text
        check (release_reason in ('replied', 'released', 'reassigned', 'idle', 'offline',
        'removed', 'no_first_reply', 'visitor_returned', 'solved', 'spam', 'unassigned')),
    primary key (project_id, id),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade,
    check ((released_at is null) = (release_reason is null))
);
create unique index assignments_one_open on assignments (project_id, conversation_id)
    where released_at is null;
create index assignments_agent on assignments (project_id, agent_id) where released_at is null;

create table conversation_events (
    project_id      bigint not null,
    conversation_id bigint not null,
    version         bigint not null,
    kind            text not null,
    actor_id        bigint references users (id),
    details         jsonb not null default '{}',
    created_at      timestamptz not null default now(),
    primary key (project_id, conversation_id, version),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade
);
"""

_MESSAGES = """
create type message_status as enum ('sent', 'delivered', 'read');

create table messages (
    project_id      bigint not null,
    id              bigint generated by default as identity,
    conversation_id bigint not null,
    seq             bigint not null check (seq > 0),
    sender_type     text not null check (sender_type in ('visitor', 'agent', 'ai', 'system')),
    -- A visitor's or a user's id, by sender_type; 0 for the responder and the system, so
    -- that the key below holds for them too.
    sender_id       bigint not null,
    temp_id         text not null check (length(temp_id) between 1 and 64),
    content         text not null check (length(content) <= 5000),
    content_type    text not null default 'text'
        check (content_type in ('text', 'form_request', 'form_submission', 'event')),
    status          message_status not null,
    customer_count  bigint not null,
    handled_by_id   bigint references users (id),
    created_at      timestamptz not null default now(),
    delivered_at    timestamptz,
    edited_at       timestamptz,
    deleted_at      timestamptz,
    metadata        jsonb not null default '{}',
    primary key (project_id, id),
    unique (project_id, conversation_id, seq),
    unique (project_id, sender_type, sender_id, temp_id),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade
);

create function refuse_status_going_back() returns trigger language plpgsql as $$
begin
    raise exception 'message status can only move forward (% to %)', old.status, new.status
        using errcode = 'check_violation';
end $$;
create trigger messages_status_forward before update of status on messages
    for each row when (new.status < old.status) execute function refuse_status_going_back();
"""

_FEED = """
-- What a transaction announces, until the relay has numbered it. Nothing else removes rows.
create table outbox (
    project_id bigint not null,
    id         bigint generated always as identity,
    event      text not null,
    payload    json not null,
    audience   json,
    created_at timestamptz not null default clock_timestamp(),
    primary key (project_id, id)
);

create table feed_cursors (
    project_id bigint primary key references projects (id) on delete cascade,
    feed_seq   bigint not null default 0,
    -- Entries up to here were pruned; a client further behind takes a snapshot.
    pruned_seq bigint not null default 0
);

create table feed (
    project_id bigint not null references projects (id) on delete cascade,
    feed_seq   bigint not null,
    event      text not null,
    payload    json not null,
    audience   json,
    created_at timestamptz not null,
    primary key (project_id, feed_seq)
);
create index feed_age on feed (created_at);

create function make_feed_cursor() returns trigger language plpgsql as $$
begin
    insert into feed_cursors (project_id) values (new.id);
    return null;
end $$;
create trigger projects_feed_cursor after insert on projects
    for each row execute function make_feed_cursor();
"""


def upgrade() -> None:
    """Create what a message needs on its way."""
    for part in (_VISITORS, _CONVERSATIONS, _MESSAGES, _FEED):
        op.execute(part)


def downgrade() -> None:
    """Remove it again."""
    op.execute(
        "drop table feed, outbox, messages, conversation_events, "
        "assignments, conversations, visitors"
    )
    op.execute("drop type message_status; drop function refuse_status_going_back")
    op.execute("drop trigger projects_feed_cursor on projects; drop function make_feed_cursor")
    op.execute("drop table feed_cursors")
