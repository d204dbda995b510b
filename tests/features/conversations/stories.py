"""What can happen while somebody watches: a story for each event of the feed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from frontdesk.features import conversations
from frontdesk.features.canned.events import CannedResponsesChanged
from frontdesk.features.conversations.events import (
    AgentRead,
    ConversationChanged,
    VisitorReceived,
)
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.notes.events import NoteEdited, NoteRemoved, NoteWritten
from frontdesk.features.projects.events import SettingsChanged
from frontdesk.features.responder.actions import begin, settle
from frontdesk.features.responder.events import DraftCreated, DraftDecided
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.routing.events import ManagersNeeded, WentPending
from frontdesk.features.tags.events import ProjectTagsChanged
from frontdesk.features.visitors.events import (
    ContactLeft,
    VisitorBlocked,
    VisitorDescribed,
    VisitorUnblocked,
)
from frontdesk.features.workflows.model.running import Key, Say, StepResult
from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.front_door import Door, Member, Site, Visitor

Story = Callable[["StoryContext"], Awaitable[None]]


class StoryContext:
    """Ada and Grace in the middle of a conversation, which `story` carries on."""

    def __init__(self, door: Door, site: Site, ada: Visitor, grace: Member, chat: int) -> None:
        self.door, self.site, self.ada, self.grace, self.chat = door, site, ada, grace, chat
        # What was told before this number is not part of the story.
        self.started_at = 2

    async def reply(self, text: str) -> None:
        answer = await self.grace.http.post(self.site.thread(self.chat), json={"text": text})
        assert answer.status_code == 201, answer.text

    @property
    def notes(self) -> str:
        return self.site.conversation(self.chat, "/notes")

    async def note(self, text: str) -> int:
        return int((await self.grace.http.post(self.notes, json={"text": text})).json()["id"])

    async def post(self, verb: str) -> None:
        answer = await self.grace.http.post(self.site.conversation(self.chat, verb), json={})
        assert answer.status_code == 200, answer.text

    @asynccontextmanager
    async def held(self) -> AsyncIterator[tuple[Transaction, Conversation]]:
        """Lock the conversation, as whatever happens by itself does."""
        async with self.door.server.web.database.transaction() as tx:
            site, chat = ProjectId(self.site.id), ConversationId(self.chat)
            yield tx, await conversations.lock_for_posting(tx, site, chat)

    async def latest_feed_seq(self) -> int:
        """Say how far the feed goes once everything announced so far is in it."""
        return int(await self.door.value(_LATEST_FEED_SEQ, self.site.id))

    async def patch(self, **fields: object) -> None:
        answer = await self.grace.http.patch(self.site.conversation(self.chat), json=fields)
        assert answer.status_code == 200, answer.text


async def ada_writes(story_context: StoryContext) -> None:
    await story_context.ada.writes("One more thing")
    await story_context.ada.writes("And another")


async def somebody_new_writes(story_context: StoryContext) -> None:
    eve = await story_context.door.visitor(story_context.site, "eve")
    await eve.writes("I am new here")


async def grace_replies(story_context: StoryContext) -> None:
    await story_context.ada.writes("One more thing")
    await story_context.reply("Sure.")
    await story_context.reply("Anything else?")


async def a_spammer_goes_on(story_context: StoryContext) -> None:
    await story_context.patch(status="spam")
    await story_context.ada.writes("Buy this")
    await story_context.patch(status="open")


async def status_goes_round(story_context: StoryContext) -> None:
    for status in ("pending", "solved", "open"):
        await story_context.patch(status=status)


async def a_solved_chat_begins_anew(story_context: StoryContext) -> None:
    await story_context.patch(status="solved")
    await story_context.ada.writes("A new question")


async def grace_reads(story_context: StoryContext) -> None:
    await story_context.ada.writes("One more thing")
    await story_context.patch(read=True, readUpToSeq=1)
    await story_context.patch(read=True)


async def ada_receives(story_context: StoryContext) -> None:
    await story_context.reply("Sure.")
    await story_context.ada.ask("messagesDelivered", {"upToSeq": 2})
    await story_context.ada.ask("messagesRead", {"upToSeq": 3})


async def ada_reads_at_once(story_context: StoryContext) -> None:
    await story_context.ada.ask("messagesRead", {"upToSeq": 2})
    await story_context.ada.ask("messagesDelivered", {"upToSeq": 99})


async def grace_leaves(story_context: StoryContext) -> None:
    await story_context.ada.writes("Are you still there?")
    owner = await story_context.door.member(story_context.site, "Olivia", "owner")
    await owner.http.delete(f"/projects/{story_context.site.id}/members/{story_context.grace.id}")


async def notes_come_and_go(story_context: StoryContext) -> None:
    first, second = [await story_context.note(text) for text in ("A regular", "To be removed")]
    await story_context.grace.http.patch(
        f"{story_context.notes}/{first}", json={"text": "An old friend"}
    )
    await story_context.grace.http.delete(f"{story_context.notes}/{second}")


async def a_tag_is_used_renamed_and_removed(story_context: StoryContext) -> None:
    tags = f"/projects/{story_context.site.id}/tags"
    manager = await story_context.door.member(story_context.site, "Max", "manager")
    await story_context.patch(tags=["refund", "vip"])
    for tag in (await manager.http.get(tags)).json()["data"]:
        if tag["name"] == "refund":
            await manager.http.patch(f"{tags}/{tag['id']}", json={"name": "money back"})
        else:
            await manager.http.delete(f"{tags}/{tag['id']}")


async def canned_replies_are_written(story_context: StoryContext) -> None:
    manager = await story_context.door.member(story_context.site, "Max", "manager")
    reply = {"shortcut": "hello", "content": "Hello!"}
    await manager.http.post(f"/projects/{story_context.site.id}/canned-responses", json=reply)


async def ada_leaves_her_address(story_context: StoryContext) -> None:
    await story_context.ada.ask("setContact", {"email": "ada@example.com", "name": "Ada"})
    await story_context.ada.writes("Write to me")
    await story_context.ada.ask("setContact", {"email": "ada@example.org"})


async def the_site_says_who_ada_is(story_context: StoryContext) -> None:
    await story_context.ada.writes("Do you know me?")
    await story_context.ada.ask("setProfile", {"name": "Ada M.", "attributes": {"plan": "office"}})


async def ada_is_blocked_and_let_in_again(story_context: StoryContext) -> None:
    visitor = (await story_context.ada.writes("Insults"))["visitorId"]
    block = f"/projects/{story_context.site.id}/inbox/visitors/{visitor}/block"
    await story_context.grace.http.post(block, json={})
    await story_context.grace.http.delete(block)


async def drafts_come_and_go(story_context: StoryContext) -> None:
    await story_context.ada.writes("When do you open?")
    for text in ("At nine.", "Perhaps at ten?", "Who knows?"):
        await _write_draft(story_context, text)
    drafts = story_context.site.conversation(story_context.chat, "/drafts")
    one, other, _ = (await story_context.grace.http.get(drafts)).json()["data"]
    await story_context.grace.http.post(f"{drafts}/{one['id']}/discard", json={})
    await story_context.grace.http.post(f"{drafts}/{other['id']}/approve", json={})


async def _write_draft(story_context: StoryContext, text: str) -> None:
    async with story_context.door.server.web.database.transaction() as tx:
        context = await begin.begin_run(
            tx,
            ProjectId(story_context.site.id),
            ConversationId(story_context.chat),
            is_asked_for_draft=True,
        )
        assert context is not None
        said = Say(Key(context.run.id, 0), text)
        step_result = StepResult(1, context.run.id, "answer", "next", None, "waiting", {}, (said,))
        await settle.settle_run(tx, context, RunResult((step_result,)), is_visitor_online=True)


async def everything_at_once(story_context: StoryContext) -> None:
    for story in (ada_writes, grace_reads, grace_replies, ada_receives, status_goes_round):
        await story(story_context)


async def a_chat_changes_hands(story_context: StoryContext) -> None:
    await story_context.ada.writes("One more thing")
    await story_context.post("/release")
    await story_context.post("/claim")


async def a_timer_lets_it_rest(story_context: StoryContext) -> None:
    async with story_context.held() as (tx, chat):
        await conversations.turn_pending(tx, chat)
        await tx.announce([WentPending(chat.project_id, chat.id, chat.last_message_id or 0)])


async def agents_lose_it_too_often(story_context: StoryContext) -> None:
    await story_context.door.value(_LOSE_AT_ONCE, story_context.site.id)
    await story_context.ada.writes("One more thing")
    async with story_context.held() as (tx, chat):
        await conversations.let_go(tx, chat, "idle", None)


async def a_manager_sets_routing(story_context: StoryContext) -> None:
    manager = await story_context.door.member(story_context.site, "Olivia", "manager")
    address = f"/projects/{story_context.site.id}/routing-settings"
    settings = (await manager.http.get(address)).json()
    answer = await manager.http.put(address, json={**settings, "agentCapacity": 7})
    assert answer.status_code == 200, answer.text


# Each event a dashboard hears of, and the stories that make it happen.
STORIES: dict[type, list[Story]] = {
    MessagePosted: [ada_writes, somebody_new_writes, grace_replies, a_solved_chat_begins_anew],
    ConversationChanged: [
        status_goes_round,
        a_spammer_goes_on,
        a_chat_changes_hands,
        grace_leaves,
        everything_at_once,
    ],
    AgentRead: [grace_reads],
    VisitorReceived: [ada_receives, ada_reads_at_once],
    NoteWritten: [notes_come_and_go],
    NoteEdited: [notes_come_and_go],
    NoteRemoved: [notes_come_and_go],
    CannedResponsesChanged: [canned_replies_are_written],
    ProjectTagsChanged: [a_tag_is_used_renamed_and_removed],
    ContactLeft: [ada_leaves_her_address],
    VisitorDescribed: [the_site_says_who_ada_is],
    VisitorBlocked: [ada_is_blocked_and_let_in_again],
    VisitorUnblocked: [ada_is_blocked_and_let_in_again],
    WentPending: [a_timer_lets_it_rest],
    ManagersNeeded: [agents_lose_it_too_often],
    SettingsChanged: [a_manager_sets_routing],
    DraftCreated: [drafts_come_and_go],
    DraftDecided: [drafts_come_and_go],
}


_LOSE_AT_ONCE = "update projects set max_reassignments = 1 where id = $1"

_LATEST_FEED_SEQ = """
select feed_seq + (select count(*) from outbox where project_id = $1)
from feed_cursors where project_id = $1
"""
