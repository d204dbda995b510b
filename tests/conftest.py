"""What every test may ask for: servers, and an empty database."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from frontdesk.infra import tasks
from tests import declared
from tests.effort import TIMES
from tests.servers import Servers, empty_database, empty_redis, running_servers

# How often the code under test asked the tests' own process to end.
_ended: list[str] = []

# How long an example takes says something about the machine, and nothing about the code.
hypothesis.settings.register_profile("shared machine", deadline=None, max_examples=100 * TIMES)
hypothesis.settings.load_profile("shared machine")

# A running Frontdesk, and the people who use it.
pytest_plugins = ["tests.front_door.cast"]


@pytest.fixture(scope="session", autouse=True)
def _nothing_ends_the_tests() -> Iterator[None]:
    """A background task that dies takes its process down; here it only fails a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "end_process", lambda: _ended.append("a background task ended"))
        declared.note_announcements(patch)
        yield


@pytest.fixture(autouse=True)
def ended() -> Iterator[list[str]]:
    """What would have ended the process during this test: nothing, when it is over."""
    yield _ended
    found, _ended[:] = list(_ended), []
    assert found == []


@pytest.fixture(autouse=True)
def _says_only_what_is_declared() -> Iterator[None]:
    """Fail a test in which the server said something that its protocol does not declare."""
    yield
    found, declared.faults[:] = list(declared.faults), []
    assert found == []


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers all tests share. A test that kills one asks for `own_servers`."""
    with running_servers(tmp_path_factory.mktemp("servers")) as servers:
        yield servers


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers of the test's own, to kill and start again."""
    with running_servers(tmp_path / "servers") as servers:
        yield servers


@pytest.fixture
async def database_url(servers: Servers) -> str:
    """The address of a migrated database with nothing in it."""
    await empty_database(servers.database_url)
    return servers.database_url


@pytest.fixture
async def redis_url(servers: Servers) -> str:
    """The address of a Redis with nothing in it."""
    await empty_redis(servers.redis_url)
    return servers.redis_url
