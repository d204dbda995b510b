"""`frontdesk dead-letters`: messages that could not be stored, to look at and to try again."""

import argparse
import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.logs import log_beside_output
from frontdesk.entrypoints.owner import open_database
from frontdesk.entrypoints.progress import tell
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.features.messages.jobs import store_batch
from frontdesk.infra.ingest import (
    DeadLetter,
    forget_old_dead_letters,
    list_dead_letters,
    remove_dead_letter,
)

_ID = re.compile(r"[0-9]{1,20}-[0-9]{1,20}")
_ASK_SECONDS = 5


def run(options: argparse.Namespace) -> int:
    """List them, show one with its text, store them after all, or throw them away."""
    log_beside_output()
    for name in options.ids:
        if not _ID.fullmatch(name):
            message = f"{name!r} is no id of a dead letter; `frontdesk dead-letters list` has them."
            raise Unusable(message)
    if options.action != "list" and not options.ids and not options.all:
        raise Unusable("Say which: the ids that `frontdesk dead-letters list` prints, or --all.")
    return asyncio.run(_run(read_settings(environment_of(options)), options))


async def _run(settings: Settings, options: argparse.Namespace) -> int:
    async with _open_redis(settings.redis_url) as redis:
        await forget_old_dead_letters(redis)
        letters = await _chosen(redis, options.ids)
        return await _ACTIONS[options.action](settings, redis, letters)


@asynccontextmanager
async def _open_redis(url: str) -> AsyncIterator[Redis]:
    redis = Redis.from_url(url, socket_timeout=_ASK_SECONDS)
    try:
        yield redis
    except (OSError, RedisError) as error:
        message = f"REDIS_URL: the server doesn't answer ({error})."
        raise Unusable(message) from error
    finally:
        await redis.aclose()


async def _chosen(redis: Redis, ids: list[str]) -> list[DeadLetter]:
    if not ids:
        return await list_dead_letters(redis)
    found = [letter for name in ids for letter in await list_dead_letters(redis, name)]
    if missing := set(ids) - {letter.id for letter in found}:
        message = f"There is no dead letter {min(missing)}."
        raise Unusable(message)
    return found


async def _list(_: Settings, __: Redis, letters: list[DeadLetter]) -> int:
    for letter in letters:
        tell(f"{letter.id}  {_when(letter)}  {_whose(letter)}  {letter.reason}")
    tell(f"{len(letters)} dead letter{'' if len(letters) == 1 else 's'}")
    return 0


async def _show(_: Settings, __: Redis, letters: list[DeadLetter]) -> int:
    for letter in letters:
        tell(f"{letter.id}  {_when(letter)}  {letter.reason}")
        tell(letter.entry.body.decode(errors="backslashreplace"))
    return 0


async def _retry(settings: Settings, redis: Redis, letters: list[DeadLetter]) -> int:
    """Store them as their sender's next message; one that was stored meanwhile stays one."""
    num_refused = 0
    async with open_database(settings) as database:
        for letter in letters:
            [reply] = await store_batch(database, [letter.entry])
            if reply.dead_letter_reason is None:
                await remove_dead_letter(redis, letter)
                tell(f"{letter.id}  stored")
            else:
                num_refused += 1
                tell(f"{letter.id}  refused again: {reply.dead_letter_reason}")
    return 1 if num_refused else 0


async def _drop(_: Settings, redis: Redis, letters: list[DeadLetter]) -> int:
    for letter in letters:
        await remove_dead_letter(redis, letter)
        tell(f"{letter.id}  dropped")
    return 0


_ACTIONS: dict[str, Callable[[Settings, Redis, list[DeadLetter]], Awaitable[int]]] = {
    "list": _list,
    "show": _show,
    "retry": _retry,
    "drop": _drop,
}


class _Sender(msgspec.Struct):
    project_id: int
    uid: str


def _whose(letter: DeadLetter) -> str:
    try:
        sender = msgspec.json.decode(letter.entry.body, type=_Sender)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "from nobody that can be read"
    return f"project {sender.project_id}, visitor {sender.uid!r}"


def _when(letter: DeadLetter) -> str:
    at = datetime.fromtimestamp(letter.milliseconds / 1000, UTC)
    return at.isoformat(timespec="seconds")
