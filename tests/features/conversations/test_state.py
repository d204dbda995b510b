"""The state test: snapshot plus events equals a fresh snapshot, for every event of the feed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from frontdesk.entrypoints.wiring import WIRING
from tests.features.conversations.dashboard import Dashboard
from tests.features.conversations.stories import STORIES, Story, StoryContext, everything_at_once
from tests.front_door import Door, Member, Site, Visitor


def test_every_event_that_is_told_to_members_has_a_story_here() -> None:
    assert set(STORIES) == set(WIRING.broadcasts)


@pytest.fixture
async def story_context(door: Door, demo: Site, ada: Visitor, grace: Member) -> StoryContext:
    """Ada asked, Grace has answered."""
    chat = (await ada.writes("Hello?"))["conversationId"]
    story_context = StoryContext(door, demo, ada, grace, chat)
    await story_context.reply("Hi Ada!")
    return story_context


@pytest.mark.parametrize(
    "story",
    list(dict.fromkeys(story for stories in STORIES.values() for story in stories)),
    ids=lambda one: one.__name__,
)
async def test_a_dashboard_that_heard_every_event_shows_what_a_fresh_one_shows(
    story_context: StoryContext, alan: Member, story: Story
) -> None:
    joined = await alan.joins(story_context.site.id)
    watching = await Dashboard.load(alan, story_context.site, joined["feedSeq"])

    await story(story_context)
    latest_seq = await story_context.latest_feed_seq()
    watching.apply(await feed_events(alan, latest_seq))

    assert watching.shown() == (await Dashboard.load(alan, story_context.site, latest_seq)).shown()


@pytest.mark.parametrize("after", [0, 1, 3])
async def test_a_dashboard_that_comes_back_later_catches_up_to_the_same(
    story_context: StoryContext, alan: Member, after: int
) -> None:
    await everything_at_once(story_context)
    latest_seq = await story_context.latest_feed_seq()
    late = Dashboard(after)

    paged: list[dict[str, Any]] = []
    while not paged or paged[-1]["feedSeq"] < latest_seq:
        behind = paged[-1]["feedSeq"] if paged else after
        page = await alan.http.get(f"/projects/{story_context.site.id}/feed?after={behind}&limit=3")
        paged += page.json()["data"]
    joined = await alan.joins(story_context.site.id, afterFeedSeq=after)
    late.apply([(one["event"], one["payload"]) for one in joined["events"]])

    assert joined["events"] == paged
    assert [one["feedSeq"] for one in paged] == list(range(after + 1, latest_seq + 1))
    fresh = await Dashboard.load(alan, story_context.site, latest_seq)
    assert late.shown_conversations() == fresh.shown_conversations()


async def test_events_that_come_twice_change_nothing(
    story_context: StoryContext, alan: Member
) -> None:
    await alan.joins(story_context.site.id)
    await everything_at_once(story_context)
    latest_seq = await story_context.latest_feed_seq()
    heard = await feed_events(alan, latest_seq)
    dashboard = await Dashboard.load(alan, story_context.site, story_context.started_at)
    before = copy.deepcopy(dashboard.shown())

    dashboard.apply(heard)

    assert dashboard.shown() == before


async def feed_events(member: Member, latest_seq: int) -> list[tuple[str, dict[str, Any]]]:
    told_all = member.hears("feedHead", lambda told: told["feedSeq"] == latest_seq)
    heard = await member.everything(until=told_all)
    return [(name, told) for name, told in heard if "feedSeq" in told and name != "feedHead"]
