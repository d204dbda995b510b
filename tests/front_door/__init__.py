"""A whole Frontdesk in the tests' own process, and the people who use it from outside."""

from tests.front_door.door import Door, Site
from tests.front_door.house import House, open_house
from tests.front_door.people import Member, Visitor, hears_back, hears_nothing

__all__ = [
    "Door",
    "House",
    "Member",
    "Site",
    "Visitor",
    "hears_back",
    "hears_nothing",
    "open_house",
]
