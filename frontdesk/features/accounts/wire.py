"""People, sessions and sign-in as they cross the network."""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.accounts.model import Session, SignedIn, User
from frontdesk.kit.wire import Wire, to_wire_time

Email: TypeAlias = Annotated[str, Meta(min_length=3, max_length=254)]
PersonName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
AvatarUrl: TypeAlias = Annotated[str, Meta(min_length=1, max_length=2_048)]
# Any length up to the limit is a fair guess at a password; what a new one must be like
# is decided by the action, so that the answer names the field.
SecondFactorCode: TypeAlias = Annotated[str, Meta(min_length=1, max_length=40)]
Password: TypeAlias = Annotated[str, Meta(max_length=200)]


class UserWire(Wire):
    """A person, as they see themselves."""

    id: int
    email: str
    name: str
    avatar_url: str | None
    has_second_factor: bool
    created_at: str

    @classmethod
    def of(cls, user: User) -> "UserWire":
        """Show a user to themselves."""
        return cls(
            user.id,
            user.email,
            user.name,
            user.avatar_url,
            user.has_second_factor,
            to_wire_time(user.created_at),
        )


class Login(Wire):
    """`POST /auth/login`."""

    email: Email
    password: Password
    # Of the authenticator app, or a recovery code; for accounts that ask for one.
    code: SecondFactorCode | UnsetType = UNSET


class SignedInWire(Wire):
    """Who is signed in; writes with the cookie carry `csrfToken` as X-CSRF-Token."""

    user: UserWire
    csrf_token: str


class SessionWire(Wire):
    """One signed-in device."""

    id: int
    user_agent: str
    address: str
    created_at: str
    last_seen_at: str
    expires_at: str
    is_current: bool

    @classmethod
    def of(cls, session: Session, someone: SignedIn) -> "SessionWire":
        """Show a session to its owner."""
        return cls(
            id=session.id,
            user_agent=session.user_agent,
            address=session.address,
            created_at=to_wire_time(session.created_at),
            last_seen_at=to_wire_time(session.last_seen_at),
            expires_at=to_wire_time(session.expires_at),
            is_current=session.id == someone.session_id,
        )


class SessionPage(Wire):
    """The signed-in devices, most recently used first."""

    data: list[SessionWire]
    next_cursor: str | None = None


class ChangePassword(Wire):
    """`POST /auth/change-password`."""

    current_password: Password
    new_password: Password


class ConfirmPassword(Wire):
    """`POST /auth/confirm`."""

    password: Password


class SecondFactorStatus(Wire):
    """Whether one's account asks for a code at sign-in, and how many recovery codes are left."""

    is_on: bool
    recovery_codes_left: int


class SecondFactorEnrolment(Wire):
    """A secret for an authenticator app: as text, as its address, and as rows of a QR code.

    In a row `1` is dark and `0` is light.
    """

    secret: str
    address: str
    qr: list[str]


class ConfirmSecondFactor(Wire):
    """`POST /user/second-factor/confirm`."""

    code: SecondFactorCode


class RecoveryCodes(Wire):
    """Codes of which each signs in once without the app; shown this one time."""

    codes: list[str]


class PasswordLinkStatus(Wire):
    """Whose password a link sets, and until when."""

    email: str
    expires_at: str


class SetPassword(Wire):
    """`POST /auth/password-links/{token}`."""

    password: Password


class PatchMe(Wire):
    """`PATCH /user/me`: only what is named changes."""

    name: PersonName | UnsetType = UNSET
    avatar_url: AvatarUrl | UnsetType | None = UNSET
