"""The responder over HTTP: its settings, its runs, its drafts."""

from __future__ import annotations

from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations, projects
from frontdesk.features.messages.wire import MessageWire
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.responder import access, actions, store
from frontdesk.features.responder.actions import Sealing
from frontdesk.features.responder.jobs.dry_run import perform_dry_run
from frontdesk.features.responder.jobs.trial import TrialDependencies, try_responder
from frontdesk.features.responder.model import ResponderConfig
from frontdesk.features.responder.wire import (
    ApproveDraft,
    DraftAsked,
    DraftPage,
    PutResponder,
    ResponderProviderWire,
    ResponderRuns,
    ResponderRunWire,
    ResponderSettings,
    ResponderStatus,
    TriedResponder,
    TryResponder,
)
from frontdesk.features.workflows.model import WorkflowId
from frontdesk.features.workflows.wire import DryRun, DryRunResult
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Inject,
    api_router,
    expected_version,
    tagged,
)
from frontdesk.kit.ids import ConversationId
from frontdesk.kit.wire import Empty, to_wire

_THREAD = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}"
_DRAFT = _THREAD + "/drafts/{draft_id:int}"


@get("/projects/{project_id:int}/responder")
async def show_responder(
    manager: Inject[ManagerMember], app: Inject[AppContext]
) -> Response[ResponderSettings]:
    async with app.database.snapshot() as tx:
        settings = await store.find_settings(tx, manager.project_id)
    return _settings(settings)


@put("/projects/{project_id:int}/responder")
async def replace_responder(
    request: AnyRequest,
    data: JSONBody[PutResponder],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    trial: Inject[TrialDependencies],
) -> Response[ResponderSettings]:
    sealing = Sealing(trial.box, trial.rules, expected_version(request))
    async with app.database.transaction() as tx:
        settings = await actions.replace_settings(
            tx, manager.user_id, manager.project_id, data, sealing
        )
    return _settings(settings)


@post("/projects/{project_id:int}/responder/try", status_code=200)
async def ask_responder(
    data: JSONBody[TryResponder],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    trial: Inject[TrialDependencies],
) -> TriedResponder:
    async with app.database.snapshot() as tx:
        settings = await store.find_settings(tx, manager.project_id)
    return await try_responder(trial, manager.project_id, settings, data.text)


@post("/projects/{project_id:int}/workflows/{workflow_id:int}/dry-run", status_code=200)
async def dry_run_workflow(
    workflow_id: FromPath[WorkflowId],
    data: JSONBody[DryRun],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    trial: Inject[TrialDependencies],
) -> DryRunResult:
    async with app.database.snapshot() as tx:
        setup = await actions.prepare_dry_run(tx, manager, workflow_id, data, app.clock.now())
    return await perform_dry_run(trial, app.clock, setup, data)


@get(f"{_THREAD}/runs")
async def list_runs(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> ResponderRuns:
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await store.list_runs(tx, agent.project_id, conversation_id)
    return ResponderRuns([to_wire(ResponderRunWire, row) for row in rows])


@get(f"{_THREAD}/drafts")
async def list_drafts(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> DraftPage:
    async with app.database.snapshot() as tx:
        await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        drafts = await store.list_drafts(tx, agent.project_id, conversation_id)
    return DraftPage([one.to_wire() for one in drafts])


@get(f"{_THREAD}/responder")
async def show_status(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> ResponderStatus:
    async with app.database.snapshot() as tx:
        return await actions.show_status(tx, agent.project_id, conversation_id)


@post(f"{_THREAD}/drafts", status_code=202)
async def ask_for_draft(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[Empty],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> DraftAsked:
    del data
    async with app.database.transaction() as tx:
        after = await actions.ask_for_draft(tx, agent.project_id, conversation_id)
    return DraftAsked(after_run_id=after)


@post(f"{_DRAFT}/approve", status_code=201)
async def approve_draft(
    conversation_id: FromPath[ConversationId],
    draft_id: FromPath[int],
    data: JSONBody[ApproveDraft],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
) -> MessageWire:
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
    here = await online.are_online(agent.project_id, [found.visitor_uid])
    is_online = here is None or found.visitor_uid in here
    async with app.database.transaction() as tx:
        await projects.lock_membership(tx, agent)
        draft = await access.lock_draft(tx, agent.project_id, conversation_id, draft_id)
        message = await actions.approve_draft(
            tx, agent.user, draft, data.text, is_visitor_online=is_online
        )
    return message.to_senders_wire()


@post(f"{_DRAFT}/discard", status_code=204)
async def discard_draft(
    conversation_id: FromPath[ConversationId],
    draft_id: FromPath[int],
    data: JSONBody[Empty],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> Response[None]:
    del data
    async with app.database.transaction() as tx:
        await projects.lock_membership(tx, agent)
        draft = await access.lock_draft(tx, agent.project_id, conversation_id, draft_id)
        await actions.discard_draft(tx, agent.user, draft)
    return Response(None, status_code=204)


router = api_router(
    [
        show_responder,
        replace_responder,
        ask_responder,
        dry_run_workflow,
        list_runs,
        list_drafts,
        show_status,
        ask_for_draft,
        approve_draft,
        discard_draft,
    ]
)


def _settings(settings: ResponderConfig) -> Response[ResponderSettings]:
    providers = [to_wire(ResponderProviderWire, one) for one in settings.providers]
    shown = to_wire(ResponderSettings, settings, providers=providers)
    return Response(shown, headers=tagged(settings.version))
