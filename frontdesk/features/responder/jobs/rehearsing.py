"""Dry runs: whoever is asked is asked within the limits of a real turn, and with no effects."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.responder.jobs.mind import Mind
from frontdesk.features.responder.jobs.think import ask_site, providers_of
from frontdesk.features.responder.model import Thought
from frontdesk.features.responder.model.guard import guard_of, guarded
from frontdesk.features.workflows.model import (
    Answer,
    Ask,
    AskFailed,
    AskSite,
    Line,
    Passage,
    SiteAnswered,
    Spent,
    StandIn,
    validate,
)
from frontdesk.features.workflows.wire import Rehearsal

if TYPE_CHECKING:
    from frontdesk.features.responder.jobs.trial import TrialDesk
    from frontdesk.features.responder.model import Scene
    from frontdesk.features.workflows.wire import DryRun
    from frontdesk.kit.clock import Clock

_NOT_ASKED = "Not asked: a dry run asks no other system unless you let it."
_BUDGET_SPENT = "The budget is spent: a real turn would leave this to the team."


async def rehearse(desk: TrialDesk, clock: Clock, scene: Scene, wanted: DryRun) -> Rehearsal:
    """Walk through the next messages of a dry run, and say where it stands then."""
    stage = workflows.set_stage(scene.definition, scene.facts, wanted.so_far)
    cast = _Cast(desk, clock, scene, wanted, stage)
    ahead = scene.said[stage.turns :]
    turns = await workflows.rehearse(stage, ahead[: wanted.at_most], cast)
    return Rehearsal(
        turns=turns,
        problems=validate(scene.definition),
        so_far=stage.so_far,
        messages_left=0 if stage.is_over else len(ahead) - len(turns),
    )


@dataclass
class _Cast:
    """Whoever is asked: the script, else the project's models or the stand-in, or nobody."""

    desk: TrialDesk
    clock: Clock
    scene: Scene
    wanted: DryRun
    stage: workflows.Stage
    mind: Mind | None = field(init=False, default=None)
    turn: int = -1
    turn_ends: float = 0.0

    def __post_init__(self) -> None:
        """Take the project's models along, if they are to answer."""
        if self.wanted.models == "project":
            scene = self.scene
            providers = providers_of(self.desk.box, scene.project_id, scene.settings.providers)
            self.mind = Mind(self.desk.models, providers, scene.persona_name)

    async def respond(self, ask: Ask, lines: Sequence[Line]) -> tuple[Answer, Spent]:
        """Answer within what is left of the turn's time, and say what that cost."""
        began = self.clock.monotonic()
        if ask.key.turn != self.turn:
            self.turn = ask.key.turn
            self.turn_ends = began + self.scene.settings.answer_within_seconds
        tokens = self.mind.usage.total if self.mind else 0
        answer = await self._in_time(ask, lines, self.turn_ends - began)
        return answer, Spent(
            tool=self._tool(ask),
            tokens=(self.mind.usage.total if self.mind else 0) - tokens,
            ms=round((self.clock.monotonic() - began) * 1000),
            failure=answer.why if isinstance(answer, AskFailed) else None,
        )

    def look_over(self, passages: Sequence[Passage]) -> workflows.LookedOver:
        """Measure a turn's words as a real one's are."""
        guard = guard_of(self.scene.definition, self.scene.settings)
        thought = guarded(Thought(tuple(passages)), guard)
        withheld = thought.withheld
        if withheld is None:
            return workflows.LookedOver(thought.passages)
        return workflows.LookedOver(thought.passages, withheld.because, withheld.words)

    async def _in_time(self, ask: Ask, lines: Sequence[Line], seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                return await self._answer(ask, lines)
        except TimeoutError:
            most = self.scene.settings.answer_within_seconds
            why = f"The turn took more than {most} seconds: the visitor would be in the queue."
            return AskFailed(ask.key, why)

    async def _answer(self, ask: Ask, lines: Sequence[Line]) -> Answer:
        if isinstance(ask, AskSite):
            return await self._of_site(ask)
        if self.mind is None or self._is_scripted(ask):
            return await StandIn(self.wanted.decisions, self.wanted.answers).respond(ask, lines)
        if not self._has_budget():
            return AskFailed(ask.key, _BUDGET_SPENT)
        return await self.mind.respond(ask, lines)

    async def _of_site(self, ask: AskSite) -> Answer:
        if self.wanted.really_ask:
            return await ask_site(self.desk.sites, ask, self.scene.settings.allowed_hosts)
        canned = self.wanted.site_answers.get(ask.node_id)
        if canned is None:
            return AskFailed(ask.key, _NOT_ASKED)
        return SiteAnswered(ask.key, canned.status, canned.body)

    def _has_budget(self) -> bool:
        settings, spent = self.scene.settings, self.stage.tokens
        return (
            self.stage.turns <= settings.turns_per_conversation
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
        return tool if self.mind else tool.replace("model", "stand-in")
