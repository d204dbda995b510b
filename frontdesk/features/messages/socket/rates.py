"""How many messages are taken: of one visitor, and of visitors nobody has answered yet.

A visitor's id costs nothing, so a limit per visitor is none for somebody who makes up a new
one for each message. What they cannot make up is where they come from, and what they would
fill is one project's inbox: until a member has answered them, visitors share a limit with the
others of their address, and with all such of their project.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontdesk.features.messages import store
from frontdesk.features.messages.model import (
    NewcomerLimits,
    ProjectGone,
    TooManyMessages,
    TooManyNewcomers,
)
from frontdesk.features.visitors.model import VisitorIsBlocked
from frontdesk.infra.limits import limits_acted
from frontdesk.kit.errors import NotFound, Refused
from frontdesk.kit.neighbourhood import neighbourhood

if TYPE_CHECKING:
    from frontdesk.features.presence import BlockedAddresses
    from frontdesk.features.presence.model import VisitorConnection
    from frontdesk.features.projects.model import Project
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Database
    from frontdesk.infra.limits import SlidingWindow

_NEWCOMERS_SECONDS = 60


@dataclass(frozen=True)
class MessageRates:
    """What is asked before a message is taken."""

    database: Database
    window: SlidingWindow
    project_of: Callable[[int], Awaitable[Project]]
    newcomers: NewcomerLimits
    blocked: BlockedAddresses

    async def check(self, connection: VisitorConnection, address: str, temp_id: str) -> None:
        """Count a message; raise `Refused` for one that is not taken nor stored already."""
        identity = connection.settled()
        refusal: Refused | None = await self._of_visitor(identity, temp_id)
        if refusal is None and not connection.is_answered:
            refusal = await self._of_newcomers(identity, address, temp_id)
        # A resend of a message we have is never refused.
        if refusal is not None and not await self._is_stored(identity, temp_id):
            raise refusal

    async def _of_visitor(self, identity: VisitorIdentity, temp_id: str) -> TooManyMessages | None:
        try:
            project = await self.project_of(identity.project_id)
        except NotFound:
            # What a visitor names elsewhere may never have been; theirs was there a moment ago.
            raise ProjectGone from None
        if project.message_rate_limit is None:
            return None
        wait_seconds = await self.window.admit(
            f"messages:{{{identity.project_id}:{identity.uid}}}",
            temp_id,
            at_most=project.message_rate_limit,
            window_seconds=project.message_rate_seconds,
        )
        if not wait_seconds:
            return None
        return TooManyMessages(
            f"You can send {project.message_rate_limit} messages in "
            f"{project.message_rate_seconds} seconds.",
            retry_after_seconds=wait_seconds,
        )

    async def _of_newcomers(
        self, identity: VisitorIdentity, address: str, temp_id: str
    ) -> TooManyNewcomers | VisitorIsBlocked | None:
        if await self.blocked.note(identity.project_id, identity.uid, address):
            return VisitorIsBlocked()
        windows = (
            (f"newcomers:{{{neighbourhood(address)}}}", self.newcomers.per_address),
            (f"newcomers:{{{identity.project_id}}}", self.newcomers.per_project),
        )
        message = f"{identity.project_id}:{identity.uid}:{temp_id}"
        for key, at_most in windows:
            if not at_most:
                continue
            wait_seconds = await self.window.admit(
                key, message, at_most=at_most, window_seconds=_NEWCOMERS_SECONDS
            )
            if wait_seconds:
                limits_acted.acted("messages of new visitors")
                return TooManyNewcomers(retry_after_seconds=wait_seconds)
        return None

    async def _is_stored(self, identity: VisitorIdentity, temp_id: str) -> bool:
        async with self.database.snapshot() as tx:
            return await store.has_temp_id(tx, identity.project_id, identity.uid, temp_id)
