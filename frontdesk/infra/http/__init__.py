"""HTTP as every feature speaks it: strict bodies, one shape of refusal, cookies."""

from frontdesk.infra.http.addresses import (
    Network,
    client_address,
    connection_address,
    parse_networks,
)
from frontdesk.infra.http.bodies import MAX_BODY_BYTES, StrictBody
from frontdesk.infra.http.context import (
    AppContext,
    HttpSettings,
    OpenSession,
    address_of,
    device_of,
    knowing_browser,
    with_session,
)
from frontdesk.infra.http.credentials import (
    Credential,
    SessionToken,
    VisitorToken,
    check_csrf,
    check_same_origin,
    credential_of,
    csrf_token,
    no_session_cookie,
    session_cookie,
    session_token_in,
    session_token_of,
    visitor_token_of,
)
from frontdesk.infra.http.dependencies import AnyRequest, Inject
from frontdesk.infra.http.etags import IfMatch, Tagged, provide_if_match
from frontdesk.infra.http.idempotency_key import provide_idempotency_key
from frontdesk.infra.http.kept import Kept
from frontdesk.infra.http.middleware import HeadAsGet, RememberDevice, SecurityHeaders
from frontdesk.infra.http.pages import Cursor, PageSize, cut_page
from frontdesk.infra.http.refusals import EXCEPTION_HANDLERS
from frontdesk.infra.http.routing import api_router
from frontdesk.infra.idempotency import IdempotencyKey, IdempotencyKeyReused, once

__all__ = [
    "EXCEPTION_HANDLERS",
    "MAX_BODY_BYTES",
    "AnyRequest",
    "AppContext",
    "Credential",
    "Cursor",
    "HeadAsGet",
    "HttpSettings",
    "IdempotencyKey",
    "IdempotencyKeyReused",
    "IfMatch",
    "Inject",
    "Kept",
    "Network",
    "OpenSession",
    "PageSize",
    "RememberDevice",
    "SecurityHeaders",
    "SessionToken",
    "StrictBody",
    "Tagged",
    "VisitorToken",
    "address_of",
    "api_router",
    "check_csrf",
    "check_same_origin",
    "client_address",
    "connection_address",
    "credential_of",
    "csrf_token",
    "cut_page",
    "device_of",
    "knowing_browser",
    "no_session_cookie",
    "once",
    "parse_networks",
    "provide_idempotency_key",
    "provide_if_match",
    "session_cookie",
    "session_token_in",
    "session_token_of",
    "visitor_token_of",
    "with_session",
]
