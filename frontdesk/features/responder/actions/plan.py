"""Planning an answer: a durable job, in the transaction that makes it necessary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from frontdesk.infra.deliveries import OutboundDelivery, plan_deliveries
from frontdesk.infra.jobs import JobKind, enqueue
from frontdesk.infra.outbound import OutboundRequest

if TYPE_CHECKING:
    from frontdesk.features.conversations.events import ConversationChanged
    from frontdesk.features.messages.events import MessagePosted
    from frontdesk.features.responder.model.run import Run
    from frontdesk.features.workflows.model.running import TellSite
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId


class Respond(msgspec.Struct, frozen=True):
    """Think about the newest message of this conversation's visitor."""

    project_id: int
    conversation_id: int
    is_asked_for_draft: bool = False


RESPOND = JobKind("responder.respond", Respond)


# The sender's name of what workflows tell other systems.
CALLBACKS = "workflow"


class HttpCallback(msgspec.Struct, frozen=True):
    """A callback as versions planned it that had no deliveries yet."""

    project_id: int
    method: str
    url: str
    headers: list[tuple[str, str]]
    body: str
    key: str


HTTP_CALLBACK = JobKind("responder.tell_site", HttpCallback)


async def plan_answer(tx: Transaction, posted: MessagePosted) -> None:
    """Let the responder answer a message, if it is its to answer."""
    if posted.responder_mode != "off":
        message = posted.message
        await _plan(tx, Respond(message.project_id, message.conversation_id), f"m{message.seq}")


async def plan_after_hand_back(tx: Transaction, changed: ConversationChanged) -> None:
    """Let the responder answer who waits, when a member switches it on."""
    before, after = changed.before, changed.after
    is_switched = (before.ai_enabled, before.responder_mode, before.asked_for_person_at) != (
        after.ai_enabled,
        after.responder_mode,
        after.asked_for_person_at,
    )
    if is_switched and changed.kind == "edited" and after.chat_state == "waiting_assignment":
        await _plan(tx, Respond(after.project_id, after.id), f"v{after.version}")


async def plan_after_run(tx: Transaction, run: Run) -> None:
    """Think again, because a run came to nothing or something came after it."""
    await _plan(tx, Respond(run.project_id, run.conversation_id), f"r{run.id}")


async def plan_draft(
    tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, after_run: int
) -> None:
    """Write a draft for the agent who asked; asking twice before it begins is asking once."""
    asked = Respond(project_id, conversation_id, is_asked_for_draft=True)
    await _plan(tx, asked, f"d{after_run}")


async def plan_callback(tx: Transaction, project_id: int, effect: TellSite) -> None:
    """Tell another system something, once this transaction has committed."""
    key = f"{project_id}-{effect.key.turn}-{effect.key.call}"
    request = OutboundRequest(effect.method, effect.url, tuple(effect.headers), effect.body)
    await plan_deliveries(tx, [OutboundDelivery(project_id, CALLBACKS, key, request)])


async def deliver_planned_callback(tx: Transaction, job: HttpCallback) -> None:
    """Hand on a callback that was planned as a job, before there were deliveries."""
    request = OutboundRequest(job.method, job.url, tuple(job.headers), job.body)
    await plan_deliveries(tx, [OutboundDelivery(job.project_id, CALLBACKS, job.key, request)])


async def _plan(tx: Transaction, respond: Respond, because: str) -> None:
    # The key names the cause: a job under way does not stand for what came after it began.
    key = f"{respond.project_id}:{respond.conversation_id}:{because}"
    await enqueue(tx, [RESPOND.planned(respond, key=key)])
