"""What is refused about workflows, and in which words."""

from frontdesk.kit.errors import Conflict, Invalid


class NameTaken(Conflict):
    """Another workflow of this project has this name."""


class InUse(Conflict):
    """This workflow was published, so conversations refer to it. It can't be deleted."""


class CannotPublish(Invalid):
    """This workflow has errors. Mend them first."""


class StepTaken(Conflict):
    """Another turn has gone on from this step."""
