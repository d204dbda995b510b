import asyncpg

from tests.entrypoints.command import typed


async def test_an_owner_gets_a_project_of_their_own(database_url: str) -> None:
    added = await typed("create-owner Ada@Shop.test --name Ada --project Shop", database_url)

    assert added.returncode == 0, added.stderr
    connection = await asyncpg.connect(database_url)
    owned = await connection.fetch(
        "select email, projects.name, role from users"
        " join members on user_id = users.id join projects on projects.id = project_id"
    )
    assert [tuple(row) for row in owned] == [("ada@shop.test", "Shop", "owner")]
    await connection.close()


async def test_an_address_that_is_taken_is_refused_in_a_sentence(database_url: str) -> None:
    await typed("create-owner ada@shop.test --name Ada", database_url)

    again = await typed("create-owner ada@shop.test --name Ada", database_url)

    assert again.returncode == 1
    assert again.stderr.startswith("frontdesk: This address has an account already.")


async def test_a_set_up_link_is_offered_until_somebody_has_an_account(database_url: str) -> None:
    before = await typed("prepare", database_url)
    await typed("create-owner ada@shop.test --name Ada", database_url)
    after = await typed("prepare", database_url)

    assert before.stdout.startswith("https://chat.shop.test/setup/")
    assert after.stdout == ""


async def test_a_database_that_is_away_is_named_without_its_password() -> None:
    away = await typed("migrate", "postgresql://frontdesk:hidden@127.0.0.1:1/frontdesk")

    assert away.returncode == 1
    assert away.stderr.startswith("frontdesk: DATABASE_URL: 127.0.0.1:1 refuses")
    assert "hidden" not in away.stderr


async def test_a_command_whose_database_is_away_names_it_and_not_its_password() -> None:
    away = await typed("list-users", "postgresql://frontdesk:hidden@127.0.0.1:1/frontdesk")

    assert away.returncode == 1
    assert "DATABASE_URL: 127.0.0.1:1 doesn't answer" in away.stderr
    assert "hidden" not in away.stderr
