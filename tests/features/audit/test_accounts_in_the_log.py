"""Sign-ins belong to an account, and are seen where its owner works: there, and of nothing else."""

import pytest

from tests.features.accounts.people import PASSWORD, browser, sign_in
from tests.features.audit.log import email_of, entries, kinds, latest, log_of, signed_in
from tests.front_door import Door, Member, Site


async def test_a_sign_in_says_who_and_from_where(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    async with signed_in(door, grace):
        entry = await latest(olivia, demo, "signed_in")

    assert (entry["actorId"], entry["actorName"]) == (grace.id, "Grace")
    assert entry["subjectId"] == grace.id
    assert entry["address"] == "127.0.0.1"
    assert entry["userAgent"] == "Firefox on Linux"


async def test_a_long_name_of_a_browser_is_cut(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    async with browser(door.server.url) as client:
        client.headers["User-Agent"] = "x" * 500
        await sign_in(client, await email_of(door, grace), "not her password")

    entry = await latest(olivia, demo, "sign_in_failed")

    assert len(entry["userAgent"]) == 200
    assert entry["userAgent"].endswith("…")


async def test_a_failed_sign_in_is_seen_where_the_account_works(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    async with browser(door.server.url) as client:
        answer = await sign_in(client, await email_of(door, grace), "not her password")

    assert answer.status_code == 401
    entry = await latest(olivia, demo, "sign_in_failed")
    assert (entry["actorId"], entry["subjectName"]) == (None, "Grace")


async def test_a_sign_in_as_nobody_keeps_the_address_that_was_said_and_no_project_sees_it(
    door: Door, demo: Site, olivia: Member
) -> None:
    said = f"{'n' * 60}@{'b' * 120}.test"
    async with browser(door.server.url) as client:
        await sign_in(client, said, "anything at all")

    row = await door.row("select * from audit_entries where about like $1", f"{'n' * 60}@bbb%")
    assert row["project_id"] is None
    assert row["kind"] == "sign_in_failed"
    assert len(row["about"]) == 120
    assert await kinds(olivia, demo) == []


async def test_what_an_account_does_is_recorded(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    change = {"currentPassword": PASSWORD, "newPassword": "another long password"}
    async with signed_in(door, grace) as desk, signed_in(door, grace) as phone:
        listed = (await desk.get("/auth/sessions")).json()["data"]
        [*_, other] = [one["id"] for one in listed if not one["isCurrent"]]
        await desk.delete(f"/auth/sessions/{other}")
        await desk.patch("/user/me", json={"name": "Grace H."})
        await desk.post("/auth/change-password", json={**change, "currentPassword": "wrong"})
        await desk.post("/auth/change-password", json=change)
        await desk.post("/auth/logout-all")
        assert (await phone.get("/user/me")).status_code == 401
    async with signed_in(door, grace) as desk:
        await desk.post("/auth/logout")

    assert await kinds(olivia, demo) == [
        *("signed_out", "signed_in", "signed_out_everywhere", "password_changed"),
        *("password_change_failed", "profile_changed", "device_signed_out"),
        *("signed_in", "signed_in"),
    ]
    renamed = await latest(olivia, demo, "profile_changed")
    assert renamed["changes"] == [{"field": "name", "before": "Grace", "after": "Grace H."}]


async def test_nobody_learns_where_else_a_member_works(
    door: Door, demo: Site, other: Site, olivia: Member, mallory: Member
) -> None:
    grace = await door.member(demo, "Grace")
    await door.rows(
        "insert into members (project_id, user_id, role) values ($1, $2, 'agent')",
        other.id,
        grace.id,
    )

    async with signed_in(door, grace):
        here, there = await entries(olivia, demo), await entries(mallory, other)

    assert [one["kind"] for one in here] == [one["kind"] for one in there] == ["signed_in"]
    assert here[0]["id"] != there[0]["id"]
    assert {**here[0], "id": 0} == {**there[0], "id": 0}
    assert "Other" not in str(here)


async def test_what_was_before_a_member_came_is_not_shown_and_what_was_while_they_were_here_stays(
    door: Door, demo: Site, other: Site, olivia: Member, mallory: Member
) -> None:
    grace = await door.member(demo, "Grace")
    async with signed_in(door, grace):
        pass
    await door.rows(
        "insert into members (project_id, user_id, role) values ($1, $2, 'agent')",
        other.id,
        grace.id,
    )
    await olivia.http.delete(f"/projects/{demo.id}/members/{grace.id}")
    async with signed_in(door, grace):
        pass

    assert await kinds(olivia, demo) == ["member_removed", "signed_in"]
    assert await kinds(mallory, other) == ["signed_in"]


@pytest.mark.parametrize("role", ["agent", "manager"])
async def test_only_owners_read_the_log(door: Door, demo: Site, role: str) -> None:
    member = await door.member(demo, "Bob", role)

    answer = await member.http.get(log_of(demo))

    assert answer.status_code == 403


async def test_an_outsider_cannot_tell_that_there_is_a_log(
    door: Door, demo: Site, mallory: Member
) -> None:
    foreign = await mallory.http.get(log_of(demo))
    imagined = await mallory.http.get("/projects/999999999/audit-log")

    assert foreign.status_code == imagined.status_code == 404
    assert foreign.json() == imagined.json()
    async with browser(door.server.url) as nobody:
        assert (await nobody.get(log_of(demo))).status_code == 401
