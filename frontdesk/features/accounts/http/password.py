"""Changing one's own password."""

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
from frontdesk.features.accounts.wire import ChangePassword
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
    email = someone.user.email
    attempt = await count_confirmation(app, someone)
    async with app.database.snapshot() as tx:
        found = await store.find_credentials(tx, email)
    checked_hash = found[1] if found else None
    is_right = await attempt.make(checked_hash, data.current_password)
    if not is_right or checked_hash is None:
        async with app.database.transaction() as tx:
            await actions.note_wrong_password(tx, someone)
        raise WrongCurrentPassword(fields={"currentPassword": str(WrongCurrentPassword.__doc__)})
    await attempt.take_back()
    about = (someone.user.name,)
    new_hash = await actions.hash_new_password(data.new_password, email, about, "newPassword")
    async with app.database.transaction() as tx:
        await actions.change_password(tx, someone, checked_hash, new_hash, app.clock.now())


HANDLERS = [change_password]
