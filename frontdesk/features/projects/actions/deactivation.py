"""Accounts deactivated: by owners for their own people, by the command line for anybody."""

from datetime import datetime

from frontdesk.features import accounts
from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import MemberDeactivated, MemberReactivated
from frontdesk.features.projects.model import (
    MemberElsewhere,
    OwnAccount,
    Profile,
    Role,
)
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited
from frontdesk.kit.errors import Forbidden, NotFound
from frontdesk.kit.ids import ProjectId, UserId


async def deactivate_member(
    tx: Transaction, owner_id: UserId, member_id: UserId, project_id: ProjectId, now: datetime
) -> Profile:
    """Deactivate the account of a member who belongs to this owner's projects only."""
    projects = await _lock_all_projects(tx, owner_id, member_id, project_id)
    await _deactivate(tx, member_id, projects, owner_id, now)
    return await _profile(tx, project_id, member_id)


async def reactivate_member(
    tx: Transaction, owner_id: UserId, member_id: UserId, project_id: ProjectId, now: datetime
) -> Profile:
    """Let a member sign in again; the same owners may who may deactivate."""
    projects = await _lock_all_projects(tx, owner_id, member_id, project_id)
    await _reactivate(tx, member_id, projects, owner_id, now)
    return await _profile(tx, project_id, member_id)


async def disable_user(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Deactivate any account: for whoever runs the installation."""
    projects = await store.projects_of(tx, user_id)
    for one in projects:
        await store.lock_project(tx, one)
    await _deactivate(tx, user_id, projects, None, now)


async def enable_user(tx: Transaction, user_id: UserId, now: datetime) -> None:
    """Activate any account again."""
    await _reactivate(tx, user_id, await store.projects_of(tx, user_id), None, now)


async def _lock_all_projects(
    tx: Transaction, owner_id: UserId, member_id: UserId, project_id: ProjectId
) -> list[ProjectId]:
    """Lock the projects a member belongs to; the asker must own them all.

    An account is of a person, not of a project: who owns one of several must not lock them
    out of the others.
    """
    await access.find_member(tx, owner_id, project_id, Role.OWNER)
    projects = await store.projects_of(tx, member_id)
    if project_id not in projects:
        raise NotFound
    if owner_id == member_id:
        raise OwnAccount
    for one in projects:
        await store.lock_project(tx, one)
    # Read again now that they are locked: of two owners who deactivate each other at the same
    # moment, the second one is nobody any more.
    if await accounts.is_disabled(tx, owner_id):
        raise Forbidden
    if await store.count_owned(tx, owner_id, projects) < len(projects):
        raise MemberElsewhere
    return projects


async def _deactivate(
    tx: Transaction,
    user_id: UserId,
    projects: list[ProjectId],
    changed_by: UserId | None,
    now: datetime,
) -> None:
    for project_id in projects:
        # Locked before the chats are released: nobody assigns them another one meanwhile.
        await store.lock_member(tx, project_id, user_id)
        # A link they made could let them in as somebody else.
        await store.revoke_invitations_by(tx, project_id, user_id)
    await accounts.disable_account(tx, user_id, now)
    await tx.announce([MemberDeactivated(one, user_id, changed_by) for one in projects])
    await record(tx, Audited("member_deactivated", changed_by, user_id=user_id))


async def _reactivate(
    tx: Transaction,
    user_id: UserId,
    projects: list[ProjectId],
    changed_by: UserId | None,
    now: datetime,
) -> None:
    await accounts.enable_account(tx, user_id, now)
    await record(tx, Audited("member_reactivated", changed_by, user_id=user_id))
    await tx.announce([MemberReactivated(one, user_id, changed_by) for one in projects])


async def _profile(tx: Transaction, project_id: ProjectId, member_id: UserId) -> Profile:
    profile = await store.find_profile(tx, project_id, member_id)
    if profile is None:
        raise NotFound
    return profile
