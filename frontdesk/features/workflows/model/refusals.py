"""What is refused about workflows, and in which words."""

from frontdesk.kit.errors import Conflict, Invalid


class NameTaken(Conflict):
    """Another workflow of this project has this name."""

    reason = "workflow_name_taken"
    advice = "Ask for another name."


class InUse(Conflict):
    """This workflow was published, so conversations refer to it. It can't be deleted."""

    reason = "workflow_in_use"
    advice = "Offer to unpublish it instead."


class CannotPublish(Invalid):
    """This workflow has errors. Mend them first."""

    reason = "workflow_has_errors"
    advice = "Show the problems of the draft."


class StepTaken(Conflict):
    """Another turn has gone on from this step."""

    reason = "step_taken"
