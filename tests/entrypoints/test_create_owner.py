import os
import subprocess
import sys

import asyncpg

PASSWORD = b"a long enough password\n"


async def test_an_owner_gets_a_project_of_their_own(database_url: str) -> None:
    added = _frontdesk("create-owner Ada@Shop.test --name Ada --project Shop", database_url)

    assert added.returncode == 0, added.stderr
    connection = await asyncpg.connect(database_url)
    owned = await connection.fetch(
        "select email, projects.name, role from users"
        " join members on user_id = users.id join projects on projects.id = project_id"
    )
    assert [tuple(row) for row in owned] == [("ada@shop.test", "Shop", "owner")]
    await connection.close()


async def test_an_address_that_is_taken_is_refused_in_a_sentence(database_url: str) -> None:
    _frontdesk("create-owner ada@shop.test --name Ada", database_url)

    again = _frontdesk("create-owner ada@shop.test --name Ada", database_url)

    assert again.returncode == 1
    assert again.stderr.startswith(b"frontdesk: This address has an account already.")


async def test_a_set_up_link_is_offered_until_somebody_has_an_account(database_url: str) -> None:
    before = _frontdesk("prepare", database_url)
    _frontdesk("create-owner ada@shop.test --name Ada", database_url)
    after = _frontdesk("prepare", database_url)

    assert before.stdout.startswith(b"https://chat.shop.test/setup/")
    assert after.stdout == b""


async def test_a_database_that_is_away_is_named_without_its_password() -> None:
    away = _frontdesk("migrate", "postgresql://frontdesk:hidden@127.0.0.1:1/frontdesk")

    assert away.returncode == 1
    assert away.stderr.startswith(b"frontdesk: DATABASE_URL: 127.0.0.1:1 refuses")
    assert b"hidden" not in away.stderr


def _frontdesk(words: str, database_url: str) -> subprocess.CompletedProcess[bytes]:
    environ = {
        **os.environ,
        "DATABASE_URL": database_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "a secret of more than thirty-two characters",
        "PUBLIC_URL": "https://chat.shop.test",
    }
    command = [sys.executable, "-m", "frontdesk.entrypoints.cli", *words.split()]
    return subprocess.run(command, env=environ, input=PASSWORD, capture_output=True, check=False)
