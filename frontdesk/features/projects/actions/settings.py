"""What managers decide, in four groups: each is replaced as a whole and has its own version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from frontdesk.features.accounts.model import check_avatar_url, clean_name
from frontdesk.features.projects import access, store
from frontdesk.features.projects.events import SettingsChanged
from frontdesk.features.projects.model import GROUP_NAMES, Role, normal_domains
from frontdesk.features.projects.wire.settings import AssistantGroup, GeneralGroup, RoutingGroup
from frontdesk.infra.audit import record
from frontdesk.kit.audit import Audited, changes_between
from frontdesk.kit.errors import Forbidden, Stale
from frontdesk.kit.hours import check_hours

if TYPE_CHECKING:
    from frontdesk.features.projects.model import Member
    from frontdesk.features.projects.store.settings import GroupT
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId, UserId

# What decides who may use the project at all is for owners; how it talks, for managers.
_FOR_OWNERS = ("name", "allowed_domains")


async def replace_settings(
    tx: Transaction,
    user_id: UserId,
    project_id: ProjectId,
    wanted: GroupT,
    version: int | None,
) -> tuple[GroupT, int]:
    """Replace a group of settings; return it as it is kept, with its version.

    Raises `Stale` when somebody changed this group since `version`, whatever became of the
    others. The same settings again change nothing and are not announced.
    """
    wanted = _checked(wanted)
    _, member = await access.lock_for_changing(tx, user_id, project_id, Role.MANAGER)
    before, current = await access.find_settings(tx, project_id, type(wanted))
    if version is not None and version != current:
        raise Stale
    if before == wanted:
        return before, current
    _refuse_what_is_for_owners(member, before, wanted)
    saved = await store.save_settings(tx, project_id, before, wanted)
    group = GROUP_NAMES[type(wanted)]
    await tx.announce([SettingsChanged(project_id, group, before, wanted, saved, user_id)])
    changes = tuple(changes_between(before, wanted))
    entry = Audited("settings_changed", user_id, project_id, about=group, changes=changes)
    await record(tx, entry)
    return wanted, saved


async def save_assistant(tx: Transaction, project_id: ProjectId, wanted: AssistantGroup) -> int:
    """Write the assistant's group of a project whose row is held, and void what it thinks of.

    The caller announces it: its providers, which stand beside the group, are not kept here.
    """
    before, _ = await access.find_settings(tx, project_id, AssistantGroup)
    return await store.save_settings(tx, project_id, before, wanted)


async def void_assistant_runs(tx: Transaction, project_id: ProjectId) -> None:
    """Let no answer that is being thought of right now be sent: its rules have changed."""
    await store.count_responder_version(tx, project_id)


def _checked(wanted: GroupT) -> GroupT:
    """Write a group the one way it is kept, or refuse it with the field."""
    match wanted:
        case GeneralGroup():
            if wanted.persona_avatar_url:
                check_avatar_url(wanted.persona_avatar_url, "personaAvatarUrl")
            return replace(
                wanted,
                name=clean_name(wanted.name),
                persona_name=clean_name(wanted.persona_name, "personaName"),
                allowed_domains=list(normal_domains(wanted.allowed_domains)),
            )
        case RoutingGroup():
            check_hours(wanted.time_zone, msgspec.to_builtins(wanted.business_hours))
    return wanted


def _refuse_what_is_for_owners(member: Member, before: GroupT, wanted: GroupT) -> None:
    if member.role.reaches(Role.OWNER) or not isinstance(wanted, GeneralGroup):
        return
    if any(getattr(before, name) != getattr(wanted, name) for name in _FOR_OWNERS):
        raise Forbidden
