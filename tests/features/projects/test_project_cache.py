from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest

from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features.projects.access import KEPT_SECONDS, ProjectCache
from frontdesk.infra.database import Database
from frontdesk.kit.clock import FrozenClock
from frontdesk.kit.errors import Unavailable
from tests.cut_line import CutLine, open_cut_line
from tests.races.recount import Connection
from tests.races.seeds import seed_project


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[CutLine]:
    async with open_cut_line(database_url) as line:
        yield line


async def test_a_known_project_stays_known_while_the_database_is_away(
    line: CutLine, connection: Connection
) -> None:
    """Else a message would be refused, and the one behind it taken a moment later."""
    known, unknown = await seed_project(connection), await seed_project(connection)
    database, clock = Database(line.url, WIRING, max_connections=1), FrozenClock(datetime.now(UTC))
    await database.open("tests")
    cache = ProjectCache(database, clock)
    project = await cache.find(known.project_id)
    line.cut_after(0, is_reset=True)

    clock.advance(KEPT_SECONDS + 1)
    still = await cache.find(known.project_id)
    with pytest.raises(Unavailable):
        await cache.find(unknown.project_id)
    await connection.execute("update projects set persona_name = 'New'")
    line.mend()
    after = await cache.find(known.project_id)

    assert still == project
    assert after.persona_name == "New"
    await database.close()


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()
