"""Changing one's own password."""

from litestar import post
from litestar.params import JSONBody

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.actions import (
    PasswordChangedMeanwhile,
    TooManyAttempts,
    WrongCurrentPassword,
)
from frontdesk.features.accounts.http.attempts import count_attempt
from frontdesk.features.accounts.model import SignedIn, UnsafePassword, check_new_password
from frontdesk.features.accounts.wire import ChangePassword
from frontdesk.infra.http import AnyRequest, AppContext, Inject, address_of
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import hash_password, is_password_of


@post("/auth/change-password", status_code=204)
@refuses(
    UnsafePassword,
    WrongCurrentPassword,
    TooManyAttempts,
    PasswordChangedMeanwhile,
)
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
    keys = await count_attempt(app.login_attempts, email, address_of(request, app.settings))
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


HANDLERS = [change_password]
