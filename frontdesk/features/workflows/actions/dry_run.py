"""Dry runs: a workflow walked through by hand, with nothing sent and nothing stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from frontdesk.features.workflows.model.running import (
    Ask,
    AskResult,
    Facts,
    Say,
    State,
    StepContext,
    StepResult,
)
from frontdesk.features.workflows.model.stand_in import ChatMessage
from frontdesk.features.workflows.model.stepping import Advanced, advance, begin_turn
from frontdesk.features.workflows.model.tracing import Spent, trace_entries
from frontdesk.features.workflows.wire.exchange import (
    MAX_DRY_RUN_LINES,
    DryRunMessage,
    DryRunProgress,
    DryRunTurn,
    WithheldBecause,
)
from frontdesk.features.workflows.wire.graph import WorkflowDefinition


class DryRunDriver(Protocol):
    """Who decides, answers and is asked in a dry run."""

    async def respond(self, ask: Ask, lines: Sequence[ChatMessage]) -> tuple[AskResult, Spent]:
        """Answer an ask, and say what that cost."""
        ...

    def review(self, step_results: Sequence[StepResult]) -> ReviewedTurn:
        """Return what of a turn would reach the visitor."""
        ...


@dataclass(frozen=True)
class ReviewedTurn:
    """A turn as it would be carried out, and why its words would wait for a person."""

    step_results: Sequence[StepResult]
    withheld: WithheldBecause | None = None
    words: str = ""


@dataclass
class DryRunState:
    """One dry run: what was said so far, where it stands, and what it cost."""

    definition: WorkflowDefinition
    facts: Facts
    state: State = field(default_factory=State)
    lines: list[ChatMessage] = field(default_factory=list)
    turns: int = 0
    tokens: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the team has taken over."""
        return self.state.phase == "handed_over"

    @property
    def so_far(self) -> DryRunProgress:
        """Return what it takes to go on from here."""
        return DryRunProgress(
            turns=self.turns,
            phase=self.state.phase,
            node_id=self.state.node_id,
            step_no=self.state.step_no,
            memory=self.state.memory,
            lines=[
                DryRunMessage("visitor" if line.sender == "visitor" else "ai", line.text)
                for line in self.lines[-MAX_DRY_RUN_LINES:]
            ],
            tokens=self.tokens,
        )


def start_dry_run(
    definition: WorkflowDefinition, facts: Facts, so_far: DryRunProgress | None
) -> DryRunState:
    """Begin a dry run, or go on where an earlier part of it ended."""
    if so_far is None:
        return DryRunState(definition, facts)
    state = State(so_far.phase, so_far.node_id, so_far.step_no, so_far.turns, memory=so_far.memory)
    lines = [ChatMessage(one.sender, one.text) for one in so_far.lines]
    return DryRunState(definition, facts, state, lines, so_far.turns, so_far.tokens)


async def perform_dry_run(
    dry_run: DryRunState, messages: Sequence[str], driver: DryRunDriver
) -> list[DryRunTurn]:
    """Let a visitor say these messages one by one, until the team would take over."""
    turns: list[DryRunTurn] = []
    for message in messages:
        if dry_run.is_over:
            break
        turns.append(await _run_turn(dry_run, message, driver))
    return turns


async def _run_turn(dry_run: DryRunState, message: str, driver: DryRunDriver) -> DryRunTurn:
    dry_run.turns += 1
    dry_run.lines.append(ChatMessage("visitor", message))
    dry_run.state = begin_turn(dry_run.state, dry_run.turns)
    step_context = StepContext(replace(dry_run.facts, text=message))
    step_results: list[StepResult] = []
    spent: dict[int, Spent] = {}
    while True:
        advanced = await asyncio.to_thread(advance, dry_run.definition, dry_run.state, step_context)
        dry_run.state = advanced.state
        step_results += advanced.step_results
        _collect(dry_run, advanced)
        if advanced.ask is None:
            break
        answer, cost = await driver.respond(advanced.ask, dry_run.lines[-MAX_DRY_RUN_LINES:])
        dry_run.tokens += cost.tokens
        # The step that asked is not passed yet; it will get the next number.
        spent[advanced.state.step_no + 1] = cost
        step_context = StepContext(step_context.facts, answer)
    seen = driver.review(step_results)
    # As in a real turn, where a person answers instead: the dry run must not go on as if the
    # visitor had read it.
    if seen.withheld:
        dry_run.state = replace(dry_run.state, phase="handed_over")
    return DryRunTurn(
        message,
        trace_entries(dry_run.definition, seen.step_results, spent),
        dry_run.state.phase,
        seen.withheld,
        seen.words,
    )


def _collect(dry_run: DryRunState, advanced: Advanced) -> None:
    dry_run.lines += [
        ChatMessage("ai", effect.text) for effect in advanced.effects if isinstance(effect, Say)
    ]
