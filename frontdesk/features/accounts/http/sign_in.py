"""Signing in and out."""

from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec import UNSET

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.actions import Code
from frontdesk.features.accounts.http.attempts import count_sign_in
from frontdesk.features.accounts.model import (
    AccountDisabled,
    InvalidEmail,
    SecondFactorNeeded,
    SignedIn,
    User,
    WrongCode,
    normal_email,
)
from frontdesk.features.accounts.wire import Login, SignedInWire, UserWire
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Inject,
    OpenSession,
    check_same_origin,
    csrf_token,
    device_of,
    no_session_cookie,
    session_token_of,
    with_session,
)
from frontdesk.infra.http.credentials import ForeignOrigin
from frontdesk.infra.http.known_browser import account_name
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import TooBusy
from frontdesk.infra.secrets import SecretBox
from frontdesk.kit.ids import UserId


@post("/auth/login", status_code=200)
@refuses(
    InvalidEmail,
    actions.WrongCredentials,
    actions.TooManyAttempts,
    actions.SignInSlowed,
    SecondFactorNeeded,
    WrongCode,
    AccountDisabled,
    ForeignOrigin,
    TooBusy,
)
async def log_in(
    request: AnyRequest, data: JSONBody[Login], app: Inject[AppContext]
) -> Response[SignedInWire]:
    """Sign in with an e-mail address and a password.

    Opens a session and hands over its cookie; the one this browser had before is over. Wrong
    guesses are counted per account and address, per address, and per account over all browsers
    that never signed in to it. An account with a second factor answers
    `second_factor_needed`: the same again with a `code` signs in.
    """
    check_same_origin(request, app.settings.own_origin)
    email = normal_email(data.email)
    attempt = await count_sign_in(request, app, email)
    async with app.database.snapshot() as tx:
        found = await store.find_credentials(tx, email)
    user_id, password_hash = found or (None, None)
    is_right = await attempt.make(password_hash, data.password)
    if not is_right or user_id is None or password_hash is None:
        await _note_failure(app, email, user_id)
        raise actions.WrongCredentials
    if data.code is not UNSET:
        await attempt.count_code(account_name(email))
    code = Code(data.code or "", SecretBox.from_keys(app.settings.secret_key), app.clock.now())
    try:
        async with app.database.transaction() as tx:
            user, token = await actions.sign_in(
                tx, user_id, password_hash, code, device_of(request, app.settings)
            )
    except WrongCode:
        await _note_failure(app, email, user_id)
        raise
    except SecondFactorNeeded:
        await attempt.take_back()
        raise
    await attempt.take_back()
    return _signed_in(request, user, token, app)


@post("/auth/logout", status_code=204)
async def log_out(someone: Inject[SignedIn], app: Inject[AppContext]) -> Response[None]:
    """Sign this device out."""
    async with app.database.transaction() as tx:
        await actions.end_session(tx, someone, someone.session_id, app.clock.now())
    return _without_session(app)


@post("/auth/logout-all", status_code=204)
async def log_out_everywhere(someone: Inject[SignedIn], app: Inject[AppContext]) -> Response[None]:
    """Sign every device of this account out."""
    async with app.database.transaction() as tx:
        await actions.end_all_sessions(tx, someone, app.clock.now())
    return _without_session(app)


@get("/auth/session")
async def show_session(
    request: AnyRequest, someone: Inject[SignedIn], app: Inject[AppContext]
) -> Response[SignedInWire]:
    """Show who is signed in, with the token that writes need.

    Renews the session's cookie.
    """
    # Asked for whenever the dashboard opens: that renews the cookie's own 30 days.
    token = session_token_of(request, is_secure=app.settings.is_https)
    return _signed_in(request, someone.user, token, app)


HANDLERS = [log_in, log_out, log_out_everywhere, show_session]


def _signed_in(
    request: AnyRequest, user: User, token: str, app: AppContext
) -> Response[SignedInWire]:
    answer = SignedInWire(UserWire.of(user), csrf_token(app.settings.secret_key, token))
    return with_session(request, answer, OpenSession(token, user.email), app.settings)


async def _note_failure(app: AppContext, email: str, user_id: UserId | None) -> None:
    async with app.database.transaction() as tx:
        await actions.note_failed_sign_in(tx, email, user_id)


def _without_session(app: AppContext) -> Response[None]:
    cookie = no_session_cookie(is_secure=app.settings.is_https)
    return Response(None, status_code=204, cookies=[cookie])
