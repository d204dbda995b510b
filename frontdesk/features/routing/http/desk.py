"""One desk per process for agents who ask for the next chat."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import structlog

from frontdesk.features.routing import actions
from frontdesk.kit.errors import Refused, Unavailable
from frontdesk.kit.failures import place_of

if TYPE_CHECKING:
    from frontdesk.features.conversations.model import Conversation
    from frontdesk.infra.database import Database
    from frontdesk.kit.ids import ProjectId, UserId

log = structlog.get_logger()

_Served: TypeAlias = "Conversation | Refused | None"
_Asking: TypeAlias = "tuple[UserId, asyncio.Future[_Served]]"

_TOGETHER = 50


class NextDesk:
    """Serves agents who ask for the next chat: whoever comes while one round runs joins the next.

    A single agent is served at once; fifty cost little more than one.
    """

    def __init__(self, database: Database) -> None:
        """Take where the queue is."""
        self._database = database
        self._asking: dict[ProjectId, list[_Asking]] = {}
        self._rounds: set[asyncio.Task[None]] = set()

    async def take_next(self, agent_id: UserId, project_id: ProjectId) -> Conversation | None:
        """Give an agent the chat that is his turn; None when nothing waits for him."""
        answer: asyncio.Future[_Served] = asyncio.get_running_loop().create_future()
        is_first = project_id not in self._asking
        self._asking.setdefault(project_id, []).append((agent_id, answer))
        if is_first:
            # It begins at the loop's next turn, with whoever asked in this one.
            task = asyncio.ensure_future(self._serve(project_id))
            self._rounds.add(task)
            task.add_done_callback(self._rounds.discard)
        served = await answer
        if isinstance(served, actions.AskAlone):
            async with self._database.transaction() as tx:
                return await actions.take_next(tx, agent_id, project_id)
        if isinstance(served, Refused):
            raise served
        return served

    async def _serve(self, project_id: ProjectId) -> None:
        line = self._asking[project_id]
        asking: list[_Asking] = []
        try:
            while line:
                asking = line[:_TOGETHER]
                del line[:_TOGETHER]
                await self._answer(project_id, asking)
        except Exception as error:  # noqa: BLE001 - the edge of a round: a bug in it must not last
            _note(error)
        finally:
            # Nobody shall wait for a round that will never come.
            for _, waiting in (*asking, *self._asking.pop(project_id)):
                if not waiting.done():
                    waiting.set_result(Unavailable())

    async def _answer(self, project_id: ProjectId, asking: list[_Asking]) -> None:
        answers = await self._one_round(project_id, [agent_id for agent_id, _ in asking])
        for (_, waiting), answer in zip(asking, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)

    async def _one_round(self, project_id: ProjectId, agent_ids: list[UserId]) -> Sequence[_Served]:
        try:
            async with self._database.transaction() as tx:
                if len(agent_ids) > 1:
                    return await actions.take_together(tx, agent_ids, project_id)
                return [await actions.take_next(tx, agent_ids[0], project_id)]
        except Refused as refusal:
            return [refusal for _ in agent_ids]
        except asyncpg.PostgresError as error:
            # One of them may be the reason: each hears by himself what there is to hear.
            log.warning("Agents are served one by one", error=type(error).__name__)
            return [actions.AskAlone() for _ in agent_ids]


def _note(error: Exception) -> None:
    # Its text may repeat what a person wrote, so only its kind and its place are kept.
    log.error("A round of the queue broke", error=type(error).__name__, at=place_of(error))
