"""What can happen to people's accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """One or more of somebody's sessions are over before their time.

    Whatever ends a session announces it, so that its sockets end with it.
    """

    user_id: UserId
