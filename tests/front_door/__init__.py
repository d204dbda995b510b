"""A whole Frontdesk in the tests' own process, and the people who use it from outside."""

from tests.front_door.door import Door, Site
from tests.front_door.people import Member, Visitor, hears_back, hears_nothing
from tests.front_door.server import InProcessServer, open_server

__all__ = [
    "Door",
    "InProcessServer",
    "Member",
    "Site",
    "Visitor",
    "hears_back",
    "hears_nothing",
    "open_server",
]
