"""The cast: who they are, in one sentence each, and where they live."""

from collections.abc import AsyncIterator, Iterator

import pytest

from frontdesk.features.messages.socket import heads
from frontdesk.features.presence import jobs
from tests.front_door.door import Door, Site
from tests.front_door.people import Member, Visitor
from tests.front_door.server import InProcessServer, open_server
from tests.servers import Servers, running_servers

# What is told every few seconds is told at once here, so that nobody waits for it.
BEAT_SECONDS = 0.25


@pytest.fixture(scope="session")
def server_programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Programs of the server's own: nobody empties them while it runs."""
    with running_servers(tmp_path_factory.mktemp("house") / "servers") as servers:
        yield servers


@pytest.fixture(scope="session")
async def server(server_programs: Servers) -> AsyncIterator[InProcessServer]:
    """A running Frontdesk. A test brings its own projects and people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heads, "HEAD_SECONDS", BEAT_SECONDS)
        patch.setattr(jobs, "RIGHTS_SECONDS", BEAT_SECONDS)
        async with open_server(server_programs) as server:
            yield server


@pytest.fixture
async def door(server: InProcessServer) -> AsyncIterator[Door]:
    """The way in; everyone who came through it leaves when the test ends."""
    door = Door(server)
    yield door
    await door.close()


@pytest.fixture
async def demo(door: Door) -> Site:
    """The project most stories happen in."""
    return await door.project("Demo")


@pytest.fixture
async def other(door: Door) -> Site:
    """Another tenant's project."""
    return await door.project("Other")


@pytest.fixture
async def ada(door: Door, demo: Site) -> Visitor:
    """Ada visits Demo's shop and has a question."""
    return await door.visitor(demo, "ada")


@pytest.fixture
async def grace(door: Door, demo: Site) -> Member:
    """Grace answers for Demo."""
    return await door.member(demo, "Grace")


@pytest.fixture
async def alan(door: Door, demo: Site) -> Member:
    """Alan answers for Demo, too."""
    return await door.member(demo, "Alan")


@pytest.fixture
async def mallory(door: Door, other: Site) -> Member:
    """Mallory owns Other and wants to know what happens at Demo."""
    return await door.member(other, "Mallory", "owner")
