"""The SQL of deliveries: what is to be sent, who sends it right now, and how it ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from frontdesk.infra.outbound import OutboundRequest

if TYPE_CHECKING:
    import asyncpg

    from frontdesk.infra.database import Fetches, Transaction

Ending: TypeAlias = Literal["delivered", "refused"]

KEPT_DAYS = 30
GIVE_UP_HOURS = 24
LONGEST_PAUSE_SECONDS = 3_600.0
# A request is over long before that: a worker that has it for longer is gone.
LEASE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class OutboundDelivery:
    """A request to send on a project's behalf; of two with the same key one is sent."""

    project_id: int
    sender: str
    key: str
    request: OutboundRequest


@dataclass(frozen=True, slots=True)
class LeasedDelivery:
    """A delivery this process has to try now; another takes it when the lease is over."""

    project_id: int
    id: int
    sender: str
    key: str
    attempts: int
    request: OutboundRequest


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """How one sender's deliveries are doing, over all projects."""

    sender: str
    waiting: int
    # How long the one that waits longest is overdue.
    overdue_seconds: float
    given_up_today: int


async def plan_deliveries(tx: Transaction, deliveries: Sequence[OutboundDelivery]) -> None:
    """Send these once this transaction has committed."""
    await tx.execute(
        _PLAN,
        [one.project_id for one in deliveries],
        [one.sender for one in deliveries],
        [one.key for one in deliveries],
        [one.request.method for one in deliveries],
        [one.request.url for one in deliveries],
        # As text: a list of lists would be taken for an array of two dimensions.
        [msgspec.json.encode(one.request.headers).decode() for one in deliveries],
        [one.request.body for one in deliveries],
    )


async def lease(
    tx: Transaction, senders: Collection[str], at_once: int, limit: int, busy: Mapping[int, int]
) -> list[LeasedDelivery]:
    """Take what is due: `at_once` of a project, less what of it is under way, `limit` in all."""
    rows = await tx.fetch(
        _LEASE,
        list(senders),
        at_once,
        limit,
        list(busy.keys()),
        list(busy.values()),
        LEASE_SECONDS,
    )
    return [_leased(row) for row in rows]


async def end(tx: Transaction, leased: LeasedDelivery, how: Ending, status: int | None) -> None:
    """Note the final answer, unless another process has taken the delivery over."""
    await tx.execute(_END, leased.project_id, leased.id, leased.attempts, how, status)


async def refuse(tx: Transaction, leased: LeasedDelivery, problem: str) -> None:
    """Note that the request may not be sent."""
    await tx.execute(_REFUSE, leased.project_id, leased.id, leased.attempts, problem)


async def try_later(
    tx: Transaction, leased: LeasedDelivery, status: int | None, problem: str
) -> bool:
    """Note a failure; return whether the delivery is given up."""
    pause = min(2.0 ** min(leased.attempts - 1, 16), LONGEST_PAUSE_SECONDS)
    state = await tx.fetch_value(
        _TRY_LATER,
        leased.project_id,
        leased.id,
        leased.attempts,
        status,
        problem,
        pause,
        GIVE_UP_HOURS,
    )
    return bool(state == "given_up")


async def delivery_states(connection: Fetches) -> list[DeliveryState]:
    """Return the state of each sender that has something waiting or given up today."""
    return [DeliveryState(**dict(row.items())) for row in await connection.fetch(_STATES)]


async def forget_old_deliveries(tx: Transaction) -> None:
    """Remove outcomes nobody will look at; called by housekeeping."""
    await tx.execute(
        "delete from deliveries where ended_at < now() - make_interval(days => $1)", KEPT_DAYS
    )


def _leased(row: asyncpg.Record) -> LeasedDelivery:
    headers = tuple((name, value) for name, value in row["headers"])
    return LeasedDelivery(
        project_id=row["project_id"],
        id=row["id"],
        sender=row["sender"],
        key=row["key"],
        attempts=row["attempts"],
        request=OutboundRequest(row["method"], row["url"], headers, row["body"]),
    )


_PLAN = """
insert into deliveries (project_id, sender, key, method, url, headers, body)
select project_id, sender, key, method, url, headers::jsonb, body
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     with ordinality as t (project_id, sender, key, method, url, headers, body, n)
order by n
on conflict (project_id, sender, key) do nothing
"""

# `pending` hops from project to project along the index, so one with a long queue costs no
# more than another, and takes no more than its share.
_LEASE = """
with recursive pending (project_id) as (
    (select project_id from deliveries where state = 'waiting' order by project_id limit 1)
    union all
    select (select d.project_id from deliveries d
            where d.state = 'waiting' and d.project_id > p.project_id
            order by d.project_id limit 1)
    from pending p where p.project_id is not null
),
room as (
    select p.project_id, $2::bigint - coalesce(b.under_way, 0) as places
    from pending p
    left join unnest($4::bigint[], $5::bigint[]) as b (project_id, under_way) using (project_id)
    where p.project_id is not null
),
due as (
    select d.project_id, d.id from room r cross join lateral (
        select project_id, id, next_at from deliveries
        where project_id = r.project_id and state = 'waiting' and next_at <= now()
          and sender = any($1::text[])
        order by next_at limit greatest(r.places, 0)
        for update skip locked
    ) d
    order by d.next_at limit $3
)
update deliveries d set attempts = d.attempts + 1, next_at = now() + make_interval(secs => $6)
from due where d.project_id = due.project_id and d.id = due.id
returning d.project_id, d.id, d.sender, d.key, d.attempts, d.method, d.url, d.headers, d.body
"""

_END = """
update deliveries set state = $4, last_status = $5, last_problem = null, ended_at = now(),
       headers = null, body = null
where project_id = $1 and id = $2 and attempts = $3 and state = 'waiting'
"""

_REFUSE = """
update deliveries set state = 'refused', last_status = null, last_problem = $4, ended_at = now(),
       headers = null, body = null
where project_id = $1 and id = $2 and attempts = $3 and state = 'waiting'
"""

# Each pause is a tenth longer or shorter, so that a server that was away for a thousand of
# them does not hear all at once.
_TRY_LATER = """
with later as (
    select project_id, id, now() + make_interval(secs => $6 * (0.9 + random() * 0.2)) as at
    from deliveries where project_id = $1 and id = $2
),
ending as (
    select l.*, l.at > d.created_at + make_interval(hours => $7) as is_over
    from later l join deliveries d using (project_id, id)
)
update deliveries d set last_status = $4, last_problem = $5, next_at = e.at,
       state = case when e.is_over then 'given_up' else 'waiting' end,
       ended_at = case when e.is_over then now() end,
       headers = case when not e.is_over then d.headers end,
       body = case when not e.is_over then d.body end
from ending e
where d.project_id = e.project_id and d.id = e.id and d.attempts = $3 and d.state = 'waiting'
returning d.state
"""

_STATES = """
select sender, count(*) filter (where state = 'waiting') as waiting,
       greatest(0, coalesce(extract(epoch from now() - min(next_at)
           filter (where state = 'waiting')), 0))::float8 as overdue_seconds,
       count(*) filter (where state = 'given_up') as given_up_today
from deliveries
where state = 'waiting' or ended_at > now() - interval '1 day'
group by sender order by sender
"""
