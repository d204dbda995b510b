"""A whole Frontdesk in the tests' own process, and the people who use it from outside."""

from tests.front_door.door import Door, Site
from tests.front_door.people import Member, Visitor
from tests.front_door.server import InProcessServer, open_server

__all__ = ["Door", "InProcessServer", "Member", "Site", "Visitor", "open_server"]
