"""How a project gives chats to its agents, over HTTP."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody

from frontdesk.features import projects
from frontdesk.features.projects.model import AgentMember, ManagerMember, RoutingRules
from frontdesk.features.routing.wire import RoutingSettings
from frontdesk.infra.http import AnyRequest, AppContext, Inject, expected_version


@get("/projects/{project_id:int}/routing-settings")
async def show_settings(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Response[RoutingSettings]:
    async with app.database.snapshot() as tx:
        rules, version = await projects.find_routing_rules(tx, agent.project_id)
    return _tagged(_shown(rules), version)


@put("/projects/{project_id:int}/routing-settings")
async def replace_settings(
    request: AnyRequest,
    data: JSONBody[RoutingSettings],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
) -> Response[RoutingSettings]:
    expected = expected_version(request)
    async with app.database.transaction() as tx:
        version = await projects.replace_routing_rules(
            tx, manager.user_id, manager.project_id, _rules(data), expected
        )
    return _tagged(data, version)


HANDLERS = [show_settings, replace_settings]


def _rules(settings: RoutingSettings) -> RoutingRules:
    fields = {name: getattr(settings, name) for name in settings.__struct_fields__}
    hours = settings.business_hours
    stored = None if hours is None else [msgspec.to_builtins(span) for span in hours]
    return RoutingRules(**{**fields, "business_hours": stored})


def _shown(rules: RoutingRules) -> RoutingSettings:
    fields = {name: getattr(rules, name) for name in RoutingSettings.__struct_fields__}
    return RoutingSettings(**{**fields, "business_hours": _hours(rules)})


def _hours(rules: RoutingRules) -> Any:  # noqa: ANN401 - msgspec checks it
    return msgspec.convert(rules.business_hours, _HOURS)


_HOURS = RoutingSettings.__annotations__["business_hours"]


def _tagged(answer: RoutingSettings, version: int) -> Response[RoutingSettings]:
    return Response(answer, headers={"ETag": f'"{version}"'})
