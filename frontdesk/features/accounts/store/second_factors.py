"""The SQL of second factors: a secret on the user's row, and codes of which each works once."""

from datetime import datetime

from frontdesk.infra.database import Transaction
from frontdesk.kit.ids import UserId


async def begin_second_factor(tx: Transaction, user_id: UserId, sealed: str) -> bool:
    """Keep a secret that is not confirmed yet; False while there is one that is."""
    return bool(await tx.execute(_BEGIN, user_id, sealed))


async def find_secret(tx: Transaction, user_id: UserId) -> str | None:
    """Find the sealed secret, confirmed or not."""
    sealed: str | None = await tx.fetch_value(
        "select totp_sealed from users where id = $1", user_id
    )
    return sealed


async def confirm_second_factor(
    tx: Transaction, user_id: UserId, sealed: str, step: int, now: datetime
) -> bool:
    """Switch on the secret whose code was right; False if it is another one by now."""
    return bool(await tx.execute(_CONFIRM, user_id, sealed, step, now))


async def take_step(tx: Transaction, user_id: UserId, sealed: str, step: int) -> bool:
    """Use a code up; False if it, or one after it, was used before."""
    return bool(await tx.execute(_TAKE_STEP, user_id, sealed, step))


async def take_recovery_code(
    tx: Transaction, user_id: UserId, code_hash: bytes, now: datetime
) -> bool:
    """Use a recovery code up; False if there is none, or it was used before."""
    return bool(await tx.execute(_TAKE_CODE, user_id, code_hash, now))


async def replace_recovery_codes(
    tx: Transaction, user_id: UserId, code_hashes: list[bytes]
) -> None:
    await tx.execute("delete from recovery_codes where user_id = $1", user_id)
    await tx.execute(_INSERT_CODES, user_id, code_hashes)


async def count_recovery_codes(tx: Transaction, user_id: UserId) -> int:
    """Count those that still work."""
    count: int = await tx.fetch_value(_COUNT_CODES, user_id)
    return count


async def end_second_factor(tx: Transaction, user_id: UserId) -> bool:
    """Forget the secret and the codes; False if there was no secret."""
    await tx.execute("delete from recovery_codes where user_id = $1", user_id)
    return bool(await tx.execute(_END, user_id))


_BEGIN = """
update users set totp_sealed = $2, totp_last_step = 0
where id = $1 and totp_confirmed_at is null
"""

_CONFIRM = """
update users set totp_confirmed_at = $4, totp_last_step = $3
where id = $1 and totp_sealed = $2 and totp_confirmed_at is null
"""

_TAKE_STEP = """
update users set totp_last_step = $3
where id = $1 and totp_sealed = $2 and totp_last_step < $3
"""

_TAKE_CODE = """
update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null
"""

_INSERT_CODES = """
insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])
"""

_COUNT_CODES = """
select count(*) from recovery_codes where user_id = $1 and used_at is null
"""

_END = """
update users set totp_sealed = null, totp_confirmed_at = null, totp_last_step = 0
where id = $1 and totp_sealed is not null
"""
