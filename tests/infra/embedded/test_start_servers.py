import asyncpg
from redis.asyncio import Redis

from tests.servers import Servers


async def test_a_test_begins_with_an_empty_database(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)

    people = await connection.fetchval("select count(*) from users")

    assert people == 0
    await connection.close()


async def test_a_row_of_an_earlier_test_is_gone(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    added = await connection.fetchval(
        "insert into users (email, name, password_hash) values ('ada@x.test', 'Ada', '')"
        " returning id"
    )
    await connection.close()

    assert added == 1


async def test_postgres_survives_a_kill_with_everything_it_confirmed(
    own_servers: Servers,
) -> None:
    connection = await asyncpg.connect(own_servers.database_url)
    await connection.execute("create table kept as select generate_series(1, 1000)")

    own_servers.kill_postgres()
    own_servers.start_postgres_again()

    again = await asyncpg.connect(own_servers.database_url)
    assert await again.fetchval("select count(*) from kept") == 1000
    await again.close()
    connection.terminate()


async def test_redis_comes_back_after_a_kill_as_it_was_configured(
    own_servers: Servers,
) -> None:
    own_servers.kill_redis()
    own_servers.start_redis_again()

    redis = Redis.from_url(own_servers.redis_url)
    assert await redis.config_get("appendonly") == {"appendonly": "yes"}
    assert await redis.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    await redis.aclose()
