"""Beginning a run: what stands now is written down, and taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations, messages, workflows
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.projects.wire.settings import ResponderMode
from frontdesk.features.responder.actions.facts import facts_of
from frontdesk.features.responder.model.context import RunContext
from frontdesk.features.responder.model.eligibility import why_no_draft
from frontdesk.features.responder.model.run import MAX_ATTEMPTS, Run
from frontdesk.features.responder.model.settings import ResponderConfig
from frontdesk.features.responder.model.simple import simple_workflow
from frontdesk.features.responder.store import runs
from frontdesk.features.responder.store import settings as settings_store
from frontdesk.features.workflows.model.rows import Published, WorkflowId, WorkflowRun
from frontdesk.features.workflows.model.running import State
from frontdesk.features.workflows.model.stand_in import ChatMessage
from frontdesk.features.workflows.model.stepping import begin_turn
from frontdesk.kit.ids import ConversationId, ProjectId

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction

_SIMPLE_LINES = 10
_WORKFLOW_LINES = 30
# A worker says about every second that its last attempts live. This is less than it takes
# until another takes over its jobs and finds them silent.
_SILENT_SECONDS = 3.0


async def begin_run(
    tx: Transaction,
    project_id: ProjectId,
    conversation_id: ConversationId,
    *,
    is_asked_for_draft: bool,
) -> RunContext | None:
    """Begin to think about the newest message of a visitor; None if there is nothing to do.

    Whatever the responder will not answer after all goes into the queue here.
    """
    conversation = await conversations.lock_for_posting(tx, project_id, conversation_id)
    settings = await settings_store.find_settings(tx, project_id)
    mode = await _mode_of(tx, conversation, settings, is_asked_for_draft=is_asked_for_draft)
    if mode == "off":
        if not is_asked_for_draft:
            await conversations.enter_queue(tx, conversation)
        return None
    if not is_asked_for_draft and await _has_nothing_to_do(tx, conversation, mode):
        return None
    run = await runs.insert_run(tx, conversation, mode, settings.version)
    return None if run is None else await _brief(tx, run, conversation, settings)


async def mode_now(
    tx: Transaction, conversation: Conversation, settings: ResponderConfig
) -> ResponderMode:
    """Return what the responder does when the visitor writes here now."""
    if conversation.chat_state == "completed" or settings.tokens_today >= settings.tokens_per_day:
        return "off"
    at, rules = await conversations.find_rules(tx, [conversation.project_id])
    modes = await conversations.responder_modes(tx, [conversation], rules, at)
    return modes.get(conversation.id, "off")


async def _mode_of(
    tx: Transaction,
    conversation: Conversation,
    settings: ResponderConfig,
    *,
    is_asked_for_draft: bool,
) -> ResponderMode:
    if conversation.visitor_seq == 0:
        return "off"
    if not is_asked_for_draft:
        return await mode_now(tx, conversation, settings)
    if why_no_draft(conversation, settings) is not None:
        return "off"
    thinking = await runs.find_thinking(tx, conversation)
    # An answer under way is not made a draft because somebody asked for one.
    return "off" if thinking is not None and thinking.mode == "auto" else "draft"


async def _has_nothing_to_do(tx: Transaction, conversation: Conversation, mode: str) -> bool:
    if mode == "auto" and conversation.chat_state != "waiting_assignment":
        return True
    # A last attempt is sent even if the visitor wrote on; their new message comes after it.
    return await runs.find_answered(tx, conversation) or await runs.find_last_attempt(
        tx, conversation, MAX_ATTEMPTS, _SILENT_SECONDS
    )


async def _brief(
    tx: Transaction, run: Run, conversation: Conversation, settings: ResponderConfig
) -> RunContext:
    is_simple = settings.style == "simple"
    limit = _SIMPLE_LINES if is_simple else _WORKFLOW_LINES
    page = await messages.find_page_before(tx, conversation, conversation.last_seq + 1, limit)
    persona, facts = await facts_of(tx, conversation, page)
    workflow_run = None
    if not is_simple:
        workflow_run = await workflows.begin_or_resume(tx, run.project_id, conversation.id, run.id)
    return RunContext(
        run=run,
        conversation=conversation,
        settings=settings,
        persona_name=persona,
        lines=tuple(ChatMessage(one.sender_type, one.content) for one in page),
        facts=facts,
        workflow_run=workflow_run or _run_of_prompt(run, settings),
    )


def _run_of_prompt(run: Run, settings: ResponderConfig) -> WorkflowRun:
    """Let one prompt answer: in simple mode, and where no workflow is published."""
    published = Published(WorkflowId(0), 0, simple_workflow(settings.prompt))
    return WorkflowRun(run.conversation_id, published, begin_turn(State(), run.id))
