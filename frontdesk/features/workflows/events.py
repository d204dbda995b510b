"""What can happen to workflows."""

from dataclasses import dataclass

from frontdesk.kit.ids import ProjectId, UserId


@dataclass(frozen=True, slots=True)
class WorkflowPublished:
    """New conversations begin with this version from now on."""

    project_id: ProjectId
    workflow_id: int
    number: int
    published_by: UserId


@dataclass(frozen=True, slots=True)
class WorkflowUnpublished:
    """No conversation begins with this workflow any more."""

    project_id: ProjectId
    workflow_id: int
    unpublished_by: UserId
