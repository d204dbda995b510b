"""Reading the audit log as an owner does, and people with passwords at a project."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from frontdesk.infra.passwords import hash_password
from tests.features.accounts.people import PASSWORD, browser, sign_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.front_door import Door, Member, Site


def log_of(site: Site) -> str:
    return f"/projects/{site.id}/audit-log"


async def entries(owner: Member, site: Site, **wanted: object) -> list[dict[str, Any]]:
    """Read the newest entries that fit, as an owner sees them."""
    answer = await owner.http.get(log_of(site), params={name: str(v) for name, v in wanted.items()})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def latest(owner: Member, site: Site, kind: str) -> dict[str, Any]:
    """Read the newest entry of a kind."""
    [newest, *_] = await entries(owner, site, kind=kind)
    return newest


async def kinds(owner: Member, site: Site) -> list[str]:
    return [one["kind"] for one in await entries(owner, site)]


@asynccontextmanager
async def signed_in(door: Door, member: Member) -> AsyncIterator[httpx.AsyncClient]:
    """Sign a member in with a password, as a browser that says what it is."""
    await door.rows(_SET_PASSWORD, member.id, await hash_password(PASSWORD))
    email = await email_of(door, member)
    async with browser(door.server.url) as client:
        client.headers["User-Agent"] = "Firefox on Linux"
        answer = await sign_in(client, email)
        assert answer.status_code == 200, answer.text
        yield client


async def email_of(door: Door, member: Member) -> str:
    email: str = await door.value("select email from users where id = $1", member.id)
    return email


_SET_PASSWORD = "update users set password_hash = $2 where id = $1"
