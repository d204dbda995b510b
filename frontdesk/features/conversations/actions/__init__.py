"""The verbs of conversations: begin, continue, take, assign, release, edit, mark as read."""

from frontdesk.features.conversations.actions.begin import lock_for_writing
from frontdesk.features.conversations.actions.blocks import (
    end_chat_of_blocked,
    reopen_ended_by_block,
)
from frontdesk.features.conversations.actions.chats import (
    AtCapacity,
    ask_for_person,
    assign_chat,
    delete_conversations_of_project,
    enter_queue,
    held_by,
    let_go,
    lock_assignee,
    release_chats_of_deactivated,
    release_chats_of_member,
    take_chat,
    turn_pending,
)
from frontdesk.features.conversations.actions.edit import edit_details, set_status
from frontdesk.features.conversations.actions.marks import (
    mark_read_by_agent,
    mark_received_by_visitor,
)
from frontdesk.features.conversations.actions.retag import retag, retag_latecomers
from frontdesk.features.conversations.actions.save import (
    save_behind_fence,
    save_decisions,
)

__all__ = [
    "AtCapacity",
    "ask_for_person",
    "assign_chat",
    "delete_conversations_of_project",
    "edit_details",
    "end_chat_of_blocked",
    "enter_queue",
    "held_by",
    "let_go",
    "lock_assignee",
    "lock_for_writing",
    "mark_read_by_agent",
    "mark_received_by_visitor",
    "release_chats_of_deactivated",
    "release_chats_of_member",
    "reopen_ended_by_block",
    "retag",
    "retag_latecomers",
    "save_behind_fence",
    "save_decisions",
    "set_status",
    "take_chat",
    "turn_pending",
]
