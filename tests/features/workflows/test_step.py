"""What each kind of node does, one step at a time."""

from __future__ import annotations

import pytest

from frontdesk.features.workflows.model.running import (
    AddNote,
    Answered,
    AskAnswer,
    AskDecision,
    AskFailed,
    AskSite,
    ChangeStatus,
    Decided,
    Facts,
    Handoff,
    Key,
    Option,
    RefuseTool,
    RequestedTool,
    Say,
    SetTag,
    SiteAnswered,
    State,
    StepContext,
    TellSite,
)
from frontdesk.features.workflows.model.stepping import advance, begin_turn, step
from tests.features.workflows.graphs import (
    case,
    condition,
    contains,
    end,
    graph,
    handoff,
    line,
    llm,
    message,
    note,
    request,
    start,
    status,
    switch,
    tag,
    wait,
)

PLAIN = (("Content-Type", "text/plain; charset=utf-8"),)
HELLO = StepContext(Facts(text="hello", attributes={"name": "Ada"}))


def test_a_message_is_said_with_what_is_known_in_it() -> None:
    greeting = line(message("hi", "Hello {{visitor.name}}! {{attribute.plan}}"), end())

    advanced = advance(greeting, begin_turn(State(), 7), HELLO)

    assert advanced.effects == (Say(Key(7, 0), "Hello Ada! "),)
    assert [step_result.node_id for step_result in advanced.step_results] == ["start", "hi", "end"]
    assert advanced.state.phase == "ended"


def test_what_a_visitor_writes_is_never_taken_for_a_placeholder() -> None:
    echo = line(message("echo", "You said: {{message}}"), end())
    tricky = StepContext(Facts(text="{{visitor.email}}", attributes={"email": "ada@shop.example"}))

    advanced = advance(echo, begin_turn(State(), 1), tricky)

    assert [effect.text for effect in advanced.effects if isinstance(effect, Say)] == [
        "You said: {{visitor.email}}"
    ]


def test_a_wait_ends_the_turn_and_the_next_message_goes_on_behind_it() -> None:
    asking = line(message("q", "Your order?"), wait(), note("keep", "Order {{message}}"), end())

    first = advance(asking, begin_turn(State(), 1), HELLO)
    second = advance(asking, begin_turn(first.state, 2), StepContext(Facts(text="A-17")))

    assert first.state.phase == "waiting"
    assert second.effects == (AddNote(Key(2, 0), "Order A-17"),)
    assert [step_result.step_no for step_result in second.step_results] == [4, 5]


def test_a_waiting_conversation_does_not_move_by_itself() -> None:
    state = advance(line(wait(), end()), begin_turn(State(), 1), HELLO).state

    assert step(line(wait(), end()), state, HELLO).state == state


@pytest.mark.parametrize(("text", "way"), [("I want a refund", "yes"), ("hello", "no")])
def test_a_condition_by_rule_asks_nobody(text: str, way: str) -> None:
    asks = graph(
        start(),
        condition("refund", contains("refund")),
        end("yes"),
        end("no"),
        edges="start>refund refund:yes>yes refund:no>no",
    )

    advanced = advance(asks, begin_turn(State(), 1), StepContext(Facts(text=text)))

    assert advanced.ask is None
    assert [step_result.node_id for step_result in advanced.step_results][-1] == way


def test_a_condition_by_model_waits_for_the_answer_and_to_no_other() -> None:
    asks = graph(
        start(),
        condition("urgent", question="Is it urgent?"),
        handoff(),
        end(),
        edges="start>urgent urgent:yes>handoff urgent:no>end",
    )
    asked = advance(asks, begin_turn(State(), 3), HELLO)
    assert asked.ask == AskDecision(
        Key(3, 0), "urgent", "Is it urgent?", (Option("yes"), Option("no"))
    )

    for_another = advance(asks, asked.state, StepContext(HELLO.facts, Decided(Key(2, 0), "yes")))
    answered = advance(asks, asked.state, StepContext(HELLO.facts, Decided(Key(3, 0), "yes")))

    assert (for_another.ask, for_another.step_results) == (asked.ask, ())
    assert answered.effects == (Handoff(Key(3, 1), "Too hard"),)
    assert answered.state.phase == "handed_over"


@pytest.mark.parametrize(
    ("label", "way"), [("Billing", "bill"), ("Shipping", "ship"), ("Nonsense", "default")]
)
def test_a_switch_by_model_takes_the_case_that_was_chosen_or_the_default(
    label: str, way: str
) -> None:
    topics = graph(
        start(),
        switch(
            "topic", case("bill", label="Billing"), case("ship", label="Shipping"), question="?"
        ),
        end(),
        edges="start>topic topic:bill>end topic:ship>end topic:default>end",
    )
    asked = advance(topics, begin_turn(State(), 1), HELLO)

    advanced = advance(topics, asked.state, StepContext(HELLO.facts, Decided(Key(1, 0), label)))

    assert advanced.step_results[0].exit == way


def test_a_switch_by_rule_takes_the_first_case_that_holds() -> None:
    topics = graph(
        start(),
        switch("topic", case("a", contains("hell")), case("b", contains("hello"))),
        end(),
        edges="start>topic topic:a>end topic:b>end topic:default>end",
    )

    advanced = advance(topics, begin_turn(State(), 1), HELLO)

    assert advanced.step_results[1].exit == "a"


def test_actions_are_wanted_in_order_and_numbered() -> None:
    busy = line(note("n", "Look"), tag("t", "vip"), status("s"), request("tell", "POST"), end())

    advanced = advance(busy, begin_turn(State(), 4), HELLO)

    assert advanced.effects == (
        AddNote(Key(4, 0), "Look"),
        SetTag(Key(4, 1), "vip", remove=False),
        ChangeStatus(Key(4, 2), "solved"),
        TellSite(Key(4, 3), "POST", "https://shop.example/o", PLAIN, "hello"),
    )


def test_what_a_site_answers_can_be_said_later() -> None:
    looked_up = line(
        request("order", url="https://shop.example/o?q={{message}}"),
        message("tell", "It says {{steps.order}}"),
        end(),
    )
    asked = advance(looked_up, begin_turn(State(), 1), StepContext(Facts(text="a b&c=1")))
    assert asked.ask == AskSite(Key(1, 0), "order", "https://shop.example/o?q=a%20b%26c%3D1", ())

    answer = SiteAnswered(Key(1, 0), 200, "shipped\x00")
    advanced = advance(looked_up, asked.state, StepContext(HELLO.facts, answer))

    assert advanced.effects == (Say(Key(1, 1), "It says shipped"),)


@pytest.mark.parametrize(
    "answer", [SiteAnswered(Key(1, 0), 500, "no"), AskFailed(Key(1, 0), "away")]
)
def test_a_site_that_fails_leads_its_own_way_if_there_is_one(
    answer: SiteAnswered | AskFailed,
) -> None:
    nodes = (start(), request("get"), end("ok"), end("bad"))
    with_way = graph(*nodes, edges="start>get get>ok get:failed>bad")
    without = graph(*nodes, edges="start>get get>ok")

    for workflow, last in ((with_way, "bad"), (without, "ok")):
        asked = advance(workflow, begin_turn(State(), 1), HELLO)
        advanced = advance(workflow, asked.state, StepContext(HELLO.facts, answer))
        assert advanced.step_results[-1].node_id == last


def test_a_model_answers_and_its_tools_become_effects_without_its_ids() -> None:
    talk = line(llm("talk", "add_note", "set_tag", "change_status"), end())
    asked = advance(talk, begin_turn(State(), 1), HELLO)
    assert asked.ask == AskAnswer(
        Key(1, 0), "talk", "Be kind.", ("add_note", "set_tag", "change_status")
    )
    calls = (
        RequestedTool("add_note", {"text": "Angry", "conversationId": 99, "projectId": 2}),
        RequestedTool("change_status", {"status": "spam"}),
        RequestedTool("handoff", {"reason": "not offered here"}),
        RequestedTool("set_tag", ["vip"]),
        RequestedTool("set_tag", {"tag": "vip"}),
    )

    advanced = advance(
        talk, asked.state, StepContext(HELLO.facts, Answered(Key(1, 0), " Sorry! ", calls))
    )

    assert advanced.effects == (
        Say(Key(1, 1), "Sorry!"),
        AddNote(Key(1, 2), "Angry"),
        RefuseTool(Key(1, 3), "change_status", "A status can become pending or solved."),
        RefuseTool(Key(1, 4), "handoff", "This step does not offer such a tool."),
        RefuseTool(Key(1, 5), "set_tag", "The arguments are not an object."),
        SetTag(Key(1, 6), "vip", remove=False),
    )


def test_fifty_tool_calls_become_ten_and_a_complaint() -> None:
    talk = line(llm("talk", "add_note"), end())
    asked = advance(talk, begin_turn(State(), 1), HELLO)
    calls = tuple(RequestedTool("add_note", {"text": f"{number}"}) for number in range(50))

    advanced = advance(talk, asked.state, StepContext(HELLO.facts, Answered(Key(1, 0), "", calls)))

    assert len([effect for effect in advanced.effects if isinstance(effect, AddNote)]) == 10
    assert isinstance(advanced.effects[-1], RefuseTool)


def test_a_model_that_hands_over_does_so_last_and_ends_the_run() -> None:
    talk = line(llm("talk", "handoff", "add_note"), end())
    asked = advance(talk, begin_turn(State(), 1), HELLO)
    calls = (
        RequestedTool("handoff", {"reason": "Angry"}),
        RequestedTool("add_note", {"text": "Hm"}),
    )

    advanced = advance(talk, asked.state, StepContext(HELLO.facts, Answered(Key(1, 0), "", calls)))

    assert advanced.effects == (AddNote(Key(1, 1), "Hm"), Handoff(Key(1, 2), "Angry"))
    assert advanced.state.phase == "handed_over"


@pytest.mark.parametrize("answer", [Answered(Key(1, 0), "  "), AskFailed(Key(1, 0), "away")])
def test_a_model_with_nothing_to_say_leaves_it_to_the_team(answer: Answered | AskFailed) -> None:
    talk = line(llm("talk"), end())
    asked = advance(talk, begin_turn(State(), 1), HELLO)

    advanced = advance(talk, asked.state, StepContext(HELLO.facts, answer))

    assert advanced.state.phase == "handed_over"
    assert isinstance(advanced.effects[-1], Handoff)


def test_after_twenty_five_steps_the_team_takes_over() -> None:
    long = line(*(message(f"m{number}") for number in range(40)), end())

    advanced = advance(long, begin_turn(State(), 1), HELLO)

    assert len(advanced.step_results) == 25
    assert advanced.state.phase == "handed_over"
    assert isinstance(advanced.effects[-1], Handoff)
    assert "25 steps" in advanced.effects[-1].reason


def test_a_way_that_leads_nowhere_leads_to_the_team() -> None:
    stuck = graph(start(), message("m"), edges="start>m m>gone")

    advanced = advance(stuck, begin_turn(State(), 1), HELLO)

    assert advanced.state.phase == "handed_over"


def test_a_finished_conversation_begins_anew_and_counts_on() -> None:
    short = line(message("m"), end())
    first = advance(short, begin_turn(State(), 1), HELLO)

    second = advance(short, begin_turn(first.state, 2), HELLO)

    assert [(step_result.step_no, step_result.node_id) for step_result in second.step_results] == [
        (4, "start"),
        (5, "m"),
        (6, "end"),
    ]
