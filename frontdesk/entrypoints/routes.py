"""Every address of the web process, and the doors its handlers may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.di import Provide

from frontdesk.entrypoints import health, openapi, pages
from frontdesk.entrypoints.metrics.http import show_metrics
from frontdesk.features.accounts import http as accounts_http
from frontdesk.features.audit import http as audit_http
from frontdesk.features.canned import http as canned_http
from frontdesk.features.conversations import http as conversations_http
from frontdesk.features.messages import http as messages_http
from frontdesk.features.notes import http as notes_http
from frontdesk.features.presence import http as presence_http
from frontdesk.features.presence.http import noting_presence
from frontdesk.features.projects import http as projects_http
from frontdesk.features.reports import http as reports_http
from frontdesk.features.responder import http as responder_http
from frontdesk.features.routing import http as routing_http
from frontdesk.features.tags import http as tags_http
from frontdesk.features.visitors import http as visitors_http
from frontdesk.features.workflows import http as workflows_http
from frontdesk.infra.http import provide_idempotency_key, provide_if_match

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler

    from frontdesk.features.presence.model import Attendance

ROUTES: list[ControllerRouterHandler] = [
    accounts_http.router,
    projects_http.router,
    conversations_http.router,
    messages_http.router,
    presence_http.router,
    routing_http.router,
    reports_http.router,
    notes_http.router,
    canned_http.router,
    tags_http.router,
    workflows_http.router,
    responder_http.router,
    audit_http.router,
    *health.ROUTES,
    openapi.show_openapi,
    show_metrics,
    *pages.ROUTES,
]


def doors(attendance: Attendance) -> dict[str, Any]:
    """Return what finds who is asking, by the name of the parameter it is for."""
    return {
        **{name: Provide(find) for name, find in accounts_http.DEPENDENCIES.items()},
        **{name: Provide(door) for name, door in projects_http.DOORS.items()},
        "agent": Provide(noting_presence(projects_http.provide_member, attendance)),
        "visitor": Provide(visitors_http.provide_visitor),
        "if_match": Provide(provide_if_match),
        "idempotency_key": Provide(provide_idempotency_key),
    }
