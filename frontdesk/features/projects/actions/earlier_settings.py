"""The settings by the addresses they had before they were grouped: thin, over the groups.

Their version is the project's own, which counts a change of any of its groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from msgspec.structs import asdict, replace

from frontdesk.features.projects import access
from frontdesk.features.projects.actions.settings import replace_settings
from frontdesk.features.projects.model import Role
from frontdesk.features.projects.wire.settings import GeneralGroup, RoutingGroup, WidgetGroup
from frontdesk.kit.errors import Forbidden, Stale

if TYPE_CHECKING:
    from frontdesk.features.projects.model import Member, Project
    from frontdesk.features.projects.wire.projects import PatchProject
    from frontdesk.features.projects.wire.settings import WidgetSettings
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId


async def edit_project(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    patch: PatchProject,
    version: int | None,
) -> tuple[Project, Member]:
    """Change what the patch names, unless someone changed the project since `version`."""
    _, member = await _locked(tx, user_id, project_id, version)
    changes = {name: value for name, value in asdict(patch).items() if value is not UNSET}
    if not member.role.reaches(Role.OWNER) and {"name", "allowed_domains"} & changes.keys():
        raise Forbidden
    general, _ = await access.find_settings(tx, project_id, GeneralGroup)
    await replace_settings(tx, user_id, project_id, replace(general, **changes), None)
    return await access.find_for_reading(tx, project_id), member


async def replace_widget_settings(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    looks: WidgetSettings,
    version: int | None,
) -> Project:
    """Give the widget another look; what it says while no one is there stays."""
    await _locked(tx, user_id, project_id, version)
    widget, _ = await access.find_settings(tx, project_id, WidgetGroup)
    wanted = replace(widget, **asdict(looks))
    await replace_settings(tx, user_id, project_id, wanted, None)
    return await access.find_for_reading(tx, project_id)


async def replace_routing_rules(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    rules: tuple[RoutingGroup, dict[str, Any]],
    version: int | None,
) -> int:
    """Replace the routing group, and what the widget says while no one is there."""
    routing, said = rules
    await _locked(tx, user_id, project_id, version)
    widget, _ = await access.find_settings(tx, project_id, WidgetGroup)
    await replace_settings(tx, user_id, project_id, routing, None)
    await replace_settings(tx, user_id, project_id, replace(widget, **said), None)
    return (await access.find_for_reading(tx, project_id)).version


async def _locked(
    tx: Transaction, user_id: UserId, project_id: ProjectId, version: int | None
) -> tuple[Project, Member]:
    project, member = await access.lock_for_changing(tx, user_id, project_id, Role.MANAGER)
    if version not in (None, project.version):
        raise Stale
    return project, member
