"""The SQL of the one-time link that a first start prints."""

from datetime import datetime

from frontdesk.infra.database import Transaction


async def insert_setup_link(tx: Transaction, token_hash: bytes, now: datetime) -> None:
    await tx.execute(_INSERT, token_hash, now)


async def delete_setup_links(tx: Transaction) -> None:
    """Forget earlier links; a lost one must not work for ever."""
    await tx.execute("delete from setup_links")


async def find_setup_link(
    tx: Transaction, token_hash: bytes, now: datetime
) -> tuple[datetime, bool] | None:
    """Find a link: when it ends, and whether it still opens anything."""
    row = await tx.fetch_one(_FIND, token_hash, now)
    return (row["expires_at"], row["is_open"]) if row else None


async def take_setup_link(tx: Transaction, token_hash: bytes, now: datetime) -> bool:
    """Use a link up; two people with a link each come one after the other."""
    await tx.execute("lock table setup_links in exclusive mode")
    return bool(await tx.execute(_TAKE, token_hash, now))


_INSERT = """
insert into setup_links (token_hash, created_at, expires_at)
values ($1, $2, $2::timestamptz + interval '24 hours')
"""

_FIND = """
select expires_at, used_at is null and expires_at > $2 as is_open
from setup_links where token_hash = $1
"""

_TAKE = """
update setup_links set used_at = $2
where token_hash = $1 and used_at is null and expires_at > $2
"""
