"""Bring the database's schema up to date, with Alembic run from code."""

import argparse
import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

import frontdesk
from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.progress import warn
from frontdesk.entrypoints.responder_role import grant_responder_role
from frontdesk.entrypoints.settings import read_settings
from frontdesk.entrypoints.unusable import Unusable

PACKAGE = Path(frontdesk.__file__).parent


def run(options: argparse.Namespace) -> int:
    complaint = migrate(read_settings(environment_of(options)).database_url)
    if complaint:
        warn(f"{complaint}. `frontdesk doctor` says what to do.")
    return 0


def migrate(database_url: str) -> str:
    """Apply every migration the database lacks, and grant the responder's role its rights.

    Returns why the role could not have them; then only its fence keeps the responder from
    talking over people. Not for use inside an event loop.
    """
    try:
        command.upgrade(alembic_config(database_url), "head")
        return asyncio.run(grant_responder_role(database_url))
    except (
        OSError,
        asyncpg.PostgresConnectionError,
        asyncpg.InvalidAuthorizationSpecificationError,
    ) as error:
        address = urlsplit(database_url)
        message = f"DATABASE_URL: {address.hostname}:{address.port} refuses: {error}"
        raise Unusable(message) from error


def newest_revision() -> str:
    """Name the revision a fully migrated database stands at."""
    return ScriptDirectory.from_config(alembic_config("")).get_current_head() or ""


def alembic_config(database_url: str) -> Config:
    """Return what Alembic must know to work on this database."""
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    address = database_url.replace("postgres://", "postgresql://", 1).replace(
        "postgresql://", "postgresql+asyncpg://", 1
    )
    # Alembic reads its options through configparser, where a per cent sign is special.
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    return config


def _folder() -> Path:
    """Find the migrations: inside an installed wheel, or beside the package in a clone."""
    inside = PACKAGE / "_migrations"
    return inside if inside.exists() else PACKAGE.parent / "migrations"
