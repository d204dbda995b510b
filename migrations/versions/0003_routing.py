"""Whose turn it is: capacity, availability, legal changes, and the numbers a project sets.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Minutes are whole; 0 turns a timer off.
_SETTINGS = """
alter table projects
    add column agent_capacity      integer not null default 5
        check (agent_capacity between 1 and 1000),
    add column auto_pending_minutes integer not null default 30
        check (auto_pending_minutes between 0 and 43200),
    add column first_reply_minutes integer not null default 5
        check (first_reply_minutes between 0 and 1440),
    add column idle_minutes        integer not null default 10
        check (idle_minutes between 1 and 1440),
    add column offline_minutes     integer not null default 3
        check (offline_minutes between 1 and 1440),
    add column max_reassignments   integer not null default 3
        check (max_reassignments between 1 and 100),
    add column stuck_minutes       integer not null default 30
        check (stuck_minutes between 1 and 10080),
    add column time_zone           text not null default 'UTC'
        check (length(time_zone) between 1 and 64),
    -- Null is "always open"; otherwise a list of {day, opens, closes} in the time zone.
    add column business_hours      jsonb,
    add column away_message        text not null default ''
        check (length(away_message) <= 1000),
    add column asks_for_email      boolean not null default true;
"""

# Beats write here, so a claim, a push and a sweep decide by the same rows.
_PRESENCE = """
create table agent_presence (
    project_id bigint not null,
    user_id    bigint not null,
    state      text not null check (state in ('available', 'away')),
    seen_at    timestamptz not null default now(),
    active_at  timestamptz not null default now(),
    primary key (project_id, user_id),
    foreign key (project_id, user_id) references members (project_id, user_id) on delete cascade
) with (fillfactor = 70);
"""

_CONVERSATIONS = """
alter table conversations
    -- How often an agent lost this chat without wanting to, since somebody last answered.
    add column tries               integer not null default 0,
    add column asked_for_person_at timestamptz;

create index conversations_queue on conversations
    (project_id, (array_position(array['urgent', 'high', 'normal', 'low'], priority)),
     waiting_since, id)
    where chat_state = 'waiting_assignment' and queued_at is not null;
create index conversations_load on conversations (project_id, assignee_id)
    where chat_state = 'assigned';
create index conversations_tags on conversations using gin (tags);

alter table assignments
    add column how text not null default 'claimed'
        check (how in ('claimed', 'next', 'pushed', 'assigned', 'reassigned', 'handed_over',
                       'replied')),
    add column assigned_by    bigint references users (id),
    add column first_reply_at timestamptz;
create index assignments_history on assignments (project_id, conversation_id, id);

-- Where in the thread the quiet line stands: behind this message.
alter table conversation_events add column after_seq bigint not null default 0;
"""

_GUARDS = """
-- The product's table of chat states, as far as one row can tell: nobody gets a finished
-- chat, and a finished one opens into the queue or into waiting for the visitor.
create function refuse_illegal_chat_state() returns trigger language plpgsql as $$
begin
    raise exception 'a chat cannot go from % to %', old.chat_state, new.chat_state
        using errcode = 'check_violation', constraint = 'conversations_legal_chat_state';
end $$;
create trigger conversations_legal_chat_state before update of chat_state on conversations
    for each row when (old.chat_state = 'completed' and new.chat_state = 'assigned')
    execute function refuse_illegal_chat_state();

-- The holder a conversation names is the agent of its one open assignment. Looked at when
-- the transaction commits, because the two rows are written one after the other.
create function refuse_two_truths_about_holder() returns trigger language plpgsql as $$
declare
    named bigint;
    holding bigint;
    conversation bigint := case tg_table_name when 'assignments'
        then (to_jsonb(new) ->> 'conversation_id')::bigint else new.id end;
begin
    select assignee_id into named from conversations
        where project_id = new.project_id and id = conversation;
    if not found then
        return null;
    end if;
    select agent_id into holding from assignments
        where project_id = new.project_id and conversation_id = conversation
          and released_at is null;
    if named is distinct from holding then
        raise exception 'conversation % names holder %, its open assignment %',
            conversation, named, holding
            using errcode = 'check_violation', constraint = 'conversations_one_holder';
    end if;
    return null;
end $$;
create constraint trigger conversations_one_holder
    after update of assignee_id on conversations deferrable initially deferred
    for each row when (old.assignee_id is distinct from new.assignee_id)
    execute function refuse_two_truths_about_holder();
create constraint trigger assignments_one_holder
    after insert or update of released_at, agent_id on assignments
    deferrable initially deferred
    for each row execute function refuse_two_truths_about_holder();

-- What an agent takes counts against the project's capacity; what comes back to him or is
-- given by a manager does not. His member row is the lock, so two takes are counted in turn.
create function refuse_over_capacity() returns trigger language plpgsql as $$
declare
    load bigint;
begin
    perform from members where project_id = new.project_id and user_id = new.agent_id
        for no key update;
    select count(*) into load from conversations
        where project_id = new.project_id and assignee_id = new.agent_id
          and chat_state = 'assigned';
    if load > (select agent_capacity from projects where id = new.project_id) then
        raise exception 'agent % holds as many chats as one may take', new.agent_id
            using errcode = 'check_violation', constraint = 'assignments_capacity';
    end if;
    return null;
end $$;
create trigger assignments_capacity after insert on assignments
    for each row when (new.how in ('claimed', 'next', 'pushed'))
    execute function refuse_over_capacity();
"""


def upgrade() -> None:
    """Create what routing decides by."""
    for part in (_SETTINGS, _PRESENCE, _CONVERSATIONS, _GUARDS):
        op.execute(part)


def downgrade() -> None:
    """Remove it again."""
    op.execute("drop trigger assignments_capacity on assignments")
    op.execute("drop trigger assignments_one_holder on assignments")
    op.execute("drop trigger conversations_one_holder on conversations")
    op.execute("drop trigger conversations_legal_chat_state on conversations")
    op.execute(
        "drop function refuse_over_capacity, refuse_two_truths_about_holder, "
        "refuse_illegal_chat_state"
    )
    op.execute("drop index assignments_history, conversations_queue, conversations_load")
    op.execute("drop index conversations_tags; drop table agent_presence")
    op.execute(
        "alter table assignments drop column how, drop column assigned_by, "
        "drop column first_reply_at"
    )
    op.execute("alter table conversations drop column tries, drop column asked_for_person_at")
    op.execute("alter table conversation_events drop column after_seq")
    op.execute(
        "alter table projects drop column agent_capacity, drop column auto_pending_minutes, "
        "drop column first_reply_minutes, drop column idle_minutes, drop column offline_minutes, "
        "drop column max_reassignments, drop column stuck_minutes, drop column time_zone, "
        "drop column business_hours, drop column away_message, drop column asks_for_email"
    )
