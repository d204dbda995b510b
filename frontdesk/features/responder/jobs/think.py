"""Thinking: for as long as it takes, with no transaction open and no row held."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.responder.actions.settings import context_of
from frontdesk.features.responder.jobs.model_session import ModelSession
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.workflows.model.running import (
    AskFailed,
    AskResult,
    AskSite,
    Say,
    SiteAnswered,
    StepContext,
    StepResult,
)
from frontdesk.features.workflows.model.stand_in import ChatMessage
from frontdesk.features.workflows.model.tracing import Spent
from frontdesk.infra.models.provider import Provider, demo_provider
from frontdesk.infra.outbound import OutboundFailed, OutboundRequest

if TYPE_CHECKING:
    from frontdesk.features.responder.jobs.dependencies import ResponderDependencies
    from frontdesk.features.responder.model.context import RunContext
    from frontdesk.features.responder.model.settings import StoredProvider
    from frontdesk.infra.models.answer import OnPiece
    from frontdesk.infra.outbound import OutboundHttp
    from frontdesk.infra.secrets import SecretBox


async def think(deps: ResponderDependencies, context: RunContext, on_piece: OnPiece) -> RunResult:
    """Walk the conversation through its workflow until the turn is over."""
    providers = providers_of(deps.box, context.run.project_id, context.settings.providers)
    session = ModelSession(deps.models, providers, context.persona_name, on_piece)
    workflow_run, step_context = context.workflow_run, StepContext(context.facts)
    definition, state = workflow_run.published.definition, workflow_run.state
    step_results: list[StepResult] = []
    spent: dict[int, Spent] = {}
    answer: AskResult
    while True:
        # Patterns of its rules may take a while.
        advanced = await asyncio.to_thread(workflows.advance, definition, state, step_context)
        step_results += advanced.step_results
        state = advanced.state
        if advanced.ask is None:
            break
        before = (session.usage.total, session.milliseconds)
        if isinstance(advanced.ask, AskSite):
            answer = await ask_site(deps.outbound, advanced.ask, context.settings.allowed_hosts)
        else:
            answer = await session.respond(advanced.ask, _lines(context, step_results))
        spent[state.step_no + 1] = Spent(
            workflows.tool_of(advanced.ask),
            session.usage.total - before[0],
            session.milliseconds - before[1],
            answer.why if isinstance(answer, AskFailed) else None,
        )
        step_context = StepContext(context.facts, answer)
    return RunResult(
        tuple(step_results),
        state,
        session.usage,
        session.provider,
        session.milliseconds,
        spent,
        session.failure,
    )


def providers_of(
    box: SecretBox, project_id: int, stored: Sequence[StoredProvider]
) -> list[Provider]:
    """Open the keys of a project's providers; without any, the demo model answers."""
    context = context_of(project_id)
    return [
        Provider(
            name=one.name,
            kind=one.kind,
            model=one.model,
            base_url=one.base_url,
            api_key=box.open(one.sealed_key, context) if one.sealed_key else None,
        )
        for one in stored
    ] or [demo_provider()]


async def ask_site(outbound: OutboundHttp, ask: AskSite, hosts: Sequence[str]) -> AskResult:
    """Ask another system, if the project lets workflows reach it."""
    try:
        answer = await outbound.ask(OutboundRequest("GET", ask.url, ask.headers), hosts)
    except OutboundFailed as failure:
        return AskFailed(ask.key, failure.why)
    return SiteAnswered(ask.key, answer.status, answer.body)


def _lines(context: RunContext, step_results: Sequence[StepResult]) -> list[ChatMessage]:
    said = [
        effect
        for step_result in step_results
        for effect in step_result.effects
        if isinstance(effect, Say)
    ]
    return [*context.lines, *(ChatMessage("ai", effect.text) for effect in said)]
