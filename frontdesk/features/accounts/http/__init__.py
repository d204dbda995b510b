"""People and how they sign in, over HTTP."""

from frontdesk.features.accounts.http import (
    me,
    password,
    password_links,
    second_factor,
    sessions,
    sign_in,
)
from frontdesk.features.accounts.http.doors import DEPENDENCIES
from frontdesk.infra.http import api_router

__all__ = ["DEPENDENCIES", "router"]

router = api_router(
    [
        *sign_in.HANDLERS,
        *sessions.HANDLERS,
        *password.HANDLERS,
        *password_links.HANDLERS,
        *second_factor.HANDLERS,
        *me.HANDLERS,
    ]
)
