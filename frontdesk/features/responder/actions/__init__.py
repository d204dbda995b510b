"""The verbs of the responder: plan, begin and settle runs; drafts; settings."""

from frontdesk.features.responder.actions.begin import begin_run
from frontdesk.features.responder.actions.drafts import approve_draft, discard_draft
from frontdesk.features.responder.actions.overdue import queue_overdue
from frontdesk.features.responder.actions.plan import (
    RESPOND,
    TELL_SITE,
    Respond,
    Tell,
    plan_after_hand_back,
    plan_after_run,
    plan_answer,
    plan_draft,
)
from frontdesk.features.responder.actions.settings import (
    Sealing,
    context_of,
    replace_settings,
    void_after_publishing,
)
from frontdesk.features.responder.actions.settle import fail_run, settle_run, void_run
from frontdesk.features.responder.actions.talk import ask_for_person, set_ai_enabled

__all__ = [
    "RESPOND",
    "TELL_SITE",
    "Respond",
    "Sealing",
    "Tell",
    "approve_draft",
    "ask_for_person",
    "begin_run",
    "context_of",
    "discard_draft",
    "fail_run",
    "plan_after_hand_back",
    "plan_after_run",
    "plan_answer",
    "plan_draft",
    "queue_overdue",
    "replace_settings",
    "set_ai_enabled",
    "settle_run",
    "void_after_publishing",
    "void_run",
]
