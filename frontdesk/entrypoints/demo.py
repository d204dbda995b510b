"""Makes the demo project and its people, and keeps them out of a real installation."""

from frontdesk.entrypoints.demo_people import DEMO_ADDRESSES, DEMO_PASSWORD
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.features import accounts, projects
from frontdesk.infra.database import Database
from frontdesk.infra.passwords import KNOWN_BROWSERS, hash_password, is_password_of
from frontdesk.kit.clock import SystemClock


async def seed_demo(database: Database) -> None:
    """Make the demo in an empty database; one that is there already stays as it is."""
    password_hash = await hash_password(DEMO_PASSWORD)
    async with database.transaction() as tx:
        await projects.seed_demo(tx, password_hash, SystemClock().now())


async def refuse_open_demo_accounts(database: Database) -> None:
    """Raise `Unusable` where the demo's people still have the password that everybody knows."""
    found = await open_demo_accounts(database)
    if found:
        message = (
            f"Everybody knows the password of {', '.join(found)}: these are accounts of the demo. "
            "Start with --demo, take another --data-dir, or give them other passwords first."
        )
        raise Unusable(message)


async def open_demo_accounts(database: Database) -> list[str]:
    """Name the accounts that the demo's printed password opens."""
    async with database.snapshot() as tx:
        found = await accounts.list_password_hashes(tx, DEMO_ADDRESSES)
    return [
        email
        for email, hashed in found
        if await is_password_of(hashed, DEMO_PASSWORD, KNOWN_BROWSERS)
    ]
