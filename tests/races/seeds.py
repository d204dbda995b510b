"""What a race starts from: a project with a visitor and an agent, made directly in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from frontdesk.features.accounts.model import User
from frontdesk.features.messages.actions import post_reply
from frontdesk.features.messages.jobs import IngestBody, store_batch
from frontdesk.features.messages.model import AgentDraft
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.infra.ingest import Entry, EntryReply
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.ids import ConversationId, ProjectId, UserId

if TYPE_CHECKING:
    from frontdesk.features.messages.model import Message
    from frontdesk.infra.database import Database
    from tests.races.recount import Connection
    from tests.races.schedules import Work


@dataclass(frozen=True)
class Seed:
    """A project in which Ada visits and Grace answers."""

    project_id: ProjectId
    ada: VisitorIdentity
    grace: User


async def seed_project(connection: Connection) -> Seed:
    """Make a project and a member; Ada has not written yet, so there is no trace of her."""
    project_id = ProjectId(await connection.fetchval(_PROJECT))
    user = await connection.fetchrow(_USER, f"grace{project_id}@demo.test")
    assert user is not None
    await connection.execute(_MEMBER, project_id, user["id"])
    grace = User(UserId(user["id"]), user["email"], "Grace", None, datetime.now(UTC))
    ada = VisitorIdentity(project_id, "ada", f"the-key-of-ada-in-{project_id}")
    return Seed(project_id, ada, grace)


def entry(author: VisitorIdentity, temp_id: str, content: str | None = None) -> Entry:
    """A visitor's message as it lies in the ingest stream."""
    body = IngestBody(author.project_id, author.uid, author.key, temp_id, content or temp_id)
    return Entry(f"entry-{temp_id}", "nobody", msgspec.json.encode(body))


def writes(author: VisitorIdentity, *temp_ids: str) -> Work:
    """The work of a worker that stores these messages of a visitor, as one batch."""

    async def work(database: Database) -> list[EntryReply]:
        return await store_batch(database, [entry(author, one) for one in temp_ids])

    return work


def replies(seed: Seed, conversation_id: int, temp_id: str) -> Work:
    """The work of a web process that stores Grace's reply."""

    async def work(database: Database) -> Message:
        draft = AgentDraft(
            ConversationId(conversation_id), temp_id, temp_id, is_visitor_online=True
        )
        async with database.transaction() as tx:
            message = await post_reply(tx, seed.project_id, seed.grace, draft)
            await pause_point("messages.before_commit")
        return message

    return work


async def has_conversation(database: Database, seed: Seed, *temp_ids: str) -> int:
    """Let Ada write before the race begins; return the id of her conversation."""
    await store_batch(database, [entry(seed.ada, one) for one in temp_ids or ("first",)])
    async with database.snapshot() as tx:
        found = await tx.fetch_value(
            "select id from conversations where project_id = $1", seed.project_id
        )
    return int(found)


_PROJECT = """
insert into projects (name, persona_name, message_rate_limit)
values ('Demo', 'Demo Support', null) returning id
"""
_USER = "insert into users (email, name, password_hash) values ($1, 'Grace', '-') returning *"
_MEMBER = "insert into members (project_id, user_id, role) values ($1, $2, 'agent')"
