"""Dry runs with the project's own models: real answers and real failures, and no effects."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from frontdesk.features.responder.jobs import dry_run
from frontdesk.features.responder.jobs.trial import TrialDependencies
from frontdesk.features.responder.model.dry_run import DryRunSetup
from frontdesk.features.responder.model.settings import ResponderConfig
from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.wire.exchange import DryRun
from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.infra.models.asking import Models
from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.secrets import SecretBox
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.ids import ProjectId
from tests.features.responder.harness import ResponderHarness
from tests.features.responder.http_target import ShopSystem, shop_system
from tests.features.workflows.graphs import (
    condition,
    end,
    graph,
    handoff,
    line,
    llm,
    message,
    note,
    request,
    start,
    wait,
)
from tests.features.workflows.people import draw, workflows, written
from tests.front_door.people import Visitor
from tests.private_hosts import ANY_PRIVATE_HOST
from tests.scripted_models.script import Call, Text, refusal

_NUMBERS = count(1)

ASKED = graph(
    start(),
    condition("urgent", question="Is it urgent?"),
    llm("answer"),
    handoff(),
    wait(),
    edges="start>urgent urgent:yes>handoff urgent:no>answer answer>wait wait>urgent",
)

# Nobody may take any time at all.
IMPATIENT = ResponderConfig(
    mode="auto",
    when="always",
    style="orchestrator",
    prompt="",
    assigned_meanwhile="draft",
    answer_within_seconds=0,
    turns_per_conversation=30,
    tokens_per_conversation=100_000,
    tokens_per_day=100_000,
    tokens_today=0,
    allowed_hosts=(),
    gated_words=(),
    link_domains=(),
    version=1,
    assistant_version=1,
    providers=(),
)


@pytest.fixture
async def shop() -> AsyncIterator[ShopSystem]:
    """The shop's own system, which workflows ask."""
    async with shop_system() as system:
        yield system


async def test_the_projects_own_models_decide_and_answer(harness: ResponderHarness) -> None:
    harness.model.will(Call("choose", {"choice": "no"}))
    harness.model.will(Text("We open at nine."))

    run = await perform_dry_run(harness, ASKED, messages=["When do you open?"])

    _, decided, answered, _ = run["turns"][0]["entries"]
    assert (decided["tool"], decided["decision"]) == ("model: decide", "The model decided: no.")
    assert (answered["tool"], answered["said"]) == ("model: answer", "We open at nine.")
    assert decided["tokens"] > 0
    assert run["soFar"]["tokens"] == decided["tokens"] + answered["tokens"]


async def test_without_a_provider_the_demo_model_answers(harness: ResponderHarness) -> None:
    await harness.set(providers=[])

    run = await perform_dry_run(harness, line(llm("answer"), end()), messages=["Hello"])

    assert "automatic assistant" in run["turns"][0]["entries"][1]["said"]


async def test_a_failing_model_is_said_on_its_step(harness: ResponderHarness) -> None:
    harness.model.always(refusal(500))

    run = await perform_dry_run(harness, ASKED, messages=["When do you open?"])

    failed = run["turns"][0]["entries"][1]
    assert failed["failure"] == "No language model can be reached right now."
    assert run["turns"][0]["phase"] == "handed_over"
    assert run["messagesLeft"] == 0


async def test_what_only_a_person_may_promise_is_held_back_as_in_a_real_turn(
    harness: ResponderHarness,
) -> None:
    harness.model.always(Text("We refund you 50 euros."))

    run = await perform_dry_run(
        harness, line(llm("answer"), wait(), end()), messages=["It broke", "Well?"]
    )

    [turn] = run["turns"]
    assert (turn["withheld"], turn["phase"]) == ("gated", "handed_over")
    assert "refund" in turn["withheldWords"]


async def test_a_secret_of_the_prompt_is_never_said_in_a_dry_run_either(
    harness: ResponderHarness,
) -> None:
    harness.model.will(Text("The word is swordfish."))
    told = line(replace(llm("answer"), instructions="The word is [[swordfish]]."), end())

    run = await perform_dry_run(harness, told, messages=["What is the word?"])

    [turn] = run["turns"]
    assert turn["withheld"] == "leaked"
    assert "swordfish" not in str(turn["entries"])


async def test_a_turn_ends_when_a_real_one_would() -> None:
    definition = line(llm("answer"), end())
    story_context = DryRunSetup(ProjectId(1), definition, ("Hello",), Facts(), IMPATIENT, "Demo")
    rules, clock = AddressRules(ANY_PRIVATE_HOST), SystemClock()
    models = Models(rules, clock, demo_delay_seconds=3_600)
    trial = TrialDependencies(models, SecretBox.from_keys(b"k" * 32), rules)

    run = await dry_run.perform_dry_run(trial, clock, story_context, DryRun())

    failure = run.turns[0].entries[1].failure
    assert failure is not None
    assert failure.endswith("the visitor would be in the queue.")


async def test_a_budget_spent_on_the_way_stops_the_run(harness: ResponderHarness) -> None:
    harness.model.always(Text("Yes."))
    await harness.set(tokensPerConversation=1_000)
    answers = line(llm("a"), wait(), llm("b"), end())
    so_far = (await perform_dry_run(harness, answers, messages=["Hi", "And?"], atMost=1))["soFar"]

    run = await perform_dry_run(
        harness, answers, messages=["Hi", "And?"], soFar={**so_far, "tokens": 1_000}
    )

    assert run["turns"][0]["entries"][0]["failure"].startswith("The budget is spent")
    assert len(harness.model.asked) == 1


async def test_with_todays_budget_spent_only_a_run_without_models_is_possible(
    harness: ResponderHarness, ada: Visitor
) -> None:
    harness.model.always(Text("At nine."))
    await ada.writes("When do you open?")
    await harness.ended()
    await harness.set(tokensPerDay=1_000)
    await harness.door.value(
        "update responder_runs set tokens_in = 1000 where project_id = $1 returning 1",
        harness.site.id,
    )

    refused = await ask(harness, line(llm("a"), end()), messages=["Hi"])
    by_words = await ask(harness, line(llm("a"), end()), messages=["Hi"], models="none")

    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")
    assert by_words.status_code == 200


async def test_another_system_is_asked_only_if_the_author_lets_it(
    harness: ResponderHarness, shop: ShopSystem
) -> None:
    await harness.set(allowedHosts=[shop.host])
    looked_up = line(
        request("get", url=f"http://{shop.host}/orders"), message("m", "{{steps.get}}"), end()
    )

    left_alone = await perform_dry_run(harness, looked_up, messages=["Hi"])
    asked_before = list(shop.requests)
    asked = await perform_dry_run(harness, looked_up, messages=["Hi"], reallyAsk=True)
    told = line(request("post", "POST", f"http://{shop.host}/orders"), end())
    await perform_dry_run(harness, told, messages=["Hi"], reallyAsk=True)

    assert left_alone["turns"][0]["entries"][1]["decision"].startswith("Not asked")
    assert asked_before == []
    assert asked["turns"][0]["entries"][2]["said"] == "shipped"
    assert [one.line for one in shop.requests] == ["GET /orders HTTP/1.1"]


async def test_a_past_conversation_is_walked_through_and_stays_as_it_was(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await harness.set(mode="off")
    sent = await ada.writes("Where is my lamp?")
    before = await harness.chat()
    harness.model.always(Text("On its way."))

    run = await perform_dry_run(
        harness, line(note("n"), llm("a"), end()), conversationId=sent["conversationId"]
    )

    assert [one["message"] for one in run["turns"]] == ["Where is my lamp?"]
    assert run["turns"][0]["entries"][2]["said"] == "On its way."
    assert await harness.chat() == before
    assert await harness.runs() == []
    assert await harness.thread() == [("visitor", "Where is my lamp?")]


async def ask(harness: ResponderHarness, definition: WorkflowDefinition, **body: object) -> Any:  # noqa: ANN401 - an answer
    made = await draw(harness.boss, harness.site, line(end()), f"Trial {next(_NUMBERS)}")
    address = workflows(harness.site, f"/{made['id']}/dry-run")
    return await harness.boss.http.post(address, json={"definition": written(definition), **body})


async def perform_dry_run(
    harness: ResponderHarness, definition: WorkflowDefinition, **body: object
) -> Any:  # noqa: ANN401 - JSON
    answer = await ask(harness, definition, **body)
    assert answer.status_code == 200, answer.text
    return answer.json()
