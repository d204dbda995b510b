"""How visitors leave an address, and how their site tells who they are."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, cast

from frontdesk.features import visitors
from frontdesk.features.messages.model import TooManyChanges
from frontdesk.features.visitors.wire import ProfileAck
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    from frontdesk.features.presence.model import VisitorConnection
    from frontdesk.features.visitors.wire import SetContact, SiteProfile
    from frontdesk.infra.database import Database
    from frontdesk.infra.limits import SlidingWindow
    from frontdesk.infra.sockets import Socket

# Each change is an event for every member: nobody needs more than a few corrections.
_AT_MOST = 5
# A site says it again on each of its pages.
_PROFILES_AT_MOST = 30
_WINDOW_SECONDS = 60


async def set_contact(
    database: Database, window: SlidingWindow, socket: Socket, payload: SetContact
) -> OkAck:
    """Keep the visitor's address, and tell members."""
    identity = cast("VisitorConnection", socket.owner).settled()
    await _limit_rate(window, f"contact:{{{identity.project_id}:{identity.uid}}}", _AT_MOST)
    async with database.transaction() as tx:
        await visitors.leave_contact(tx, identity, payload)
    return OkAck()


async def set_profile(
    database: Database, window: SlidingWindow, socket: Socket, payload: SiteProfile
) -> ProfileAck:
    """Keep what the site says of a visitor who has written, and tell members."""
    identity = cast("VisitorConnection", socket.owner).settled()
    limit = f"profile:{{{identity.project_id}:{identity.uid}}}"
    await _limit_rate(window, limit, _PROFILES_AT_MOST)
    async with database.transaction() as tx:
        is_kept = await visitors.keep_profile(tx, identity, payload)
    return ProfileAck(is_kept=is_kept)


async def _limit_rate(window: SlidingWindow, limit: str, at_most: int) -> None:
    wait_seconds = await window.admit(
        limit, token_urlsafe(8), at_most=at_most, window_seconds=_WINDOW_SECONDS
    )
    if wait_seconds:
        raise TooManyChanges(retry_after_seconds=wait_seconds)
