"""A workflow taken out of use: what it began it finishes, and the prompt answers the rest."""

from __future__ import annotations

from tests.features.responder.harness import ResponderHarness
from tests.features.workflows.graphs import end, line, llm, message, wait
from tests.features.workflows.people import draw, publish, workflows
from tests.front_door.people import Visitor
from tests.scripted_models.script import Gate, Text, Wait

ASKS = line(message("ask", "Which?"), wait(), message("bye", "Bye."), end())


async def test_a_chat_finishes_its_workflow_and_a_new_one_follows_the_prompt(
    harness: ResponderHarness, ada: Visitor
) -> None:
    workflow = await publish(
        harness.boss, harness.site, await draw(harness.boss, harness.site, ASKS)
    )
    await harness.set(style="orchestrator", prompt="Be kind.")
    await ada.writes("Hello")
    await harness.ended()

    await unpublish(harness, workflow)
    harness.model.always(Text("By the prompt."))
    await ada.writes("Order 7")
    await harness.ended(2)
    eve = await harness.door.visitor(harness.site, "eve")
    await eve.writes("Hello")
    await harness.ended(3)

    said = [text for kind, text in await harness.thread() if kind == "ai"]
    assert sorted(said) == ["By the prompt.", "Bye.", "Which?"]


async def test_who_is_thought_about_in_that_moment_is_answered_by_the_prompt(
    harness: ResponderHarness, ada: Visitor
) -> None:
    gate = Gate()
    drawn = await draw(harness.boss, harness.site, line(llm("answer"), end()))
    workflow = await publish(harness.boss, harness.site, drawn)
    await harness.set(style="orchestrator", prompt="Be kind.")
    harness.model.will(Wait(gate), Text("By the workflow."))
    harness.model.always(Text("By the prompt."))
    await ada.writes("Hello")
    await gate.reached()

    await unpublish(harness, workflow)
    gate.open()

    assert await harness.ended(2) == [("void", "settings_changed"), ("answered", None)]
    assert (await harness.thread())[-1] == ("ai", "By the prompt.")


async def unpublish(harness: ResponderHarness, workflow: dict[str, object]) -> None:
    address = workflows(harness.site, f"/{workflow['id']}/unpublish")
    assert (await harness.boss.http.post(address, json={})).status_code == 200
