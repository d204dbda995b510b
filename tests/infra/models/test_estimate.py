from frontdesk.infra.models.question import Called, Question, Returned, Said, ToolCall
from frontdesk.infra.models.question import estimate_tokens as estimate
from tests.infra.models.harness import NOTE


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
