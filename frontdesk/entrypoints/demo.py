"""Makes the demo project and its people."""

from frontdesk.entrypoints.demo_people import DEMO_PASSWORD
from frontdesk.features import projects
from frontdesk.infra.database import Database
from frontdesk.infra.passwords import hash_password
from frontdesk.kit.clock import SystemClock


async def seed_demo(database: Database) -> None:
    """Make the demo in an empty database; one that is there already stays as it is."""
    password_hash = await hash_password(DEMO_PASSWORD)
    async with database.transaction() as tx:
        await projects.seed_demo(tx, password_hash, SystemClock().now())
