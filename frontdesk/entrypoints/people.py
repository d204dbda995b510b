"""Commands about people, for whoever runs the installation."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.logs import log_beside_output
from frontdesk.entrypoints.owner import open_database
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.features import accounts, projects
from frontdesk.features.accounts.model import ListedUser
from frontdesk.features.projects.model import Place
from frontdesk.infra.database import Transaction
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.ids import ProjectId


def run(options: argparse.Namespace) -> int:
    """Do what the command says, in one transaction, and print what came of it."""
    log_beside_output()
    settings = read_settings(environment_of(options))
    print(asyncio.run(_run(settings, options)))
    return 0


async def _run(settings: Settings, options: argparse.Namespace) -> str:
    act = _ACTS[options.command]
    async with open_database(settings) as database, database.transaction() as tx:
        return await act(tx, settings, options)


async def _set_password(tx: Transaction, settings: Settings, options: argparse.Namespace) -> str:
    user = await accounts.find_account(tx, options.email)
    token, ends = await accounts.create_password_link(tx, user, SystemClock().now())
    link = f"{settings.public_url}/password/{token}"
    return f"{link}\nSets the password of {user.email}, once, until {_minute(ends)}."


async def _add_owner(tx: Transaction, settings: Settings, options: argparse.Namespace) -> str:
    user = await accounts.find_account(tx, options.email)
    await projects.add_owner(tx, user.id, ProjectId(options.project), SystemClock().now())
    return f"{user.email} owns {settings.public_url}/projects/{options.project}"


async def _reset_second_factor(tx: Transaction, _: Settings, options: argparse.Namespace) -> str:
    user = await accounts.find_account(tx, options.email)
    await accounts.end_second_factor(tx, user.id)
    return f"{user.email} signs in with a password alone, until they set a second factor up again."


async def _list_users(tx: Transaction, _: Settings, __: argparse.Namespace) -> str:
    users, places = await accounts.list_users(tx), await projects.list_places(tx)
    rows = [["e-mail", "name", "state", "2nd factor", "last seen", "projects"]]
    rows += [list(_cells(one, places)) for one in users]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


async def _disable_user(tx: Transaction, _: Settings, options: argparse.Namespace) -> str:
    user = await accounts.find_account(tx, options.email)
    await projects.disable_user(tx, user.id, SystemClock().now())
    return (
        f"{user.email} is signed out everywhere and can't sign in. "
        f"`frontdesk enable-user {user.email}` takes that back."
    )


async def _enable_user(tx: Transaction, settings: Settings, options: argparse.Namespace) -> str:
    user = await accounts.find_account(tx, options.email)
    await projects.enable_user(tx, user.id, SystemClock().now())
    return f"{user.email} can sign in at {settings.public_url}/"


_ACTS: dict[str, Callable[[Transaction, Settings, argparse.Namespace], Awaitable[str]]] = {
    "set-password": _set_password,
    "add-owner": _add_owner,
    "list-users": _list_users,
    "disable-user": _disable_user,
    "enable-user": _enable_user,
    "reset-second-factor": _reset_second_factor,
}


def _cells(listed: ListedUser, places: list[Place]) -> Iterator[str]:
    user = listed.user
    yield user.email
    yield user.name
    yield "disabled" if user.is_disabled else "active"
    yield "on" if user.has_second_factor else "off"
    yield _minute(listed.last_seen_at) if listed.last_seen_at else "never"
    yield ", ".join(
        f"{place.project_name} ({place.member.project_id}, {place.member.role})"
        for place in places
        if place.member.user_id == user.id
    )


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
