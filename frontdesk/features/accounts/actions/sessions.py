"""Sessions opened, kept and ended."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from frontdesk.features.accounts import store
from frontdesk.features.accounts.access import find_session, hash_token
from frontdesk.features.accounts.actions.second_factors import Code, use_second_factor
from frontdesk.features.accounts.events import SessionsEnded
from frontdesk.features.accounts.model import AccountDisabled, SecondFactorNeeded, SignedIn, User
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited, AuditKind
from frontdesk.kit.device import Device
from frontdesk.kit.errors import NotFound, RateLimited, Unauthorized
from frontdesk.kit.ids import UserId

# A session slides, but not with every request: that would be a write for each read.
_TOUCH_AFTER = timedelta(hours=1)

_MAX_USER_AGENT = 300


class WrongCredentials(Unauthorized):
    """The e-mail address or the password is wrong."""

    reason = "wrong_credentials"


class TooManyAttempts(RateLimited):
    """Too many tries. Please wait a little."""

    reason = "too_many_attempts"


class SignInSlowed(RateLimited):
    """Too many wrong passwords for this account. Browsers that signed in before still can."""

    reason = "sign_in_slowed"
    advice = "Wait `retryAfterSeconds`, or sign in with a browser that has before."


async def open_session(tx: Transaction, user_id: UserId, device: Device, now: datetime) -> str:
    """Sign a device in; its token is returned here and stored nowhere.

    The session that was open in the same browser, whoever's it was, is over.
    """
    token = token_urlsafe(32)
    if device.session_token is not None:
        await _end_earlier(tx, device.session_token, now)
    device = Device(device.user_agent[:_MAX_USER_AGENT].replace("\x00", ""), device.address)
    await store.insert_session(tx, user_id, hash_token(token), device, now)
    await record(tx, Audited("signed_in", user_id, user_id=user_id))
    return token


async def _end_earlier(tx: Transaction, token: str, now: datetime) -> None:
    whose = await store.revoke_token(tx, hash_token(token), now)
    if whose is not None:
        await tx.announce([SessionsEnded(whose)])


async def sign_in(
    tx: Transaction, user_id: UserId, checked_hash: str, code: Code, device: Device
) -> tuple[User, str]:
    """Open a session for someone whose password just matched `checked_hash`.

    Checking takes long enough for the password to be changed meanwhile; the row is
    held here so that the old one can't open a session after that.
    """
    if await store.find_password_hash(tx, user_id) != checked_hash:
        raise WrongCredentials
    user = await store.find_user(tx, user_id)
    if user is None:
        raise WrongCredentials
    if user.is_disabled:
        raise AccountDisabled
    if user.has_second_factor and not code.text:
        raise SecondFactorNeeded
    if user.has_second_factor:
        await use_second_factor(tx, user, code)
    return user, await open_session(tx, user_id, device, code.now)


async def note_failed_sign_in(tx: Transaction, email: str, user_id: UserId | None) -> None:
    """Keep that somebody tried to sign in, also as somebody who has no account."""
    await record(tx, Audited("sign_in_failed", None, user_id=user_id, about=email))


async def recognise(tx: Transaction, token: str, now: datetime) -> SignedIn:
    """Find who holds this token, and move the end of a session that is in use."""
    someone = await find_session(tx, token, now)
    if now - someone.last_seen_at > _TOUCH_AFTER:
        await store.touch_session(tx, someone.session_id, now)
    return someone


async def end_session(tx: Transaction, someone: SignedIn, session_id: int, now: datetime) -> None:
    """Sign one of one's own devices out."""
    if not await store.revoke_session(tx, someone.user.id, session_id, now):
        raise NotFound
    await tx.announce([SessionsEnded(someone.user.id)])
    kind: AuditKind = "signed_out" if session_id == someone.session_id else "device_signed_out"
    await record(tx, Audited(kind, someone.user.id, user_id=someone.user.id))


async def end_all_sessions(tx: Transaction, someone: SignedIn, now: datetime) -> None:
    """Sign every device out."""
    await end_sessions_but(tx, someone.user.id, None, now)
    await record(tx, Audited("signed_out_everywhere", someone.user.id, user_id=someone.user.id))


async def end_sessions_but(
    tx: Transaction, user_id: UserId, kept: int | None, now: datetime
) -> None:
    """Sign all devices of somebody out, but the one whose session is kept."""
    await store.revoke_sessions(tx, user_id, now, but=kept)
    await tx.announce([SessionsEnded(user_id)])
