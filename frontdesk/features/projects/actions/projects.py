"""Projects and their settings."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import UNSET

from frontdesk.features.accounts.model import check_avatar_url, clean_name
from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import ProjectDeleted
from frontdesk.features.projects.model import Member, Project, Role, normal_domains
from frontdesk.features.projects.wire import CreateProject, PatchProject, WidgetSettings
from frontdesk.infra.database import Transaction
from frontdesk.infra.outbox import forget_project, lock_feed
from frontdesk.kit.errors import Forbidden, Stale
from frontdesk.kit.ids import ProjectId, UserId

# What decides who may use the project at all is for owners; how it talks, for managers.
_FOR_OWNERS = ("name", "allowed_domains")

_SEEN_AGAIN_AFTER = timedelta(minutes=1)


async def create_project(
    tx: Transaction, user_id: UserId, wanted: CreateProject, now: datetime
) -> Project:
    """Create a project; its creator owns it."""
    name = clean_name(wanted.name)
    persona_name = clean_name(wanted.persona_name or wanted.name, "personaName")
    domains = normal_domains(wanted.allowed_domains)
    project = await store.insert_project(tx, name, persona_name, domains, now)
    await store.insert_member(tx, project.id, user_id, Role.OWNER, now)
    return project


async def edit_project(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    patch: PatchProject,
    version: int | None,
) -> tuple[Project, Member]:
    """Change what the patch names, unless someone changed it since `version`."""
    project, member = await access.lock_for_changing(tx, user_id, project_id, Role.MANAGER)
    _refuse_stale(project, version)
    changes = _named(patch)
    if not member.role.reaches(Role.OWNER) and any(name in changes for name in _FOR_OWNERS):
        raise Forbidden
    if not changes:
        return project, member
    return await store.update_project(tx, replace(project, **_checked(changes))), member


async def replace_widget_settings(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    settings: WidgetSettings,
    version: int | None,
) -> Project:
    """Give the widget another look."""
    project, _ = await access.lock_for_changing(tx, user_id, project_id, Role.MANAGER)
    _refuse_stale(project, version)
    looks = msgspec.to_builtins(settings)
    return await store.update_project(tx, replace(project, widget_settings=looks))


async def delete_project(tx: Transaction, user_id: UserId, project_id: ProjectId) -> None:
    """Remove a project and everything in it."""
    await access.lock_for_changing(tx, user_id, project_id, Role.OWNER)
    await lock_feed(tx, project_id)
    await tx.announce([ProjectDeleted(project_id, user_id)])
    await store.delete_project(tx, project_id)
    await forget_project(tx, project_id)


async def mark_widget_seen(tx: Transaction, project: Project, origin: str, now: datetime) -> None:
    """Remember that a site shows the widget; once a minute is enough to tell."""
    seen_at = project.widget_seen_at
    if seen_at is None or now - seen_at >= _SEEN_AGAIN_AFTER:
        await store.mark_seen(tx, project.id, origin, now)


def _refuse_stale(project: Project, version: int | None) -> None:
    if version is not None and version != project.version:
        raise Stale


def _named(patch: PatchProject) -> dict[str, Any]:
    fields = ((name, getattr(patch, name)) for name in patch.__struct_fields__)
    return {name: value for name, value in fields if value is not UNSET}


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    checked = dict(changes)
    if "name" in changes:
        checked["name"] = clean_name(changes["name"])
    if "persona_name" in changes:
        checked["persona_name"] = clean_name(changes["persona_name"], "personaName")
    if changes.get("persona_avatar_url"):
        check_avatar_url(changes["persona_avatar_url"], "personaAvatarUrl")
    if "allowed_domains" in changes:
        checked["allowed_domains"] = normal_domains(changes["allowed_domains"])
    return checked
