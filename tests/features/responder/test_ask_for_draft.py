"""Asking for a draft: what follows is told, and when nothing can follow it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor
from tests.scripted_models.script import Call, Gate, Text, Wait, refusal


@pytest.fixture
async def address(harness: ResponderHarness, ada: Visitor) -> str:
    """Ada's conversation, which nobody answers by itself."""
    await harness.set(mode="off")
    message = await ada.writes("When do you open?")
    return harness.site.conversation(message["conversationId"])


async def test_the_answer_says_which_run_writes_the_draft(
    harness: ResponderHarness, grace: Member, address: str
) -> None:
    harness.model.always(Text("At nine."))

    first = await grace.http.post(f"{address}/drafts", json={})
    await harness.ended()
    second = await grace.http.post(f"{address}/drafts", json={})
    await harness.ended(2)

    runs = (await grace.http.get(f"{address}/runs")).json()["data"]
    assert (first.status_code, first.json()) == (202, {"afterRunId": 0})
    assert second.json() == {"afterRunId": runs[1]["id"]}
    assert [one["state"] for one in runs] == ["drafted", "drafted"]


async def test_asking_while_it_is_written_is_asking_once(
    harness: ResponderHarness, grace: Member, alan: Member, address: str
) -> None:
    gate = Gate()
    harness.model.always(Wait(gate), Text("At nine."))
    await grace.http.post(f"{address}/drafts", json={})
    await gate.reached()

    again = await alan.http.post(f"{address}/drafts", json={})
    gate.open()

    await harness.ended()
    [run] = (await grace.http.get(f"{address}/runs")).json()["data"]
    assert again.json()["afterRunId"] == run["id"] - 1
    assert await harness.drafts() == [("At nine.", "draft_mode")]


@pytest.mark.parametrize(
    ("why", "sql"),
    [
        ("This chat is closed.", "status = 'solved', chat_state = 'completed', queued_at = null"),
        ("AI is turned off for this visitor.", "ai_enabled = false"),
        ("What the assistant may spend on this chat", "responder_turns = 30"),
        ("What the assistant may spend on this chat", "responder_tokens = 100000"),
    ],
)
async def test_where_none_can_follow_it_is_refused_with_the_reason(
    harness: ResponderHarness, grace: Member, address: str, why: str, sql: str
) -> None:
    statement = f"update conversations set {sql} where project_id = $1 returning 1"  # noqa: S608
    await harness.door.value(statement, harness.site.id)

    refused = await grace.http.post(f"{address}/drafts", json={})
    workflow_run = (await grace.http.get(f"{address}/responder")).json()

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")
    assert refused.json()["error"]["message"].startswith(why)
    assert workflow_run["noDraftBecause"] == refused.json()["error"]["message"]


async def test_with_todays_budget_spent_it_is_refused(
    harness: ResponderHarness, grace: Member, address: str
) -> None:
    harness.model.always(Text("At nine."))
    await grace.http.post(f"{address}/drafts", json={})
    await harness.ended()
    await harness.set(mode="auto", tokensPerDay=1_000)
    await harness.door.value(
        "update responder_runs set tokens_in = 1000 where project_id = $1 returning 1",
        harness.site.id,
    )

    refused = await grace.http.post(f"{address}/drafts", json={})

    assert refused.status_code == 409
    assert refused.json()["error"]["message"].startswith("The assistant's tokens for today")
    assert (await shown(grace, address))["silentBecause"] == "budget_spent"


async def test_an_answer_under_way_is_not_made_a_draft(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    gate = Gate()
    harness.model.always(Wait(gate), Text("At nine."))
    message = await ada.writes("When do you open?")
    await gate.reached()
    address = harness.site.conversation(message["conversationId"])

    refused = await grace.http.post(f"{address}/drafts", json={})
    gate.open()

    assert refused.status_code == 409
    assert await harness.ended() == [("answered", None)]


@pytest.mark.parametrize(
    ("model_says", "reason"),
    [
        (refusal(500), "providers_unavailable"),
        (Call("handoff", {"reason": "She wants a person."}), "nothing_written"),
    ],
)
async def test_a_run_that_wrote_nothing_says_so(
    harness: ResponderHarness,
    grace: Member,
    address: str,
    model_says: Any,  # noqa: ANN401 - a step of the model's script
    reason: str,
) -> None:
    harness.model.always(model_says)

    await grace.http.post(f"{address}/drafts", json={})

    assert await harness.ended() == [("failed", reason)]
    assert await harness.drafts() == []
    assert (await harness.chat())["asked_for_person_at"] is None


async def test_members_see_what_the_project_wants_and_what_stands_here(
    harness: ResponderHarness, grace: Member, address: str
) -> None:
    off = await shown(grace, address)
    await harness.set(mode="auto", when="nobody_online")
    await grace.http.patch(address, json={"priority": "high"})
    somebody = await shown(grace, address)
    await harness.set(mode="auto", when="always")
    always = await shown(grace, address)
    await grace.http.patch(address, json={"responderMode": "draft"})
    drafts = await shown(grace, address)
    await grace.http.patch(address, json={"responderMode": None})
    await grace.http.post(f"{address}/claim", json={})
    taken = await shown(grace, address)

    assert off == {
        "projectMode": "off",
        "projectWhen": "always",
        "mode": "off",
        "silentBecause": "switched_off",
        "noDraftBecause": None,
    }
    assert (somebody["mode"], somebody["projectWhen"]) == ("off", "nobody_online")
    assert somebody["silentBecause"] == "somebody_online"
    assert (always["mode"], always["silentBecause"]) == ("auto", None)
    assert (drafts["projectMode"], drafts["mode"]) == ("auto", "draft")
    assert (taken["mode"], taken["silentBecause"]) == ("off", "taken")


async def test_an_outsider_cannot_tell_that_there_is_anything_to_ask(
    harness: ResponderHarness, mallory: Member, address: str
) -> None:
    nowhere = harness.site.conversation(999_999_999)

    for method, path in (("GET", "/responder"), ("POST", "/drafts")):
        body: dict[str, str] | None = {} if method == "POST" else None
        refused = await mallory.http.request(method, f"{address}{path}", json=body)
        unknown = await mallory.http.request(method, f"{nowhere}{path}", json=body)
        assert (refused.status_code, refused.content) == (404, unknown.content)
    assert await harness.runs() == []


async def shown(member: Member, address: str) -> Any:  # noqa: ANN401 - JSON
    answer = await member.http.get(f"{address}/responder")
    assert answer.status_code == 200, answer.text
    return answer.json()
