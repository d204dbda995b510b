"""A second factor at sign-in: a code of the moment, or one of ten for bad days.

`totp_last_step` is the newest step whose code was used: no code is taken twice.

Revision ID: 0022
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_USERS = """
alter table users
    add column totp_sealed text,
    add column totp_confirmed_at timestamptz,
    add column totp_last_step bigint not null default 0
"""

_CODES = """
create table recovery_codes (
    user_id   bigint not null references users (id) on delete cascade,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (user_id, code_hash)
)
"""


def upgrade() -> None:
    """Add the secrets and the codes."""
    op.execute(_USERS)
    op.execute(_CODES)


def downgrade() -> None:
    """Remove them: a password is enough again."""
    op.execute("drop table recovery_codes")
    op.execute(
        "alter table users drop column totp_sealed, drop column totp_confirmed_at,"
        " drop column totp_last_step"
    )
