"""Changing one's own password, and entering it again."""

from litestar import post
from litestar.params import JSONBody

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.actions import (
    PasswordChangedMeanwhile,
    TooManyAttempts,
    WrongCurrentPassword,
)
from frontdesk.features.accounts.http.attempts import count_confirmation
from frontdesk.features.accounts.model import SignedIn, UnsafePassword
from frontdesk.features.accounts.wire import ChangePassword, ConfirmPassword
from frontdesk.infra.http import AppContext, Inject
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import TooBusy


@post("/auth/change-password", status_code=204)
@refuses(
    UnsafePassword,
    WrongCurrentPassword,
    TooManyAttempts,
    PasswordChangedMeanwhile,
    TooBusy,
)
async def change_password(
    data: JSONBody[ChangePassword],
    someone: Inject[SignedIn],
    app: Inject[AppContext],
) -> None:
    """Change one's own password.

    Every other device is signed out.
    """
    checked_hash = await _check_current(app, someone, data.current_password, "currentPassword")
    email = someone.user.email
    about = (someone.user.name,)
    new_hash = await actions.hash_new_password(data.new_password, email, about, "newPassword")
    async with app.database.transaction() as tx:
        await actions.change_password(tx, someone, checked_hash, new_hash, app.clock.now())


@post("/auth/confirm", status_code=204)
@refuses(WrongCurrentPassword, TooManyAttempts, PasswordChangedMeanwhile, TooBusy)
async def confirm_password(
    data: JSONBody[ConfirmPassword], someone: Inject[SignedIn], app: Inject[AppContext]
) -> None:
    """Enter one's password again; for ten minutes nothing asks for it."""
    checked_hash = await _check_current(app, someone, data.password, "password")
    async with app.database.transaction() as tx:
        await actions.confirm_password(tx, someone, checked_hash, app.clock.now())


HANDLERS = [change_password, confirm_password]


async def _check_current(app: AppContext, someone: SignedIn, password: str, field: str) -> str:
    """Check the password of somebody who is signed in; return its hash."""
    attempt = await count_confirmation(app, someone)
    async with app.database.snapshot() as tx:
        found = await store.find_credentials(tx, someone.user.email)
    checked_hash = found[1] if found else None
    is_right = await attempt.make(checked_hash, password)
    if not is_right or checked_hash is None:
        async with app.database.transaction() as tx:
            await actions.note_wrong_password(tx, someone)
        raise WrongCurrentPassword(fields={field: str(WrongCurrentPassword.__doc__)})
    await attempt.take_back()
    return checked_hash
