"""Run migrations over asyncpg; the address comes from the caller, never from a file."""

import asyncio
from typing import Any

from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl
from sqlalchemy import Connection, Executable, pool
from sqlalchemy.ext.asyncio import create_async_engine
from typing_extensions import override


class Scripts(PostgresqlImpl):
    """Lets `op.execute` take a script of several statements, which asyncpg prepares one by one."""

    __dialect__ = "postgresql"

    @override
    def execute(
        self, sql: Executable | str, execution_options: dict[str, Any] | None = None
    ) -> None:
        if not isinstance(sql, str):
            super().execute(sql, execution_options)
            return
        connection = self.connection
        if connection is None:
            raise RuntimeError("migrations run on a connection, never as a printed script")
        # Any statement opens the migration's transaction; the script must run inside it.
        connection.exec_driver_sql("select 1")
        adapted = connection.connection.dbapi_connection
        adapted.run_async(lambda driver: driver.execute(sql))  # type: ignore[union-attr]


def _run(connection: Connection) -> None:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        # A migration that can't get its lock quickly must not stop every message
        # behind it; it fails and is run again.
        connection.exec_driver_sql("set lock_timeout = '5s'")
        context.run_migrations()


async def _connect_and_run() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    if url is None:
        raise RuntimeError("sqlalchemy.url is not set")
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
        await connection.commit()
    await engine.dispose()


asyncio.run(_connect_and_run())
