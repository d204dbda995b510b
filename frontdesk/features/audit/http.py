"""The audit log over HTTP, for owners of its project."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from litestar import Response, get
from litestar.params import QueryParameter

from frontdesk.features import projects
from frontdesk.features.audit import store
from frontdesk.features.audit.model import AuditEntry, AuditFilter, InvalidAuditDays, time_range_of
from frontdesk.features.audit.wire import AuditEntryWire, AuditKind, AuditPage
from frontdesk.features.projects.model import OwnerMember
from frontdesk.infra.audit import record
from frontdesk.infra.http import AppContext, Cursor, Inject, PageSize, api_router, cut_page
from frontdesk.infra.http.csv_files import csv_file
from frontdesk.infra.http.openapi import CsvText, refuses
from frontdesk.kit.audit import Audited
from frontdesk.kit.ids import MAX_ID, UserId
from frontdesk.kit.wire import to_wire, to_wire_time

User: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID)]
Kind: TypeAlias = Annotated[AuditKind | None, QueryParameter()]
FirstDay: TypeAlias = Annotated[str, QueryParameter(name="from", max_length=10)]
LastDay: TypeAlias = Annotated[str, QueryParameter(max_length=10)]
Format: TypeAlias = Annotated[Literal["json", "csv"], QueryParameter()]

_MOST_LINES = 100_000
_COLUMNS = ("at", "kind", "what", "who", "whom", "about", "changes", "address", "userAgent")


@get("/projects/{project_id:int}/audit-log")
@refuses(InvalidAuditDays)
async def list_audit_log(
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
    audit_days: Inject[int],
    user: User = None,
    kind: Kind = None,
    from_: FirstDay = "",
    to: LastDay = "",
    cursor: Cursor = None,
    limit: PageSize = 50,
    format: Format = "json",  # noqa: A002 - named as on the wire
) -> Response[AuditPage] | Response[CsvText]:
    """List who did what in a project, newest first.

    The sign-ins of its members are among it. As a file, it is all there is of what is asked for.
    """
    async with app.database.snapshot() as tx:
        rules = await projects.routing_of(tx, owner.project_id)
    since, until = time_range_of(from_, to, rules.time_zone)
    wanted = AuditFilter(None if user is None else UserId(user), kind, since, until)
    if format == "csv":
        return await _as_csv(owner, app, wanted)
    async with app.database.snapshot() as tx:
        found = await store.list_entries(tx, owner.project_id, wanted, cursor or MAX_ID, limit + 1)
    page, next_cursor = cut_page(found, limit, lambda entry: entry.id)
    shown = [to_wire(AuditEntryWire, one, at=to_wire_time(one.at)) for one in page]
    return Response(AuditPage(shown, next_cursor, audit_days, rules.time_zone))


router = api_router([list_audit_log])


async def _as_csv(owner: OwnerMember, app: AppContext, wanted: AuditFilter) -> Response[CsvText]:
    async with app.database.transaction() as tx:
        found = await store.list_entries(tx, owner.project_id, wanted, MAX_ID, _MOST_LINES)
        taken = Audited("exported", owner.user_id, owner.project_id, about="the audit log")
        await record(tx, taken)
    return csv_file("audit-log.csv", [_COLUMNS, *map(_line, found)])


def _line(entry: AuditEntry) -> tuple[object, ...]:
    changes = (f"{one.field}: {one.before or ''} → {one.after or ''}" for one in entry.changes)
    return (
        to_wire_time(entry.at),
        entry.kind,
        entry.to_sentence(),
        entry.actor_name or "",
        entry.subject_name or "",
        entry.about or "",
        "; ".join(changes),
        entry.address or "",
        entry.user_agent or "",
    )
