"""HTTP as every feature speaks it: strict bodies, one shape of refusal, cookies."""

from frontdesk.infra.http.addresses import Network, client_address, parse_networks
from frontdesk.infra.http.bodies import MAX_BODY_BYTES, StrictBody
from frontdesk.infra.http.context import AppContext, HttpSettings, address_of, with_session
from frontdesk.infra.http.credentials import (
    Credential,
    SessionToken,
    VisitorToken,
    credential_of,
    session_token_of,
    visitor_token_of,
)
from frontdesk.infra.http.dependencies import AnyRequest, Inject
from frontdesk.infra.http.etags import expected_version, tagged
from frontdesk.infra.http.headers import SecurityHeaders
from frontdesk.infra.http.pages import Cursor, PageSize, cut_page
from frontdesk.infra.http.refusals import EXCEPTION_HANDLERS
from frontdesk.infra.http.routing import api_router
from frontdesk.infra.http.session_cookie import (
    check_csrf,
    check_same_origin,
    csrf_token,
    no_session_cookie,
    session_cookie,
    session_token_in,
)
from frontdesk.infra.idempotency import once

__all__ = [
    "EXCEPTION_HANDLERS",
    "MAX_BODY_BYTES",
    "AnyRequest",
    "AppContext",
    "Credential",
    "Cursor",
    "HttpSettings",
    "Inject",
    "Network",
    "PageSize",
    "SecurityHeaders",
    "SessionToken",
    "StrictBody",
    "VisitorToken",
    "address_of",
    "api_router",
    "check_csrf",
    "check_same_origin",
    "client_address",
    "credential_of",
    "csrf_token",
    "cut_page",
    "expected_version",
    "no_session_cookie",
    "once",
    "parse_networks",
    "session_cookie",
    "session_token_in",
    "session_token_of",
    "tagged",
    "visitor_token_of",
    "with_session",
]
