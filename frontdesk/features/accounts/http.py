"""Signing in and out over HTTP, and `someone`: who is asking."""

import hashlib
from collections.abc import Callable
from typing import Any

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.actions import TooManyAttempts, WrongCurrentPassword
from frontdesk.features.accounts.model import (
    Device,
    InvalidEmail,
    InvalidPicture,
    SignedIn,
    UnreadableName,
    UnsafePassword,
    check_new_password,
    normal_email,
)
from frontdesk.features.accounts.wire import (
    ChangePassword,
    Login,
    PatchMe,
    SessionPage,
    SessionWire,
    SignedInWire,
    UserWire,
)
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    HttpSettings,
    Inject,
    address_of,
    api_router,
    check_csrf,
    check_same_origin,
    csrf_token,
    no_session_cookie,
    session_token_of,
    with_session,
)
from frontdesk.infra.http.credentials import ForeignOrigin
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.limits import AttemptLimiter
from frontdesk.infra.passwords import hash_password, is_password_of
from frontdesk.kit.errors import Unauthorized
from frontdesk.kit.neighbourhood import neighbourhood

_ATTEMPTS_PER_ACCOUNT = 5
_ATTEMPTS_PER_ADDRESS = 100
_ATTEMPTS_SECONDS = 300


async def provide_someone(request: AnyRequest, app: Inject[AppContext]) -> SignedIn:
    """Find who is asking; a handler with `someone` is guarded against forgery, too."""
    token = session_token_of(request)
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


@post("/auth/login", status_code=200)
@refuses(InvalidEmail, actions.WrongCredentials, TooManyAttempts, ForeignOrigin)
async def log_in(
    request: AnyRequest, data: JSONBody[Login], app: Inject[AppContext]
) -> Response[SignedInWire]:
    """Sign in with an e-mail address and a password.

    Opens a session and hands over its cookie. Wrong guesses are counted per account
    and per address.
    """
    check_same_origin(request, app.settings.own_origin)
    email = normal_email(data.email)
    device = _device_of(request, app.settings)
    keys = await _count_attempt(app.login_attempts, email, device.address)
    async with app.database.snapshot() as tx:
        found = await store.find_credentials(tx, email)
    user_id, password_hash = found or (None, None)
    # No transaction is open while this takes its time.
    is_right = await is_password_of(password_hash, data.password)
    if not is_right or user_id is None or password_hash is None:
        raise actions.WrongCredentials
    async with app.database.transaction() as tx:
        user, token = await actions.sign_in(tx, user_id, password_hash, device, app.clock.now())
    for key in keys:
        await app.login_attempts.give_back(key)
    return with_session(_signed_in(UserWire.of(user), token, app), token, app.settings)


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
    token = session_token_of(request)
    answer = _signed_in(UserWire.of(someone.user), token, app)
    return with_session(answer, token, app.settings)


@get("/auth/sessions")
async def list_sessions(someone: Inject[SignedIn], app: Inject[AppContext]) -> SessionPage:
    """List the devices this account is signed in on."""
    async with app.database.snapshot() as tx:
        sessions = await store.list_sessions(tx, someone.user.id, app.clock.now())
    return SessionPage([SessionWire.of(session, someone) for session in sessions])


@delete("/auth/sessions/{session_id:int}")
async def end_session(
    session_id: FromPath[int], someone: Inject[SignedIn], app: Inject[AppContext]
) -> None:
    """Sign one device out."""
    async with app.database.transaction() as tx:
        await actions.end_session(tx, someone, session_id, app.clock.now())


@post("/auth/change-password", status_code=204)
@refuses(UnsafePassword, WrongCurrentPassword, TooManyAttempts, actions.PasswordChangedMeanwhile)
async def change_password(
    request: AnyRequest,
    data: JSONBody[ChangePassword],
    someone: Inject[SignedIn],
    app: Inject[AppContext],
) -> None:
    """Change one's own password.

    Every other device is signed out.
    """
    email = someone.user.email
    check_new_password(data.new_password, email, "newPassword")
    keys = await _count_attempt(app.login_attempts, email, address_of(request, app.settings))
    async with app.database.snapshot() as tx:
        found = await store.find_credentials(tx, email)
    checked_hash = found[1] if found else None
    is_right = await is_password_of(checked_hash, data.current_password)
    if not is_right or checked_hash is None:
        raise WrongCurrentPassword(fields={"currentPassword": str(WrongCurrentPassword.__doc__)})
    new_hash = await hash_password(data.new_password)
    async with app.database.transaction() as tx:
        await actions.change_password(tx, someone, checked_hash, new_hash, app.clock.now())
    for key in keys:
        await app.login_attempts.give_back(key)


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


router = api_router(
    [
        log_in,
        log_out,
        log_out_everywhere,
        show_session,
        list_sessions,
        end_session,
        change_password,
        show_me,
        edit_me,
    ]
)


def _device_of(request: AnyRequest, settings: HttpSettings) -> Device:
    return Device(request.headers.get("user-agent", ""), address_of(request, settings))


def _signed_in(user: UserWire, token: str, app: AppContext) -> SignedInWire:
    return SignedInWire(user, csrf_token(app.settings.secret_key, token))


def _without_session(app: AppContext) -> Response[None]:
    cookie = no_session_cookie(is_secure=app.settings.is_https)
    return Response(None, status_code=204, cookies=[cookie])


async def _count_attempt(login_attempts: AttemptLimiter, email: str, address: str) -> list[str]:
    """Count a try against the account from here, and against this address at all.

    The account is hashed: Redis is no place for anybody's e-mail address.
    """
    account = hashlib.sha256(email.encode()).hexdigest()
    nearby = neighbourhood(address)
    limits = {
        f"login:{account}:{nearby}": _ATTEMPTS_PER_ACCOUNT,
        f"login:{nearby}": _ATTEMPTS_PER_ADDRESS,
    }
    for key, at_most in limits.items():
        wait = await login_attempts.take(key, at_most=at_most, window_seconds=_ATTEMPTS_SECONDS)
        if wait:
            raise TooManyAttempts(retry_after_seconds=wait)
    return list(limits)
