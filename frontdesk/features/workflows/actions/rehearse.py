"""Dry runs: a workflow walked through by hand, with nothing sent and nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontdesk.features.workflows.model import (
    Advanced,
    Answer,
    Ask,
    AskAnswer,
    AskDecision,
    AskFailed,
    AskSite,
    DecideAndAnswer,
    Facts,
    Given,
    Line,
    Passage,
    Say,
    Spent,
    State,
    advance,
    begin_turn,
    trace_entries,
)
from frontdesk.features.workflows.wire import RehearsedTurn, WorkflowDefinition

NOT_ASKED = "a dry run asks no other system"


@dataclass
class _Stage:
    """One dry run: what was said so far, and where it stands."""

    definition: WorkflowDefinition
    facts: Facts
    model: DecideAndAnswer
    state: State = field(default_factory=State)
    lines: list[Line] = field(default_factory=list)


async def rehearse(
    definition: WorkflowDefinition,
    messages: Sequence[str],
    facts: Facts,
    model: DecideAndAnswer,
) -> list[RehearsedTurn]:
    """Let a visitor say these messages one by one, until the team would take over."""
    stage = _Stage(definition, facts, model)
    turns: list[RehearsedTurn] = []
    for number, message in enumerate(messages, start=1):
        turns.append(await _rehearse_turn(stage, number, message))
        if stage.state.phase == "handed_over":
            break
    return turns


async def _rehearse_turn(stage: _Stage, number: int, message: str) -> RehearsedTurn:
    stage.lines.append(Line("visitor", message))
    stage.state = begin_turn(stage.state, number)
    given = Given(replace(stage.facts, text=message))
    passages: list[Passage] = []
    spent: dict[int, Spent] = {}
    while True:
        advanced = advance(stage.definition, stage.state, given)
        stage.state = advanced.state
        passages += advanced.passages
        _hear(stage, advanced)
        if advanced.ask is None:
            break
        spent[advanced.state.step_no + 1] = Spent(tool=tool_of(advanced.ask))
        given = Given(given.facts, await _answer(stage, advanced.ask))
    entries = trace_entries(stage.definition, passages, spent)
    return RehearsedTurn(message, entries, stage.state.phase)


def tool_of(ask: Ask) -> str:
    """Name what was asked for, for the trace."""
    match ask:
        case AskDecision():
            return "model: decide"
        case AskAnswer():
            return "model: answer"
        case AskSite():
            return "GET"


async def _answer(stage: _Stage, ask: Ask) -> Answer:
    match ask:
        case AskDecision():
            return await stage.model.decide(ask, stage.lines)
        case AskAnswer():
            return await stage.model.answer(ask, stage.lines)
        case AskSite():
            return AskFailed(ask.key, f"Not asked: {NOT_ASKED}.")


def _hear(stage: _Stage, advanced: Advanced) -> None:
    stage.lines += [Line("ai", deed.text) for deed in advanced.deeds if isinstance(deed, Say)]
