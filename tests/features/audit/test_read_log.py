"""Looking for something in the audit log: by person, kind and day, page by page, and as a file."""

import csv
from io import StringIO
from typing import Any

import pytest

from frontdesk.features.audit import forget_old_entries
from tests.features.audit.log import entries, kinds, latest, log_of
from tests.front_door import Door, Member, Site


async def give_role(owner: Member, site: Site, member: Member, role: str) -> None:
    place = f"/projects/{site.id}/members/{member.id}"
    assert (await owner.http.patch(place, json={"role": role})).status_code == 200


async def test_pages_follow_each_other_without_gaps(
    demo: Site, olivia: Member, grace: Member
) -> None:
    for role in ("manager", "agent", "manager", "agent", "manager"):
        await give_role(olivia, demo, grace, role)
    everything = await entries(olivia, demo)

    pages: list[list[dict[str, Any]]] = []
    cursor = None
    while True:
        more: dict[str, str] = {} if cursor is None else {"cursor": cursor}
        page = (await olivia.http.get(log_of(demo), params={"limit": 2, **more})).json()
        pages.append(page["data"])
        cursor = page["nextCursor"]
        if cursor is None:
            break

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [one for page in pages for one in page] == everything
    assert [one["id"] for one in everything] == sorted((o["id"] for o in everything), reverse=True)


async def test_one_looks_for_a_person_be_it_as_who_did_it_or_as_whom_it_was_done_to(
    demo: Site, olivia: Member, grace: Member, alan: Member
) -> None:
    await give_role(olivia, demo, grace, "manager")
    await give_role(olivia, demo, alan, "manager")
    await grace.http.post(f"/projects/{demo.id}/workflows", json={"name": "Welcome"})

    of_grace = await entries(olivia, demo, user=grace.id)
    of_alan = await entries(olivia, demo, user=alan.id)

    assert [one["kind"] for one in of_grace] == ["workflow_created", "role_changed"]
    assert [one["subjectName"] for one in of_alan] == ["Alan"]


async def test_one_looks_for_a_kind_and_for_days_as_they_are_where_the_project_is(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    await door.rows("update projects set time_zone = 'Pacific/Auckland' where id = $1", demo.id)
    await give_role(olivia, demo, grace, "manager")
    await give_role(olivia, demo, grace, "owner")
    first, second = sorted(one["id"] for one in await entries(olivia, demo))
    # The evening of the first in Greenwich is the second in New Zealand.
    move = "update audit_entries set at = $2::text::timestamptz where id = $1"
    await door.rows(move, first, "2026-03-01T20:00:00Z")
    await door.rows(move, second, "2026-03-03T10:59:00Z")

    async def found(**wanted: str) -> list[int]:
        return [one["id"] for one in await entries(olivia, demo, **wanted)]

    assert await found(**{"from": "2026-03-02", "to": "2026-03-02"}) == [first]
    assert await found(**{"from": "2026-03-02", "to": "2026-03-03"}) == [second, first]
    assert await found(**{"from": "2026-03-04"}) == []
    assert await found(to="2026-03-01") == []
    assert await found(kind="role_changed") == [second, first]
    assert await found(kind="member_removed") == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"from": "yesterday"},
        {"from": "20260301"},
        {"to": "2026-02-30"},
        {"to": "9999-12-31"},
        {"from": "0001-01-01"},
        {"from": "2026-03-02", "to": "2026-03-01"},
    ],
)
async def test_days_that_are_none_are_refused(
    demo: Site, olivia: Member, wanted: dict[str, str]
) -> None:
    answer = await olivia.http.get(log_of(demo), params=wanted)

    assert answer.status_code == 400
    assert answer.json()["error"]["reason"] == "invalid_audit_days"


async def test_the_file_holds_what_was_asked_for_and_runs_nothing(
    demo: Site, olivia: Member, grace: Member
) -> None:
    await give_role(olivia, demo, grace, "manager")
    formula = '=HYPERLINK("https://evil.example";"Click")'
    await grace.http.post(f"/projects/{demo.id}/workflows", json={"name": formula})

    answer = await olivia.http.get(log_of(demo), params={"format": "csv", "user": grace.id})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-log.csv"'
    head, made, changed = list(csv.reader(StringIO(answer.text)))
    assert head[:4] == ["at", "kind", "what", "who"]
    assert made[2] == f"Grace created the workflow {formula}"
    assert made[5] == f"'{formula}"
    assert changed[2] == "Olivia changed the role of Grace"
    assert changed[6] == "role: agent → manager"
    assert (await latest(olivia, demo, "exported"))["about"] == "the audit log"


async def test_what_is_older_than_the_installation_keeps_is_swept(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    await give_role(olivia, demo, grace, "manager")
    await give_role(olivia, demo, grace, "agent")
    [_, older] = await entries(olivia, demo)
    await door.rows(
        "update audit_entries set at = now() - interval '401 days' where id = $1", older["id"]
    )

    await sweep(door)

    assert len(await kinds(olivia, demo)) == 1
    answer = await olivia.http.get(log_of(demo))
    assert answer.json()["keptDays"] == 400


async def sweep(door: Door) -> None:
    """Clean up as a worker does every ten minutes."""
    async with door.server.web.database.transaction() as tx:
        await forget_old_entries(tx, door.server.settings.audit_days)
