"""Reading facts from what others stored: whatever stands there, it becomes plain text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.features.projects.wire.settings import Weekday
from frontdesk.features.workflows.model.outcomes import storable
from frontdesk.kit.hours import zone_of

_MOST_ATTRIBUTES = 100
_NAME_CHARACTERS = 100
_VALUE_CHARACTERS = 1_000


def read_attributes(*sources: object) -> dict[str, str]:
    """Take what can be read from each source; later ones win.

    Null, lists, and keys of other systems' making are passed over: a workflow must not
    stop because of them.
    """
    found: dict[str, str] = {}
    for source in sources:
        if isinstance(source, Mapping):
            found.update(_readable(source))
    # Metadata comes from the site's own script and has no bound of its own.
    return dict(list(found.items())[:_MOST_ATTRIBUTES])


def read_memory(stored: object) -> dict[str, str]:
    """Take a run's memory from its row; what is no text was never ours."""
    if not isinstance(stored, Mapping):
        return {}
    return {str(name): text for name, text in stored.items() if isinstance(text, str)}


def read_clock(at: datetime, time_zone: str) -> tuple[Weekday, int]:
    """Return what a clock of this place shows: the day, and the minute of it."""
    shown = at.astimezone(zone_of(time_zone))
    return _WEEKDAYS[shown.weekday()], shown.hour * 60 + shown.minute


_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _readable(source: Mapping[object, object]) -> dict[str, str]:
    return {
        name[:_NAME_CHARACTERS]: _text_of(value)
        for name, value in source.items()
        if isinstance(name, str) and isinstance(value, str | int | float)
    }


def _text_of(value: str | float) -> str:
    # As JSON writes it, which is what the author of the rule has seen. `str` gives "True".
    if isinstance(value, bool):
        return "true" if value else "false"
    return storable(str(value))[:_VALUE_CHARACTERS]
