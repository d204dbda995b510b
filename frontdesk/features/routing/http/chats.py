"""Chats that change hands, over HTTP."""

from __future__ import annotations

from typing import TypeAlias

from litestar import delete, get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations
from frontdesk.features.conversations import AtCapacity
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.transitions import (
    Finished,
    Giving,
    HeldByAnother,
    NoSuchMember,
    NotAssigned,
)
from frontdesk.features.conversations.wire import AssignmentPage, AssignmentWire, ConversationWire
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.routing import actions
from frontdesk.features.routing.actions.give import NotThere
from frontdesk.features.routing.wire import AssignChat, ReassignChat
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    IdempotencyKey,
    Inject,
    Tagged,
    once,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.errors import Forbidden, UnstorableText
from frontdesk.kit.ids import ConversationId, UserId
from frontdesk.kit.wire import Empty, to_wire

NoBody: TypeAlias = JSONBody[Empty | None]

_CHAT = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}"


@post(f"{_CHAT}/claim", status_code=200)
@refuses(HeldByAnother, Finished, AtCapacity)
async def claim_conversation(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    data: NoBody = None,  # noqa: ARG001 - read, so that anything else is refused
) -> Tagged[ConversationWire]:
    """Take a conversation, whether or not it is in the queue."""
    async with app.database.transaction() as tx:
        taken = await actions.claim_chat(tx, agent.user_id, agent.project_id, conversation_id)
    return shown(taken)


@post(f"{_CHAT}/release", status_code=200)
@refuses(HeldByAnother, NotAssigned)
async def release_conversation(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    data: NoBody = None,  # noqa: ARG001 - read, so that anything else is refused
) -> Tagged[ConversationWire]:
    """Put a conversation back into the queue.

    Agents may release their own, managers any.
    """
    async with app.database.transaction() as tx:
        left = await actions.release_chat(tx, agent.user_id, agent.project_id, conversation_id)
    return shown(left)


@post(f"{_CHAT}/reassign", status_code=200)
@refuses(NoSuchMember, NotThere, Finished)
async def reassign_conversation(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[ReassignChat],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Tagged[ConversationWire]:
    """Give a conversation to another agent, as a manager."""
    giving = Giving(UserId(data.assignee_id), "reassigned", _stored_text(data.reason, "reason"))
    async with app.database.transaction() as tx:
        given = await actions.reassign_chat(
            tx, manager.user_id, manager.project_id, conversation_id, giving
        )
    return shown(given)


@post(f"{_CHAT}/assignments", status_code=201)
@refuses(NoSuchMember, Forbidden, HeldByAnother, Finished, AtCapacity, NotThere)
async def assign_conversation(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[AssignChat],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> ConversationWire:
    """Assign a conversation to an agent who is available.

    Agents hand over their own or take unassigned ones; managers assign any.
    """
    giving = Giving(UserId(data.assignee_id), "assigned", _stored_text(data.note, "note"))

    async def give(tx: Transaction) -> ConversationWire:
        given = await actions.give_chat(
            tx,
            agent.user_id,
            agent.project_id,
            conversation_id,
            giving,
        )
        return given.to_wire()

    return await once(
        app.database, idempotency_key, f"user:{agent.user_id}", ConversationWire, give
    )


@delete(f"{_CHAT}/assignments", status_code=200)
@refuses(HeldByAnother, NotAssigned)
async def unassign_conversation(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> Tagged[ConversationWire]:
    """Take a conversation's agent away from it."""
    async with app.database.transaction() as tx:
        left = await actions.unassign_chat(tx, agent.user_id, agent.project_id, conversation_id)
    return shown(left)


@get(f"{_CHAT}/assignments")
async def list_assignments(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> AssignmentPage:
    """List who had a conversation, and until when."""
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await conversations.list_assignments(tx, found)
    return AssignmentPage(
        [to_wire(AssignmentWire, row, assigned_by_id=row["assigned_by"]) for row in rows]
    )


HANDLERS = [
    claim_conversation,
    release_conversation,
    reassign_conversation,
    assign_conversation,
    unassign_conversation,
    list_assignments,
]


def shown(conversation: Conversation) -> Tagged[ConversationWire]:
    """Show a chat to a member, with the version an edit may be based on."""
    return Tagged(conversation.to_wire(), conversation.version)


def _stored_text(text: str | None, field: str) -> str | None:
    if text is not None and "\x00" in text:
        raise UnstorableText("This text contains a NUL character.", fields={field: "NUL."})
    return text.strip() if text and text.strip() else None
