"""Known bugs, to be planted into a process before it starts: see `Fleet.spawn_worker`.

What a drill sees is only believed because it was seen here: each of these turns one red.
"""

from __future__ import annotations

import asyncio
import importlib

import msgspec

from frontdesk.features.messages import store
from frontdesk.features.presence import jobs
from frontdesk.features.responder.actions.plan import Respond
from frontdesk.features.responder.jobs import ResponderDependencies, respond
from frontdesk.infra.ingest import Intake
from frontdesk.infra.notifier import Notifier


def forget_what_was_stored() -> None:
    """Nobody looks whether a message was stored before."""

    async def find_nothing(*_: object) -> dict[object, object]:
        return {}

    store.find_by_temp_ids = find_nothing  # type: ignore[assignment]


def confirm_what_was_only_heard() -> None:
    """The answer says that this process has it, and it is handed on a little later."""
    submit, wait = Intake.submit, Notifier.wait

    def answer_at_once(
        intake: Intake, key: str, dedupe: str, body: bytes
    ) -> asyncio.Future[msgspec.Raw]:
        _ = submit(intake, key, dedupe, body)
        answer: asyncio.Future[msgspec.Raw] = asyncio.get_running_loop().create_future()
        answer.set_result(msgspec.Raw(b'{"ok":true}'))
        return answer

    async def wait_a_little_longer(
        notifier: Notifier, at_most_seconds: float | None = None
    ) -> bool:
        await asyncio.sleep(0.2)
        return await wait(notifier, at_most_seconds)

    Intake.submit = answer_at_once  # type: ignore[assignment,method-assign]
    Notifier.wait = wait_a_little_longer  # type: ignore[assignment,method-assign]


def note_turns_as_done_before_they_begin() -> None:
    """The queue is told that a turn is done, and then it is thought."""
    begun: set[asyncio.Task[None]] = set()
    answer = respond.respond

    async def answer_later(deps: ResponderDependencies, job: Respond) -> None:
        begun.add(asyncio.create_task(answer(deps, job)))

    respond.respond = answer_later


def look_at_rights_once_an_hour() -> None:
    """No bug: what ends sockets within this hour was told of."""
    jobs.RIGHTS_SECONDS = 3_600.0


def run_planted(name: str) -> None:
    """Plant a bug, then be the `frontdesk` command."""
    globals()[name]()
    importlib.import_module("frontdesk.entrypoints.cli").main()
