"""The verbs of the responder: plan, begin and settle runs; drafts; settings."""

from frontdesk.features.responder.actions.ask import ask_for_draft, show_status
from frontdesk.features.responder.actions.begin import begin_run
from frontdesk.features.responder.actions.drafts import approve_draft, discard_draft
from frontdesk.features.responder.actions.dry_run import prepare_dry_run
from frontdesk.features.responder.actions.overdue import queue_overdue
from frontdesk.features.responder.actions.plan import (
    CALLBACKS,
    HTTP_CALLBACK,
    RESPOND,
    HttpCallback,
    Respond,
    deliver_planned_callback,
    plan_after_hand_back,
    plan_after_run,
    plan_answer,
)
from frontdesk.features.responder.actions.settings import (
    Sealing,
    context_of,
    replace_settings,
    void_after_publishing,
)
from frontdesk.features.responder.actions.settle import settle_run, void_run
from frontdesk.features.responder.actions.talk import ask_for_person, set_ai_enabled

__all__ = [
    "CALLBACKS",
    "HTTP_CALLBACK",
    "RESPOND",
    "HttpCallback",
    "Respond",
    "Sealing",
    "approve_draft",
    "ask_for_draft",
    "ask_for_person",
    "begin_run",
    "context_of",
    "deliver_planned_callback",
    "discard_draft",
    "plan_after_hand_back",
    "plan_after_run",
    "plan_answer",
    "prepare_dry_run",
    "queue_overdue",
    "replace_settings",
    "set_ai_enabled",
    "settle_run",
    "show_status",
    "void_after_publishing",
    "void_run",
]
