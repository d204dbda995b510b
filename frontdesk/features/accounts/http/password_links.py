"""Setting a password by a one-time link."""

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.access import hash_token
from frontdesk.features.accounts.model import PasswordLink, PasswordLinkOver, UnsafePassword
from frontdesk.features.accounts.wire import PasswordLinkStatus, SetPassword
from frontdesk.infra.http import AnyRequest, AppContext, Inject, check_same_origin, knowing_browser
from frontdesk.infra.http.credentials import ForeignOrigin
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import TooBusy
from frontdesk.kit.wire import to_wire_time


@get("/auth/password-links/{token:str}")
@refuses(PasswordLinkOver)
async def show_password_link(token: FromPath[str], app: Inject[AppContext]) -> PasswordLinkStatus:
    """Show whose password a link sets."""
    link = await _find(token, app)
    return PasswordLinkStatus(link.user.email, to_wire_time(link.expires_at))


@post("/auth/password-links/{token:str}", status_code=204)
@refuses(PasswordLinkOver, UnsafePassword, ForeignOrigin, TooBusy)
async def set_password(
    request: AnyRequest,
    token: FromPath[str],
    data: JSONBody[SetPassword],
    app: Inject[AppContext],
) -> Response[None]:
    """Set a password by a one-time link.

    Every device is signed out; this browser counts as known when it signs in.
    """
    check_same_origin(request, app.settings.own_origin)
    user = (await _find(token, app)).user
    password_hash = await actions.hash_new_password(data.password, user.email, (user.name,))
    async with app.database.transaction() as tx:
        user = await actions.set_password_by_link(tx, token, password_hash, app.clock.now())
    cookie = knowing_browser(request, user.email, app.settings)
    return Response(None, status_code=204, cookies=[cookie])


HANDLERS = [show_password_link, set_password]


async def _find(token: str, app: AppContext) -> PasswordLink:
    async with app.database.snapshot() as tx:
        link = await store.find_password_link(tx, hash_token(token), app.clock.now())
    if link is None:
        raise PasswordLinkOver
    return link
