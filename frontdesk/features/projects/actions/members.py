"""Roles given and taken, and members removed."""

from datetime import datetime

from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import MemberRemoved, RoleChanged
from frontdesk.features.projects.model import Member, Profile, Role
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited, change
from frontdesk.kit.errors import Conflict, NotFound
from frontdesk.kit.ids import ProjectId, UserId


class LastOwner(Conflict):
    """A project keeps at least one owner."""

    reason = "last_owner"
    advice = "Make someone else an owner first."


async def change_role(
    tx: Transaction, owner_id: UserId, member_id: UserId, project_id: ProjectId, role: Role
) -> Profile:
    """Give a member another role."""
    # The project's row is locked until commit: of two owners who demote each other at
    # the same moment, the second one counts after the first one's change.
    await access.lock_for_changing(tx, owner_id, project_id, Role.OWNER)
    member = await store.lock_member(tx, project_id, member_id)
    if member is None:
        raise NotFound
    if role is not Role.OWNER:
        await _refuse_last_owner(tx, member)
        # A link they made could otherwise lead them, or anybody, to what they lost.
        await store.revoke_invitations_by(tx, project_id, member_id)
    if role is not member.role:
        await store.update_role(tx, project_id, member_id, role)
        await tx.announce([RoleChanged(project_id, member_id, member.role, role, owner_id)])
        changes = (change("role", member.role.value, role.value),)
        entry = Audited("role_changed", owner_id, project_id, member_id, changes=changes)
        await record(tx, entry)
    profile = await store.find_profile(tx, project_id, member_id)
    if profile is None:
        raise NotFound
    return profile


async def add_owner(tx: Transaction, user_id: UserId, project_id: ProjectId, now: datetime) -> None:
    """Make somebody an owner, member or not: for whoever runs the installation."""
    if await store.lock_project(tx, project_id) is None:
        raise NotFound
    member = await store.lock_member(tx, project_id, user_id)
    if member is None:
        await store.insert_member(tx, project_id, user_id, Role.OWNER, now)
        entry = Audited("member_joined", None, project_id, user_id, about=Role.OWNER.value)
        await record(tx, entry)
    elif member.role is not Role.OWNER:
        await store.update_role(tx, project_id, user_id, Role.OWNER)
        await tx.announce([RoleChanged(project_id, user_id, member.role, Role.OWNER, None)])
        changes = (change("role", member.role.value, Role.OWNER.value),)
        await record(tx, Audited("role_changed", None, project_id, user_id, changes=changes))


async def remove_member(
    tx: Transaction,
    asker_id: UserId,
    member_id: UserId,
    project_id: ProjectId,
) -> None:
    """Take a member's place away; everybody may give up their own."""
    at_least = Role.AGENT if asker_id == member_id else Role.OWNER
    await access.lock_for_changing(tx, asker_id, project_id, at_least)
    # Locked before the chats are released: a chat assigned to this member meanwhile refers to
    # this row, so it waits for us and then finds nobody.
    member = await store.lock_member(tx, project_id, member_id)
    if member is None:
        raise NotFound
    await _refuse_last_owner(tx, member)
    await tx.announce([MemberRemoved(project_id, member_id, asker_id)])
    # A link they made could otherwise let them in again.
    await store.revoke_invitations_by(tx, project_id, member_id)
    await store.delete_member(tx, project_id, member_id)
    changes = (change("role", member.role.value, None),)
    await record(tx, Audited("member_removed", asker_id, project_id, member_id, changes=changes))


async def _refuse_last_owner(tx: Transaction, member: Member) -> None:
    if member.role is Role.OWNER and not await store.has_another_owner(tx, member):
        raise LastOwner
