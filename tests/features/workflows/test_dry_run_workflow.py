"""Dry runs: typed or over a past conversation; nothing is sent, nothing stored."""

from __future__ import annotations

from itertools import count
from typing import Any

from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from tests.features.workflows.graphs import (
    case,
    condition,
    contains,
    end,
    graph,
    handoff,
    line,
    llm,
    message,
    request,
    start,
    switch,
    wait,
)
from tests.features.workflows.people import draw, workflows, written
from tests.front_door import Door, Member, Site, Visitor

_NUMBERS = count(1)

TOPICS = graph(
    start(),
    switch("topic", case("bill", label="Billing"), case("ship", label="Shipping"), question="?"),
    llm("answer"),
    handoff(),
    wait(),
    edges="start>topic topic:bill>handoff topic:ship>answer topic:default>answer"
    " answer>wait wait>topic",
)


async def test_a_typed_conversation_is_walked_through_step_by_step(
    demo: Site, max_: Member
) -> None:
    run = await perform_dry_run(
        demo, max_, TOPICS, messages=["is shipping free?", "I have a billing question"]
    )

    first, second = run["turns"]
    assert [(one["nodeId"], one["exit"]) for one in first["entries"]] == [
        ("start", "next"),
        ("topic", "ship"),
        ("answer", "next"),
        ("wait", "next"),
    ]
    assert first["entries"][1]["decision"] == "The model chose: Shipping."
    assert first["entries"][1]["tool"] == "stand-in: decide"
    assert [one["nodeId"] for one in second["entries"]] == ["topic", "handoff"]
    assert second["phase"] == "handed_over"


async def test_the_model_can_be_scripted(demo: Site, max_: Member) -> None:
    run = await perform_dry_run(
        demo,
        max_,
        TOPICS,
        messages=["anything"],
        decisions={"topic": "Shipping"},
        answers={"answer": "It is free."},
    )

    assert run["turns"][0]["entries"][2]["said"] == "It is free."


async def test_a_past_conversation_can_be_walked_through(
    door: Door, demo: Site, max_: Member, ada: Visitor
) -> None:
    sent = await ada.writes("is shipping free?")
    await ada.writes("thanks, one more: billing")
    before = await door.traces(demo)

    run = await perform_dry_run(demo, max_, TOPICS, conversationId=sent["conversationId"])

    assert [turn["message"] for turn in run["turns"]] == [
        "is shipping free?",
        "thanks, one more: billing",
    ]
    assert await door.traces(demo) == before
    counted = await door.value("select count(*) from workflow_steps where project_id = $1", demo.id)
    assert counted == 0


async def test_rules_see_what_the_dry_run_says_is_so(demo: Site, max_: Member) -> None:
    gold = graph(
        start(),
        condition("gold", contains("hi")),
        message("yes", "Dear {{attribute.plan}} customer"),
        end(),
        edges="start>gold gold:yes>yes gold:no>end yes>end",
    )

    run = await perform_dry_run(demo, max_, gold, messages=["hi"], attributes={"plan": "gold"})

    assert run["turns"][0]["entries"][2]["said"] == "Dear gold customer"


async def test_no_other_system_is_asked(demo: Site, max_: Member) -> None:
    looked_up = line(request("get", url="http://127.0.0.1:1/secret"), end())

    run = await perform_dry_run(demo, max_, looked_up, messages=["hi"])

    assert run["turns"][0]["entries"][1]["decision"].startswith("Not asked")


async def test_another_system_answers_what_the_author_says_it_does(
    demo: Site, max_: Member
) -> None:
    get = request("get", url="http://127.0.0.1:1/secret")
    looked_up = line(get, message("m", "It is {{steps.get}}."), end())

    run = await perform_dry_run(
        demo, max_, looked_up, messages=["hi"], siteAnswers={"get": {"body": "shipped"}}
    )

    entries = run["turns"][0]["entries"]
    assert entries[1]["decision"] == "The site answered 200."
    assert (entries[1]["tool"], entries[2]["said"]) == ("GET (not asked)", "It is shipped.")


async def test_a_dry_run_goes_on_where_an_earlier_part_of_it_ended(
    demo: Site, max_: Member
) -> None:
    two = line(message("one", "One"), wait(), message("two", "Two"), end())
    whole = await perform_dry_run(demo, max_, two, messages=["hi", "and?"])

    first = await perform_dry_run(demo, max_, two, messages=["hi", "and?"], atMost=1)
    second = await perform_dry_run(demo, max_, two, messages=["hi", "and?"], soFar=first["soFar"])

    assert (first["messagesLeft"], second["messagesLeft"]) == (1, 0)
    assert [*first["turns"], *second["turns"]] == whole["turns"]
    assert second["soFar"] == whole["soFar"]


async def test_a_draft_with_errors_can_be_tried_and_hands_over_where_it_ends(
    demo: Site, max_: Member
) -> None:
    run = await perform_dry_run(demo, max_, line(message("m", "Hi")), messages=["hi"])

    assert run["turns"][0]["phase"] == "handed_over"
    assert [problem["field"] for problem in run["problems"]] == ["next"]


async def test_messages_and_a_conversation_are_not_both_given(demo: Site, max_: Member) -> None:
    made = await draw(max_, demo, TOPICS)
    address = workflows(demo, f"/{made['id']}/dry-run")

    for body in ({}, {"messages": ["hi"], "conversationId": 1}):
        assert (await max_.http.post(address, json=body)).status_code == 400


async def perform_dry_run(
    site: Site, member: Member, definition: WorkflowDefinition, **body: object
) -> Any:  # noqa: ANN401 - JSON
    """Dry-run a definition that is only on the screen, not in the draft."""
    made = await draw(member, site, line(end()), f"Trial {next(_NUMBERS)}")
    answer = await member.http.post(
        workflows(site, f"/{made['id']}/dry-run"),
        json={"definition": written(definition), "models": "none", **body},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()
