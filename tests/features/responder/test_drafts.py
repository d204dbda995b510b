"""Drafts: an agent sends one as their own reply, or throws it away; once."""

from __future__ import annotations

import pytest

from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor, hears_nothing
from tests.scripted_models.script import Text


@pytest.fixture
async def draft(harness: ResponderHarness, ada: Visitor) -> str:
    """The address of a draft Ada's question was given."""
    await harness.set(mode="draft")
    harness.model.always(Text("We open at nine."))
    message = await ada.writes("When do you open?")
    await harness.ended()
    address = harness.site.conversation(message["conversationId"], "/drafts")
    [shown] = (await harness.boss.http.get(address)).json()["data"]
    return f"{address}/{shown['id']}"


async def test_an_approved_draft_is_the_agents_own_reply(
    ada: Visitor, grace: Member, draft: str
) -> None:
    answer = await grace.http.post(f"{draft}/approve", json={"text": "At nine, dear Ada."})

    assert answer.status_code == 201
    told = await ada.hears("agentReplied")
    assert (told["content"], told["sender"]["name"]) == ("At nine, dear Ada.", "Grace")
    assert (await grace.http.get(draft.rsplit("/", 1)[0])).json()["data"] == []


async def test_of_two_who_decide_the_second_hears_that_it_is_gone(
    grace: Member, alan: Member, draft: str
) -> None:
    assert (await grace.http.post(f"{draft}/discard", json={})).status_code == 204

    second = await alan.http.post(f"{draft}/approve", json={})

    assert second.status_code == 410


async def test_a_draft_cannot_be_sent_into_a_chat_that_is_somebody_elses(
    harness: ResponderHarness, grace: Member, alan: Member, draft: str
) -> None:
    chat = draft.split("/drafts", maxsplit=1)[0]
    assert (await grace.http.post(f"{chat}/claim", json={})).status_code == 200

    refused = await alan.http.post(f"{draft}/approve", json={})

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")
    assert await harness.drafts() == [("We open at nine.", "draft_mode")]


async def test_somebody_may_ask_for_a_draft(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    await harness.set(mode="off")
    harness.model.always(Text("Perhaps this?"))
    message = await ada.writes("Hm?")
    await grace.joins(harness.site.id)

    address = harness.site.conversation(message["conversationId"], "/drafts")
    assert (await grace.http.post(address, json={})).status_code == 202

    assert (await grace.hears("draftCreated"))["text"] == "Perhaps this?"


async def test_an_outsider_cannot_tell_that_a_draft_exists(mallory: Member, draft: str) -> None:
    nothing = draft.rsplit("/", 1)[0] + "/999999999"

    for what in ("approve", "discard"):
        refused = await mallory.http.post(f"{draft}/{what}", json={})
        unknown = await mallory.http.post(f"{nothing}/{what}", json={})
        assert (refused.status_code, refused.content) == (404, unknown.content)
    assert (await mallory.http.get(draft.rsplit("/", 1)[0])).status_code == 404
    assert (
        await mallory.http.get(draft.split("/drafts", maxsplit=1)[0] + "/runs")
    ).status_code == 404


async def test_no_visitor_ever_hears_of_drafts(ada: Visitor, grace: Member, draft: str) -> None:
    history = await ada.ask("fetchMessages", {})
    # Something she does hear, behind the draft in the feed.
    thread = draft.replace("/drafts", "/messages").rsplit("/", 1)[0]
    assert (await grace.http.post(thread, json={"text": "Hi!"})).status_code == 201

    assert "We open at nine." not in str(history)
    await hears_nothing(ada, of="We open at nine.", until=ada.hears("agentReplied"))
