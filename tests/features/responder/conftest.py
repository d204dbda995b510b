"""Ada's project with a responder that asks a model of the test's own."""

from collections.abc import AsyncIterator

import pytest

from tests.features.responder.harness import ResponderHarness, open_harness
from tests.front_door.door import Door, Site
from tests.front_door.people import Member
from tests.scripted_models.server import ScriptedModels, scripted_models


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModels]:
    """A language model that says what the test says, when the test says so."""
    async with scripted_models() as models:
        yield models


@pytest.fixture
async def boss(door: Door, demo: Site) -> Member:
    """The manager of Demo."""
    return await door.member(demo, "Barbara", "manager")


@pytest.fixture
async def harness(door: Door, demo: Site, boss: Member, model: ScriptedModels) -> ResponderHarness:
    """Demo, whose responder always answers."""
    return await open_harness(door, demo, boss, model)
