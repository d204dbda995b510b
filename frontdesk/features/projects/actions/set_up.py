"""The first owner: by a one-time link, or by the command line."""

from datetime import datetime
from secrets import token_urlsafe

from frontdesk.features import accounts
from frontdesk.features.accounts.model import NewUser, User
from frontdesk.features.projects import store
from frontdesk.features.projects.actions.projects import create_project
from frontdesk.features.projects.model import Project, SetUpLinkOver
from frontdesk.features.projects.wire.projects import CreateProject
from frontdesk.infra.database import Transaction


async def create_setup_link(tx: Transaction, now: datetime) -> str | None:
    """Make the token of a fresh set-up link; None once anybody has an account.

    Links made before stop working: what an old log shows opens nothing.
    """
    if await accounts.has_any_user(tx):
        return None
    token = token_urlsafe(32)
    await store.delete_setup_links(tx)
    await store.insert_setup_link(tx, accounts.hash_token(token), now)
    return token


async def set_up(
    tx: Transaction, token: str, owner: NewUser, wanted: CreateProject, now: datetime
) -> tuple[User, Project]:
    """Make the first owner and their project, if the link is good and nobody was first."""
    taken = await store.take_setup_link(tx, accounts.hash_token(token), now)
    if not taken or await accounts.has_any_user(tx):
        raise SetUpLinkOver
    user = await accounts.add_user(tx, owner, now)
    return user, await create_project(tx, user.id, wanted, now)


async def create_owner(
    tx: Transaction, owner: NewUser, wanted: CreateProject | None, now: datetime
) -> tuple[User, Project | None]:
    """Add a person from the command line, with a project of their own if wanted."""
    user = await accounts.add_user(tx, owner, now)
    project = await create_project(tx, user.id, wanted, now) if wanted else None
    return user, project
