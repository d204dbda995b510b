"""What can happen in a project, apart from its conversations."""

from dataclasses import dataclass

from frontdesk.features.projects.model import RoutingRules
from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    """A member is about to lose their place; within the transaction, before the row goes.

    Features that keep something in the member's name release it now: their chats.
    """

    project_id: ProjectId
    user_id: UserId
    removed_by: UserId


@dataclass(frozen=True, slots=True)
class ProjectDeleted:
    """A project is about to go with all it holds; within the transaction, before it does."""

    project_id: ProjectId
    deleted_by: UserId


@dataclass(frozen=True, slots=True)
class RoutingRulesChanged:
    """A manager changed how chats are given to agents, or when somebody answers."""

    project_id: ProjectId
    changed_by: UserId
    before: RoutingRules
    after: RoutingRules
