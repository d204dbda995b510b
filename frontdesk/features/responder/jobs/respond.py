"""One answer: begin, think with nothing held, and end behind the fence."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.features.responder import actions
from frontdesk.features.responder.jobs.desk import Thinking
from frontdesk.features.responder.jobs.shown import Shown
from frontdesk.features.responder.jobs.tell import tell_site
from frontdesk.features.responder.jobs.think import think
from frontdesk.features.responder.model import Thought
from frontdesk.features.responder.model.guard import guard_of, guarded
from frontdesk.features.workflows.model import Key, Passage, Say, StepTaken
from frontdesk.infra.jobs import Handler, on_job
from frontdesk.infra.testing.pauses import pause_point
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ConversationId, ProjectId

if TYPE_CHECKING:
    from frontdesk.features.responder.actions import Respond
    from frontdesk.features.responder.jobs.desk import ResponderDesk
    from frontdesk.features.responder.model import Briefing, VoidReason


def responder_jobs(desk: ResponderDesk) -> list[Handler]:
    """Declare the responder's jobs."""
    return [
        on_job(actions.RESPOND, partial(respond, desk)),
        on_job(actions.TELL_SITE, partial(tell_site, desk)),
    ]


async def respond(desk: ResponderDesk, job: Respond) -> None:
    """Answer the newest message of a visitor, if it is still the responder's to answer."""
    briefing = await _begin(desk, job)
    if briefing is None:
        return
    await pause_point("responder.begun")
    shown = Shown(desk.passing, desk.clock, briefing)
    desk.running.add(briefing.run)
    try:
        await shown.begin()
        thought = await _think(desk, briefing, shown)
        await pause_point("responder.thought")
        await _settle(desk, briefing, thought)
    finally:
        desk.running.discard(briefing.run)
        await shown.end()


async def _begin(desk: ResponderDesk, job: Respond) -> Briefing | None:
    project_id = ProjectId(job.project_id)
    conversation_id = ConversationId(job.conversation_id)
    try:
        async with desk.at_the_database, desk.database.transaction() as tx:
            return await actions.begin_run(
                tx, project_id, conversation_id, is_asked_for_draft=job.is_asked_for_draft
            )
    except NotFound:
        # The conversation was deleted while the job waited.
        return None


async def _think(desk: ResponderDesk, briefing: Briefing, shown: Shown) -> Thought | _Stopped:
    task = asyncio.create_task(think(desk, briefing, shown.hear))
    thinking = Thinking(briefing, shown, task)
    guard = guard_of(briefing.standing.published.definition, briefing.settings)
    desk.thinking.add(thinking)
    try:
        return guarded(await task, guard)
    except asyncio.CancelledError:
        if thinking.void_because is None:
            raise
        begun = guarded(_begun(briefing, shown.text), guard)
        return _Stopped(thinking.void_because, begun)
    finally:
        desk.thinking.discard(thinking)
        task.cancel()


class _Stopped:
    """Thinking that was ended early, and what was written until then."""

    def __init__(self, because: VoidReason, thought: Thought) -> None:
        self.because = because
        self.thought = thought


async def _settle(desk: ResponderDesk, briefing: Briefing, thought: Thought | _Stopped) -> None:
    if isinstance(thought, _Stopped):
        async with desk.at_the_database, desk.database.transaction() as tx:
            await actions.void_run(tx, briefing, thought.thought, thought.because)
        return
    conversation = briefing.conversation
    here = await desk.online.are_online(conversation.project_id, [conversation.visitor_uid])
    is_online = here is None or conversation.visitor_uid in here
    try:
        async with desk.at_the_database, desk.database.transaction() as tx:
            await actions.settle_run(tx, briefing, thought, is_visitor_online=is_online)
            await pause_point("responder.before_commit")
    except StepTaken:
        async with desk.at_the_database, desk.database.transaction() as tx:
            await actions.void_run(tx, briefing, thought, "workflow_moved")
    await pause_point("responder.committed")


def _begun(briefing: Briefing, text: str) -> Thought:
    """Take what was streamed so far for a thought, so that it can be kept as a draft."""
    if not text.strip():
        return Thought()
    said = Say(Key(briefing.run.id, 0), text)
    return Thought((Passage(0, briefing.run.id, "", None, None, "ended", {}, (said,)),))
