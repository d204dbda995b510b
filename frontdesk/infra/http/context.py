"""What HTTP handlers share: the parts of the process they work with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from litestar import Response

from frontdesk.infra.http.addresses import UNKNOWN, Network, client_address
from frontdesk.infra.http.credentials import session_cookie, session_token_in
from frontdesk.infra.http.known_browser import account_name, known_browser_of
from frontdesk.kit.device import Device

if TYPE_CHECKING:
    from litestar.connection import Request
    from litestar.datastructures import Cookie

    from frontdesk.infra.database import Database
    from frontdesk.infra.limits import AttemptLimiter
    from frontdesk.kit.clock import Clock

T = TypeVar("T")


@dataclass(frozen=True)
class HttpSettings:
    """What the edges must know about this installation."""

    public_url: str
    secret_key: bytes
    trusted_proxies: tuple[Network, ...] = ()
    anybody_opens_projects: bool = False

    @property
    def is_https(self) -> bool:
        return self.public_url.lower().startswith("https://")

    @cached_property
    def own_origin(self) -> str:
        """The origin of our own pages, as a browser writes it."""
        parts = urlsplit(self.public_url.lower())
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class AppContext:
    """The database, the clock, the settings, and the limiter of login attempts."""

    database: Database
    clock: Clock
    settings: HttpSettings
    login_attempts: AttemptLimiter


def address_of(request: Request[Any, Any, Any], settings: HttpSettings) -> str:
    """Return whose address this request comes from."""
    peer = request.client.host if request.client else UNKNOWN
    # Several headers of this name are one list.
    forwarded_for = ",".join(request.headers.getall("x-forwarded-for", []))
    return client_address(peer, forwarded_for, settings.trusted_proxies)


def device_of(request: Request[Any, Any, Any], settings: HttpSettings) -> Device:
    """Describe the browser this request comes from."""
    headers = request.headers
    session = session_token_in(headers.get("cookie", ""), is_secure=settings.is_https)
    return Device(headers.get("user-agent", ""), address_of(request, settings), session)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session's token, and the address of the account it is of."""

    token: str
    email: str


def with_session(
    request: Request[Any, Any, Any],
    answer: T,
    session: OpenSession,
    settings: HttpSettings,
    *,
    status_code: int = 200,
) -> Response[T]:
    """Answer, hand over the session's cookie, and know this browser from now on."""
    cookies = [
        session_cookie(session.token, is_secure=settings.is_https),
        knowing_browser(request, session.email, settings),
    ]
    return Response(answer, status_code=status_code, cookies=cookies)


def knowing_browser(request: Request[Any, Any, Any], email: str, settings: HttpSettings) -> Cookie:
    """Know this browser from now on as one that signs in to this account."""
    known = known_browser_of(request, is_secure=settings.is_https)
    known = known.remember(account_name(email), settings.secret_key)
    return known.cookie(is_secure=settings.is_https)
