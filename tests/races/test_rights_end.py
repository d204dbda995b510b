"""A right that ends is felt in every web process because it is told, not because somebody looks.

Both web processes are real ones, and look at everybody's rights once an hour.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import socketio.exceptions

from frontdesk.features.presence import jobs
from frontdesk.infra.http import csrf_token
from frontdesk.infra.passwords import hash_password
from frontdesk.infra.pause_points import clear_gates, set_gate
from tests.features.accounts.people import PASSWORD
from tests.fleet import PUBLIC_URL, Fleet, connect_member, connect_visitor, open_fleet
from tests.front_door import Member, hears_nothing
from tests.infra.outbox.postbox import NEVER_SECONDS
from tests.servers import Servers

if TYPE_CHECKING:
    from tests.front_door import Site, Visitor

SECRET = "Not for those who have left."


@pytest.fixture(scope="module")
async def fleet(server_programs: Servers) -> AsyncIterator[Fleet]:
    """Two web processes and a worker, for all stories here."""
    async with open_fleet(server_programs.database_url, server_programs.redis_url) as fleet:
        await fleet.spawn_web(planted="look_at_rights_once_an_hour")
        await fleet.spawn_web(planted="look_at_rights_once_an_hour")
        await fleet.start_worker()
        yield fleet


@pytest.fixture
async def office(fleet: Fleet) -> AsyncIterator[Office]:
    """Grace and Alan in their project's room, and Ada, who is about to write."""
    here, there = fleet.children
    door = fleet.door(here)
    site = await door.project("Demo")
    grace, alan = await door.member(site, "Grace"), await door.member(site, "Alan")
    olivia = await door.member(site, "Olivia", "owner")
    for line in (grace, alan):
        await connect_member(there.url, line, site)
    ada = await connect_visitor(there.url, site, "ada")
    office = Office(fleet, there.url, site, grace, alan, olivia, ada)
    yield office
    await ada.close()
    for line in office.more:
        await line.close()
    await door.close()


@dataclass
class Office:
    """Everybody is connected to one web process; what is decided comes through the other."""

    fleet: Fleet
    there: str
    site: Site
    grace: Member
    alan: Member
    olivia: Member
    ada: Visitor
    more: list[Member] = field(default_factory=list)

    async def hears_no_more(self, *lines: Member) -> None:
        """See that their sockets end, and that nothing of what comes then reaches them."""
        for line in lines:
            await line.ends()
        await self.is_not_heard_by(*lines)

    async def is_not_heard_by(self, *lines: Member) -> None:
        """See that what Ada writes now is heard by Alan alone."""
        await self.ada.writes(SECRET)

        told = self.alan.hears("newMessage", lambda one: one["content"] == SECRET)
        await hears_nothing(*lines, of=SECRET, until=told)

    async def tab_of_grace(self, url: str) -> Member:
        """Connect another tab of Grace's browser."""
        tab = Member(url, self.grace.id, "Grace", "", "")
        tab.cookie = self.grace.cookie
        self.more.append(tab)
        await tab.open(url, {"Origin": PUBLIC_URL, "Cookie": tab.cookie})
        return tab

    async def phone_of_grace(self) -> Member:
        """Sign Grace in on another device, and let her look at the project with it."""
        token = secrets.token_urlsafe(16)
        await self.fleet.value(_SIGN_IN, self.grace.id, hashlib.sha256(token.encode()).digest())
        csrf = csrf_token(self.fleet.settings.secret_key, token)
        phone = Member(self.grace.url, self.grace.id, "Grace", token, csrf)
        self.more.append(phone)
        await connect_member(self.there, phone, self.site)
        return phone


async def test_a_removed_member_hears_nothing_more_at_any_web_process(office: Office) -> None:
    answer = await office.olivia.http.delete(
        f"/projects/{office.site.id}/members/{office.grace.id}"
    )

    assert answer.status_code == 204
    await office.hears_no_more(office.grace)
    again = await office.tab_of_grace(office.there)
    assert (await again.joins(office.site.id))["error"]["reason"] == "not_found"


async def test_a_member_whose_role_has_changed_comes_back_as_what_they_are_now(
    office: Office,
) -> None:
    place = f"/projects/{office.site.id}/members/{office.grace.id}"

    answer = await office.olivia.http.patch(place, json={"role": "manager"})

    assert answer.status_code == 200
    await office.hears_no_more(office.grace)
    again = await office.tab_of_grace(office.there)
    assert (await again.joins(office.site.id))["ok"]


async def test_the_same_role_again_ends_nothing(office: Office) -> None:
    members = f"/projects/{office.site.id}/members"

    same = await office.olivia.http.patch(f"{members}/{office.alan.id}", json={"role": "agent"})
    other = await office.olivia.http.patch(f"{members}/{office.grace.id}", json={"role": "manager"})

    assert same.status_code == other.status_code == 200
    await office.hears_no_more(office.grace)


async def test_who_signs_out_hears_nothing_more(office: Office) -> None:
    answer = await office.grace.http.post("/auth/logout")

    assert answer.status_code == 204
    await office.hears_no_more(office.grace)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await office.tab_of_grace(office.there)


async def test_a_device_that_is_signed_out_from_another_hears_nothing_more(office: Office) -> None:
    phone = await office.phone_of_grace()
    listed = (await office.grace.http.get("/auth/sessions")).json()["data"]
    [other] = [one["id"] for one in listed if not one["isCurrent"]]

    answer = await office.grace.http.delete(f"/auth/sessions/{other}")

    assert answer.status_code == 204
    await office.hears_no_more(phone)
    assert not office.grace.is_closed.is_set()


async def test_a_changed_password_ends_the_sockets_of_the_other_devices(office: Office) -> None:
    phone = await office.phone_of_grace()
    hashed = await hash_password(PASSWORD)
    await office.fleet.value(_SET_PASSWORD, office.grace.id, hashed)
    change = {"currentPassword": PASSWORD, "newPassword": "another long password"}

    answer = await phone.http.post("/auth/change-password", json=change)

    assert answer.status_code == 204
    await office.hears_no_more(office.grace)
    assert not phone.is_closed.is_set()


async def test_who_is_removed_while_they_join_is_not_forgotten(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told before the socket was in the room is not told again."""
    monkeypatch.setattr(jobs, "RIGHTS_SECONDS", NEVER_SECONDS)
    here = await office.fleet.start_web()
    early, late = await office.tab_of_grace(here.url), await office.tab_of_grace(here.url)
    await early.joins(office.site.id)

    async def remove() -> None:
        clear_gates()
        await office.olivia.http.delete(f"/projects/{office.site.id}/members/{office.grace.id}")
        await early.ends()

    set_gate("join.admitted", remove)
    ack = await late.joins(office.site.id)

    assert ack["error"]["reason"] == "not_found"
    await office.is_not_heard_by(late)


async def test_a_deleted_project_ends_the_sockets_of_members_and_visitors(office: Office) -> None:
    answer = await office.olivia.http.delete(f"/projects/{office.site.id}")

    assert answer.status_code == 204
    await office.ada.ends()
    for line in (office.grace, office.alan):
        await line.ends()


async def test_a_site_that_is_no_longer_allowed_loses_its_visitors_at_once(office: Office) -> None:
    settings = f"/projects/{office.site.id}/settings/general"
    general = (await office.olivia.http.get(settings)).json()

    answer = await office.olivia.http.put(
        settings, json={**general, "allowedDomains": ["elsewhere.example"]}
    )

    assert answer.status_code == 200
    await office.ada.ends()
    assert not office.grace.is_closed.is_set()


_SIGN_IN = """
insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')
"""
_SET_PASSWORD = "update users set password_hash = $2 where id = $1"
