"""A scripted model to ask, and a clock that stands still."""

import importlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from frontdesk.infra.models.asking import Models
from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.kit.clock import FrozenClock
from tests.infra.models.harness import ModelsHarness
from tests.private_hosts import ANY_PRIVATE_HOST
from tests.scripted_models.server import ScriptedModels, scripted_models


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    """Load the libraries once, so that no test's time limit has to pay for it."""
    for speaker in ("openai", "anthropic", "google"):
        importlib.import_module(f"frontdesk.infra.models.library.speak_{speaker}")


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 21, 9, tzinfo=UTC))


@pytest.fixture
async def server() -> AsyncIterator[ScriptedModels]:
    async with scripted_models() as server:
        yield server


@pytest.fixture
async def harness(server: ScriptedModels, clock: FrozenClock) -> AsyncIterator[ModelsHarness]:
    async def sleep(seconds: float) -> None:
        clock.advance(seconds)

    models = Models(AddressRules(ANY_PRIVATE_HOST), clock, demo_delay_seconds=0, sleep=sleep)
    yield ModelsHarness(models, server, clock)
    await models.close()
