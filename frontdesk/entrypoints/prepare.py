"""`frontdesk prepare`: everything between an empty database and the first visitor."""

import argparse
import asyncio

from frontdesk.entrypoints.demo import refuse_open_demo_accounts, seed_demo
from frontdesk.entrypoints.demo_people import refuse_public_demo
from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.migrate import migrate
from frontdesk.entrypoints.owner import open_database, print_setup_link
from frontdesk.entrypoints.settings import Settings, read_settings


def run(options: argparse.Namespace) -> int:
    settings = read_settings(environment_of(options))
    if options.demo:
        refuse_public_demo(settings.public_url)
    migrate(settings.database_url)
    asyncio.run(_seed_demo(settings) if options.demo else _offer_set_up(settings))
    return 0


async def _seed_demo(settings: Settings) -> None:
    async with open_database(settings) as database:
        await seed_demo(database)


async def _offer_set_up(settings: Settings) -> None:
    async with open_database(settings) as database:
        await refuse_open_demo_accounts(database)
        await print_setup_link(database, settings.public_url)
