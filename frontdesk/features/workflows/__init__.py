"""Workflows: what the responder says and does, drawn as a graph.

A turn takes four doors. `begin_or_resume` says where the conversation stands; `step` (one
node) or `advance` (until something must be asked) think, pure and without a transaction;
`save_steps` commits the nodes passed, by compare-and-set; `record_trace` keeps what was
done, also of turns that were void.
"""

from frontdesk.features.workflows.access import find_for_reading
from frontdesk.features.workflows.actions.dry_run import (
    DryRunDriver,
    DryRunState,
    ReviewedTurn,
    perform_dry_run,
    start_dry_run,
)
from frontdesk.features.workflows.actions.run import begin_or_resume, save_steps
from frontdesk.features.workflows.model.facts import read_attributes
from frontdesk.features.workflows.model.stepping import advance, begin_turn, step
from frontdesk.features.workflows.model.tracing import tool_of, trace_entries
from frontdesk.features.workflows.store.runs import insert_trace as record_trace
from frontdesk.features.workflows.store.workflows import find_published

__all__ = [
    "DryRunDriver",
    "DryRunState",
    "ReviewedTurn",
    "advance",
    "begin_or_resume",
    "begin_turn",
    "find_for_reading",
    "find_published",
    "perform_dry_run",
    "read_attributes",
    "record_trace",
    "save_steps",
    "start_dry_run",
    "step",
    "tool_of",
    "trace_entries",
]
