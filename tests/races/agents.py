"""Agents in a race: made directly in SQL, and what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.features.conversations.model.transitions import Giving
from frontdesk.features.projects.actions import remove_member
from frontdesk.features.routing import actions
from frontdesk.features.routing.model import AutoPending
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import ConversationId, ProjectId, UserId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.infra.database import Database, Transaction
    from tests.races.recount import Connection
    from tests.races.schedules import Work


async def add_agent(
    connection: Connection, project_id: int, name: str, role: str = "agent"
) -> UserId:
    """Make a member who is here."""
    email = f"{name.lower()}{project_id}@demo.test"
    user_id = await connection.fetchval(_USER, email, name)
    await connection.execute(_MEMBER, project_id, user_id, role)
    await be_here(connection, project_id, user_id)
    return UserId(user_id)


async def be_here(connection: Connection, project_id: int, user_id: int) -> None:
    """Let a member have beaten a moment ago."""
    await connection.execute(_BEAT, project_id, user_id)


async def fall_silent(connection: Connection, project_id: int, user_id: int) -> None:
    """Let a member have been gone for an hour."""
    await connection.execute(_SILENT, project_id, user_id)


async def add_waiting(connection: Connection, project_id: int, count: int) -> list[int]:
    """Let so many visitors wait in the queue, in the order of their ids."""
    rows = await connection.fetch(_WAITING, project_id, count)
    return [row["id"] for row in rows]


def claims(project_id: int, agent_id: int, chat: int) -> Work:
    return _in_transaction(
        lambda tx: actions.claim_chat(
            tx, UserId(agent_id), ProjectId(project_id), ConversationId(chat)
        )
    )


def takes_next(project_id: int, agent_id: int) -> Work:
    return _in_transaction(
        lambda tx: actions.take_next(tx, UserId(agent_id), ProjectId(project_id))
    )


def releases(project_id: int, agent_id: int, chat: int) -> Work:
    return _in_transaction(
        lambda tx: actions.release_chat(
            tx, UserId(agent_id), ProjectId(project_id), ConversationId(chat)
        )
    )


def hands_over(project_id: int, agent_id: int, chat: int, to: int) -> Work:
    giving = Giving(UserId(to), "assigned")
    return _in_transaction(
        lambda tx: actions.give_chat(
            tx, UserId(agent_id), ProjectId(project_id), ConversationId(chat), giving
        )
    )


def sweeps(project_id: int, chat: int) -> Work:
    return _in_transaction(
        lambda tx: actions.give_back_lost(tx, ProjectId(project_id), ConversationId(chat))
    )


def lets_rest(project_id: int, chat: int, message_id: int) -> Work:
    due = AutoPending(ProjectId(project_id), ConversationId(chat), message_id)
    return _in_transaction(lambda tx: actions.turn_pending(tx, due))


def removes(project_id: int, owner_id: int, member_id: int) -> Work:
    return _in_transaction(
        lambda tx: remove_member(tx, UserId(owner_id), UserId(member_id), ProjectId(project_id))
    )


def _in_transaction(act: Callable[[Transaction], Awaitable[Any]]) -> Work:
    async def work(database: Database) -> Any:  # noqa: ANN401 - whatever the action returns
        async with database.transaction() as tx:
            result = await act(tx)
            await pause_point("test.before_commit")
        return result

    return work


_USER = "insert into users (email, name, password_hash) values ($1, $2, '-') returning id"
_MEMBER = "insert into members (project_id, user_id, role) values ($1, $2, $3)"
_BEAT = """
insert into agent_presence (project_id, user_id, state) values ($1, $2, 'available')
on conflict (project_id, user_id) do update set seen_at = now(), active_at = now()
"""
_SILENT = """
update agent_presence set seen_at = now() - interval '1 hour',
    active_at = now() - interval '1 hour'
where project_id = $1 and user_id = $2
"""
_WAITING = """
with written as (
    insert into visitors (project_id, uid, token_key)
    select $1, 'visitor-' || n, 'the-key-of-visitor-' || n from generate_series(1, $2::int) n
    returning id
)
insert into conversations (project_id, visitor_id, waiting_since, queued_at, last_message_at)
select $1, id, now() - interval '1 minute', now(), now() from written order by id
returning id
"""
