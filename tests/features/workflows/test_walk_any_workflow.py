"""What holds for every workflow that may be published, whatever visitors, models and sites say."""

from __future__ import annotations

import itertools
from typing import Any, TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.features.workflows.model.running import (
    Answered,
    Ask,
    AskAnswer,
    AskDecision,
    AskFailed,
    AskResult,
    AskSite,
    Decided,
    Facts,
    Key,
    RequestedTool,
    SiteAnswered,
    State,
    StepContext,
    StepResult,
)
from frontdesk.features.workflows.model.stepping import advance, begin_turn, step
from frontdesk.features.workflows.model.validation import errors_in, validate
from frontdesk.features.workflows.wire.graph import MAX_STEPS_PER_TURN, WorkflowDefinition
from tests.features.workflows.graphs import WORDS, valid_definitions

# Visitor messages, each with what is answered to the asks it leads to.
Story: TypeAlias = list[tuple[str, list[tuple[str, Any]]]]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
CALLS = st.builds(
    RequestedTool,
    st.sampled_from(["add_note", "set_tag", "handoff", "change_status", "send_form", "rm -rf"]),
    st.dictionaries(
        st.sampled_from(["text", "tag", "reason", "status", "conversationId", "projectId"]),
        st.sampled_from(["solved", "pending", "x\x00y", "\ud800", "1"]) | ANYTHING,
        max_size=4,
    )
    | ANYTHING,
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Visitor messages, each with what is answered to the asks it leads to."""
    answers: st.SearchStrategy[list[tuple[str, Any]]] = st.lists(
        st.one_of(
            st.tuples(st.just("label"), st.sampled_from(["yes", "no", "Alpha", "Beta", "?", None])),
            st.tuples(st.just("text"), st.tuples(st.sampled_from(WORDS), st.lists(CALLS))),
            st.tuples(st.just("site"), st.sampled_from([200, 204, 404, 500])),
            st.tuples(st.just("fails"), st.just("timed out")),
            st.tuples(st.just("stale"), st.just(None)),
        ),
        max_size=8,
    )
    turns = st.lists(st.tuples(st.sampled_from(WORDS), answers), min_size=1, max_size=4)
    return draw(turns)


EVERY = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@EVERY
@given(valid_definitions(), stories())
def test_a_turn_ends_within_its_steps_on_a_path_of_the_graph(
    definition: WorkflowDefinition, story: Story
) -> None:
    assert errors_in(validate(definition)) == []

    turns = walk(definition, story)

    edges = {(edge.source, edge.exit, edge.target) for edge in definition.edges}
    step_results = [step_result for turn in turns for step_result in turn]
    assert all(1 <= len(turn) <= MAX_STEPS_PER_TURN for turn in turns)
    assert all(turn[-1].phase in ("waiting", "ended", "handed_over") for turn in turns)
    assert [one.step_no for one in step_results] == list(range(1, len(step_results) + 1))
    for one, following in itertools.pairwise(step_results):
        if one.phase in ("ready", "waiting"):
            assert (one.node_id, one.exit, following.node_id) in edges
        else:
            assert following.node_id == "start"


@EVERY
@given(valid_definitions(), stories())
def test_every_effect_of_a_conversation_has_a_key_of_its_own(
    definition: WorkflowDefinition, story: Story
) -> None:
    turns = walk(definition, story)

    keys = [effect.key for turn in turns for step_result in turn for effect in step_result.effects]
    assert len(keys) == len(set(keys))


@EVERY
@given(valid_definitions(), stories())
def test_the_same_story_has_the_same_effects(definition: WorkflowDefinition, story: Story) -> None:
    assert walk(definition, story) == walk(definition, story)


@EVERY
@given(valid_definitions(), stories())
def test_a_turn_done_again_from_where_it_began_is_the_same(
    definition: WorkflowDefinition, story: Story
) -> None:
    state = State()
    for number, (text, answers) in enumerate(story, start=1):
        once, after = take_turn(definition, begin_turn(state, number), text, answers)
        again, after_again = take_turn(definition, begin_turn(state, number), text, answers)
        assert (once, after) == (again, after_again)
        state = after


@EVERY
@given(
    st.from_type(WorkflowDefinition),
    st.builds(State, st.sampled_from(["ready", "asking", "waiting"]), st.none() | st.text()),
    st.none() | st.builds(Decided, st.builds(Key, st.integers(), st.integers()), st.text()),
)
def test_a_step_never_raises_however_wrong_the_workflow_and_the_state(
    definition: WorkflowDefinition, state: State, answer: AskResult | None
) -> None:
    stepped = step(definition, state, StepContext(Facts(text="hello"), answer))

    assert stepped.state.phase in ("ready", "asking", "waiting", "ended", "handed_over")


def walk(definition: WorkflowDefinition, story: Story) -> list[list[StepResult]]:
    state, turns = State(), []
    for number, (text, answers) in enumerate(story, start=1):
        step_results, state = take_turn(definition, begin_turn(state, number), text, answers)
        turns.append(step_results)
    return turns


def take_turn(
    definition: WorkflowDefinition,
    state: State,
    text: str,
    answers: list[tuple[str, Any]],
) -> tuple[list[StepResult], State]:
    facts = Facts(text=text, tags=frozenset({"vip"}))
    step_context, told = StepContext(facts), list(answers)
    step_results: list[StepResult] = []
    while True:
        advanced = advance(definition, state, step_context)
        state = advanced.state
        step_results += advanced.step_results
        if advanced.ask is None:
            return step_results, state
        answer = told.pop(0) if told else ("fails", "nothing was scripted")
        step_context = StepContext(facts, _answer_to(advanced.ask, answer))


def _answer_to(ask: Ask, answer: tuple[str, Any]) -> AskResult:
    """Answer an ask, now and then with what belongs to another one."""
    match answer:
        case ("label", label):
            return Decided(ask.key, None if label is None else str(label))
        case ("text", (str(text), [*calls])):
            made = tuple(call for call in calls if isinstance(call, RequestedTool))
            return Answered(ask.key, text, made)
        case ("site", int(status)):
            return SiteAnswered(ask.key, status, "a\x00b")
        case ("stale", _):
            return Decided(Key(ask.key.turn - 1, ask.key.call), "yes")
        case _:
            assert isinstance(ask, AskDecision | AskAnswer | AskSite)
            return AskFailed(ask.key, "timed out")
