"""Dry runs: a workflow walked through by hand, with nothing sent and nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from frontdesk.features.workflows.model import (
    Advanced,
    Answer,
    Ask,
    AskAnswer,
    AskDecision,
    AskSite,
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
from frontdesk.features.workflows.wire import (
    MAX_REHEARSED_LINES,
    RehearsedLine,
    RehearsedSoFar,
    RehearsedTurn,
    WithheldBecause,
    WorkflowDefinition,
)


class Cast(Protocol):
    """Who decides, answers and is asked in a dry run."""

    async def respond(self, ask: Ask, lines: Sequence[Line]) -> tuple[Answer, Spent]:
        """Play the part of whoever is asked, and say what that cost."""
        ...

    def look_over(self, passages: Sequence[Passage]) -> LookedOver:
        """Say what of a turn would reach the visitor."""
        ...


@dataclass(frozen=True)
class LookedOver:
    """A turn as it would be carried out, and why its words would wait for a person."""

    passages: Sequence[Passage]
    withheld: WithheldBecause | None = None
    words: str = ""


@dataclass
class Stage:
    """One dry run: what was said so far, where it stands, and what it cost."""

    definition: WorkflowDefinition
    facts: Facts
    state: State = field(default_factory=State)
    lines: list[Line] = field(default_factory=list)
    turns: int = 0
    tokens: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the team has taken over."""
        return self.state.phase == "handed_over"

    @property
    def so_far(self) -> RehearsedSoFar:
        """Say what it takes to go on from here."""
        return RehearsedSoFar(
            turns=self.turns,
            phase=self.state.phase,
            node_id=self.state.node_id,
            step_no=self.state.step_no,
            memory=self.state.memory,
            lines=[
                RehearsedLine("visitor" if line.sender == "visitor" else "ai", line.text)
                for line in self.lines[-MAX_REHEARSED_LINES:]
            ],
            tokens=self.tokens,
        )


def set_stage(definition: WorkflowDefinition, facts: Facts, so_far: RehearsedSoFar | None) -> Stage:
    """Begin a dry run, or go on where an earlier part of it ended."""
    if so_far is None:
        return Stage(definition, facts)
    state = State(so_far.phase, so_far.node_id, so_far.step_no, so_far.turns, memory=so_far.memory)
    lines = [Line(one.sender, one.text) for one in so_far.lines]
    return Stage(definition, facts, state, lines, so_far.turns, so_far.tokens)


async def rehearse(stage: Stage, messages: Sequence[str], cast: Cast) -> list[RehearsedTurn]:
    """Let a visitor say these messages one by one, until the team would take over."""
    turns: list[RehearsedTurn] = []
    for message in messages:
        if stage.is_over:
            break
        turns.append(await _rehearse_turn(stage, message, cast))
    return turns


async def _rehearse_turn(stage: Stage, message: str, cast: Cast) -> RehearsedTurn:
    stage.turns += 1
    stage.lines.append(Line("visitor", message))
    stage.state = begin_turn(stage.state, stage.turns)
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
        answer, cost = await cast.respond(advanced.ask, stage.lines[-MAX_REHEARSED_LINES:])
        stage.tokens += cost.tokens
        spent[advanced.state.step_no + 1] = cost
        given = Given(given.facts, answer)
    seen = cast.look_over(passages)
    if seen.withheld:
        stage.state = replace(stage.state, phase="handed_over")
    return RehearsedTurn(
        message,
        trace_entries(stage.definition, seen.passages, spent),
        stage.state.phase,
        seen.withheld,
        seen.words,
    )


def tool_of(ask: Ask) -> str:
    """Name what was asked for, for the trace."""
    match ask:
        case AskDecision():
            return "model: decide"
        case AskAnswer():
            return "model: answer"
        case AskSite():
            return "GET"


def _hear(stage: Stage, advanced: Advanced) -> None:
    stage.lines += [Line("ai", deed.text) for deed in advanced.deeds if isinstance(deed, Say)]
