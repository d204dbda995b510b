"""The responder as it crosses the network."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.projects.wire.settings import (
    AssignedMeanwhile,
    GatedWords,
    HostName,
    ResponderMode,
    ResponderStyle,
    ResponderWhen,
)
from frontdesk.features.workflows.wire.exchange import WithheldBecause
from frontdesk.infra.models.provider import ProviderKind
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import ClientEvent, Rate, ServerEvent
from frontdesk.kit.wire import OkAck, Wire, WireId

RunMode: TypeAlias = Literal["draft", "auto"]
RunState: TypeAlias = Literal["thinking", "answered", "drafted", "void", "failed", "handed_over"]
DraftState: TypeAlias = Literal["open", "approved", "discarded"]

# What keeps the responder from answering in a conversation.
SilentBecause: TypeAlias = Literal[
    "closed",
    "ai_off",
    "switched_off",
    "budget_spent",
    "chat_budget_spent",
    "person_asked_for",
    "taken",
    "somebody_online",
    "within_hours",
]

DraftText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=5_000)]


class ResponderProviderWire(Wire):
    """One way to a model, in order of preference; of a key only its last characters."""

    id: int
    name: str
    kind: ProviderKind
    model: str
    base_url: str | None
    key_hint: str | None


class ResponderSettings(Wire):
    """`GET /projects/{pid}/responder`: what the project wants of its responder.

    Without providers the built-in demo model answers. Tokens are read and written ones.
    `allowedHosts` are those that workflows may reach; an empty list lets them reach none.
    An answer with any of `gatedWords` is not sent by itself: a person finds it as a draft.
    """

    mode: ResponderMode
    when: ResponderWhen
    style: ResponderStyle
    prompt: str
    assigned_meanwhile: AssignedMeanwhile
    answer_within_seconds: int
    turns_per_conversation: int
    tokens_per_conversation: int
    tokens_per_day: int
    tokens_today: int
    allowed_hosts: list[str]
    gated_words: list[str]
    providers: list[ResponderProviderWire]
    version: int


class PutResponderProvider(Wire):
    """A provider as a manager writes it; with `id`, `key` unset keeps the stored key."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    kind: ProviderKind
    model: Annotated[str, Meta(max_length=200)]
    id: WireId | None = None
    base_url: Annotated[str, Meta(max_length=2_048)] | None = None
    key: Annotated[str, Meta(min_length=1, max_length=4_096)] | UnsetType | None = UNSET


class PutResponder(Wire):
    """`PUT /projects/{pid}/responder`: replaced as a whole, `If-Match` honoured.

    Without `gatedWords` our own list holds. In them `*` stands for a few words of the same
    sentence (in front: for the rest of a word), `#` for a sum or a percentage.
    """

    mode: ResponderMode
    when: ResponderWhen = "nobody_online"
    style: ResponderStyle = "simple"
    prompt: Annotated[str, Meta(max_length=20_000)] = ""
    assigned_meanwhile: AssignedMeanwhile = "draft"
    answer_within_seconds: Annotated[int, Meta(ge=10, le=3_600)] = 90
    turns_per_conversation: Annotated[int, Meta(ge=1, le=10_000)] = 30
    tokens_per_conversation: Annotated[int, Meta(ge=1_000, le=100_000_000)] = 100_000
    tokens_per_day: Annotated[int, Meta(ge=1_000, le=1_000_000_000_000)] = 5_000_000
    providers: Annotated[list[PutResponderProvider], Meta(max_length=10)] = msgspec.field(
        default_factory=list
    )
    allowed_hosts: Annotated[list[HostName], Meta(max_length=100)] = msgspec.field(
        default_factory=list
    )
    gated_words: Annotated[list[GatedWords], Meta(max_length=300)] | UnsetType = UNSET


class TryResponder(Wire):
    """`POST /projects/{pid}/responder/try`: ask the saved providers something, as a visitor."""

    text: DraftText


class TriedResponder(Wire):
    """What came back; nothing is stored and no budget is spent."""

    text: str
    provider: str
    tokens_in: int
    tokens_out: int
    model_ms: int
    # Why a visitor would not have been told this.
    withheld: WithheldBecause | None = None
    withheld_words: str = ""


class ResponderRunWire(Wire):
    """One time the responder thought about a message of the visitor."""

    id: int
    trigger_seq: int
    attempt: int
    mode: RunMode
    state: RunState
    reason: str | None
    provider: str | None
    tokens_in: int
    tokens_out: int
    model_ms: int
    started_at: str
    ended_at: str | None


class ResponderRuns(Wire):
    """`GET …/conversations/{id}/runs`, the latest first."""

    data: list[ResponderRunWire]


class DraftWire(Wire):
    """An answer the responder wrote and nobody sent; `draftCreated` carries it to members."""

    id: int
    conversation_id: int
    trigger_seq: int
    text: str
    reason: str
    state: DraftState
    created_at: str
    feed_seq: int | UnsetType = UNSET


class DraftPage(Wire):
    """The open drafts of a conversation, the latest first."""

    data: list[DraftWire]


class DraftAsked(Wire):
    """`POST …/drafts`: a run numbered above `afterRunId` writes it; `GET …/runs` tells its end."""

    after_run_id: int


class ResponderStatus(Wire):
    """`GET …/conversations/{id}/responder`: what the project wants, and what stands here.

    `mode` is what happens when the visitor writes now, and `silentBecause` why nothing does.
    `noDraftBecause` says in words why nobody can ask for a draft.
    """

    project_mode: ResponderMode
    project_when: ResponderWhen
    mode: ResponderMode
    silent_because: SilentBecause | None
    no_draft_because: str | None


class ApproveDraft(Wire):
    """`POST …/drafts/{id}/approve`: send it as one's own reply, edited if `text` is given."""

    text: DraftText | None = None


class DraftDiscarded(Wire):
    """`draftDiscarded`, to members: it was sent, or thrown away."""

    id: int
    conversation_id: int
    state: DraftState
    feed_seq: int | UnsetType = UNSET


class ResponderTyping(Wire):
    """`responderTyping`, to members; `text` is what the model has written so far."""

    conversation_id: int
    is_typing: bool
    text: str


class SetAiEnabled(Wire):
    """`setAiEnabled`, from a visitor."""

    enabled: bool


class RequestHuman(Wire):
    """`requestHuman`, from a visitor."""


_REFUSED_ABOUT_THE_CHAT = ("not_identified", "chat_closed", "nothing_written", "not_found")
SET_AI_ENABLED = ClientEvent(
    "setAiEnabled",
    "visitor",
    SetAiEnabled,
    OkAck,
    Rate(0.1, 6),
    refuses=_REFUSED_ABOUT_THE_CHAT,
)
REQUEST_HUMAN = ClientEvent(
    "requestHuman",
    "visitor",
    RequestHuman,
    OkAck,
    Rate(0.1, 6),
    refuses=_REFUSED_ABOUT_THE_CHAT,
)

RESPONDER_TYPING = ServerEvent("responderTyping", ResponderTyping, ProjectMembers)
DRAFT_CREATED = ServerEvent("draftCreated", DraftWire, ProjectMembers, is_durable=True)
DRAFT_DISCARDED = ServerEvent("draftDiscarded", DraftDiscarded, ProjectMembers, is_durable=True)
