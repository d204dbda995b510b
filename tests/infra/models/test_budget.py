from frontdesk.infra.models import (
    Budget,
    Called,
    Question,
    Returned,
    Said,
    ToolCall,
    Usage,
    tightest,
)
from frontdesk.infra.models import estimate_tokens as estimate
from tests.infra.models.harness import NOTE, asks

QUESTION = asks("When do you open?", max_output_tokens=500)


def test_a_budget_with_room_leaves_the_limits_as_they_are() -> None:
    assert Budget(100_000, 5).limits_for(QUESTION) == QUESTION.limits


def test_a_budget_nearly_spent_shortens_the_answer() -> None:
    limits = Budget(estimate(QUESTION) + 100, 5).limits_for(QUESTION)

    assert limits is not None
    assert limits.max_output_tokens == 100


def test_a_spent_budget_pays_for_nothing() -> None:
    assert Budget(estimate(QUESTION) + 10, 5).limits_for(QUESTION) is None
    assert Budget(100_000, 0).limits_for(QUESTION) is None


def test_a_turn_is_taken_off_and_never_below_nothing() -> None:
    assert Budget(1_000, 3).after(Usage(300, 200)) == Budget(500, 2)
    assert Budget(100, 0).after(Usage(300, 200)) == Budget(0, 0)


def test_all_budgets_have_to_hold() -> None:
    assert tightest(Budget(100, 9), Budget(500, 2)) == Budget(100, 2)


def test_everything_that_is_sent_is_counted() -> None:
    call = ToolCall("c1", "add_note", {"text": "x" * 300})
    spoken = Question("p" * 300, (Said("user", "x" * 300),))
    called = Question("p" * 300, (Said("user", "x" * 300), Called((call,))))
    returned = Question(
        "p" * 300, (Said("user", "x" * 300), Called((call,)), Returned("c1", "n", "y" * 300))
    )
    with_tool = Question("p" * 300, (Said("user", "x" * 300),), (NOTE,))

    assert 200 <= estimate(spoken) <= 250
    assert estimate(called) >= estimate(spoken) + 100
    assert estimate(returned) >= estimate(called) + 100
    assert estimate(with_tool) > estimate(spoken)
