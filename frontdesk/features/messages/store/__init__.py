"""The SQL of messages."""

from frontdesk.features.messages.store.replies import find_faces, usual_reply_seconds
from frontdesk.features.messages.store.rows import (
    credit_answer,
    customer_count_at,
    find_by_temp_ids,
    find_page_after,
    find_page_before,
    has_temp_id,
    insert,
    is_latest_answer_of,
    move_status_forward,
    now_and_persona,
    persona_name,
    reserve_ids,
    unanswered_since,
)

__all__ = [
    "credit_answer",
    "customer_count_at",
    "find_by_temp_ids",
    "find_faces",
    "find_page_after",
    "find_page_before",
    "has_temp_id",
    "insert",
    "is_latest_answer_of",
    "move_status_forward",
    "now_and_persona",
    "persona_name",
    "reserve_ids",
    "unanswered_since",
    "usual_reply_seconds",
]
