"""People, what they sign in with, and the rules both must keep."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from frontdesk.kit.errors import Conflict, Forbidden, Gone, Invalid, NotFound, Unauthorized
from frontdesk.kit.ids import UserId

MIN_PASSWORD_LENGTH = 10
MAX_PASSWORD_LENGTH = 200
MAX_EMAIL_LENGTH = 254
MAX_NAME_LENGTH = 120
MAX_URL_LENGTH = 2_048
PROOF_LASTS = timedelta(minutes=10)

_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,189}")
# Marks that turn the direction of text, hiding what a name really says.
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class User:
    """A person who can sign in."""

    id: UserId
    email: str
    name: str
    avatar_url: str | None
    created_at: datetime
    is_disabled: bool = False
    has_second_factor: bool = False


@dataclass(frozen=True, slots=True)
class ListedUser:
    """A person as the command line lists them."""

    user: User
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A one-time link that sets the password of an account."""

    user: User
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody with a live session."""

    session_id: int
    user: User
    last_seen_at: datetime
    # When the password was last entered; None for sessions from before that was noted.
    proved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in device."""

    id: int
    user_agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person about to exist; everything here is already checked."""

    email: str
    name: str
    password_hash: str


class InvalidEmail(Invalid):
    """This is not an e-mail address."""

    reason = "invalid_email"


class EmailTaken(Conflict):
    """This address has an account already. Sign in first."""

    reason = "email_taken"
    advice = "Offer to sign in with it."


class AccountDisabled(Forbidden):
    """This account is deactivated."""

    reason = "account_disabled"
    advice = "Ask an owner of the project, or whoever runs this installation, to activate it."


class PasswordNeeded(Forbidden):
    """Please enter your password again to do this."""

    reason = "password_needed"
    advice = "Ask for the password, send it to `POST /auth/confirm`, and repeat the request."


class SecondFactorNeeded(Unauthorized):
    """This account also wants a code of its authenticator app."""

    reason = "second_factor_needed"
    advice = "Ask for the code, and sign in again with it as `code`."


class WrongCode(Invalid):
    """This code is wrong, too old, or was used before."""

    reason = "wrong_code"
    advice = "Ask for the code that the app shows now, or for a recovery code."


class SecondFactorOn(Conflict):
    """This account has a second factor already."""

    reason = "second_factor_on"
    advice = "Switch it off before another one is set up."


class NoSecondFactor(Conflict):
    """This account has no second factor."""

    reason = "no_second_factor"
    advice = "Set one up first."


class NoSuchAccount(NotFound):
    """No account has this e-mail address."""

    reason = "no_such_account"


class PasswordLinkOver(Gone):
    """This link was used, has expired, or was replaced by a newer one."""

    reason = "password_link_over"
    advice = "Ask whoever runs this installation for a new link."


class UnreadableName(Invalid):
    """This name can't be shown."""

    reason = "unreadable_name"


class UnsafePassword(Invalid):
    """This password is too short, too long or too easy to guess."""

    reason = "unsafe_password"


class InvalidPicture(Invalid):
    """This is not the address of a picture."""

    reason = "invalid_picture"


def normal_email(text: str) -> str:
    """Write an address the one way it is stored and looked up."""
    email = unicodedata.normalize("NFC", text.strip()).lower()
    if len(email) > MAX_EMAIL_LENGTH or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise InvalidEmail(fields={"email": "Not an e-mail address."})
    return email


def clean_name(text: str, field: str = "name") -> str:
    """Trim a name, and refuse one that shows nothing or shows something else."""
    name = _DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", text)).strip()
    shows_something = any(unicodedata.category(sign)[0] in "LNPS" for sign in name)
    has_controls = any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name)
    if not shows_something or has_controls or len(name) > MAX_NAME_LENGTH:
        raise UnreadableName(fields={field: "Give a name that can be read."})
    return name


def check_new_password(password: str, email: str, field: str = "password") -> None:
    """Refuse a password that is too short, too long, or the e-mail address itself."""
    problem = None
    if len(password) < MIN_PASSWORD_LENGTH:
        problem = f"Use at least {MIN_PASSWORD_LENGTH} characters."
    elif len(password) > MAX_PASSWORD_LENGTH:
        problem = f"Use at most {MAX_PASSWORD_LENGTH} characters."
    elif password.strip().lower() == email:
        problem = "The e-mail address is the first thing anybody would try."
    if problem:
        raise UnsafePassword(problem, fields={field: problem})


def require_proof(proved_at: datetime | None, now: datetime) -> None:
    """Raise `PasswordNeeded` unless the password was entered a moment ago.

    For what a thief of an open session would do first: members, keys, second factors.
    """
    if proved_at is None or now - proved_at > PROOF_LASTS:
        raise PasswordNeeded


def check_avatar_url(url: str, field: str = "avatarUrl") -> str:
    """Let a picture come from a web server and nowhere else."""
    try:
        parts = urlsplit(url)
        is_web = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        is_web = False
    has_odd_signs = (
        not url.isascii() or not url.isprintable() or any(sign in url for sign in " \\\"'<>`")
    )
    if not is_web or has_odd_signs or len(url) > MAX_URL_LENGTH:
        raise InvalidPicture(fields={field: "Not a web address."})
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise InvalidPicture("A picture's address starts with https.", fields={field: "Use https."})
    return url
