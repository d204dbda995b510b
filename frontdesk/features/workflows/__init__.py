"""Workflows: what the responder says and does, drawn as a graph.

A turn takes four doors. `begin_or_resume` says where the conversation stands; `step` (one
node) or `advance` (until something must be asked) think, pure and without a transaction;
`save_steps` commits the nodes passed, by compare-and-set; `record_trace` keeps what was
done, also of turns that were void.
"""

from frontdesk.features.workflows.access import find_for_reading
from frontdesk.features.workflows.actions import (
    Cast,
    LookedOver,
    Stage,
    begin_or_resume,
    find_published,
    record_trace,
    rehearse,
    save_steps,
    set_stage,
    tool_of,
)
from frontdesk.features.workflows.model import (
    advance,
    begin_turn,
    read_attributes,
    step,
    trace_entries,
)

__all__ = [
    "Cast",
    "LookedOver",
    "Stage",
    "advance",
    "begin_or_resume",
    "begin_turn",
    "find_for_reading",
    "find_published",
    "read_attributes",
    "record_trace",
    "rehearse",
    "save_steps",
    "set_stage",
    "step",
    "tool_of",
    "trace_entries",
]
