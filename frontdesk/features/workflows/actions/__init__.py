"""What can be done with workflows."""

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
from frontdesk.features.workflows.actions.rehearse import (
    Cast,
    LookedOver,
    Stage,
    rehearse,
    set_stage,
    tool_of,
)
from frontdesk.features.workflows.actions.run import (
    begin_or_resume,
    find_published,
    record_trace,
    save_steps,
)

__all__ = [
    "Cast",
    "LookedOver",
    "Stage",
    "begin_or_resume",
    "create_workflow",
    "delete_workflow",
    "edit_workflow",
    "find_published",
    "import_workflow",
    "publish_workflow",
    "record_trace",
    "rehearse",
    "roll_back_workflow",
    "save_steps",
    "set_stage",
    "tool_of",
    "unpublish_workflow",
]
