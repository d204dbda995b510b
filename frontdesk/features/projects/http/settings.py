"""A project's settings over HTTP: a group at a time, each with its own version.

The group `assistant` stands at the same kind of address, in the feature that seals its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar import get, put
from litestar.params import JSONBody

from frontdesk.features.accounts.model import InvalidPicture, UnreadableName
from frontdesk.features.projects import access, actions
from frontdesk.features.projects.model import AgentMember, InvalidDomain, ManagerMember
from frontdesk.features.projects.wire.settings import GeneralGroup, RoutingGroup, WidgetGroup
from frontdesk.infra.http import AppContext, IfMatch, Inject, Tagged
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.hours import InvalidHours, UnknownTimeZone

if TYPE_CHECKING:
    from frontdesk.features.projects.store.settings import GroupT

_SETTINGS = "/projects/{project_id:int}/settings"


@get(f"{_SETTINGS}/general")
async def show_general_settings(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Tagged[GeneralGroup]:
    """Show what a project is, and how its conversations live."""
    return await _show(app, agent, GeneralGroup)


@put(f"{_SETTINGS}/general")
@refuses(UnreadableName, InvalidDomain, InvalidPicture)
async def replace_general_settings(
    data: JSONBody[GeneralGroup],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[GeneralGroup]:
    """Replace what a project is, and how its conversations live.

    Its name and its sites are for owners, the rest for managers too.
    """
    return await _replace(app, manager, data, if_match)


@get(f"{_SETTINGS}/widget")
async def show_widget_group(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Tagged[WidgetGroup]:
    """Show what the widget looks like and says."""
    return await _show(app, agent, WidgetGroup)


@put(f"{_SETTINGS}/widget")
async def replace_widget_group(
    data: JSONBody[WidgetGroup],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[WidgetGroup]:
    """Replace what the widget looks like and says."""
    return await _replace(app, manager, data, if_match)


@get(f"{_SETTINGS}/routing")
async def show_routing_group(
    agent: Inject[AgentMember], app: Inject[AppContext]
) -> Tagged[RoutingGroup]:
    """Show how conversations are given to agents, and when somebody answers."""
    return await _show(app, agent, RoutingGroup)


@put(f"{_SETTINGS}/routing")
@refuses(InvalidHours, UnknownTimeZone)
async def replace_routing_group(
    data: JSONBody[RoutingGroup],
    manager: Inject[ManagerMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
) -> Tagged[RoutingGroup]:
    """Replace how conversations are given to agents, and when somebody answers."""
    return await _replace(app, manager, data, if_match)


HANDLERS = [
    show_general_settings,
    replace_general_settings,
    show_widget_group,
    replace_widget_group,
    show_routing_group,
    replace_routing_group,
]


async def _show(app: AppContext, agent: AgentMember, group: type[GroupT]) -> Tagged[GroupT]:
    async with app.database.snapshot() as tx:
        settings, version = await access.find_settings(tx, agent.project_id, group)
    return Tagged(settings, version)


async def _replace(
    app: AppContext, manager: ManagerMember, wanted: GroupT, if_match: IfMatch
) -> Tagged[GroupT]:
    async with app.database.transaction() as tx:
        settings, version = await actions.replace_settings(
            tx, manager.user_id, manager.project_id, wanted, if_match.version()
        )
    return Tagged(settings, version)
