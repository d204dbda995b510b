"""Who draws the workflows these tests are about."""

import pytest

from tests.front_door import Door, Member, Site


@pytest.fixture
async def max_(door: Door, demo: Site) -> Member:
    """Max manages Demo."""
    return await door.member(demo, "Max", "manager")


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia owns Demo."""
    return await door.member(demo, "Olivia", "owner")
