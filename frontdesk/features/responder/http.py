"""The responder over HTTP: its settings, its runs, its drafts."""

from __future__ import annotations

from typing import Any, TypeAlias

import asyncpg
from litestar import Response, get, post, put
from litestar.connection import Request
from litestar.params import FromPath, JSONBody

from frontdesk.features import conversations, projects
from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.messages.wire import MessageWire
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.projects.model import Role
from frontdesk.features.responder import access, actions, store
from frontdesk.features.responder.actions import Sealing
from frontdesk.features.responder.jobs.rehearsing import rehearse
from frontdesk.features.responder.jobs.trial import TrialDesk, try_responder
from frontdesk.features.responder.model import Settings
from frontdesk.features.responder.wire import (
    ApproveDraft,
    DraftAsked,
    DraftPage,
    PutResponder,
    ResponderProviderWire,
    ResponderRuns,
    ResponderRunWire,
    ResponderSettings,
    ResponderStanding,
    TriedResponder,
    TryResponder,
)
from frontdesk.features.workflows.model import WorkflowId
from frontdesk.features.workflows.wire import DryRun, Rehearsal
from frontdesk.infra.http import Given, House, api_router, expected_version, tagged
from frontdesk.kit.ids import ConversationId, ProjectId, UserId
from frontdesk.kit.wire import Empty, to_wire_time

AnyRequest: TypeAlias = Request[Any, Any, Any]
_THREAD = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}"
_DRAFT = _THREAD + "/drafts/{draft_id:int}"


@get("/projects/{project_id:int}/responder")
async def show_responder(
    project_id: FromPath[int], someone: Given[SignedIn], house: Given[House]
) -> Response[ResponderSettings]:
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, ProjectId(project_id), Role.MANAGER)
        settings = await store.find_settings(tx, ProjectId(project_id))
    return _settings(settings)


@put("/projects/{project_id:int}/responder")
async def replace_responder(
    request: AnyRequest,
    project_id: FromPath[int],
    data: JSONBody[PutResponder],
    someone: Given[SignedIn],
    house: Given[House],
    trial: Given[TrialDesk],
) -> Response[ResponderSettings]:
    sealing = Sealing(trial.box, trial.rules, expected_version(request))
    async with house.database.transaction() as tx:
        settings = await actions.replace_settings(
            tx, UserId(someone.user.id), ProjectId(project_id), data, sealing
        )
    return _settings(settings)


@post("/projects/{project_id:int}/responder/try", status_code=200)
async def ask_responder(
    project_id: FromPath[int],
    data: JSONBody[TryResponder],
    someone: Given[SignedIn],
    house: Given[House],
    trial: Given[TrialDesk],
) -> TriedResponder:
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, ProjectId(project_id), Role.MANAGER)
        settings = await store.find_settings(tx, ProjectId(project_id))
    return await try_responder(trial, project_id, settings, data.text)


@post("/projects/{project_id:int}/workflows/{workflow_id:int}/dry-run", status_code=200)
async def rehearse_workflow(
    project_id: FromPath[int],
    workflow_id: FromPath[int],
    data: JSONBody[DryRun],
    someone: Given[SignedIn],
    house: Given[House],
    trial: Given[TrialDesk],
) -> Rehearsal:
    key = ProjectId(project_id), WorkflowId(workflow_id)
    async with house.database.snapshot() as tx:
        scene = await actions.prepare_rehearsal(tx, someone.user.id, key, data, house.clock.now())
    return await rehearse(trial, house.clock, scene, data)


@get(f"{_THREAD}/runs")
async def list_runs(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
) -> ResponderRuns:
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        await conversations.find_for_reading(tx, project, conversation)
        rows = await store.list_runs(tx, project, conversation)
    return ResponderRuns([_run(row) for row in rows])


@get(f"{_THREAD}/drafts")
async def list_drafts(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
) -> DraftPage:
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        await conversations.find_for_reading(tx, project, conversation)
        drafts = await store.list_drafts(tx, project, conversation)
    return DraftPage([one.to_wire() for one in drafts])


@get(f"{_THREAD}/responder")
async def show_standing(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    someone: Given[SignedIn],
    house: Given[House],
) -> ResponderStanding:
    project = ProjectId(project_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        return await actions.show_standing(tx, project, ConversationId(conversation_id))


@post(f"{_THREAD}/drafts", status_code=202)
async def ask_for_draft(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    data: JSONBody[Empty],
    someone: Given[SignedIn],
    house: Given[House],
) -> DraftAsked:
    del data
    project = ProjectId(project_id)
    async with house.database.transaction() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        after = await actions.ask_for_draft(tx, project, ConversationId(conversation_id))
    return DraftAsked(after_run_id=after)


@post(f"{_DRAFT}/approve", status_code=201)
async def approve_draft(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    draft_id: FromPath[int],
    data: JSONBody[ApproveDraft],
    someone: Given[SignedIn],
    house: Given[House],
    online: Given[OnlineVisitors],
) -> MessageWire:
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)
    async with house.database.snapshot() as tx:
        await projects.find_member(tx, someone.user.id, project, Role.AGENT)
        found = await conversations.find_for_reading(tx, project, conversation)
    here = await online.are_online(project, [found.visitor_uid])
    is_online = here is None or found.visitor_uid in here
    async with house.database.transaction() as tx:
        await projects.hold_member(tx, someone.user.id, project, Role.AGENT)
        draft = await access.lock_draft(tx, project, conversation, draft_id)
        message = await actions.approve_draft(
            tx, someone.user, draft, data.text, is_visitor_online=is_online
        )
    return message.to_senders_wire()


@post(f"{_DRAFT}/discard", status_code=204)
async def discard_draft(
    project_id: FromPath[int],
    conversation_id: FromPath[int],
    draft_id: FromPath[int],
    data: JSONBody[Empty],
    someone: Given[SignedIn],
    house: Given[House],
) -> Response[None]:
    del data
    project, conversation = ProjectId(project_id), ConversationId(conversation_id)
    async with house.database.transaction() as tx:
        await projects.hold_member(tx, someone.user.id, project, Role.AGENT)
        draft = await access.lock_draft(tx, project, conversation, draft_id)
        await actions.discard_draft(tx, someone.user, draft)
    return Response(None, status_code=204)


router = api_router(
    [
        show_responder,
        replace_responder,
        ask_responder,
        rehearse_workflow,
        list_runs,
        list_drafts,
        show_standing,
        ask_for_draft,
        approve_draft,
        discard_draft,
    ]
)


def _settings(settings: Settings) -> Response[ResponderSettings]:
    shown = ResponderSettings(
        mode=settings.mode,
        when=settings.when,
        style=settings.style,
        prompt=settings.prompt,
        assigned_meanwhile=settings.assigned_meanwhile,
        answer_within_seconds=settings.answer_within_seconds,
        turns_per_conversation=settings.turns_per_conversation,
        tokens_per_conversation=settings.tokens_per_conversation,
        tokens_per_day=settings.tokens_per_day,
        tokens_today=settings.tokens_today,
        allowed_hosts=list(settings.allowed_hosts),
        gated_words=list(settings.gated_words),
        version=settings.version,
        providers=[
            ResponderProviderWire(
                id=one.id,
                name=one.name,
                kind=one.kind,
                model=one.model,
                base_url=one.base_url,
                key_hint=one.key_hint,
            )
            for one in settings.providers
        ],
    )
    return Response(shown, headers=tagged(settings.version))


def _run(row: asyncpg.Record) -> ResponderRunWire:
    names = ResponderRunWire.__struct_fields__
    told = {name: row[name] for name in names if not name.endswith("_at")}
    ended_at = row["ended_at"]
    return ResponderRunWire(
        **told,
        started_at=to_wire_time(row["started_at"]),
        ended_at=to_wire_time(ended_at) if ended_at else None,
    )
