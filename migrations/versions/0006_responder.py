"""The responder: what a project wants of it, its turns, and the drafts nobody sent.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# On the project's own row, because every visitor message asks whether the responder answers.
_SETTINGS = """
alter table projects
    add column responder_mode   text not null default 'off'
        check (responder_mode in ('off', 'draft', 'auto')),
    add column responder_when   text not null default 'nobody_online'
        check (responder_when in ('always', 'nobody_online', 'outside_hours')),
    add column responder_style  text not null default 'simple'
        check (responder_style in ('simple', 'orchestrator')),
    add column responder_prompt text not null default '' check (length(responder_prompt) <= 20000),
    -- Whether a chat somebody took while the responder thought still gets its answer.
    add column assigned_meanwhile text not null default 'draft'
        check (assigned_meanwhile in ('draft', 'send')),
    -- A visitor who has had no answer for this long is handed to a person.
    add column answer_within_seconds integer not null default 90
        check (answer_within_seconds between 10 and 3600),
    add column turns_per_conversation integer not null default 30
        check (turns_per_conversation between 1 and 10000),
    add column tokens_per_conversation integer not null default 100000
        check (tokens_per_conversation between 1000 and 100000000),
    add column tokens_per_day bigint not null default 5000000
        check (tokens_per_day between 1000 and 1000000000000),
    -- Hosts that workflows may reach, with their port where it is unusual.
    add column responder_hosts text[] not null default '{}'
        check (cardinality(responder_hosts) <= 100);

create table responder_providers (
    project_id bigint not null references projects (id) on delete cascade,
    id         bigint generated always as identity,
    position   integer not null,
    name       text not null check (length(name) between 1 and 80),
    kind       text not null check (kind in ('openai', 'anthropic', 'groq', 'google',
                                             'openai_compatible', 'demo')),
    model      text not null check (length(model) <= 200),
    base_url   text check (length(base_url) <= 2048),
    -- Encrypted; the hint is the key's last four characters.
    sealed_key text,
    key_hint   text check (length(key_hint) <= 8),
    primary key (project_id, id),
    unique (project_id, position) deferrable initially deferred
);
"""

_CONVERSATIONS = """
-- Like `turn`, but a claim, a push, an assignment or a release leaves it as it is: with
-- `assigned_meanwhile` set to send, this is the number the fence looks at.
alter table conversations
    add column hard_turn        bigint not null default 1,
    add column visitor_seq      bigint not null default 0,
    add column responder_turns  integer not null default 0,
    add column responder_tokens bigint not null default 0;
update conversations c set visitor_seq = coalesce((
    select max(seq) from messages m
    where m.project_id = c.project_id and m.conversation_id = c.id
      and m.sender_type = 'visitor'), 0);
create index conversations_responders on conversations (waiting_since)
    where chat_state = 'waiting_assignment' and queued_at is null;
"""

_TURNS = """
-- One row for each time the responder thinks about a message of a visitor. `turn`,
-- `hard_turn` and `responder_version` are the fence: what stood when it began.
create table responder_runs (
    project_id        bigint not null,
    id                bigint generated always as identity,
    conversation_id   bigint not null,
    trigger_seq       bigint not null,
    attempt           integer not null check (attempt >= 1),
    mode              text not null check (mode in ('draft', 'auto')),
    turn              bigint not null,
    hard_turn         bigint not null,
    responder_version bigint not null,
    state             text not null default 'thinking'
        check (state in ('thinking', 'answered', 'drafted', 'void', 'failed', 'handed_over')),
    reason            text,
    provider          text,
    tokens_in         bigint not null default 0,
    tokens_out        bigint not null default 0,
    model_ms          bigint not null default 0,
    started_at        timestamptz not null default now(),
    ended_at          timestamptz,
    primary key (project_id, id),
    unique (project_id, conversation_id, trigger_seq, attempt),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade,
    check ((state = 'thinking') = (ended_at is null))
);
-- At most one answer for each trigger, however often the job runs and wherever.
create unique index responder_runs_one_answer
    on responder_runs (project_id, conversation_id, trigger_seq)
    where state in ('answered', 'handed_over');
create index responder_runs_day on responder_runs (project_id, started_at);

create table drafts (
    project_id      bigint not null,
    id              bigint generated always as identity,
    conversation_id bigint not null,
    run_id          bigint not null,
    trigger_seq     bigint not null,
    text            text not null check (length(text) between 1 and 5000),
    -- Why it was not sent: the project wants drafts, or what voided the turn.
    reason          text not null,
    state           text not null default 'open' check (state in ('open', 'approved', 'discarded')),
    created_at      timestamptz not null default now(),
    decided_at      timestamptz,
    decided_by      bigint references users (id),
    message_id      bigint,
    primary key (project_id, id),
    unique (project_id, run_id),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade,
    check ((state = 'open') = (decided_at is null))
);
create index drafts_open on drafts (project_id, conversation_id) where state = 'open';

-- A note without an author is the responder's.
alter table notes alter column author_id drop not null;

-- What a turn's tools did, each once: a job that runs twice finds its own mark.
create table responder_effects (
    project_id      bigint not null,
    conversation_id bigint not null,
    run_id          bigint not null,
    call            integer not null,
    effect          text not null,
    created_at      timestamptz not null default now(),
    primary key (project_id, run_id, call),
    foreign key (project_id, conversation_id)
        references conversations (project_id, id) on delete cascade
);
"""

# The responder's own words are written under this role: whatever its code believes, it
# cannot touch who owns a chat or where it is in its life. Where the server forbids making
# roles, `doctor` says so and the fence alone stands.
_ROLE = """
do $$
begin
    if not exists (select from pg_roles where rolname = 'frontdesk_responder') then
        create role frontdesk_responder nologin;
    end if;
    execute format('grant frontdesk_responder to %I', current_user);
    grant usage on schema public to frontdesk_responder;
    grant select on projects, members, users, visitors, conversations, messages, assignments,
        agent_presence, responder_runs, drafts, responder_effects, feed_cursors
        to frontdesk_responder;
    grant insert on messages, outbox, responder_effects to frontdesk_responder;
    grant update (chat_state, last_seq, last_message_id, last_message_snippet, last_message_at,
                  waiting_since, queued_at, tries, version, revision, updated_at,
                  responder_turns, responder_tokens)
        on conversations to frontdesk_responder;
    grant insert on conversation_events to frontdesk_responder;
exception
    when insufficient_privilege or duplicate_object or unique_violation then
        raise warning 'the role frontdesk_responder could not be made: %', sqlerrm;
end $$;
"""


def upgrade() -> None:
    """Create what the responder needs."""
    for part in (_SETTINGS, _CONVERSATIONS, _TURNS, _ROLE):
        op.execute(part)


def downgrade() -> None:
    """Remove it again; the role stays, as other databases of the server may use it."""
    op.execute("drop table responder_effects, drafts, responder_runs, responder_providers")
    op.execute("delete from notes where author_id is null")
    op.execute("alter table notes alter column author_id set not null")
    op.execute("drop index conversations_responders")
    op.execute(
        "alter table conversations drop column hard_turn, drop column visitor_seq, "
        "drop column responder_turns, drop column responder_tokens"
    )
    op.execute(
        "alter table projects drop column responder_mode, drop column responder_when, "
        "drop column responder_style, drop column responder_prompt, "
        "drop column assigned_meanwhile, drop column answer_within_seconds, "
        "drop column turns_per_conversation, drop column tokens_per_conversation, "
        "drop column tokens_per_day, drop column responder_hosts"
    )
