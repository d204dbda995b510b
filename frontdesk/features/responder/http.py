"""The responder over HTTP: its settings, its runs, its drafts."""

from __future__ import annotations

from functools import partial

from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec.structs import replace

from frontdesk.features import conversations, projects
from frontdesk.features.accounts.model import PasswordNeeded, require_proof
from frontdesk.features.conversations.model.transitions import Finished, HeldByAnother
from frontdesk.features.messages.model import ContentTooLong, EmptyContent, TempIdTaken
from frontdesk.features.messages.wire import MessageWire
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.responder import access
from frontdesk.features.responder.actions import ask, dry_run
from frontdesk.features.responder.actions import drafts as drafts_actions
from frontdesk.features.responder.actions import settings as settings_actions
from frontdesk.features.responder.actions.settings import Sealing
from frontdesk.features.responder.jobs.dry_run import perform_dry_run
from frontdesk.features.responder.jobs.trial import TrialDependencies, try_responder
from frontdesk.features.responder.model.refusals import (
    AnsweringAlready,
    BudgetSpent,
    ChatBudgetSpent,
    ChatIsClosed,
    DraftDecidedAlready,
    InvalidAssistantSettings,
    MessagesOrConversation,
    NoAiHere,
    NothingToAnswer,
)
from frontdesk.features.responder.model.settings import ResponderConfig
from frontdesk.features.responder.store import drafts as drafts_store
from frontdesk.features.responder.store import runs
from frontdesk.features.responder.store import settings as settings_store
from frontdesk.features.responder.wire import (
    ApproveDraft,
    DraftAsked,
    DraftPage,
    PutResponder,
    ResponderRuns,
    ResponderRunWire,
    ResponderSettings,
    ResponderStatus,
    TriedResponder,
    TryResponder,
)
from frontdesk.features.workflows.model.rows import WorkflowId
from frontdesk.features.workflows.wire.exchange import DryRun, DryRunResult
from frontdesk.infra.http import (
    AppContext,
    IfMatch,
    Inject,
    Tagged,
    api_router,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.models.answer import NO_ANSWERS
from frontdesk.infra.secrets import Unopenable
from frontdesk.kit.ids import ConversationId
from frontdesk.kit.wire import Empty, to_wire

_THREAD = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}"
_DRAFT = _THREAD + "/drafts/{draft_id:int}"


@get("/projects/{project_id:int}/settings/assistant")
async def show_assistant_settings(
    manager: Inject[ManagerMember], app: Inject[AppContext]
) -> Tagged[ResponderSettings]:
    """Show how the assistant is set up."""
    async with app.database.snapshot() as tx:
        settings = await settings_store.find_settings(tx, manager.project_id)
    return Tagged(settings.to_wire(), settings.assistant_version)


@put("/projects/{project_id:int}/settings/assistant")
@refuses(PasswordNeeded, InvalidAssistantSettings, Unopenable)
async def replace_assistant_settings(
    data: JSONBody[PutResponder],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
    trial: Inject[TrialDependencies],
) -> Tagged[ResponderSettings]:
    """Replace how the assistant is set up; answers it is writing are dropped."""
    sealing = _sealing(manager, app, trial, version=if_match.version())
    async with app.database.transaction() as tx:
        settings = await settings_actions.replace_settings(
            tx, manager.user_id, manager.project_id, data, sealing
        )
    return Tagged(settings.to_wire(), settings.assistant_version)


# The earlier address of the same: its version also counts what is published.
@get("/projects/{project_id:int}/responder")
async def show_responder(
    manager: Inject[ManagerMember], app: Inject[AppContext]
) -> Tagged[ResponderSettings]:
    """Show how the assistant is set up.

    Keys of providers are never shown.
    """
    async with app.database.snapshot() as tx:
        settings = await settings_store.find_settings(tx, manager.project_id)
    return _earlier(settings)


@put("/projects/{project_id:int}/responder")
@refuses(PasswordNeeded, InvalidAssistantSettings, Unopenable)
async def replace_responder(
    data: JSONBody[PutResponder],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
    trial: Inject[TrialDependencies],
) -> Tagged[ResponderSettings]:
    """Replace how the assistant is set up, by its earlier address."""
    sealing = _sealing(manager, app, trial, responder_version=if_match.version())
    async with app.database.transaction() as tx:
        settings = await settings_actions.replace_settings(
            tx, manager.user_id, manager.project_id, data, sealing
        )
    return _earlier(settings)


@post("/projects/{project_id:int}/responder/try", status_code=200)
@refuses(Unopenable, *NO_ANSWERS)
async def try_responder_settings(
    data: JSONBody[TryResponder],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    trial: Inject[TrialDependencies],
) -> TriedResponder:
    """Ask the saved language models one thing, to see that they work."""
    async with app.database.snapshot() as tx:
        settings = await settings_store.find_settings(tx, manager.project_id)
    return await try_responder(trial, manager.project_id, settings, data.text)


@post("/projects/{project_id:int}/workflows/{workflow_id:int}/dry-run", status_code=200)
@refuses(MessagesOrConversation, BudgetSpent, Unopenable)
async def dry_run_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[DryRun],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    trial: Inject[TrialDependencies],
) -> DryRunResult:
    """Run a workflow without sending or changing anything."""
    async with app.database.snapshot() as tx:
        setup = await dry_run.prepare_dry_run(tx, manager, workflow_id, data, app.clock.now())
    return await perform_dry_run(trial, app.clock, setup, data)


@get(f"{_THREAD}/runs")
async def list_responder_runs(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> ResponderRuns:
    """List the assistant's runs in a conversation, the latest first."""
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await runs.list_runs(tx, agent.project_id, conversation_id)
    return ResponderRuns([to_wire(ResponderRunWire, row) for row in rows])


@get(f"{_THREAD}/drafts")
async def list_drafts(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> DraftPage:
    """List the assistant's open drafts of a conversation."""
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        drafts = await drafts_store.list_drafts(tx, agent.project_id, conversation_id)
    return DraftPage([one.to_wire() for one in drafts])


@get(f"{_THREAD}/responder")
async def show_responder_status(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> ResponderStatus:
    """Show what the assistant would do in a conversation now, and why."""
    async with app.database.snapshot() as tx:
        return await ask.show_status(tx, agent.project_id, conversation_id)


@post(f"{_THREAD}/drafts", status_code=202)
@refuses(BudgetSpent, ChatBudgetSpent, ChatIsClosed, NothingToAnswer, NoAiHere, AnsweringAlready)
async def create_draft(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[Empty],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> DraftAsked:
    """Ask the assistant for a draft.

    202: the draft follows in the feed.
    """
    del data
    async with app.database.transaction() as tx:
        after = await ask.ask_for_draft(tx, agent.project_id, conversation_id)
    return DraftAsked(after_run_id=after)


@post(f"{_DRAFT}/approve", status_code=201)
@refuses(EmptyContent, ContentTooLong, HeldByAnother, Finished, TempIdTaken, DraftDecidedAlready)
async def approve_draft(
    conversation_id: FromPath[ConversationId],
    draft_id: FromPath[int],
    data: JSONBody[ApproveDraft],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
) -> MessageWire:
    """Send a draft as one's own reply, changed or as it is."""
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
    here = await online.are_online(agent.project_id, [found.visitor_uid])
    is_online = here is None or found.visitor_uid in here
    async with app.database.transaction() as tx:
        await projects.lock_membership(tx, agent)
        draft = await access.lock_draft(tx, agent.project_id, conversation_id, draft_id)
        message = await drafts_actions.approve_draft(
            tx, agent.user, draft, data.text, is_visitor_online=is_online
        )
    return message.to_senders_wire()


@post(f"{_DRAFT}/discard", status_code=204)
@refuses(DraftDecidedAlready)
async def discard_draft(
    conversation_id: FromPath[ConversationId],
    draft_id: FromPath[int],
    data: JSONBody[Empty],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> Response[None]:
    """Throw a draft away."""
    del data
    async with app.database.transaction() as tx:
        await projects.lock_membership(tx, agent)
        draft = await access.lock_draft(tx, agent.project_id, conversation_id, draft_id)
        await drafts_actions.discard_draft(tx, agent.user, draft)
    return Response(None, status_code=204)


router = api_router(
    [
        show_assistant_settings,
        replace_assistant_settings,
        show_responder,
        replace_responder,
        try_responder_settings,
        dry_run_workflow,
        list_responder_runs,
        list_drafts,
        show_responder_status,
        create_draft,
        approve_draft,
        discard_draft,
    ]
)


def _sealing(
    manager: ManagerMember,
    app: AppContext,
    trial: TrialDependencies,
    *,
    version: int | None = None,
    responder_version: int | None = None,
) -> Sealing:
    prove = partial(require_proof, manager.proved_at, app.clock.now())
    return Sealing(trial.box, trial.rules, prove, version, responder_version)


def _earlier(settings: ResponderConfig) -> Tagged[ResponderSettings]:
    shown = replace(settings.to_wire(), version=settings.version)
    return Tagged(shown, settings.version)
