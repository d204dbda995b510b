"""What is kept in the audit log: every kind of entry there is, declared once.

An action that changes what people may do, what an installation keeps to itself or how a project
behaves records an entry in its own transaction:

    await record(tx, Audited("role_changed", owner_id, project_id, member_id, changes=(...)))

`record` is in `infra/audit.py`. A new kind is a name in `AuditKind`, its sentence in `AUDITED`, and
the words of `web/dashboard/src/words/en/audit.ts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec
import regex

from frontdesk.kit.ids import ProjectId, UserId
from frontdesk.kit.shortened import shortened

if TYPE_CHECKING:
    from frontdesk.kit.wire import Wire

AuditKind: TypeAlias = Literal[
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "device_signed_out",
    "signed_out_everywhere",
    "password_changed",
    "password_change_failed",
    "password_link_created",
    "password_set_by_link",
    "second_factor_on",
    "second_factor_off",
    "recovery_codes_renewed",
    "profile_changed",
    "project_created",
    "project_deleted",
    "invitation_created",
    "invitation_revoked",
    "member_joined",
    "member_removed",
    "member_deactivated",
    "member_reactivated",
    "role_changed",
    "settings_changed",
    "model_key_set",
    "model_key_removed",
    "workflow_created",
    "workflow_edited",
    "workflow_deleted",
    "workflow_published",
    "workflow_unpublished",
    "visitor_blocked",
    "visitor_unblocked",
    "exported",
]

# What an entry of each kind says, as the file that owners download has it. `{who}` is who did
# it, `{whom}` the member it was done to, `{about}` what it is about.
AUDITED: Mapping[AuditKind, str] = {
    "signed_in": "{whom} signed in",
    "sign_in_failed": "A sign-in as {whom} failed",
    "signed_out": "{who} signed out",
    "device_signed_out": "{who} signed another device out",
    "signed_out_everywhere": "{who} signed out everywhere",
    "password_changed": "{who} changed their password",
    "password_change_failed": "{who} gave a wrong current password",
    "password_link_created": "A link to set the password of {whom} was made",
    "password_set_by_link": "{whom} set their password by a link",
    "second_factor_on": "{whom} switched their second factor on",
    "second_factor_off": "The second factor of {whom} was switched off",
    "recovery_codes_renewed": "{whom} made new recovery codes",
    "profile_changed": "{who} changed their profile",
    "project_created": "{who} created the project {about}",
    "project_deleted": "{who} deleted the project {about}",
    "invitation_created": "{who} invited {about}",
    "invitation_revoked": "{who} revoked the invitation of {about}",
    "member_joined": "{whom} joined as {about}",
    "member_removed": "{who} removed {whom}",
    "member_deactivated": "{who} deactivated the account of {whom}",
    "member_reactivated": "{who} activated the account of {whom}",
    "role_changed": "{who} changed the role of {whom}",
    "settings_changed": "{who} changed the settings: {about}",
    "model_key_set": "{who} set the key of the model {about}",
    "model_key_removed": "{who} removed the key of the model {about}",
    "workflow_created": "{who} created the workflow {about}",
    "workflow_edited": "{who} edited the workflow {about}",
    "workflow_deleted": "{who} deleted the workflow {about}",
    "workflow_published": "{who} published the workflow {about}",
    "workflow_unpublished": "{who} unpublished the workflow {about}",
    "visitor_blocked": "{who} blocked the visitor {about}",
    "visitor_unblocked": "{who} unblocked the visitor {about}",
    "exported": "{who} exported {about}",
}

_MAX_VALUE = 200
# How much of what two long texts share is shown before they differ.
_SEEN_BEFORE = 40


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that changed; long ones are cut, and secrets are never one."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Audited:
    """One entry: what was done, by whom, in which project, to whom, and what changed.

    Without a project it is a matter of the account of `user_id`: whoever owns a project that this
    user belongs to sees it there. `by` is nobody for a command and for who could not sign in.
    """

    kind: AuditKind
    by: UserId | None
    project_id: ProjectId | None = None
    user_id: UserId | None = None
    about: str | None = None
    changes: tuple[ValueChange, ...] = ()


def changes_between(before: Wire, after: Wire, *, but: tuple[str, ...] = ()) -> list[ValueChange]:
    """Name the fields in which two of a shape differ, as the wire calls them.

    `but` are those that may hold a secret.
    """
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    return [
        change(name, old.get(name), new.get(name))
        for name in {**old, **new}
        if name not in but and old.get(name) != new.get(name)
    ]


def change(field: str, before: object, after: object) -> ValueChange:
    """Write a change down: texts as they are, lists of them with commas, anything else as JSON.

    Long texts begin a little before the first sign in which they differ.
    """
    old, new = _text(before), _text(after)
    if old is None or new is None or max(len(old), len(new)) <= _MAX_VALUE:
        return ValueChange(field, _cut(old), _cut(new))
    start = _start_of_difference(old, new)
    front = "…" if start else ""
    return ValueChange(field, _cut(front + old[start:]), _cut(front + new[start:]))


def _start_of_difference(old: str, new: str) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
    # Between two signs, not inside one.
    return len("".join(regex.findall(r"\X", old[: max(same - _SEEN_BEFORE, 0)])[:-1]))


def _text(value: object) -> str | None:
    match value:
        case None | []:
            return None
        case str():
            text = value
        case [*several] if all(isinstance(one, str) for one in several):
            text = ", ".join(map(str, several))
        case _:
            text = msgspec.json.encode(value).decode()
    return text.replace("\x00", "")


def _cut(text: str | None) -> str | None:
    return None if text is None else shortened(text, _MAX_VALUE)
