"""`someone`: who is asking, at every door that a session opens."""

from collections.abc import Callable
from typing import Any

from frontdesk.features.accounts import actions
from frontdesk.features.accounts.model import SignedIn
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Inject,
    check_csrf,
    check_same_origin,
    session_token_of,
)
from frontdesk.kit.errors import Unauthorized


async def provide_someone(request: AnyRequest, app: Inject[AppContext]) -> SignedIn:
    """Find who is asking; a handler with `someone` is guarded against forgery, too."""
    token = session_token_of(request, is_secure=app.settings.is_https)
    async with app.database.transaction() as tx:
        someone = await actions.recognise(tx, token, app.clock.now())
        check_csrf(request, app.settings.secret_key, token, app.settings.own_origin)
    return someone


async def provide_someone_or_nobody(
    request: AnyRequest, app: Inject[AppContext]
) -> SignedIn | None:
    """Find who is asking, at doors that also open to people without an account."""
    check_same_origin(request, app.settings.own_origin)
    try:
        return await provide_someone(request, app)
    except Unauthorized:
        return None


# For the application: every feature's handlers may ask for these.
DEPENDENCIES: dict[str, Callable[..., Any]] = {
    "someone": provide_someone,
    "someone_or_nobody": provide_someone_or_nobody,
}
