"""R15, R18, R19: the worker is killed at every point of a turn that matters.

A visitor who wrote is answered once, every effect of the turn is done once, and the workflow's
path has no step twice and none left out.
"""

from __future__ import annotations

import asyncio
from typing import Any

from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from tests.features.responder.harness import open_harness
from tests.features.responder.http_target import ShopSystem, shop_system
from tests.features.workflows.graphs import end, line, llm, request, tag, wait
from tests.features.workflows.people import draw, publish
from tests.fleet import Fleet, Web, connect_visitor, open_fleet, until
from tests.front_door import Site
from tests.scripted_models.script import Call, Text
from tests.scripted_models.server import ScriptedModels, scripted_models

_POINTS = (
    "responder.begun",
    "responder.thought",
    "responder.settle_locked",
    "messages.responder_before_fence",
    "messages.responder_written",
    "responder.settled",
    "responder.before_commit",
    "responder.committed",
)
# The longest there is: how late an answer may be is another test's matter.
_ANSWER_WITHIN_SECONDS = 3_600


async def test_workers_killed_at_every_point_of_a_turn_answer_once_and_do_everything_once(
    database_url: str, redis_url: str
) -> None:
    async with (
        scripted_models() as model,
        shop_system() as shop,
        open_fleet(database_url, redis_url, PRIVATE_HOSTS="127.0.0.0/8") as fleet,
    ):
        model.always(Text("At nine."), Call("add_note", {"text": "Asked when."}))
        web = await fleet.start_web()
        site = await _open(fleet, web, model, shop)
        asking: list[asyncio.Task[Any]] = []
        for number, point in enumerate(_POINTS):
            ada = await connect_visitor(web.url, site, f"ada-{number}")
            doomed = await fleet.spawn_worker(kill_at=point)
            asking.append(asyncio.create_task(ada.writes("When do you open?")))
            await until(lambda doomed=doomed: doomed.is_dead)  # type: ignore[misc]

        await fleet.start_worker()
        await asyncio.gather(*asking)
        await until(lambda: _is_idle(fleet))

        told = {one.headers["idempotency-key"] for one in shop.requests}
        rows = await fleet.database.fetch(_OUTCOMES)
        paths = await fleet.database.fetch(_PATHS)

    assert [tuple(row) for row in rows] == [(1, 1, ["vip"], 1)] * len(_POINTS)
    assert [row["path"] for row in paths] == [["start", "answer", "vip", "tell", "wait"]] * len(
        _POINTS
    )
    assert [row["steps"] for row in paths] == [[1, 2, 3, 4, 5]] * len(_POINTS)
    assert len(told) == len(_POINTS)


async def _open(fleet: Fleet, web: Web, model: ScriptedModels, shop: ShopSystem) -> Site:
    """Publish a workflow that answers, tags, and tells the shop."""
    door = fleet.door(web)
    site = await door.project()
    boss = await door.member(site, "Barbara", "manager")
    harness = await open_harness(door, site, boss, model)
    workflow = await draw(boss, site, _workflow(shop.host))
    await publish(boss, site, workflow)
    await harness.set(
        style="orchestrator", allowedHosts=[shop.host], answerWithinSeconds=_ANSWER_WITHIN_SECONDS
    )
    return site


def _workflow(host: str) -> WorkflowDefinition:
    return line(
        llm("answer", "add_note"),
        tag("vip", "vip"),
        request("tell", "POST", f"http://{host}/asked"),
        wait(),
        end(),
    )


async def _is_idle(fleet: Fleet) -> bool:
    left = (
        "select (select count(*) from pgqueuer where entrypoint like 'responder.%')"
        " + (select count(*) from deliveries where state = 'waiting')"
    )
    answered = "select count(*) from responder_runs where state = 'answered'"
    return await fleet.value(answered) == len(_POINTS) and not await fleet.value(left)


_OUTCOMES = """
select (select count(*) from messages m
        where m.conversation_id = c.id and m.sender_type = 'ai'),
       (select count(*) from notes n where n.conversation_id = c.id), c.tags,
       (select count(*) from messages m
        where m.conversation_id = c.id and m.sender_type = 'visitor')
from conversations c order by c.id
"""
_PATHS = """
select array_agg(node_id order by step_no) as path, array_agg(step_no order by step_no) as steps
from workflow_steps group by conversation_id order by conversation_id
"""
