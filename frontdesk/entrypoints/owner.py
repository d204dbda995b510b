"""The first owner: a one-time link, or `frontdesk create-owner`."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.logs import log_beside_output
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features import accounts, projects
from frontdesk.features.accounts.model import (
    NewUser,
    clean_name,
    normal_email,
)
from frontdesk.features.projects.wire.projects import CreateProject
from frontdesk.infra.database import Database
from frontdesk.kit.clock import SystemClock
from frontdesk.kit.errors import Unavailable


def run(options: argparse.Namespace) -> int:
    """Add a person; the password is asked for, or read from standard input."""
    log_beside_output()
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    asyncio.run(_create_owner(read_settings(environment_of(options)), options, password))
    return 0


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """Open the database for a command; raise `Unusable`, naming it, when it doesn't answer."""
    database = Database(settings.database_url, WIRING, max_connections=1)
    await database.open("frontdesk-command")
    try:
        await _check_answers(database, settings.database_url)
        yield database
    finally:
        await database.close()


async def _check_answers(database: Database, url: str) -> None:
    try:
        async with database.snapshot() as tx:
            await tx.fetch_value("select 1")
    except Unavailable as error:
        address = urlsplit(url)
        why = f" ({error.__cause__})" if error.__cause__ else ""
        message = (
            f"DATABASE_URL: {address.hostname}:{address.port} doesn't answer{why}. "
            "Is Frontdesk running, and is --data-dir its folder?"
        )
        raise Unusable(message) from error


async def print_setup_link(database: Database, public_url: str) -> None:
    """Print where to become the first owner; nothing once somebody is."""
    async with database.transaction() as tx:
        token = await projects.create_setup_link(tx, SystemClock().now())
    if token is not None:
        print(f"{public_url}/setup/{token}")


async def _create_owner(settings: Settings, options: argparse.Namespace, password: str) -> None:
    email = normal_email(options.email)
    name = clean_name(options.name)
    owner = NewUser(email, name, await accounts.hash_new_password(password, email, (name,)))
    project = CreateProject(name=clean_name(options.project)) if options.project else None
    async with open_database(settings) as database, database.transaction() as tx:
        await projects.create_owner(tx, owner, project, SystemClock().now())
    print(f"{owner.email} can sign in at {settings.public_url}/")
