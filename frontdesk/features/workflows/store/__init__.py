"""The SQL of workflows."""

from frontdesk.features.workflows.store.runs import (
    find_newest,
    insert_steps,
    insert_trace,
    list_traces,
)
from frontdesk.features.workflows.store.workflows import (
    delete,
    find,
    find_published,
    find_version,
    insert,
    insert_version,
    list_versions,
    list_workflows,
    lock,
    lock_all,
    set_published,
    set_unpublished,
    update,
)

__all__ = [
    "delete",
    "find",
    "find_newest",
    "find_published",
    "find_version",
    "insert",
    "insert_steps",
    "insert_trace",
    "insert_version",
    "list_traces",
    "list_versions",
    "list_workflows",
    "lock",
    "lock_all",
    "set_published",
    "set_unpublished",
    "update",
]
