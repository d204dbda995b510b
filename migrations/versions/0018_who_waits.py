"""Nobody waits whom an agent or the assistant has answered; waits and credit say so, too.

Numbers about people counted what the assistant had answered, and an answered chat that was
given to another agent and then put back stood in the queue although its visitor had said
nothing. The second part sets right what the version before wrote down. While it still runs
beside this one it may write such a row again; `detect_stuck_chats` and the next answer mend it.

Revision ID: 0018
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# `attention`: the chats this agent typed in, or looked at while they touched a key, in the last
# minute, and when. A minute of one person is a few numbers, and they change with every beat.
_ATTENTION = """
alter table agent_presence add column attention jsonb not null default '{}';

create function attend_to(attention jsonb, conversation bigint, kept_seconds double precision)
returns jsonb language sql stable as $$
    select case when conversation is null then attention else coalesce((
        select jsonb_object_agg(key, value) from jsonb_each(attention)
        where value::text::double precision > extract(epoch from now()) - kept_seconds
    ), '{}') || jsonb_build_object(conversation::text, extract(epoch from now())) end
$$;
"""

# What falls silent may be with an agent who was given it after the answer.
_SILENT = """
drop index conversations_answered;
create index conversations_answered on conversations (agent_replied_at)
    where status = 'open' and waiting_since is null
      and chat_state in ('waiting_real_user_reply', 'assigned');
"""

_REPLIES = """
create or replace view agent_replies as
select m.project_id, m.id as message_id, m.conversation_id, m.seq, m.sender_id as agent_id,
       m.created_at, days.day, not exists (
           select from messages e
           where e.project_id = m.project_id and e.conversation_id = m.conversation_id
             and e.seq < m.seq and e.sender_type = 'agent'
       ) as is_first, asked.at as asked_at,
       greatest(0, round(extract(epoch from m.created_at - asked.at) * 1000))::bigint as reply_ms,
       not exists (
           select from messages e
           where e.project_id = m.project_id and e.conversation_id = m.conversation_id
             and e.seq < m.seq and e.sender_type = 'agent' and e.sender_id = m.sender_id
             and (e.created_at at time zone p.time_zone)::date = days.day
       ) as is_first_of_day
from messages m
join projects p on p.id = m.project_id
cross join lateral (select (m.created_at at time zone p.time_zone)::date as day) days
left join lateral (
    select e.seq from messages e
    where e.project_id = m.project_id and e.conversation_id = m.conversation_id
      and e.seq < m.seq and e.sender_type in ('agent', 'ai')
    order by e.seq desc limit 1
) answered on true
cross join lateral (
    -- What nobody had answered: a message, or the wish for a person.
    select min(open.at) as at from (
        select v.created_at as at from messages v
        where v.project_id = m.project_id and v.conversation_id = m.conversation_id
          and v.seq < m.seq and v.seq > coalesce(answered.seq, 0) and v.sender_type = 'visitor'
        union all
        select w.created_at from conversation_events w
        where w.project_id = m.project_id and w.conversation_id = m.conversation_id
          and w.kind = 'person_asked_for'
          and w.after_seq < m.seq and w.after_seq >= coalesce(answered.seq, 0)
    ) open
) asked
where m.sender_type = 'agent';

create or replace view chat_state_summary as
select p.id as project_id, s.chat_state, count(c.id) as chats, count(c.assignee_id) as held,
       min(case s.chat_state when 'waiting_assignment' then c.waiting_since
               when 'assigned' then c.assigned_at
               when 'waiting_real_user_reply' then c.last_message_at
               else c.solved_at end) as oldest_since
from projects p
cross join unnest(array['waiting_assignment', 'assigned', 'waiting_real_user_reply',
                        'completed']) as s (chat_state)
left join conversations c on c.project_id = p.id and c.chat_state = s.chat_state
group by p.id, s.chat_state;
"""

# Whoever writes days is waited for, and the next one finds the new definition.
_LOCK_DAYS = "lock table agent_daily_stats in share row exclusive mode"

# A chat the assistant handles right now (in the state of waiting, but in no queue) is its own.
_ANSWERED_CHATS = """
create temporary table answered_chats on commit drop as
select c.project_id, c.id, c.chat_state, (
    select e.kind in ('idle', 'offline', 'removed', 'no_first_reply') from conversation_events e
    where e.project_id = c.project_id and e.conversation_id = c.id and e.details ? 'priority'
    order by e.version desc limit 1) as is_urgent_by_losses
from conversations c
cross join lateral (
    select a.seq, a.created_at from messages a
    where a.project_id = c.project_id and a.conversation_id = c.id
      and a.sender_type in ('agent', 'ai')
    order by a.seq desc limit 1
) answer
where c.waiting_since is not null
  and (c.chat_state = 'assigned'
       or (c.chat_state = 'waiting_assignment' and c.queued_at is not null))
  and (c.asked_for_person_at is null or c.asked_for_person_at < answer.created_at)
  and not exists (
      select from messages v
      where v.project_id = c.project_id and v.conversation_id = c.id
        and v.sender_type = 'visitor' and v.seq > answer.seq)
  and not exists (
      select from conversation_events w
      where w.project_id = c.project_id and w.conversation_id = c.id
        and w.kind = 'person_asked_for' and w.after_seq >= answer.seq);
"""

_OUT_OF_THE_QUEUE = """
update conversations c
set chat_state = case c.chat_state when 'assigned' then 'assigned'
        else 'waiting_real_user_reply' end,
    waiting_since = null, queued_at = null, tries = 0,
    priority = case when a.is_urgent_by_losses then 'normal' else c.priority end,
    version = version + 1, revision = revision + 1, turn = turn + 1, updated_at = now()
from answered_chats a where a.project_id = c.project_id and a.id = c.id;

insert into conversation_events
    (project_id, conversation_id, version, kind, details, after_seq)
select c.project_id, c.id, c.version, 'repaired', '{}', c.last_seq
from conversations c join answered_chats a on a.project_id = c.project_id and a.id = c.id;

insert into outbox (project_id, event, payload)
select c.project_id, 'conversationUpdated', json_build_object(
    'conversationId', c.id, 'version', c.version, 'revision', c.revision,
    'fields', json_build_object(
        'chatState', c.chat_state, 'priority', c.priority, 'tries', 0,
        'waitingSince', null, 'queuedAt', null,
        'updatedAt', to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
from conversations c join answered_chats a on a.project_id = c.project_id and a.id = c.id;
"""

_LAST_AGENT = """
update conversations c set last_assignee_id = last.agent_id
from conversations o cross join lateral (
    select agent_id from (
        (select m.sender_id as agent_id, m.created_at as at from messages m
         where m.project_id = o.project_id and m.conversation_id = o.id
           and m.sender_type = 'agent'
         order by m.seq desc limit 1)
        union all
        (select a.agent_id, a.released_at from assignments a
         where a.project_id = o.project_id and a.conversation_id = o.id
           and a.released_at is not null
         order by a.id desc limit 1)
    ) either order by at desc limit 1
) last
where c.project_id = o.project_id and c.id = o.id
  and c.last_assignee_id is distinct from last.agent_id;
"""

_CREDIT = """
update messages v set handled_by_id = null
where v.sender_type = 'visitor' and v.handled_by_id is not null and 'ai' = (
    select a.sender_type from messages a
    where a.project_id = v.project_id and a.conversation_id = v.conversation_id
      and a.seq > v.seq and a.sender_type in ('agent', 'ai')
    order by a.seq limit 1);
"""

# A wait begins with a message, or with the wish for a person; one that began with neither was
# made up when the chat was lost, and one that was answered meanwhile ended then.
_WAITS = """
update assignments a set waited_since = null
where a.waited_since is not null and (
    exists (
        select from messages m
        where m.project_id = a.project_id and m.conversation_id = a.conversation_id
          and m.sender_type in ('agent', 'ai')
          and m.created_at > a.waited_since and m.created_at < a.assigned_at)
    or not exists (
        select from messages m
        where m.project_id = a.project_id and m.conversation_id = a.conversation_id
          and m.sender_type = 'visitor' and m.created_at = a.waited_since)
    and not exists (
        select from conversation_events w
        where w.project_id = a.project_id and w.conversation_id = a.conversation_id
          and w.kind = 'person_asked_for' and w.created_at = a.waited_since)
    and not exists (
        select from conversations c
        where c.project_id = a.project_id and c.id = a.conversation_id
          and c.asked_for_person_at = a.waited_since));
"""

_DAYS = """
delete from agent_daily_stats;
insert into agent_daily_stats
select days.* from projects p cross join lateral recount_agent_daily_stats(p.id) days;
"""

_AS_BEFORE = """
create or replace view agent_replies as
select m.project_id, m.id as message_id, m.conversation_id, m.seq, m.sender_id as agent_id,
       m.created_at, days.day, earlier.seq is null as is_first, asked.at as asked_at,
       greatest(0, round(extract(epoch from m.created_at - asked.at) * 1000))::bigint as reply_ms,
       not exists (
           select from messages e
           where e.project_id = m.project_id and e.conversation_id = m.conversation_id
             and e.seq < m.seq and e.sender_type = 'agent' and e.sender_id = m.sender_id
             and (e.created_at at time zone p.time_zone)::date = days.day
       ) as is_first_of_day
from messages m
join projects p on p.id = m.project_id
cross join lateral (select (m.created_at at time zone p.time_zone)::date as day) days
left join lateral (
    select e.seq from messages e
    where e.project_id = m.project_id and e.conversation_id = m.conversation_id
      and e.seq < m.seq and e.sender_type = 'agent'
    order by e.seq desc limit 1
) earlier on true
cross join lateral (
    select min(v.created_at) as at from messages v
    where v.project_id = m.project_id and v.conversation_id = m.conversation_id
      and v.seq < m.seq and v.seq > coalesce(earlier.seq, 0) and v.sender_type = 'visitor'
) asked
where m.sender_type = 'agent';

drop index conversations_answered;
create index conversations_answered on conversations (agent_replied_at)
    where status = 'open' and chat_state = 'waiting_real_user_reply';
alter table agent_presence drop column attention;
drop function attend_to;
"""


def upgrade() -> None:
    """Define it anew, then set right what was written by the old definition."""
    for part in (_ATTENTION, _SILENT, _LOCK_DAYS, _REPLIES):
        op.execute(part)
    for part in (_ANSWERED_CHATS, _OUT_OF_THE_QUEUE, _LAST_AGENT, _CREDIT, _WAITS, _DAYS):
        op.execute(part)


def downgrade() -> None:
    """Count as before; what was set right stays right."""
    op.execute(_LOCK_DAYS)
    op.execute(_AS_BEFORE)
    op.execute(_DAYS)
