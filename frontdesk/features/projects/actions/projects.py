"""Projects and their settings."""

from datetime import datetime, timedelta

from frontdesk.features.accounts.model import clean_name
from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import ProjectDeleted
from frontdesk.features.projects.model import Project, Role, normal_domains
from frontdesk.features.projects.wire.projects import CreateProject
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.infra.outbox import forget_project, lock_feed
from frontdesk.kit.audit import Audited
from frontdesk.kit.ids import ProjectId, UserId

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
    await record(tx, Audited("project_created", user_id, project.id, about=project.name))
    return project


async def delete_project(tx: Transaction, user_id: UserId, project_id: ProjectId) -> None:
    """Remove a project and everything in it."""
    project, _ = await access.lock_for_changing(tx, user_id, project_id, Role.OWNER)
    await lock_feed(tx, project_id)
    await tx.announce([ProjectDeleted(project_id, user_id)])
    await store.delete_project(tx, project_id)
    await forget_project(tx, project_id)
    await record(tx, Audited("project_deleted", user_id, project_id, about=project.name))


async def mark_widget_seen(tx: Transaction, project: Project, origin: str, now: datetime) -> None:
    """Remember that a site shows the widget; once a minute is enough to tell."""
    seen_at = project.widget_seen_at
    if seen_at is None or now - seen_at >= _SEEN_AGAIN_AFTER:
        await store.mark_seen(tx, project.id, origin, now)
