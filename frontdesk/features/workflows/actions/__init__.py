"""What can be done with workflows."""

from frontdesk.features.workflows.actions.dry_run import (
    DryRunDriver,
    DryRunState,
    ReviewedTurn,
    perform_dry_run,
    start_dry_run,
    tool_of,
)
from frontdesk.features.workflows.actions.edit import (
    create_workflow,
    delete_workflow,
    edit_workflow,
    import_workflow,
)
from frontdesk.features.workflows.actions.publish import (
    publish_workflow,
    roll_back_workflow,
    unpublish_workflow,
)
from frontdesk.features.workflows.actions.run import (
    begin_or_resume,
    find_published,
    record_trace,
    save_steps,
)

__all__ = [
    "DryRunDriver",
    "DryRunState",
    "ReviewedTurn",
    "begin_or_resume",
    "create_workflow",
    "delete_workflow",
    "edit_workflow",
    "find_published",
    "import_workflow",
    "perform_dry_run",
    "publish_workflow",
    "record_trace",
    "roll_back_workflow",
    "save_steps",
    "start_dry_run",
    "tool_of",
    "unpublish_workflow",
]
