"""Nobody reaches a handler below a project but through its door: read from the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdesk.features.accounts.model import SignedIn
from frontdesk.features.projects.model import AgentMember, ManagerMember, OwnerMember
from frontdesk.features.visitors.model import VisitorIdentity
from tests.protocol.walks import OF_THE_ASKER, OPEN, Walk, walks

if TYPE_CHECKING:
    from tests.front_door import InProcessServer

# What the parameter of that name is: the framework goes by the name alone.
DOORS = {
    "agent": AgentMember,
    "manager": ManagerMember,
    "owner": OwnerMember,
    "visitor": VisitorIdentity,
    "someone": SignedIn,
}
MEMBERS = {"agent", "manager", "owner"}


async def test_every_address_below_a_project_has_the_door_of_a_member(
    server: InProcessServer,
) -> None:
    open_ones = [
        str(walk)
        for walk in walks(server.web)
        if walk.is_of_a_project and not MEMBERS & doors(walk)
    ]

    assert open_ones == []


async def test_every_other_address_has_a_door_or_is_meant_to_be_open(
    server: InProcessServer,
) -> None:
    others = [walk for walk in walks(server.web) if not walk.is_of_a_project]

    open_ones = {str(walk) for walk in others if not doors(walk)}
    of_the_asker = {str(walk) for walk in others if "someone" in doors(walk)}

    assert open_ones <= OPEN
    assert of_the_asker == OF_THE_ASKER


async def test_a_door_gives_what_its_name_says(server: InProcessServer) -> None:
    wrong = [
        f"{walk} {name}"
        for walk in walks(server.web)
        for name, kind in walk.parameters.items()
        if name in DOORS and kind is not DOORS[name]
    ]

    assert wrong == []


async def test_no_handler_takes_a_member_whose_role_nobody_checked(server: InProcessServer) -> None:
    assert [str(walk) for walk in walks(server.web) if "member" in walk.parameters] == []


@pytest.mark.parametrize("name", ["project_id", "someone"])
async def test_a_handler_of_a_member_asks_for_nothing_the_door_knows(
    server: InProcessServer, name: str
) -> None:
    asking = [
        str(walk) for walk in walks(server.web) if MEMBERS & doors(walk) and name in walk.parameters
    ]

    assert asking == []


def doors(walk: Walk) -> set[str]:
    return walk.parameters.keys() & DOORS.keys()
