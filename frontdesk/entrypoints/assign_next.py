"""`frontdesk assign-next`: give an agent the next chat of the queue, as if they had asked."""

import argparse
import asyncio

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.owner import open_database
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.features import accounts, routing
from frontdesk.kit.ids import ProjectId


def run(options: argparse.Namespace) -> int:
    """Print which chat they got; exit code 2 when nothing waits for them."""
    settings = read_settings(environment_of(options))
    given = asyncio.run(_assign(settings, options.email, ProjectId(options.project)))
    print(given or "Nothing waits for this agent.")
    return 0 if given else 2


async def _assign(settings: Settings, email: str, project_id: ProjectId) -> str | None:
    async with open_database(settings) as database, database.transaction() as tx:
        user = await accounts.find_account(tx, email)
        taken = await routing.take_next(tx, user.id, project_id)
    if taken is None:
        return None
    address = f"{settings.public_url}/projects/{project_id}/inbox/{taken.id}"
    return f"{user.email} has conversation {taken.id}: {address}"
