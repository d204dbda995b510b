"""The earlier address of how a project gives chats to its agents: thin, over the groups."""

from __future__ import annotations

from litestar import get, put
from litestar.params import JSONBody
from msgspec.structs import asdict

from frontdesk.features import projects
from frontdesk.features.projects.model import AgentMember, ManagerMember
from frontdesk.features.projects.wire.settings import RoutingGroup
from frontdesk.features.routing.wire import RoutingSettings
from frontdesk.infra.http import AppContext, IfMatch, Inject, Tagged
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.hours import InvalidHours, UnknownTimeZone

# What once was a matter of routing, and is the widget's.
_SAID = ("away_message", "asks_for_email")


@get("/projects/{project_id:int}/routing-settings")
async def show_routing_settings(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Tagged[RoutingSettings]:
    """Show how conversations are given to agents, by its earlier address."""
    async with app.database.snapshot() as tx:
        routing = await projects.routing_of(tx, agent.project_id)
        project = await projects.find_for_reading(tx, agent.project_id)
    said = {name: getattr(project, name) for name in _SAID}
    return Tagged(RoutingSettings(**asdict(routing), **said), project.version)


@put("/projects/{project_id:int}/routing-settings")
@refuses(InvalidHours, UnknownTimeZone)
async def replace_routing_settings(
    data: JSONBody[RoutingSettings],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[RoutingSettings]:
    """Replace how conversations are given to agents, by its earlier address."""
    routing = {name: value for name, value in asdict(data).items() if name not in _SAID}
    rules = RoutingGroup(**routing), {name: getattr(data, name) for name in _SAID}
    async with app.database.transaction() as tx:
        version = await projects.replace_routing_rules(
            tx, manager.user_id, manager.project_id, rules, if_match.version()
        )
    return Tagged(data, version)


HANDLERS = [show_routing_settings, replace_routing_settings]
