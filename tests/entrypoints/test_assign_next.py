"""`assign-next` does what an agent's own request for the next chat does."""

from __future__ import annotations

import asyncpg

from tests.entrypoints.command import typed
from tests.races.agents import add_waiting


async def test_assign_next_gives_the_chat_that_waited_longest_and_says_when_none_does(
    database_url: str,
) -> None:
    await typed("create-owner grace@shop.test --name Grace --project Shop", database_url)
    await typed("create-owner mallory@shop.test --name Mallory --project Other", database_url)
    connection = await asyncpg.connect(database_url)
    project = await connection.fetchval("select id from projects where name = 'Shop'")
    [first] = await add_waiting(connection, project, 1)

    stranger = await typed(f"assign-next --project {project} mallory@shop.test", database_url)
    given = await typed(f"assign-next --project {project} Grace@shop.test", database_url)
    again = await typed(f"assign-next --project {project} grace@shop.test", database_url)

    held = await connection.fetch("select conversation_id, how from assignments")
    await connection.close()
    assert (stranger.returncode, given.returncode, again.returncode) == (1, 0, 2)
    assert [tuple(row) for row in held] == [(first, "next")]
    assert f"/projects/{project}/inbox/{first}" in given.stdout
