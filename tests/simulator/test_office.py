"""Thousands of visitors, agents who come and go, and time that passes at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from frontdesk.features.projects.wire.settings import RoutingMode
from frontdesk.features.routing.model import FreeAgent, Waiting
from frontdesk.kit.ids import UserId
from tests.features.conversations.states import WAITING
from tests.simulator import office
from tests.simulator.office import Office

ARRIVING = replace(WAITING, waiting_since=None, queued_at=None, agent_replied_at=None, tries=0)


@pytest.mark.parametrize(("mode", "seed"), [("queue", 1), ("sticky", 2), ("push", 3)])
def test_everybody_is_served_in_turn_and_nobody_has_too_many(mode: RoutingMode, seed: int) -> None:
    story = Office(mode, seed)

    story.run(ARRIVING, visitors=2_000, agents=12)

    assert len(story.finished) == 2_000
    assert story.chats == {}
    assert [one for one in story.served if not is_in_turn(mode, *one)] == []
    assert story.most_held <= office.CAPACITY
    assert max(story.waits_seconds) < 3_600


def is_in_turn(mode: RoutingMode, chosen: Waiting, open_to_agent: list[Waiting]) -> bool:
    """Whether nobody who could have been served came before: by priority, then by time."""
    first = min(open_to_agent, key=lambda one: one.place)
    is_agents_own = mode == "sticky" and chosen.tries == 0 and chosen.last_assignee_id is not None
    return chosen == first or (is_agents_own and chosen.priority == first.priority)


def test_planted_the_newest_first_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def choose_newest(waiting: list[Waiting], *_: object, **__: object) -> Waiting | None:
        return max(waiting, key=lambda one: one.place, default=None)

    monkeypatch.setattr(office, "choose_next", choose_newest)
    story = Office("queue", 1)

    story.run(ARRIVING, visitors=500, agents=5)

    assert [one for one in story.served if not is_in_turn("queue", *one)] != []


def test_planted_a_choice_that_counts_no_load_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def first_of_all(agents: list[FreeAgent], _: object) -> UserId | None:
        return agents[0].user_id if agents else None

    count = Office.loads
    monkeypatch.setattr(office, "choose_agent", first_of_all)
    monkeypatch.setattr(office, "FreeAgent", lambda user_id, *_: FreeAgent(user_id, 0, None))
    monkeypatch.setattr(office, "CAPACITY", 1_000)
    story = Office("push", 1)

    story.run(ARRIVING, visitors=300, agents=5)

    assert count(story) == {}
    assert story.most_held > 5
