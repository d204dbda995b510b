"""Whatever a person may change is in the audit log, or is listed here as deliberately not.

Read from the application: who adds an address adds it to one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.kit.audit import AUDITED, AuditKind
from tests.architecture.tree import ROOT
from tests.protocol.walks import walks

if TYPE_CHECKING:
    from tests.front_door import InProcessServer

_P = "/projects/{project_id}"
_CHAT = f"{_P}/inbox/conversations/{{conversation_id}}"
_WORKFLOW = f"{_P}/workflows/{{workflow_id}}"

# What each address records; `tests/features/audit` sees it done.
RECORDED: dict[str, tuple[AuditKind, ...]] = {
    "POST /auth/login": ("signed_in", "sign_in_failed"),
    "POST /auth/logout": ("signed_out",),
    "POST /auth/logout-all": ("signed_out_everywhere",),
    "DELETE /auth/sessions/{session_id}": ("device_signed_out",),
    "POST /auth/change-password": ("password_changed", "password_change_failed"),
    "POST /auth/confirm": ("password_change_failed",),
    "POST /auth/password-links/{token}": ("password_set_by_link",),
    "PATCH /user/me": ("profile_changed",),
    "POST /user/second-factor/confirm": ("second_factor_on",),
    "DELETE /user/second-factor": ("second_factor_off",),
    "POST /user/second-factor/recovery-codes": ("recovery_codes_renewed",),
    "POST /setup/{token}": ("project_created", "signed_in"),
    "POST /invitations/{token}/accept": ("member_joined", "signed_in"),
    "POST /projects": ("project_created",),
    f"PATCH {_P}": ("settings_changed",),
    f"DELETE {_P}": ("project_deleted",),
    f"PUT {_P}/settings/general": ("settings_changed",),
    f"PUT {_P}/settings/widget": ("settings_changed",),
    f"PUT {_P}/settings/routing": ("settings_changed",),
    f"PUT {_P}/settings/assistant": ("settings_changed", "model_key_set", "model_key_removed"),
    f"PUT {_P}/widget-settings": ("settings_changed",),
    f"PUT {_P}/routing-settings": ("settings_changed",),
    f"PUT {_P}/responder": ("settings_changed", "model_key_set", "model_key_removed"),
    f"POST {_P}/invitations": ("invitation_created",),
    f"DELETE {_P}/invitations/{{invitation_id}}": ("invitation_revoked",),
    f"PATCH {_P}/members/{{user_id}}": ("role_changed",),
    f"DELETE {_P}/members/{{user_id}}": ("member_removed",),
    f"POST {_P}/members/{{user_id}}/deactivate": ("member_deactivated",),
    f"POST {_P}/members/{{user_id}}/reactivate": ("member_reactivated",),
    f"POST {_P}/workflows": ("workflow_created",),
    f"POST {_P}/workflows/import": ("workflow_created",),
    f"PATCH {_WORKFLOW}": ("workflow_edited",),
    f"DELETE {_WORKFLOW}": ("workflow_deleted",),
    f"POST {_WORKFLOW}/publish": ("workflow_published",),
    f"POST {_WORKFLOW}/rollback": ("workflow_published",),
    f"POST {_WORKFLOW}/unpublish": ("workflow_unpublished",),
    f"POST {_P}/inbox/visitors/{{visitor_id}}/block": ("visitor_blocked",),
    f"DELETE {_P}/inbox/visitors/{{visitor_id}}/block": ("visitor_unblocked",),
}

# What only a command on the server does.
COMMANDS: tuple[AuditKind, ...] = ("password_link_created",)

# Of those that change nothing: what they give away to keep.
EXPORTS = {
    f"GET {_WORKFLOW}/export",
    f"GET {_P}/reports/agents",
    f"GET {_P}/audit-log",
}

_HISTORY = "the conversation's own history says it"
_DAILY = "what the team writes every day, and nobody's right"
_NOTHING = "it changes nothing"
NOT_RECORDED = {
    "POST /user/second-factor": "it counts once it is confirmed, and that is recorded",
    f"PATCH {_CHAT}": _HISTORY,
    f"POST {_CHAT}/claim": _HISTORY,
    f"POST {_CHAT}/release": _HISTORY,
    f"POST {_CHAT}/reassign": _HISTORY,
    f"POST {_CHAT}/assignments": _HISTORY,
    f"DELETE {_CHAT}/assignments": _HISTORY,
    f"POST {_CHAT}/messages": _HISTORY,
    f"POST {_P}/queue/next": _HISTORY,
    f"POST {_P}/reports/stuck/{{conversation_id}}/fix": _HISTORY,
    f"POST {_CHAT}/drafts": _HISTORY,
    f"POST {_CHAT}/drafts/{{draft_id}}/approve": _HISTORY,
    f"POST {_CHAT}/drafts/{{draft_id}}/discard": _HISTORY,
    f"POST {_CHAT}/notes": _DAILY,
    f"PATCH {_CHAT}/notes/{{note_id}}": _DAILY,
    f"DELETE {_CHAT}/notes/{{note_id}}": _DAILY,
    f"POST {_P}/canned-responses": _DAILY,
    f"PATCH {_P}/canned-responses/{{canned_id}}": _DAILY,
    f"DELETE {_P}/canned-responses/{{canned_id}}": _DAILY,
    f"POST {_P}/tags": _DAILY,
    f"PATCH {_P}/tags/{{tag_id}}": _DAILY,
    f"DELETE {_P}/tags/{{tag_id}}": _DAILY,
    f"POST {_CHAT}/typing": _NOTHING,
    f"POST {_P}/responder/try": _NOTHING,
    f"POST {_P}/workflows/check": _NOTHING,
    f"POST {_WORKFLOW}/dry-run": _NOTHING,
}

# What a member's socket may say; none of it changes what anybody may do.
EVENTS = {
    "joinProjectRoom": _NOTHING,
    "leaveProjectRoom": _NOTHING,
    "agentPresence": "availability has its own record, in reports",
}

# Where each message, reply and claim passes: a row more for each would be felt.
_BUSY = ("messages", "conversations", "routing", "presence", "notes", "canned", "tags")


async def test_every_change_is_recorded_or_deliberately_not(server: InProcessServer) -> None:
    changing = {str(walk) for walk in walks(server.web) if walk.method != "GET"}

    assert changing == RECORDED.keys() | NOT_RECORDED.keys()
    assert RECORDED.keys() & NOT_RECORDED.keys() == set()


async def test_what_is_given_away_as_a_file_is_recorded(server: InProcessServer) -> None:
    reading = [walk for walk in walks(server.web) if walk.method == "GET"]

    exports = {
        str(walk) for walk in reading if "format" in walk.queries or walk.path.endswith("/export")
    }

    assert exports == EXPORTS


def test_every_event_of_a_member_is_decided() -> None:
    said = {name for sender, name in PROTOCOL.from_clients if sender == "agent"}

    assert said == EVENTS.keys()


def test_every_kind_has_one_sentence_and_something_that_records_it() -> None:
    recorded = {kind for kinds in RECORDED.values() for kind in kinds} | {"exported", *COMMANDS}

    assert AUDITED.keys() == set(get_args(AuditKind))
    assert recorded | set(get_args(AuditKind)) == set(get_args(AuditKind))
    assert set(get_args(AuditKind)) - recorded == set()


def test_nothing_is_recorded_where_every_message_passes() -> None:
    recording = [
        str(path.relative_to(ROOT))
        for feature in _BUSY
        for path in (ROOT / "frontdesk/features" / feature).rglob("*.py")
        if "infra.audit" in path.read_text()
    ]

    assert recording == []
