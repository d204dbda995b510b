"""People with passwords, and browsers they sign in with."""

from __future__ import annotations

import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from frontdesk.infra.passwords import hash_password
from tests.http_client import http_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.front_door import Door

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    id: int
    email: str
    name: str


async def make_person(door: Door, name: str, password: str = PASSWORD) -> Person:
    """Make a person who may sign in and is a member of nothing."""
    email = f"{name.lower()}-{secrets.token_hex(6)}@people.test"
    user_id = await door.value(
        "insert into users (email, name, password_hash) values ($1, $2, $3) returning id",
        email,
        name,
        await hash_password(password),
    )
    return Person(user_id, email, name)


@asynccontextmanager
async def browser(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody has signed in with; it keeps its cookies."""
    async with http_client(base_url=f"{url}/api/v1", timeout=20) as client:
        yield client


async def sign_in(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD
) -> httpx.Response:
    """Sign in; from then on the browser's writes carry the CSRF token."""
    answer = await client.post("/auth/login", json={"email": email, "password": password})
    if answer.is_success:
        client.headers["X-CSRF-Token"] = answer.json()["csrfToken"]
    return answer
