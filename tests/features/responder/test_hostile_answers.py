"""S22, S23: whatever a model was talked into writing is stored and told as text, piece by piece."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.features.responder.model.links import without_foreign_links
from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor, hears_nothing
from tests.scripted_models.script import Gate, Text, Wait

CORPUS = Path(__file__).parents[2] / "corpus" / "hostile-answers.json"
HOSTILE: list[str] = json.loads(CORPUS.read_text("utf-8"))
# The project's own domain, and everybody else's.
_DOMAINS = ["shop.example", "*.shop.example"]


@pytest.mark.parametrize("letters", [3, 1_000_000])
async def test_what_a_model_was_talked_into_is_text_however_it_is_cut(
    harness: ResponderHarness, ada: Visitor, grace: Member, letters: int
) -> None:
    hostile = "\n".join(HOSTILE)
    assert len(hostile) < 5_000
    await grace.joins(harness.site.id)
    gate, half = Gate(), len(hostile) // 2
    pieces = [hostile[at : at + letters] for at in range(0, half, letters)]
    begun = "".join(pieces)
    harness.model.will(*map(Text, pieces), Wait(gate), Text(hostile[len(begun) :]))

    chat = (await ada.writes("Say something hostile"))["conversationId"]
    await gate.reached()
    writing = await grace.hears("responderTyping", lambda told: len(told["text"]) > half // 4)
    gate.open()
    told = await ada.hears("agentReplied")

    expected = without_foreign_links(hostile, _DOMAINS)
    assert (told["content"], told["contentType"]) == (expected, "text")
    assert told["metadata"] == {}
    assert "://" not in expected
    assert "://" not in writing["text"]
    shown = without_foreign_links(begun, _DOMAINS)
    assert shown.startswith(writing["text"][:-30])
    page = await grace.http.get(harness.site.thread(chat))
    assert page.headers["content-type"].startswith("application/json")
    assert page.json()["data"][-1]["content"] == expected
    posted = grace.hears("newMessage", lambda one: one["content"] == expected)
    await hears_nothing(ada, of="responderTyping", until=posted)


async def test_a_hostile_draft_is_text(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    hostile = "\n".join(HOSTILE)
    await harness.set(mode="draft")
    await grace.joins(harness.site.id)
    harness.model.will(Text(hostile))

    await ada.writes("Say something hostile")
    created = await grace.hears("draftCreated")

    assert created["text"] == without_foreign_links(hostile, _DOMAINS)
    assert "://" not in created["text"]
