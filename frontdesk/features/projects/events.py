"""What can happen in a project, apart from its conversations."""

from dataclasses import dataclass

from frontdesk.features.projects.model import Role
from frontdesk.features.projects.wire.settings import SettingsGroup
from frontdesk.kit.ids import ProjectId, UserId
from frontdesk.kit.wire import Wire


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    """A member is about to lose their place; within the transaction, before the row goes.

    Features that keep something in the member's name release it now: their chats.
    """

    project_id: ProjectId
    user_id: UserId
    removed_by: UserId


@dataclass(frozen=True, slots=True)
class MemberDeactivated:
    """A member's account was deactivated; their place stays theirs, what they held goes back.

    `changed_by` is None for the command line.
    """

    project_id: ProjectId
    user_id: UserId
    changed_by: UserId | None


@dataclass(frozen=True, slots=True)
class MemberReactivated:
    """A member may sign in again. `changed_by` is None for the command line."""

    project_id: ProjectId
    user_id: UserId
    changed_by: UserId | None


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """A member may do more or less than before. `changed_by` is None for the command line."""

    project_id: ProjectId
    user_id: UserId
    before: Role
    after: Role
    changed_by: UserId | None


@dataclass(frozen=True, slots=True)
class ProjectDeleted:
    """A project is about to go with all it holds; within the transaction, before it does."""

    project_id: ProjectId
    deleted_by: UserId


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Somebody changed a group of a project's settings; `version` is what it has now.

    `before` and `after` hold no secret: of a provider's key only its last characters.
    """

    project_id: ProjectId
    group: SettingsGroup
    before: Wire
    after: Wire
    version: int
    changed_by: UserId
