"""A workflow taken out of use: what it began it finishes, and the prompt answers the rest."""

from __future__ import annotations

from frontdesk.infra.testing.models import Gate, Text, Wait
from tests.features.responder.desk import Desk
from tests.features.workflows.graphs import end, line, llm, message, wait
from tests.features.workflows.people import draw, publish, workflows
from tests.front_door.people import Visitor

ASKS = line(message("ask", "Which?"), wait(), message("bye", "Bye."), end())


async def test_a_chat_finishes_its_workflow_and_a_new_one_follows_the_prompt(
    desk: Desk, ada: Visitor
) -> None:
    workflow = await publish(desk.boss, desk.site, await draw(desk.boss, desk.site, ASKS))
    await desk.set(style="orchestrator", prompt="Be kind.")
    await ada.writes("Hello")
    await desk.ended()

    await unpublish(desk, workflow)
    desk.model.always(Text("By the prompt."))
    await ada.writes("Order 7")
    await desk.ended(2)
    eve = await desk.door.visitor(desk.site, "eve")
    await eve.writes("Hello")
    await desk.ended(3)

    said = [text for kind, text in await desk.thread() if kind == "ai"]
    assert sorted(said) == ["By the prompt.", "Bye.", "Which?"]


async def test_who_is_thought_about_in_that_moment_is_answered_by_the_prompt(
    desk: Desk, ada: Visitor
) -> None:
    gate = Gate()
    drawn = await draw(desk.boss, desk.site, line(llm("answer"), end()))
    workflow = await publish(desk.boss, desk.site, drawn)
    await desk.set(style="orchestrator", prompt="Be kind.")
    desk.model.will(Wait(gate), Text("By the workflow."))
    desk.model.always(Text("By the prompt."))
    await ada.writes("Hello")
    await gate.reached()

    await unpublish(desk, workflow)
    gate.open()

    assert await desk.ended(2) == [("void", "settings_changed"), ("answered", None)]
    assert (await desk.thread())[-1] == ("ai", "By the prompt.")


async def unpublish(desk: Desk, workflow: dict[str, object]) -> None:
    address = workflows(desk.site, f"/{workflow['id']}/unpublish")
    assert (await desk.boss.http.post(address, json={})).status_code == 200
