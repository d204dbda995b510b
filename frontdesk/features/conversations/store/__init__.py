"""The SQL of conversations and assignments."""

from frontdesk.features.conversations.store.assignments import (
    NewVersion,
    find_room,
    is_lost_too_often,
    list_assignments,
    list_versions,
    record,
    save_assignments,
)
from frontdesk.features.conversations.store.fence import count_responder_turn, save_behind_fence
from frontdesk.features.conversations.store.inbox import (
    InboxCursor,
    InboxFilter,
    find_several,
    list_inbox,
)
from frontdesk.features.conversations.store.of_visitor import (
    ENDED_BY_BLOCK,
    count_of_visitor,
    find_latest_seqs,
    find_newest,
    insert,
    lock_ended_by_block,
    lock_newest,
)
from frontdesk.features.conversations.store.rows import (
    delete_of_project,
    find,
    find_rules,
    lock,
    lock_held_by,
    name_of_assignee,
    now,
    save,
    save_one,
)
from frontdesk.features.conversations.store.tagged import (
    lock_tagged,
    lock_tagged_now,
    user_names,
)

__all__ = [
    "ENDED_BY_BLOCK",
    "InboxCursor",
    "InboxFilter",
    "NewVersion",
    "count_of_visitor",
    "count_responder_turn",
    "delete_of_project",
    "find",
    "find_latest_seqs",
    "find_newest",
    "find_room",
    "find_rules",
    "find_several",
    "insert",
    "is_lost_too_often",
    "list_assignments",
    "list_inbox",
    "list_versions",
    "lock",
    "lock_ended_by_block",
    "lock_held_by",
    "lock_newest",
    "lock_tagged",
    "lock_tagged_now",
    "name_of_assignee",
    "now",
    "record",
    "save",
    "save_assignments",
    "save_behind_fence",
    "save_one",
    "user_names",
]
