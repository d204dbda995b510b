"""The queue and its rules as they cross the network."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.conversations.wire import ChatState, ConversationWire
from frontdesk.features.presence.wire import Availability
from frontdesk.features.projects.wire.projects import RoleName
from frontdesk.features.projects.wire.settings import AwayMessage, RoutingGroup
from frontdesk.kit.audience import OneVisitorConnection, ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire, WireId

ReassignReason: TypeAlias = Annotated[str, Meta(max_length=500)]
AlertReason: TypeAlias = Literal["too_many_reassignments", "stuck"]


class ReassignChat(Wire):
    """`POST …/conversations/{id}/reassign`, by a manager."""

    assignee_id: WireId
    reason: ReassignReason | None = None


class AssignChat(Wire):
    """`POST …/conversations/{id}/assignments`; `note` is kept as a note in the thread."""

    assignee_id: WireId
    note: Annotated[str, Meta(max_length=5_000)] | None = None


class HeldChat(Wire):
    """An assigned chat, as the board shows it."""

    conversation_id: int
    visitor_name: str | None
    visitor_uid: str
    chat_state: ChatState
    assigned_at: str


class AgentLoad(Wire):
    """One member on the board; `load` is how many chats wait for their answer."""

    user_id: int
    name: str
    avatar_url: str | None
    role: RoleName
    state: Availability
    active_at: str | None
    load: int
    capacity: int
    chats: list[HeldChat]
    median_reply_seconds: int | None


class QueueOverview(Wire):
    """`GET /projects/{pid}/queue`: who waits, in the order they are served, and who answers.

    `data` holds the first fifty; `waiting` counts all. Seconds are whole; null where
    there is nothing to measure yet.
    """

    waiting: int
    oldest_waiting_since: str | None
    assigned: int
    waiting_for_visitor: int
    estimated_wait_seconds: int | None
    data: list[ConversationWire]
    agents: list[AgentLoad]


class QueuePosition(Wire):
    """`queuePosition`, to the visitor; a null position means they no longer wait."""

    position: int | None
    estimated_wait_seconds: int | None


class ManagersAlerted(Wire):
    """`managersAlerted`, to members: something needs a manager's eye."""

    conversation_id: int
    reason: AlertReason
    message: str
    feed_seq: int | UnsetType = UNSET


class AutomationTriggered(Wire):
    """`automation.triggered`, to members; `message` is the id of the reply it waited on."""

    conversation_id: int
    type: Literal["auto_pending"]
    message: int
    feed_seq: int | UnsetType = UNSET


class RoutingSettings(RoutingGroup, kw_only=True):
    """`GET` and `PUT /projects/{pid}/routing-settings`: replaced as a whole.

    Kept for clients that know it: the group `routing`, and of the group `widget` what once
    stood here.
    """

    away_message: AwayMessage
    asks_for_email: bool


QUEUE_POSITION = ServerEvent("queuePosition", QueuePosition, OneVisitorConnection)
AUTOMATION_TRIGGERED = ServerEvent(
    "automation.triggered", AutomationTriggered, ProjectMembers, is_durable=True
)
MANAGERS_ALERTED = ServerEvent("managersAlerted", ManagersAlerted, ProjectMembers, is_durable=True)
