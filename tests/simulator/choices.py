"""What an agent gets next, said in Python: the store says the same in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.features.projects.wire.settings import RoutingMode
    from frontdesk.features.routing.model import Waiting
    from frontdesk.kit.ids import UserId


def choose_next(
    waiting: Iterable[Waiting], agent_id: UserId, mode: RoutingMode, *, can_another: bool
) -> Waiting | None:
    """Choose what an agent gets next.

    In sticky mode the agent's own former chats come first within their priority. What they lost,
    or in the other modes simply had, is left to others while another could take it.
    """

    def is_own(one: Waiting) -> bool:
        return mode == "sticky" and one.last_assignee_id == agent_id and one.tries == 0

    def is_open_to_agent(one: Waiting) -> bool:
        return one.last_assignee_id != agent_id or is_own(one) or not can_another

    own_turn = [one for one in waiting if is_open_to_agent(one)]
    return min(own_turn, key=lambda one: (one.place[0], not is_own(one), one.place), default=None)
