"""Ephemeral events: true now, worth nothing later, never stored in the feed."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from frontdesk.features.projects.wire.projects import MemberState
from frontdesk.kit.audience import OneVisitor, ProjectMembers
from frontdesk.kit.protocol import ClientEvent, Rate, ServerEvent
from frontdesk.kit.wire import OkAck, Wire, WireId

PageUrl: TypeAlias = Annotated[str, Meta(min_length=1, max_length=2_048)]
PageTitle: TypeAlias = Annotated[str, Meta(max_length=300)]
AgentState: TypeAlias = Literal["available", "away"]
Availability: TypeAlias = MemberState


class VisitorIsTyping(Wire):
    """`visitorIsTyping`, from a visitor."""

    is_typing: bool


class UpdateContext(Wire):
    """`updateContext`, from a visitor: the page they look at."""

    current_url: PageUrl
    title: PageTitle | None = None


class AgentPresence(Wire):
    """`agentPresence`: an agent's beat; `active` means input since the last one."""

    project_id: WireId
    state: AgentState
    active: bool
    viewing: WireId | None = None


class AgentTyping(Wire):
    """`POST …/conversations/{id}/typing`."""

    is_typing: bool


class VisitorStatusChanged(Wire):
    """`visitorStatusChanged`, to members."""

    visitor_uid: str
    visitor_id: int | None
    is_online: bool


class VisitorTyping(Wire):
    """`visitorIsTyping`, to members."""

    conversation_id: int
    visitor_uid: str
    is_typing: bool


class VisitorContextUpdated(Wire):
    """`visitorContextUpdated`, to members."""

    visitor_uid: str
    visitor_id: int | None
    current_url: str
    title: str | None


class AgentIsTyping(Wire):
    """`agentIsTyping`, to the visitor."""

    agent_name: str
    is_typing: bool


class ColleagueTyping(Wire):
    """`agentTyping`, to members: who is writing a reply to which visitor."""

    user_id: int
    name: str
    conversation_id: int
    is_typing: bool


class AgentStatusChanged(Wire):
    """`agentStatusChanged`, to members."""

    user_id: int
    state: Availability


class AgentViewing(Wire):
    """`agentViewing`, to members: who looks at which conversation."""

    user_id: int
    name: str
    conversation_id: int | None


VISITOR_IS_TYPING = ClientEvent(
    "visitorIsTyping", "visitor", VisitorIsTyping, OkAck, Rate(1, 10), refuses=("not_identified",)
)
UPDATE_CONTEXT = ClientEvent(
    "updateContext",
    "visitor",
    UpdateContext,
    OkAck,
    Rate(1, 10),
    refuses=("not_identified", "invalid_page_address"),
)
AGENT_PRESENCE = ClientEvent(
    "agentPresence", "agent", AgentPresence, OkAck, Rate(5, 50), refuses=("room_not_joined",)
)

AGENT_IS_TYPING = ServerEvent("agentIsTyping", AgentIsTyping, OneVisitor)
VISITOR_STATUS_CHANGED = ServerEvent("visitorStatusChanged", VisitorStatusChanged, ProjectMembers)
VISITOR_TYPING = ServerEvent("visitorIsTyping", VisitorTyping, ProjectMembers)
VISITOR_CONTEXT_UPDATED = ServerEvent(
    "visitorContextUpdated", VisitorContextUpdated, ProjectMembers
)
AGENT_STATUS_CHANGED = ServerEvent("agentStatusChanged", AgentStatusChanged, ProjectMembers)
AGENT_VIEWING = ServerEvent("agentViewing", AgentViewing, ProjectMembers)
AGENT_TYPING = ServerEvent("agentTyping", ColleagueTyping, ProjectMembers)
