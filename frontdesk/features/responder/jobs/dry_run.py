"""Dry runs: models and sites are asked within the limits of a real turn, with no effects."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.responder.jobs.model_session import ModelSession
from frontdesk.features.responder.jobs.think import ask_site, providers_of
from frontdesk.features.responder.model.guard import guard_of, guarded
from frontdesk.features.responder.model.result import RunResult
from frontdesk.features.workflows.model.running import (
    Ask,
    AskFailed,
    AskResult,
    AskSite,
    SiteAnswered,
    StepResult,
)
from frontdesk.features.workflows.model.stand_in import ChatMessage, StandIn
from frontdesk.features.workflows.model.tracing import Spent
from frontdesk.features.workflows.model.validation import check
from frontdesk.features.workflows.wire.exchange import DryRunResult

if TYPE_CHECKING:
    from frontdesk.features.responder.jobs.trial import TrialDependencies
    from frontdesk.features.responder.model.dry_run import DryRunSetup
    from frontdesk.features.workflows.wire.exchange import DryRun
    from frontdesk.kit.clock import Clock

_NOT_ASKED = "Not asked: a dry run asks no other system unless you let it."
_BUDGET_SPENT = "The budget is spent: a real turn would leave this to the team."


async def perform_dry_run(
    deps: TrialDependencies, clock: Clock, setup: DryRunSetup, wanted: DryRun
) -> DryRunResult:
    """Walk through the next messages of a dry run, and say where it stands then."""
    dry_run = workflows.start_dry_run(setup.definition, setup.facts, wanted.so_far)
    driver = _Driver(deps, clock, setup, wanted, dry_run)
    ahead = setup.said[dry_run.turns :]
    turns = await workflows.perform_dry_run(dry_run, ahead[: wanted.at_most], driver)
    return DryRunResult(
        turns=turns,
        problems=await check(setup.definition),
        so_far=dry_run.so_far,
        messages_left=0 if dry_run.is_over else len(ahead) - len(turns),
    )


@dataclass
class _Driver:
    """Who answers an ask: the script, else the project's models or the stand-in, or nobody."""

    deps: TrialDependencies
    clock: Clock
    setup: DryRunSetup
    wanted: DryRun
    dry_run: workflows.DryRunState
    session: ModelSession | None = field(init=False, default=None)
    turn: int = -1
    turn_ends: float = 0.0

    def __post_init__(self) -> None:
        """Take the project's models along, if they are to answer."""
        if self.wanted.models == "project":
            setup = self.setup
            providers = providers_of(self.deps.box, setup.project_id, setup.settings.providers)
            self.session = ModelSession(self.deps.models, providers, setup.persona_name)

    async def respond(self, ask: Ask, lines: Sequence[ChatMessage]) -> tuple[AskResult, Spent]:
        """Answer within what is left of the turn's time, and say what that cost."""
        began = self.clock.monotonic()
        if ask.key.turn != self.turn:
            self.turn = ask.key.turn
            self.turn_ends = began + self.setup.settings.answer_within_seconds
        tokens = self.session.usage.total if self.session else 0
        answer = await self._in_time(ask, lines, self.turn_ends - began)
        return answer, Spent(
            tool=self._tool(ask),
            tokens=(self.session.usage.total if self.session else 0) - tokens,
            ms=round((self.clock.monotonic() - began) * 1000),
            failure=answer.why if isinstance(answer, AskFailed) else None,
        )

    def review(self, step_results: Sequence[StepResult]) -> workflows.ReviewedTurn:
        """Measure a turn's words as a real one's are."""
        guard = guard_of(self.setup.definition, self.setup.settings)
        result = guarded(RunResult(tuple(step_results)), guard)
        withheld = result.withheld
        if withheld is None:
            return workflows.ReviewedTurn(result.step_results)
        return workflows.ReviewedTurn(result.step_results, withheld.because, withheld.words)

    async def _in_time(self, ask: Ask, lines: Sequence[ChatMessage], seconds: float) -> AskResult:
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(ask, lines)
        except TimeoutError:
            most = self.setup.settings.answer_within_seconds
            why = f"The turn took more than {most} seconds: the visitor would be in the queue."
            return AskFailed(ask.key, why)

    async def _answer(self, ask: Ask, lines: Sequence[ChatMessage]) -> AskResult:
        if isinstance(ask, AskSite):
            return await self._of_site(ask)
        if self.session is None or self._is_scripted(ask):
            return await StandIn(self.wanted.decisions, self.wanted.answers).respond(ask, lines)
        if not self._has_budget():
            return AskFailed(ask.key, _BUDGET_SPENT)
        return await self.session.respond(ask, lines)

    async def _of_site(self, ask: AskSite) -> AskResult:
        if self.wanted.really_ask:
            return await ask_site(self.deps.outbound, ask, self.setup.settings.allowed_hosts)
        canned = self.wanted.site_answers.get(ask.node_id)
        if canned is None:
            return AskFailed(ask.key, _NOT_ASKED)
        return SiteAnswered(ask.key, canned.status, canned.body)

    def _has_budget(self) -> bool:
        settings, spent = self.setup.settings, self.dry_run.tokens
        return (
            self.dry_run.turns <= settings.turns_per_conversation
            and spent < settings.tokens_per_conversation
            and settings.tokens_today + spent < settings.tokens_per_day
        )

    def _is_scripted(self, ask: Ask) -> bool:
        return ask.node_id in self.wanted.decisions or ask.node_id in self.wanted.answers

    def _tool(self, ask: Ask) -> str:
        tool = workflows.tool_of(ask)
        if isinstance(ask, AskSite):
            return tool if self.wanted.really_ask else f"{tool} (not asked)"
        if self._is_scripted(ask):
            return tool.replace("model", "script")
        return tool if self.session else tool.replace("model", "stand-in")
