"""One's own second factor: set up, shown, switched off."""

from litestar import delete, get, post
from litestar.params import JSONBody

from frontdesk.features.accounts import actions, store
from frontdesk.features.accounts.actions import Code, TooManyAttempts
from frontdesk.features.accounts.http.attempts import count_confirmation
from frontdesk.features.accounts.model import (
    NoSecondFactor,
    PasswordNeeded,
    SecondFactorOn,
    SignedIn,
    WrongCode,
    require_proof,
)
from frontdesk.features.accounts.wire import (
    ConfirmSecondFactor,
    RecoveryCodes,
    SecondFactorEnrolment,
    SecondFactorStatus,
)
from frontdesk.infra.http import AppContext, Inject
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.second_factor import address_of_secret, qr_rows
from frontdesk.infra.secrets import SecretBox


@get("/user/second-factor")
async def show_second_factor(
    someone: Inject[SignedIn], app: Inject[AppContext]
) -> SecondFactorStatus:
    """Show whether one's account asks for a code at sign-in."""
    async with app.database.snapshot() as tx:
        left = await store.count_recovery_codes(tx, someone.user.id)
    return SecondFactorStatus(someone.user.has_second_factor, left)


@post("/user/second-factor", status_code=201)
@refuses(PasswordNeeded, SecondFactorOn)
async def begin_second_factor(
    someone: Inject[SignedIn], app: Inject[AppContext]
) -> SecondFactorEnrolment:
    """Make a secret for an authenticator app.

    It counts from when a code of it was confirmed; until then this may be repeated.
    """
    require_proof(someone.proved_at, app.clock.now())
    box = SecretBox.from_keys(app.settings.secret_key)
    async with app.database.transaction() as tx:
        secret = await actions.begin_second_factor(tx, someone, box)
    address = address_of_secret(secret, someone.user.email)
    return SecondFactorEnrolment(secret, address, qr_rows(address))


@post("/user/second-factor/confirm", status_code=200)
@refuses(WrongCode, NoSecondFactor, SecondFactorOn, TooManyAttempts)
async def confirm_second_factor(
    data: JSONBody[ConfirmSecondFactor], someone: Inject[SignedIn], app: Inject[AppContext]
) -> RecoveryCodes:
    """Switch the second factor on with a code of the authenticator app.

    Answers ten recovery codes, this one time.
    """
    attempt = await count_confirmation(app, someone)
    box = SecretBox.from_keys(app.settings.secret_key)
    async with app.database.transaction() as tx:
        code = Code(data.code, box, app.clock.now())
        codes = await actions.confirm_second_factor(tx, someone, code)
    await attempt.take_back()
    return RecoveryCodes(codes)


@post("/user/second-factor/recovery-codes", status_code=200)
@refuses(PasswordNeeded, NoSecondFactor)
async def renew_recovery_codes(someone: Inject[SignedIn], app: Inject[AppContext]) -> RecoveryCodes:
    """Replace one's recovery codes; those from before stop working."""
    require_proof(someone.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        codes = await actions.renew_recovery_codes(tx, someone)
    return RecoveryCodes(codes)


@delete("/user/second-factor")
@refuses(PasswordNeeded, NoSecondFactor)
async def end_second_factor(someone: Inject[SignedIn], app: Inject[AppContext]) -> None:
    """Switch one's second factor off."""
    require_proof(someone.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        await actions.end_second_factor(tx, someone.user.id, someone.user.id)


HANDLERS = [
    show_second_factor,
    begin_second_factor,
    confirm_second_factor,
    renew_recovery_codes,
    end_second_factor,
]
