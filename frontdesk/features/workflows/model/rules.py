"""Rules: conditions that need no model. A rule that cannot be read does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from time import monotonic

import regex

from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.wire.graph import (
    AttributeRule,
    HoursRule,
    PageRule,
    RuleMatch,
    StatusRule,
    TagRule,
    TextRule,
    TextTest,
    TimeRule,
    WorkflowRule,
)

# A pattern is a manager's, the text is anybody's: together they may take for ever, so
# each look is cut short, and a pattern that needs longer on the worst text we know of
# cannot be published. All of it belongs on a thread, where `concurrent` lets others run.
PATTERN_SECONDS = 0.02
PATTERN_CHARACTERS = 200
_TRIAL_SECONDS = 0.05
_PROBE_CHARACTERS = 2_000
_MINUTES_PER_HOUR = 60


def all_match(rules: Iterable[WorkflowRule], match: RuleMatch, facts: Facts) -> bool:
    matched = (applies(rule, facts) for rule in rules)
    return all(matched) if match == "all" else any(matched)


def applies(rule: WorkflowRule, facts: Facts) -> bool:
    return _is_so(rule, facts) != rule.is_not


def _is_so(rule: WorkflowRule, facts: Facts) -> bool:
    match rule:
        case TextRule() | PageRule() | AttributeRule():
            return _passes(rule.test, rule.value, _text_of(rule, facts))
        case TimeRule():
            return _is_time(rule, facts)
        case HoursRule():
            return facts.is_within_hours
        case StatusRule():
            return facts.status in rule.statuses
        case TagRule():
            return rule.tag in facts.tags


def _text_of(rule: TextRule | PageRule | AttributeRule, facts: Facts) -> str:
    match rule:
        case TextRule():
            return facts.text
        case PageRule():
            return facts.page_url
        case AttributeRule():
            return facts.attributes.get(rule.name, "")


def _passes(test: TextTest, wanted: str, text: str) -> bool:
    if test == "matches":
        return _matches(wanted, text)
    if test == "exists":
        return bool(text.strip())
    wanted, text = wanted.strip().casefold(), text.strip().casefold()
    if test == "equals":
        return text == wanted
    # Every text contains the empty one: a rule nobody finished would always hold.
    if not wanted:
        return False
    return text.startswith(wanted) if test == "starts_with" else wanted in text


def _matches(pattern: str, text: str) -> bool:
    compiled = _compiled(pattern)
    # A draft that is tried may hold such a pattern; a walk through it must not fail.
    if compiled is None:
        return False
    try:
        return compiled.search(text, timeout=PATTERN_SECONDS, concurrent=True) is not None
    except TimeoutError:
        return False


# Compiling costs more than most searches, and a turn looks at the same few patterns.
@lru_cache(maxsize=1_024)
def _compiled(pattern: str) -> regex.Pattern[str] | None:
    if len(pattern) > PATTERN_CHARACTERS:
        return None
    try:
        return regex.compile(pattern, regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError, ValueError):
        return None


@lru_cache(maxsize=1_024)
def trouble_of_pattern(pattern: str) -> str | None:
    """Return why a regular expression cannot be used."""
    if len(pattern) > PATTERN_CHARACTERS:
        return f"A regular expression may have at most {PATTERN_CHARACTERS} characters."
    compiled = _compiled(pattern)
    if compiled is None:
        return "This is not a regular expression."
    # Long runs of what the pattern itself speaks of are what makes backtracking explode.
    letters = dict.fromkeys(["a", "0", " ", *filter(str.isalnum, pattern)])
    probes = (letter * _PROBE_CHARACTERS + "\x01" for letter in list(letters)[:_MOST_PROBES])
    until = monotonic() + _TRIAL_SECONDS
    try:
        for probe in probes:
            compiled.search(probe, timeout=max(until - monotonic(), 0), concurrent=True)
    except TimeoutError:
        return "This regular expression can take too long. Avoid a repetition inside a repetition."
    return None


_MOST_PROBES = 6


def minutes_of(clock: str) -> int | None:
    """Read `HH:MM` as minutes of the day; `24:00` is the end of one."""
    hours, _, minutes = clock.partition(":")
    if not (_is_two_digits(hours) and _is_two_digits(minutes)):
        return None
    total = int(hours) * _MINUTES_PER_HOUR + int(minutes)
    return total if int(minutes) < _MINUTES_PER_HOUR and total <= _MINUTES_PER_DAY else None


_MINUTES_PER_DAY = 24 * _MINUTES_PER_HOUR


def _is_two_digits(text: str) -> bool:
    # `isdigit` alone takes digits of other scripts, and `int` would read them.
    return len(text) == len("00") and text.isascii() and text.isdigit()


def _is_time(rule: TimeRule, facts: Facts) -> bool:
    opens, closes = minutes_of(rule.opens), minutes_of(rule.closes)
    if opens is None or closes is None:
        return False
    if opens <= closes:
        return facts.weekday in rule.days and opens <= facts.minute_of_day < closes
    # A night shift belongs to the day on which it began.
    if facts.minute_of_day >= opens:
        return facts.weekday in rule.days
    return facts.minute_of_day < closes and _DAY_BEFORE[facts.weekday] in rule.days


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_BEFORE = {day: _DAYS[number - 1] for number, day in enumerate(_DAYS)}
