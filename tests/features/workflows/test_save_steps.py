"""Where a conversation stands: one row per node; the second writer adds nothing."""

from __future__ import annotations

import asyncio
from asyncio import gather
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.workflows.model.refusals import StepTaken
from frontdesk.features.workflows.model.rows import Trace, WorkflowRun
from frontdesk.features.workflows.model.running import Facts, Say, StepContext, StepResult
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.features.workflows.graphs import end, line, message, wait
from tests.features.workflows.people import draw, publish, redraw
from tests.fleet import until
from tests.front_door import Door, Member, Site, Visitor

if TYPE_CHECKING:
    from frontdesk.infra.database import Database

TWO_TURNS = line(message("first", "One"), wait(), message("second", "Two"), end())
OTHER = line(message("other", "Something else"), end())


async def test_a_conversation_finishes_on_the_version_it_began_with(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    made = await draw(max_, demo, TWO_TURNS)
    await publish(max_, demo, made)
    conversation = await begun(ada)
    database = door.server.web.database
    assert await take_turn(database, demo, conversation, 1) == ["One"]
    await redraw(max_, demo, made, OTHER)
    await publish(max_, demo, made)

    said = [await take_turn(database, demo, conversation, turn) for turn in (2, 3)]

    assert said == [["Two"], ["Something else"]]
    rows = await door.rows(
        "select step_no, node_id, version_number from workflow_steps"
        " where conversation_id = $1 order by step_no",
        conversation,
    )
    assert [tuple(row) for row in rows] == [
        (1, "start", 1),
        (2, "first", 1),
        (3, "wait", 1),
        (4, "second", 1),
        (5, "end", 1),
        (6, "start", 2),
        (7, "other", 2),
        (8, "end", 2),
    ]


async def test_of_ten_turns_at_once_one_goes_on(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    database = door.server.web.database
    result = [await think(database, demo, conversation, 1) for _ in range(10)]

    saved = await gather(*(has_saved(database, demo, *one) for one in result))

    assert sorted(saved) == [False] * 9 + [True]
    counted = await door.value(
        "select count(*) from workflow_steps where conversation_id = $1", conversation
    )
    assert counted == 3


async def test_a_turn_that_comes_second_waits_for_the_first_and_adds_nothing(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    database = door.server.web.database
    first = await think(database, demo, conversation, 1)
    second = await think(database, demo, conversation, 2)

    async with database.transaction() as tx:
        await workflows.save_steps(tx, ProjectId(demo.id), *first)
        late = asyncio.create_task(has_saved(database, demo, *second))
        await until(lambda: door.value(_WAITING))

    assert not await late
    turns = await door.rows(
        "select distinct turn from workflow_steps where conversation_id = $1", conversation
    )
    assert [row["turn"] for row in turns] == [1]


async def test_steps_that_would_skip_one_are_refused(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    database = door.server.web.database
    workflow_run, step_results = await think(database, demo, conversation, 1)

    assert not await has_saved(database, demo, workflow_run, step_results[1:])


async def test_a_turn_done_again_later_finds_its_steps_taken(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    database = door.server.web.database
    slow = await think(database, demo, conversation, 1)
    await take_turn(database, demo, conversation, 1)
    await take_turn(database, demo, conversation, 2)

    assert not await has_saved(database, demo, *slow)


async def test_foreign_metadata_and_memory_of_another_make_change_nothing(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    database = door.server.web.database
    await take_turn(database, demo, conversation, 1)
    await door.rows(
        "update workflow_steps set memory = '[1, null]' where conversation_id = $1", conversation
    )
    await door.rows(
        """update conversations set metadata = '{"workflow": {"node": 7}, "other": null}'
           where id = $1""",
        conversation,
    )

    assert await take_turn(database, demo, conversation, 2) == ["Two"]


async def test_without_a_published_workflow_there_is_nothing_to_run(
    door: Door, demo: Site, ada: Visitor, max_: Member
) -> None:
    await draw(max_, demo, TWO_TURNS)
    conversation = await begun(ada)

    async with door.server.web.database.transaction() as tx:
        workflow_run = await workflows.begin_or_resume(tx, ProjectId(demo.id), conversation, 1)

    assert workflow_run is None


async def test_members_see_what_a_turn_did_and_why_it_was_void(
    door: Door, demo: Site, ada: Visitor, grace: Member, max_: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, TWO_TURNS))
    conversation = await begun(ada)
    workflow_run, step_results = await think(door.server.web.database, demo, conversation, 1)
    entries = workflows.trace_entries(workflow_run.published.definition, step_results, {})
    trace = Trace(
        conversation, 1, 1, workflow_run.published, "void", "Grace took the chat", entries, 12, 340
    )
    async with door.server.web.database.transaction() as tx:
        await workflows.record_trace(tx, ProjectId(demo.id), trace)

    shown = (await grace.http.get(demo.conversation(conversation, "/trace"))).json()["data"]

    [turn] = shown
    assert (turn["outcome"], turn["why"], turn["tokens"]) == ("void", "Grace took the chat", 12)
    assert turn["workflowName"] == "Welcome"
    assert [(one["nodeId"], one["said"]) for one in turn["entries"]] == [
        ("start", None),
        ("first", "One"),
        ("wait", None),
    ]


async def begun(visitor: Visitor) -> ConversationId:
    return ConversationId((await visitor.writes("hello"))["conversationId"])


async def think(
    database: Database, site: Site, conversation: ConversationId, turn: int
) -> tuple[WorkflowRun, tuple[StepResult, ...]]:
    async with database.snapshot() as tx:
        workflow_run = await workflows.begin_or_resume(tx, ProjectId(site.id), conversation, turn)
    assert workflow_run is not None
    step_context = StepContext(Facts(text="hello"))
    advanced = workflows.advance(
        workflow_run.published.definition, workflow_run.state, step_context
    )
    return workflow_run, advanced.step_results


async def take_turn(
    database: Database, site: Site, conversation: ConversationId, turn: int
) -> list[str]:
    workflow_run, step_results = await think(database, site, conversation, turn)
    assert await has_saved(database, site, workflow_run, step_results)
    effects = [effect for step_result in step_results for effect in step_result.effects]
    return [effect.text for effect in effects if isinstance(effect, Say)]


async def has_saved(
    database: Database, site: Site, workflow_run: WorkflowRun, step_results: tuple[StepResult, ...]
) -> bool:
    try:
        async with database.transaction() as tx:
            await workflows.save_steps(tx, ProjectId(site.id), workflow_run, step_results)
    except StepTaken:
        return False
    return True


_WAITING = """
select count(*) from pg_stat_activity
where wait_event_type = 'Lock' and query like '%insert into workflow_steps%'
"""
