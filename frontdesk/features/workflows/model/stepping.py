"""The engine: one node at a time, pure. Nothing here waits, stores, sends or raises.

`step` runs the node a conversation stands at. Either the node is passed, or it asks for
something (a model's decision, a model's answer, another system's) and must be stepped
again with the answer. `advance` steps until nothing can go on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from frontdesk.features.workflows.model.acting import MAX_TOOL_CALLS, act, answer_visitor
from frontdesk.features.workflows.model.graph import (
    DEFAULT,
    NEXT,
    NO,
    YES,
    find_node,
    find_start,
    target_of,
)
from frontdesk.features.workflows.model.outcomes import NO_KEY, NodeOutcome, hand_over, storable
from frontdesk.features.workflows.model.rules import all_match
from frontdesk.features.workflows.model.running import (
    MEMORY_CHARACTERS,
    Ask,
    AskAnswer,
    AskDecision,
    AskFailed,
    Decided,
    Handoff,
    Key,
    Option,
    Output,
    Say,
    State,
    StepContext,
    Stepped,
    StepResult,
)
from frontdesk.features.workflows.model.texts import fill, with_names
from frontdesk.features.workflows.wire.graph import (
    MAX_STEPS_PER_TURN,
    ActionNode,
    ConditionNode,
    EndNode,
    LlmNode,
    MessageNode,
    StartNode,
    SwitchNode,
    WaitForReplyNode,
    WorkflowDefinition,
    WorkflowNode,
)

_Run: TypeAlias = NodeOutcome | Ask

LOST = "The workflow has no such step any more."
TOO_LONG = f"The workflow took more than {MAX_STEPS_PER_TURN} steps for one message."
_TEXT_CHARACTERS = 5_000
NOWHERE = "The workflow leads nowhere from here."


def begin_turn(state: State, turn: int) -> State:
    """Let a conversation go on, because the visitor wrote.

    A finished run begins anew; its steps stay counted, as they are in the database.
    """
    # "asking" counts as finished: its turn died before the answer came, and whoever was asked
    # then has nobody to answer any more.
    node_id = state.node_id if state.phase in ("ready", "waiting") else None
    memory = state.memory if node_id is not None else {}
    return replace(
        state,
        phase="ready",
        node_id=node_id,
        turn=turn,
        steps=0,
        calls=0,
        tool_calls=0,
        memory=memory,
    )


def step(definition: WorkflowDefinition, state: State, step_context: StepContext) -> Stepped:
    """Run the node where the conversation stands.

    A state that waits for the visitor, or is over, stays as it is.
    """
    if state.phase not in ("ready", "asking"):
        return Stepped(state)
    node = find_start(definition) if state.node_id is None else find_node(definition, state.node_id)
    # Published versions never change, but a draft that is tried may have lost the step.
    if node is None:
        return _pass(definition, state, state.node_id or "start", hand_over(LOST))
    outcome = _run(node, _expecting(state, step_context), state)
    if isinstance(outcome, NodeOutcome):
        return _pass(definition, state, node.id, outcome)
    asking = replace(state, phase="asking", node_id=node.id)
    return Stepped(asking, (replace(outcome, key=_key(state)),))


@dataclass(frozen=True)
class Advanced:
    """How far a run came by itself, and what must be answered before it goes on."""

    state: State
    step_results: tuple[StepResult, ...]
    ask: Ask | None = None

    @property
    def effects(self) -> tuple[Output, ...]:
        """The effects of all step results, in order."""
        return tuple(effect for step_result in self.step_results for effect in step_result.effects)


def advance(definition: WorkflowDefinition, state: State, step_context: StepContext) -> Advanced:
    """Step until something must be answered, or the turn is over."""
    step_results: list[StepResult] = []
    while state.phase in ("ready", "asking"):
        stepped = step(definition, state, step_context)
        # The answer was for one node. Kept, it would be taken by the next node that asks.
        state, step_context = stepped.state, StepContext(step_context.facts)
        if stepped.step_result is None:
            [ask] = stepped.outputs
            if isinstance(ask, Ask):
                return Advanced(state, tuple(step_results), ask)
            break
        step_results.append(stepped.step_result)
    return Advanced(state, tuple(step_results))


def _expecting(state: State, step_context: StepContext) -> StepContext:
    """Drop an answer nobody waits for: the ask is then made again."""
    answer = step_context.answer
    # A late answer carries an older key. Believing it would let the model decide a question
    # with what it said to another one.
    is_expected = state.phase == "asking" and answer is not None and answer.key == _key(state)
    return step_context if is_expected else StepContext(step_context.facts)


def _run(node: WorkflowNode, step_context: StepContext, state: State) -> _Run:
    match node:
        case ConditionNode():
            return _decide_yes_or_no(node, step_context)
        case SwitchNode():
            return _choose(node, step_context)
        case ActionNode():
            return act(node.id, node.action, step_context, state)
        case LlmNode():
            return _let_model_answer(node, step_context, state)
        case StartNode() | MessageNode() | WaitForReplyNode() | EndNode():
            return _go_on(node, step_context, state)


def _go_on(
    node: StartNode | MessageNode | WaitForReplyNode | EndNode,
    step_context: StepContext,
    state: State,
) -> NodeOutcome:
    match node:
        case MessageNode():
            text = storable(fill(node.text, step_context.facts, state))[:_TEXT_CHARACTERS]
            return NodeOutcome(NEXT, (Say(NO_KEY, text, node.text),) if text.strip() else ())
        case WaitForReplyNode():
            return NodeOutcome(NEXT, phase="waiting")
        case EndNode():
            return NodeOutcome(None, phase="ended")
        case StartNode():
            return NodeOutcome(NEXT)


def _decide_yes_or_no(node: ConditionNode, step_context: StepContext) -> _Run:
    if node.by == "rule":
        is_so = all_match(node.rules, node.match, step_context.facts)
        return NodeOutcome(YES if is_so else NO, decision=f"By rule: {YES if is_so else NO}.")
    options = (Option(YES), Option(NO))
    match step_context.answer:
        case None:
            return AskDecision(NO_KEY, node.id, node.question, options)
        case Decided(label=label):
            # None of the labels is a no: the other way round a shrug would pass for consent.
            way = YES if label == YES else NO
            return NodeOutcome(way, decision=f"The model decided: {way}.", memory=way)
        case other:
            return _without_decision(other)


def _choose(node: SwitchNode, step_context: StepContext) -> _Run:
    if node.by == "rule":
        for case in node.cases:
            if all_match(case.rules, case.match, step_context.facts):
                return NodeOutcome(case.key, decision=f"By rule: {case.label}.", memory=case.label)
        return NodeOutcome(DEFAULT, decision="By rule: none of the cases.")
    options = tuple(Option(case.label, case.hint) for case in node.cases)
    match step_context.answer:
        case None:
            return AskDecision(NO_KEY, node.id, node.question, options)
        case Decided(label=label):
            # The model is shown labels, because keys mean nothing to it, so it answers with one.
            key = next((case.key for case in node.cases if case.label == label), DEFAULT)
            chosen = label if key != DEFAULT and label else DEFAULT
            return NodeOutcome(key, decision=f"The model chose: {chosen}.", memory=chosen)
        case other:
            return _without_decision(other)


def _let_model_answer(node: LlmNode, step_context: StepContext, state: State) -> _Run:
    # Names stand where a value would: what a visitor wrote must not be read as an order.
    if step_context.answer is None:
        instructions, known = with_names(node.instructions, step_context.facts, state)
        return AskAnswer(NO_KEY, node.id, instructions, tuple(node.tools), known)
    return answer_visitor(step_context.answer, tuple(node.tools), MAX_TOOL_CALLS - state.tool_calls)


def _without_decision(answer: object) -> NodeOutcome:
    why = answer.why if isinstance(answer, AskFailed) else "this was no decision"
    return hand_over(f"The model could not decide: {why}")


def _key(state: State) -> Key:
    return Key(state.turn, state.calls)


def _pass(
    definition: WorkflowDefinition, state: State, node_id: str, outcome: NodeOutcome
) -> Stepped:
    outcome, target = _led_on(definition, state, node_id, outcome)
    # An ask used up a key, too; counting it again here keeps every key its own.
    first = state.calls + (state.phase == "asking")
    effects = tuple(
        replace(effect, key=Key(state.turn, first + number))
        for number, effect in enumerate(outcome.effects)
    )
    memory = state.memory
    if outcome.memory is not None:
        memory = {**memory, node_id: storable(outcome.memory)[:MEMORY_CHARACTERS]}
    # All counters are set here and nowhere else, so a node cannot spend a step without
    # being counted against the limit of its turn.
    after = State(
        phase=outcome.phase,
        node_id=target,
        step_no=state.step_no + 1,
        turn=state.turn,
        steps=state.steps + 1,
        calls=first + len(effects),
        tool_calls=state.tool_calls + outcome.tool_calls,
        memory=memory,
    )
    step_result = StepResult(
        step_no=after.step_no,
        turn=after.turn,
        node_id=node_id,
        exit=outcome.exit,
        next_node_id=target,
        phase=after.phase,
        memory=memory,
        effects=effects,
        decision=outcome.decision,
    )
    return Stepped(after, effects, step_result)


def _led_on(
    definition: WorkflowDefinition, state: State, node_id: str, outcome: NodeOutcome
) -> tuple[NodeOutcome, str | None]:
    """Return where the way out leads; where it leads nowhere, the team takes over."""
    if outcome.exit is None:
        return outcome, None
    target = target_of(definition, node_id, outcome.exit)
    if target is None and outcome.otherwise is not None:
        outcome = replace(outcome, exit=outcome.otherwise, otherwise=None)
        return _led_on(definition, state, node_id, outcome)
    # A node that waits or ends stops by itself, so only one that would go on is the last.
    is_last = outcome.phase == "ready" and state.steps + 1 >= MAX_STEPS_PER_TURN
    if target is not None and not is_last:
        return outcome, target
    reason = TOO_LONG if target is not None else NOWHERE
    # What the node did stands: its words may have promised the visitor something already.
    handed = Handoff(NO_KEY, reason)
    return replace(
        outcome, exit=None, effects=(*outcome.effects, handed), phase="handed_over"
    ), None
