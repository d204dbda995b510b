"""What the tests of workflow turns are worth: with each of these bugs, the story ends otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count

import pytest

from frontdesk.features import workflows
from frontdesk.features.responder.actions import effects
from frontdesk.features.responder.actions.plan import CALLBACKS
from frontdesk.features.workflows.model.rows import WorkflowRun
from frontdesk.features.workflows.model.running import TellSite
from frontdesk.infra.database import Transaction
from frontdesk.infra.deliveries import OutboundDelivery, plan_deliveries
from frontdesk.infra.outbound import OutboundRequest
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.features.responder.harness import ResponderHarness, follow
from tests.features.responder.http_target import ShopSystem, shop_system
from tests.features.workflows.graphs import end, line, message, request, wait
from tests.features.workflows.people import publish, redraw
from tests.fleet import until
from tests.front_door.people import Visitor


@pytest.fixture
async def shop() -> AsyncIterator[ShopSystem]:
    async with shop_system() as system:
        yield system


async def test_going_on_in_the_newest_version_changes_a_story_in_the_middle(
    harness: ResponderHarness, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    resume = workflows.begin_or_resume

    async def in_newest(
        tx: Transaction, project_id: ProjectId, conversation_id: ConversationId, turn: int
    ) -> WorkflowRun | None:
        workflow_run = await resume(tx, project_id, conversation_id, turn)
        published = await workflows.find_published(tx, project_id)
        return (
            replace(workflow_run, published=published)
            if workflow_run and published
            else workflow_run
        )

    monkeypatch.setattr(workflows, "begin_or_resume", in_newest)
    old = line(message("ask", "Old?"), wait(), message("bye", "Old."), end())
    new = line(message("ask", "New?"), wait(), message("bye", "New."), end())
    workflow = await follow(harness, old)
    await ada.writes("Hello")
    await harness.ended()
    await publish(
        harness.boss, harness.site, await redraw(harness.boss, harness.site, workflow, new)
    )
    await ada.writes("Yes")
    await harness.ended(2)

    assert [text for kind, text in await harness.thread() if kind == "ai"] == ["Old?", "New."]


async def test_a_key_of_each_telling_of_its_own_lets_the_shop_do_it_twice(
    harness: ResponderHarness, ada: Visitor, shop: ShopSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count()

    async def twice(tx: Transaction, project_id: int, effect: TellSite) -> None:
        for key in (f"key-{next(numbers)}", f"key-{next(numbers)}"):
            request = OutboundRequest(effect.method, effect.url, effect.headers, effect.body)
            await plan_deliveries(tx, [OutboundDelivery(project_id, CALLBACKS, key, request)])

    monkeypatch.setattr(effects, "plan_callback", twice)
    tell = request("tell", "POST", f"http://{shop.host}/asked")
    await follow(harness, line(tell, end()), allowedHosts=[shop.host])

    await ada.writes("order 7")
    await until(lambda: len(shop.requests) == 2)

    assert len({one.headers["idempotency-key"] for one in shop.requests}) == 2


async def test_words_without_their_steps_are_said_again(
    harness: ResponderHarness, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def do_nothing(*_: object) -> None:
        return

    monkeypatch.setattr(workflows, "save_steps", do_nothing)
    await follow(
        harness, line(message("ask", "Which order?"), wait(), message("bye", "Bye."), end())
    )

    await ada.writes("It did not arrive")
    await harness.ended()
    await ada.writes("Order 7")
    await harness.ended(2)

    assert [text for kind, text in await harness.thread() if kind == "ai"] == ["Which order?"] * 2
