"""Second factors: set up, used at sign-in, switched off."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.features.accounts import store
from frontdesk.features.accounts.access import hash_token
from frontdesk.features.accounts.model import (
    NoSecondFactor,
    SecondFactorOn,
    SignedIn,
    User,
    WrongCode,
)
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.infra.second_factor import (
    new_recovery_codes,
    new_secret,
    normal_recovery_code,
    step_of_code,
)
from frontdesk.infra.secrets import Secret, SecretBox, Unopenable
from frontdesk.kit.audit import Audited
from frontdesk.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class Code:
    """What somebody typed as their second factor, and when; opened with the installation's box."""

    text: str
    box: SecretBox
    now: datetime


async def begin_second_factor(tx: Transaction, someone: SignedIn, box: SecretBox) -> str:
    """Make a secret to be confirmed by a code of it; an unconfirmed one before it is forgotten."""
    secret = new_secret()
    sealed = box.seal(Secret(secret), _context(someone.user.id))
    if not await store.begin_second_factor(tx, someone.user.id, sealed):
        raise SecondFactorOn
    return secret


async def confirm_second_factor(tx: Transaction, someone: SignedIn, code: Code) -> list[str]:
    """Switch the second factor on, and return its recovery codes: they are stored as hashes."""
    user_id = someone.user.id
    sealed = await store.find_secret(tx, user_id)
    if sealed is None:
        raise NoSecondFactor
    step = _step_of(user_id, sealed, code)
    if step is None:
        raise WrongCode(fields={"code": str(WrongCode.__doc__)})
    if not await store.confirm_second_factor(tx, user_id, sealed, step, code.now):
        raise SecondFactorOn
    await record(tx, Audited("second_factor_on", user_id, user_id=user_id))
    return await _give_codes(tx, user_id)


async def renew_recovery_codes(tx: Transaction, someone: SignedIn) -> list[str]:
    """Replace the recovery codes, used or not."""
    if not someone.user.has_second_factor:
        raise NoSecondFactor
    user_id = someone.user.id
    await record(tx, Audited("recovery_codes_renewed", user_id, user_id=user_id))
    return await _give_codes(tx, user_id)


async def end_second_factor(
    tx: Transaction, user_id: UserId, ended_by: UserId | None = None
) -> None:
    """Let the password be enough again. `ended_by` is None for the command line."""
    if not await store.end_second_factor(tx, user_id):
        raise NoSecondFactor
    await record(tx, Audited("second_factor_off", ended_by, user_id=user_id))


async def use_second_factor(tx: Transaction, user: User, code: Code) -> None:
    """Use a code up in the transaction that opens the session; raise `WrongCode`.

    The statements that use it up are guarded: of two sign-ins with one code, in whatever
    processes, the second finds it used.
    """
    sealed = await store.find_secret(tx, user.id)
    step = None if sealed is None else _step_of(user.id, sealed, code)
    if sealed is not None and step is not None:
        is_fresh = await store.take_step(tx, user.id, sealed, step)
    else:
        code_hash = hash_token(normal_recovery_code(code.text))
        is_fresh = await store.take_recovery_code(tx, user.id, code_hash, code.now)
    if not is_fresh:
        raise WrongCode(fields={"code": str(WrongCode.__doc__)})


def _step_of(user_id: UserId, sealed: str, code: Code) -> int | None:
    try:
        secret = code.box.open(sealed, _context(user_id)).reveal()
    except Unopenable:
        # SECRET_KEY is another one by now; recovery codes still work.
        return None
    return step_of_code(secret, code.text, code.now)


async def _give_codes(tx: Transaction, user_id: UserId) -> list[str]:
    codes = new_recovery_codes()
    hashes = [hash_token(normal_recovery_code(one)) for one in codes]
    await store.replace_recovery_codes(tx, user_id, hashes)
    return codes


def _context(user_id: UserId) -> str:
    return f"user:{user_id}/second-factor"
