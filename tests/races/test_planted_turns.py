"""Turns of the responder that must go wrong: the same as the others, with a known bug."""

from __future__ import annotations

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.responder.actions import begin, settle
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.responder.store import runs
from frontdesk.features.workflows.model.running import AddNote, Key, StepResult
from frontdesk.infra.database import Database
from frontdesk.kit.ids import ConversationId
from tests.features.responder.harness import open_harness
from tests.fleet import connect_visitor, open_fleet, until
from tests.patience import PATIENCE_SECONDS
from tests.races.seeds import Seed, entry, seed_project
from tests.scripted_models.script import Text
from tests.scripted_models.server import scripted_models


async def test_a_turn_that_is_noted_as_done_before_it_begins_dies_with_its_worker(
    database_url: str, redis_url: str
) -> None:
    async with (
        scripted_models() as model,
        open_fleet(database_url, redis_url, PRIVATE_HOSTS="127.0.0.0/8") as fleet,
    ):
        model.always(Text("At nine."))
        web = await fleet.start_web()
        door = fleet.door(web)
        site = await door.project()
        boss = await door.member(site, "Barbara", "manager")
        await open_harness(door, site, boss, model)
        ada = await connect_visitor(web.url, site, "ada")
        doomed = await fleet.spawn_worker(
            kill_at="responder.thought", planted="note_turns_as_done_before_they_begin"
        )

        await ada.writes("When do you open?")
        await until(lambda: doomed.is_dead, PATIENCE_SECONDS)
        left = await fleet.value("select count(*) from pgqueuer where entrypoint like 'resp%'")
        states = await fleet.value("select array_agg(state) from responder_runs")
        await ada.close()

    # Nobody has the job any more: only the deadline's sweep is left to her.
    assert (left, states) == (0, ["thinking"])


@pytest.mark.parametrize(("planted", "written"), [(False, 1), (True, 2)])
async def test_without_marks_and_ends_a_note_of_one_turn_is_written_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch, *, planted: bool, written: int
) -> None:
    async def is_always_so(*_: object) -> bool:
        return True

    if planted:
        monkeypatch.setattr(runs, "lock_run", is_always_so)
        monkeypatch.setattr(runs, "mark_effect", is_always_so)
    monitor = await asyncpg.connect(database_url)
    seed = await seed_project(monitor)
    await monitor.execute(_ALWAYS, seed.project_id)
    await monitor.close()
    database = Database(database_url, WIRING, max_connections=4)
    await database.open("planted-turns")
    try:
        notes = await _end_twice(database, seed)
    finally:
        await database.close()

    assert notes == written


async def _end_twice(database: Database, seed: Seed) -> int:
    """Let one turn end twice, as if two workers had thought it; return how many notes there are."""
    await store_batch(database, [entry(seed.ada, "first")])
    async with database.transaction() as tx:
        chat = ConversationId(await tx.fetch_value(_CHAT, seed.project_id))
        context = await begin.begin_run(tx, seed.project_id, chat, is_asked_for_draft=False)
    assert context is not None
    noted = AddNote(Key(context.run.id, 0), "Once.")
    thought = RunResult((StepResult(1, 1, "answer", None, None, "ended", {}, (noted,)),))
    for _ in range(2):
        async with database.transaction() as tx:
            await settle.settle_run(tx, context, thought, is_visitor_online=True)
    async with database.snapshot() as tx:
        return int(await tx.fetch_value(_NOTES, seed.project_id))


_ALWAYS = "update projects set responder_mode = 'auto', responder_when = 'always' where id = $1"
_CHAT = "select id from conversations where project_id = $1"
_NOTES = "select count(*) from notes where project_id = $1"
