"""Projects, members, invitations and the set-up over HTTP."""

from frontdesk.features.projects.http import (
    invitations,
    members,
    projects,
    public,
    set_up,
    settings,
)
from frontdesk.features.projects.http.doors import DOORS, provide_member
from frontdesk.infra.http import api_router

__all__ = ["DOORS", "provide_member", "router"]

router = api_router(
    [
        *projects.HANDLERS,
        *settings.HANDLERS,
        *members.HANDLERS,
        *invitations.HANDLERS,
        *set_up.HANDLERS,
        *public.HANDLERS,
    ]
)
