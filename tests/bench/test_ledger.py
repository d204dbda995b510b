"""The benchmark's checker is only worth something if it sees what it is there to see."""

from collections.abc import Callable, Sequence

import pytest

from bench.ledger import Ledger, SeenMessage, verdict_on

Screen = list[SeenMessage]
Break = Callable[[Screen, Screen], tuple[Screen, Screen]]

CONVERSATION = 7


def test_a_run_without_a_fault_is_clean() -> None:
    ledger, stored = run(lambda screen, rows: (screen, rows))

    assert verdict_on(ledger, stored).is_clean


@pytest.mark.parametrize(
    ("measure", "plant"),
    [
        ("lost", lambda screen, rows: (screen, rows[:-1])),
        ("stored_twice", lambda screen, rows: (screen, [*rows, SeenMessage(4, CONVERSATION, 5)])),
        ("not_shown", lambda screen, rows: (screen[1:], rows)),
        ("shown_twice", lambda screen, rows: ([*screen, screen[-1]], rows)),
        ("out_of_order", lambda screen, rows: ([screen[1], screen[0], *screen[2:]], rows)),
        ("gaps", lambda screen, rows: (screen, [*rows[:-1], SeenMessage(4, CONVERSATION, 9)])),
        (
            "overtaken",
            lambda screen, rows: (
                screen,
                [SeenMessage(1, CONVERSATION, 2), SeenMessage(2, CONVERSATION, 1), *rows[2:]],
            ),
        ),
    ],
)
def test_a_planted_fault_is_found_and_named(measure: str, plant: Break) -> None:
    ledger, stored = run(plant)

    assert getattr(verdict_on(ledger, stored), measure) > 0


def test_a_message_refused_and_stored_all_the_same_is_found() -> None:
    ledger, stored = run(lambda screen, rows: (screen, rows))

    ledger.record_ack(4, {"ok": False, "error": {"code": "invalid"}})

    assert verdict_on(ledger, stored).falsely_failed == 1


def run(plant: Break) -> tuple[Ledger, Sequence[SeenMessage]]:
    """Let one visitor write four messages that an agent sees."""
    ledger = Ledger(agents=1)
    for number in range(1, 5):
        ledger.attempt(0, 0.0)
        ledger.record_sent(number, CONVERSATION, number)
    perfect = [SeenMessage(number, CONVERSATION, number) for number in range(1, 5)]
    screen, stored = plant(list(perfect), list(perfect))
    for one in screen:
        ledger.record_seen(0, one.message, one.conversation_id, one.seq)
    return ledger, stored
