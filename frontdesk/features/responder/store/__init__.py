"""The SQL of the responder."""

from frontdesk.features.responder.store.drafts import (
    find_draft,
    insert_draft,
    list_drafts,
    lock_draft,
    save_decision,
)
from frontdesk.features.responder.store.runs import (
    end_lost_runs,
    end_run,
    find_answered,
    find_last_attempt,
    find_thinking,
    insert_run,
    list_runs,
    lock_run,
    mark_effect,
    newest_run_id,
    next_attempt,
    save_beats,
)
from frontdesk.features.responder.store.settings import (
    find_allowed_hosts,
    find_settings,
    find_version,
    replace_providers,
)
from frontdesk.features.responder.store.watch import (
    find_moved,
    find_now,
    find_persona,
    find_visitor_facts,
    find_waiting_too_long,
)

__all__ = [
    "end_lost_runs",
    "end_run",
    "find_allowed_hosts",
    "find_answered",
    "find_draft",
    "find_last_attempt",
    "find_moved",
    "find_now",
    "find_persona",
    "find_settings",
    "find_thinking",
    "find_version",
    "find_visitor_facts",
    "find_waiting_too_long",
    "insert_draft",
    "insert_run",
    "list_drafts",
    "list_runs",
    "lock_draft",
    "lock_run",
    "mark_effect",
    "newest_run_id",
    "next_attempt",
    "replace_providers",
    "save_beats",
    "save_decision",
]
