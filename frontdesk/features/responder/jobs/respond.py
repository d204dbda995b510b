"""One answer: begin, think with nothing locked, and end behind the fence."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.features.responder.actions import begin, plan, settle
from frontdesk.features.responder.jobs.dependencies import Thinking
from frontdesk.features.responder.jobs.publisher import StreamPublisher
from frontdesk.features.responder.jobs.think import think
from frontdesk.features.responder.model.guard import guard_of, guarded
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.workflows.model.refusals import StepTaken
from frontdesk.features.workflows.model.running import Key, Say, StepResult
from frontdesk.infra.jobs import JobHandler, on_job
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ConversationId, ProjectId

if TYPE_CHECKING:
    from frontdesk.features.responder.actions.plan import HttpCallback, Respond
    from frontdesk.features.responder.jobs.dependencies import ResponderDependencies
    from frontdesk.features.responder.model.context import RunContext
    from frontdesk.features.responder.model.run import VoidReason


def responder_jobs(deps: ResponderDependencies) -> list[JobHandler]:
    """Declare the responder's jobs."""
    return [
        on_job(plan.RESPOND, partial(respond, deps)),
        on_job(plan.HTTP_CALLBACK, partial(_hand_on, deps)),
    ]


async def respond(deps: ResponderDependencies, job: Respond) -> None:
    """Answer the newest message of a visitor, if it is still the responder's to answer."""
    context = await _begin(deps, job)
    if context is None:
        return
    await pause_point("responder.begun")
    publisher = StreamPublisher(deps.ephemeral, deps.clock, context)
    deps.running.add(context.run)
    try:
        await publisher.begin()
        result = await _think(deps, context, publisher)
        await pause_point("responder.thought")
        await _settle(deps, context, result)
    finally:
        deps.running.discard(context.run)
        await publisher.end()


async def _begin(deps: ResponderDependencies, job: Respond) -> RunContext | None:
    project_id = ProjectId(job.project_id)
    conversation_id = ConversationId(job.conversation_id)
    try:
        async with deps.at_the_database, deps.database.transaction() as tx:
            return await begin.begin_run(
                tx, project_id, conversation_id, is_asked_for_draft=job.is_asked_for_draft
            )
    except NotFound:
        # The conversation was deleted while the job waited.
        return None


async def _think(
    deps: ResponderDependencies, context: RunContext, publisher: StreamPublisher
) -> RunResult | _Stopped:
    task = asyncio.create_task(think(deps, context, publisher.on_piece))
    thinking = Thinking(context, publisher, task)
    guard = guard_of(context.workflow_run.published.definition, context.settings)
    deps.thinking.add(thinking)
    try:
        return guarded(await task, guard)
    except asyncio.CancelledError:
        if thinking.void_because is None:
            raise
        begun = guarded(_begun(context, publisher.text), guard)
        return _Stopped(thinking.void_because, begun)
    finally:
        deps.thinking.discard(thinking)
        task.cancel()


class _Stopped:
    """Thinking that was ended early, and what was written until then."""

    def __init__(self, because: VoidReason, result: RunResult) -> None:
        self.because = because
        self.result = result


async def _settle(
    deps: ResponderDependencies, context: RunContext, result: RunResult | _Stopped
) -> None:
    if isinstance(result, _Stopped):
        async with deps.at_the_database, deps.database.transaction() as tx:
            await settle.void_run(tx, context, result.result, result.because)
        return
    conversation = context.conversation
    here = await deps.online.are_online(conversation.project_id, [conversation.visitor_uid])
    is_online = here is None or conversation.visitor_uid in here
    try:
        async with deps.at_the_database, deps.database.transaction() as tx:
            await settle.settle_run(tx, context, result, is_visitor_online=is_online)
            await pause_point("responder.before_commit")
    except StepTaken:
        async with deps.at_the_database, deps.database.transaction() as tx:
            await settle.void_run(tx, context, result, "workflow_moved")
    await pause_point("responder.committed")


def _begun(context: RunContext, text: str) -> RunResult:
    """Take what was streamed so far for a result, so that it can be kept as a draft."""
    if not text.strip():
        return RunResult()
    said = Say(Key(context.run.id, 0), text)
    return RunResult((StepResult(0, context.run.id, "", None, None, "ended", {}, (said,)),))


async def _hand_on(deps: ResponderDependencies, job: HttpCallback) -> None:
    async with deps.at_the_database, deps.database.transaction() as tx:
        await plan.deliver_planned_callback(tx, job)
