"""Placeholders in texts: `{{visitor.name}}`, `{{message}}`, `{{page}}`, `{{steps.<node>}}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from frontdesk.features.workflows.model.running import Facts, State

_PLACE = re.compile(r"\{\{\s*([A-Za-z0-9_.\- ]{1,80}?)\s*\}\}")


def fill(text: str, facts: Facts, state: State) -> str:
    """Write what is known in place of the placeholders; unknown ones become nothing.

    What is put in is never looked at again: a visitor who writes a placeholder has
    written just that.
    """
    # One pass. Filling until nothing is left would let a visitor read the memory of steps
    # by writing their placeholders.
    return _PLACE.sub(lambda found: _known(found[1], facts, state), text)


def fill_each(text: str, facts: Facts, state: State, encode: Callable[[str], str]) -> str:
    """Fill a text whose author wrote it in some code, such as a query: values are encoded."""
    return _PLACE.sub(lambda found: encode(_known(found[1], facts, state)), text)


def with_names(text: str, facts: Facts, state: State) -> tuple[str, dict[str, str]]:
    """Write names in place of the placeholders, and say beside it what is known as each.

    For instructions: what a visitor or another system wrote must not stand among them.
    """
    known = {name: _known(name, facts, state) for name in placeholders(text)}
    return _PLACE.sub(lambda found: f"“{found[1]}”", text), known


def has_placeholder(text: str) -> bool:
    return _PLACE.search(text) is not None


def placeholders(text: str) -> list[str]:
    return [found[1] for found in _PLACE.finditer(text)]


def is_known_placeholder(name: str) -> bool:
    return name in _PLAIN or name.startswith(("attribute.", "steps."))


def _known(name: str, facts: Facts, state: State) -> str:
    match name:
        case "message":
            return facts.text
        case "page":
            return facts.page_url
        case "visitor.name":
            return facts.attributes.get("name", "")
        case "visitor.email":
            return facts.attributes.get("email", "")
    kind, _, rest = name.partition(".")
    if kind == "attribute":
        return facts.attributes.get(rest, "")
    return state.memory.get(rest, "") if kind == "steps" else ""


_PLAIN = frozenset({"message", "page", "visitor.name", "visitor.email"})
