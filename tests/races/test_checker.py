"""The checker itself: silent on a true history, red on every way of bending it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.races.checker import History, SeenMessage, Stored, judge

_IDS = [f"m{number}" for number in range(1, 6)]


def test_a_true_history_breaks_nothing() -> None:
    history, stored = _a_true_history()

    verdict = judge(history, stored)

    assert verdict.broken == {}
    assert (verdict.attempted, verdict.confirmed) == (5, 5)


def test_a_message_stored_without_an_answer_counts_as_recovered_not_as_lost() -> None:
    history, stored = _a_true_history()
    history.confirmed.discard("m3")

    verdict = judge(history, stored)

    assert (verdict.recovered, verdict.broken) == (1, {})


def test_an_event_that_came_twice_over_the_wire_breaks_nothing_if_shown_once() -> None:
    history, stored = _a_true_history()
    history.wire["grace"].append("m2")

    verdict = judge(history, stored)

    assert (verdict.wire_doubled, verdict.broken) == (1, {})


def _lose(_: History, stored: list[Stored]) -> None:
    stored.pop()


def _invent(_: History, stored: list[Stored]) -> None:
    stored.append(Stored("m6", "ada", 1, 6))


def _refuse(history: History, _: list[Stored]) -> None:
    history.confirmed.discard("m5")
    history.refused.add("m5")


def _store_twice(_: History, stored: list[Stored]) -> None:
    stored.append(replace(stored[0], seq=6))


def _withhold(history: History, _: list[Stored]) -> None:
    history.shown["grace"].pop()


def _show_twice(history: History, _: list[Stored]) -> None:
    history.shown["grace"].append(history.shown["grace"][-1])


def _swap_on_screen(history: History, _: list[Stored]) -> None:
    view = history.shown["grace"]
    view[1], view[2] = view[2], view[1]


def _swap_when_storing(_: History, stored: list[Stored]) -> None:
    stored[1], stored[2] = replace(stored[1], seq=3), replace(stored[2], seq=2)


def _skip_a_number(_: History, stored: list[Stored]) -> None:
    stored[4] = replace(stored[4], seq=7)


@pytest.mark.parametrize(
    ("bend", "broken"),
    [
        (_lose, "lost"),
        (_invent, "phantom"),
        (_refuse, "falsely_refused"),
        (_store_twice, "doubled"),
        (_withhold, "undelivered"),
        (_show_twice, "shown_twice"),
        (_swap_on_screen, "shown_out_of_order"),
        (_swap_when_storing, "sender_out_of_order"),
        (_skip_a_number, "gaps"),
    ],
)
def test_every_way_of_bending_it_is_seen(
    bend: Callable[[History, list[Stored]], None], broken: str
) -> None:
    history, stored = _a_true_history()

    bend(history, stored)

    assert broken in judge(history, stored).broken


def _a_true_history() -> tuple[History, list[Stored]]:
    stored = [Stored(one, "ada", 1, seq) for seq, one in enumerate(_IDS, start=1)]
    history = History()
    history.attempted["ada"] = list(_IDS)
    history.confirmed = set(_IDS)
    history.shown["grace"] = [SeenMessage(one, 1, seq) for seq, one in enumerate(_IDS, start=1)]
    history.wire["grace"] = list(_IDS)
    return history, stored
