"""How a visitor leaves a way to reach him."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from frontdesk.features import visitors
from frontdesk.kit.errors import RateLimited
from frontdesk.kit.ids import random_token
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    from frontdesk.features.presence.model import VisitorSeat
    from frontdesk.features.visitors.wire import SetContact
    from frontdesk.infra.database import Database
    from frontdesk.infra.limits import SlidingWindow
    from frontdesk.infra.sockets import Socket

# Each change is an event for every member: nobody needs more than a few corrections.
_AT_MOST = 5
_WINDOW_SECONDS = 60


async def set_contact(
    database: Database, window: SlidingWindow, socket: Socket, payload: SetContact
) -> OkAck:
    """Keep the visitor's address, and tell members."""
    seat = cast("VisitorSeat", socket.owner)
    identity = seat.settled()
    wait_seconds = await window.admit(
        f"contact:{{{identity.project_id}:{identity.uid}}}",
        random_token(8),
        at_most=_AT_MOST,
        window_seconds=_WINDOW_SECONDS,
    )
    if wait_seconds:
        raise RateLimited(retry_after_seconds=wait_seconds)
    async with database.transaction() as tx:
        await visitors.leave_contact(tx, identity, payload)
    return OkAck()
