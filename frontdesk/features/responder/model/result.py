"""The result of a run: words, effects, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.features.responder.wire import DraftState, DraftWire
from frontdesk.features.workflows.model.running import Effect, Key, Say, State, StepResult
from frontdesk.features.workflows.model.tracing import Spent
from frontdesk.features.workflows.wire.exchange import WithheldBecause
from frontdesk.infra.models.answer import NoAnswerReason, Usage
from frontdesk.kit.ids import ConversationId, ProjectId
from frontdesk.kit.wire import to_wire_time


@dataclass(frozen=True)
class Withheld:
    """Why an answer may not be sent by itself, and the words that made it so."""

    because: WithheldBecause
    words: str = ""


@dataclass(frozen=True)
class RunResult:
    """Everything a run wants said and done; nothing of it is committed yet.

    `failure` says why the last model that was asked in vain gave no answer.
    """

    step_results: tuple[StepResult, ...] = ()
    state: State | None = None
    usage: Usage = field(default_factory=Usage)
    provider: str | None = None
    model_ms: int = 0
    spent: Mapping[int, Spent] = field(default_factory=dict)
    failure: NoAnswerReason | None = None
    withheld: Withheld | None = None
    refused: Mapping[Key, str] = field(default_factory=dict)

    @property
    def effects(self) -> list[Effect]:
        """Everything to do, in order."""
        return [effect for step_result in self.step_results for effect in step_result.effects]

    @property
    def texts(self) -> list[str]:
        """What the visitor is to be told, in order."""
        return [effect.text for effect in self.effects if isinstance(effect, Say)]


@dataclass(frozen=True)
class Draft:
    """A row of `drafts`."""

    project_id: ProjectId
    id: int
    conversation_id: ConversationId
    trigger_seq: int
    text: str
    reason: str
    state: DraftState
    created_at: datetime

    def to_wire(self) -> DraftWire:
        """Shape it for members."""
        return DraftWire(
            id=self.id,
            conversation_id=self.conversation_id,
            trigger_seq=self.trigger_seq,
            text=self.text,
            reason=self.reason,
            state=self.state,
            created_at=to_wire_time(self.created_at),
        )
