"""What `frontdesk doctor` says about what happens behind the commits: consumers, deliveries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.infra.consumers import ConsumerState
    from frontdesk.infra.deliveries import DeliveryState

# A consumer reads within a moment; one that is a minute late is in trouble.
LATE_SECONDS = 60

_ABOUT_LAG = (
    'Is a worker running? Its log says why ("A consumer failed and tries again"). An entry that\n'
    "      keeps failing is parked after 8 attempts, and the rest goes on by itself."
)
_ABOUT_PARKED = (
    'A worker\'s log says where each failed ("... is parked"), and so does parked_entries.reason.\n'
    "      Once that is mended, have them handled again: update parked_entries set again = true\n"
    "      where consumer = '{name}'. They are removed with the feed's entries, after 30 days."
)
_ABOUT_MISSED = (
    "No worker has run it for 60 days, so it goes on with what is left. Once you have seen to\n"
    "      what it missed: update feed_positions set missed = 0 where consumer = '{name}'."
)
_ABOUT_UNKNOWN = (
    "This version does not have it, and the feed is kept for it. If no other version runs:\n"
    "      delete from feed_consumers where name = '{name}'."
)
_ABOUT_OVERDUE = "Is a worker running? Deliveries are sent by workers, within a second."
_ABOUT_GIVEN_UP = (
    "The other systems did not answer for 24 hours. The table deliveries says which, and why in\n"
    "      last_problem and last_status; what was sent is no longer kept."
)


def complaints_about_deliveries(states: Collection[DeliveryState]) -> Iterator[tuple[str, str]]:
    """Say which requests to other systems are late or were given up."""
    for state in states:
        if state.overdue_seconds > LATE_SECONDS:
            late = f"{state.overdue_seconds:.0f} s overdue"
            yield f"the deliveries of {state.sender} are {late}", _ABOUT_OVERDUE
        if state.given_up_today:
            given_up = _count(state.given_up_today, "delivery", "deliveries")
            yield f"{given_up} of {state.sender} given up since yesterday", _ABOUT_GIVEN_UP


def complaints_about_consumers(
    states: Collection[ConsumerState], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with consumers, and what to do about it."""
    for state in states:
        name = state.name
        if name not in known:
            yield f"the feed's consumer {name} is unknown", _ABOUT_UNKNOWN.format(name=name)
            continue
        if state.lag_seconds > LATE_SECONDS:
            late = f"{state.lag_seconds:.0f} s behind in {_count(state.projects_behind, 'project')}"
            yield f"the feed's consumer {name} is {late}", _ABOUT_LAG
        if state.parked:
            parked = _count(state.parked, "entry", "entries")
            yield f"the feed's consumer {name} has parked {parked}", _ABOUT_PARKED.format(name=name)
        if state.missed:
            missed = _count(state.missed, "entry", "entries")
            yield f"the feed's consumer {name} has missed {missed}", _ABOUT_MISSED.format(name=name)


def _count(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"
