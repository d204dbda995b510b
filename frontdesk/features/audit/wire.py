"""The audit log as it crosses the network."""

from frontdesk.kit.audit import AuditKind
from frontdesk.kit.wire import Wire

__all__ = ["AuditChange", "AuditEntryWire", "AuditKind", "AuditPage"]


class AuditChange(Wire):
    """A value that changed. Long ones are cut; a secret is never one."""

    field: str
    before: str | None
    after: str | None


class AuditEntryWire(Wire):
    """Something that was done; names are what they were then.

    `actor` did it, unless it was done on the server itself or by somebody who could not sign in;
    `subject` is the member it was done to. `about` names anything else.
    """

    id: int
    kind: AuditKind
    at: str
    actor_id: int | None
    actor_name: str | None
    subject_id: int | None
    subject_name: str | None
    about: str | None
    changes: list[AuditChange]
    address: str | None
    user_agent: str | None


class AuditPage(Wire):
    """`GET /projects/{pid}/audit-log`: newest first. Days are those of `timeZone`."""

    data: list[AuditEntryWire]
    next_cursor: str | None
    kept_days: int
    time_zone: str
