"""Conditions without a model, and what odd input may not do to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk.features.workflows.model.facts import read_attributes, read_clock
from frontdesk.features.workflows.model.rules import applies, trouble_of_pattern
from frontdesk.features.workflows.model.running import Facts
from frontdesk.features.workflows.wire.graph import (
    AttributeRule,
    HoursRule,
    PageRule,
    StatusRule,
    TagRule,
    TextRule,
    TimeRule,
    WorkflowRule,
)

FACTS = Facts(
    text="Where is my REFUND, please?",
    page_url="https://shop.example/pricing?from=ad",
    attributes={"plan": "gold"},
    status="pending",
    tags=frozenset({"vip"}),
    weekday="fri",
    minute_of_day=10 * 60,
    is_within_hours=False,
)
NIGHT = TimeRule(["thu"], "22:00", "06:00", is_not=False)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (TextRule("contains", "refund", is_not=False), True),
        (TextRule("contains", "refund", is_not=True), False),
        (TextRule("contains", "", is_not=False), False),
        (TextRule("equals", " where is my refund, PLEASE? ", is_not=False), True),
        (TextRule("starts_with", "where", is_not=False), True),
        (TextRule("matches", r"re?fund\b", is_not=False), True),
        (TextRule("matches", "(", is_not=False), False),
        (TextRule("exists", "", is_not=False), True),
        (PageRule("contains", "/pricing", is_not=False), True),
        (AttributeRule("plan", "equals", "Gold", is_not=False), True),
        (AttributeRule("age", "exists", "", is_not=False), False),
        (StatusRule(["open", "pending"], is_not=False), True),
        (TagRule("vip", is_not=False), True),
        (TagRule("new", is_not=False), False),
        (HoursRule(is_not=False), False),
        (HoursRule(is_not=True), True),
        (TimeRule(["fri"], "09:00", "17:00", is_not=False), True),
        (TimeRule(["fri"], "10:01", "17:00", is_not=False), False),
        (TimeRule(["fri"], "09:00", "10:00", is_not=False), False),
        (TimeRule(["mon"], "09:00", "17:00", is_not=False), False),
        (TimeRule(["fri"], "soon", "later", is_not=False), False),
    ],
)
def test_a_rule_applies_when_its_condition_is_true(rule: WorkflowRule, *, expected: bool) -> None:
    assert applies(rule, FACTS) is expected


def test_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    assert applies(NIGHT, Facts(weekday="thu", minute_of_day=23 * 60))
    assert applies(NIGHT, Facts(weekday="fri", minute_of_day=5 * 60))
    assert not applies(NIGHT, Facts(weekday="thu", minute_of_day=5 * 60))
    assert not applies(NIGHT, Facts(weekday="fri", minute_of_day=6 * 60))


def test_the_clock_is_the_projects() -> None:
    late_on_saturday = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert read_clock(late_on_saturday, "UTC") == ("sat", 23 * 60 + 30)
    assert read_clock(late_on_saturday, "Asia/Tokyo") == ("sun", 8 * 60 + 30)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$", r"((a{1,99}){1,99}){1,99}$"])
def test_a_pattern_that_explodes_is_cut_short_and_cannot_be_published(pattern: str) -> None:
    explosive = Facts(text="a" * 100_000 + "!")

    assert not applies(TextRule("matches", pattern, is_not=False), explosive)
    # Uncut it would take longer than the universe has.
    assert "too long" in str(trouble_of_pattern(pattern))


@pytest.mark.parametrize("pattern", [r"\brefund\b", r"^[\w.]+@shop\.example$", r"#?\d{4,8}"])
def test_an_ordinary_pattern_can_be_published(pattern: str) -> None:
    assert trouble_of_pattern(pattern) is None


@pytest.mark.parametrize(
    ("metadata", "read"),
    [
        (None, {}),
        ([1, 2], {}),
        ("text", {}),
        ({"plan": "gold", "age": 3, "vip": True}, {"plan": "gold", "age": "3", "vip": "true"}),
        ({"workflow": {"foreign": 1}, "plan": None, "x": ["y"], "a": "b\x00c"}, {"a": "bc"}),
        ({5: "number as a name"}, {}),
    ],
)
def test_whatever_stands_in_metadata_becomes_plain_text_or_nothing(
    metadata: Any,  # noqa: ANN401 - anything may stand there
    read: dict[str, str],
) -> None:
    assert read_attributes(metadata) == read
