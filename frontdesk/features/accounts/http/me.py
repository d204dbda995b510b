"""One's own account."""

from litestar import get, patch
from litestar.params import JSONBody

from frontdesk.features.accounts import actions
from frontdesk.features.accounts.model import InvalidPicture, SignedIn, UnreadableName
from frontdesk.features.accounts.wire import PatchMe, UserWire
from frontdesk.infra.http import AppContext, Inject
from frontdesk.infra.http.openapi import refuses


@get("/user/me")
async def show_me(someone: Inject[SignedIn]) -> UserWire:
    """Show one's own account."""
    return UserWire.of(someone.user)


@patch("/user/me")
@refuses(UnreadableName, InvalidPicture)
async def edit_me(
    data: JSONBody[PatchMe], someone: Inject[SignedIn], app: Inject[AppContext]
) -> UserWire:
    """Change one's own name or picture."""
    async with app.database.transaction() as tx:
        user = await actions.edit_profile(tx, someone, data, app.clock.now())
    return UserWire.of(user)


HANDLERS = [show_me, edit_me]
