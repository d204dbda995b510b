"""The queue and its rules as they cross the network."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.conversations.wire import ChatState, ConversationWire
from frontdesk.features.projects.wire import RoutingMode
from frontdesk.kit.audience import OneVisitorConnection, ProjectMembers
from frontdesk.kit.protocol import ServerEvent
from frontdesk.kit.wire import Wire, WireId

Availability: TypeAlias = Literal["available", "idle", "away", "offline"]
Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TimeOfDay: TypeAlias = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
ReassignReason: TypeAlias = Annotated[str, Meta(max_length=500)]


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
    role: Literal["owner", "manager", "agent"]
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
    reason: Literal["too_many_reassignments", "stuck"]
    message: str
    feed_seq: int | UnsetType = UNSET


class AutomationTriggered(Wire):
    """`automation.triggered`, to members; `message` is the id of the reply it waited on."""

    conversation_id: int
    type: Literal["auto_pending"]
    message: int
    feed_seq: int | UnsetType = UNSET


class OpenHours(Wire):
    """One span of a week in which somebody answers; `24:00` is written `00:00`."""

    day: Weekday
    opens: TimeOfDay
    closes: TimeOfDay


class RoutingSettings(Wire):
    """`GET` and `PUT /projects/{pid}/routing-settings`: replaced as a whole.

    Minutes are whole; 0 turns `autoPendingMinutes` and `firstReplyMinutes` off.
    `businessHours` null means always open; `timeZone` is an IANA name.
    """

    routing_mode: RoutingMode
    agent_capacity: Annotated[int, Meta(ge=1, le=1_000)]
    auto_pending_minutes: Annotated[int, Meta(ge=0, le=43_200)]
    first_reply_minutes: Annotated[int, Meta(ge=0, le=1_440)]
    idle_minutes: Annotated[int, Meta(ge=1, le=1_440)]
    offline_minutes: Annotated[int, Meta(ge=1, le=1_440)]
    max_reassignments: Annotated[int, Meta(ge=1, le=100)]
    stuck_minutes: Annotated[int, Meta(ge=1, le=10_080)]
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)]
    business_hours: Annotated[list[OpenHours], Meta(max_length=50)] | None
    away_message: Annotated[str, Meta(max_length=1_000)]
    asks_for_email: bool


QUEUE_POSITION = ServerEvent("queuePosition", QueuePosition, OneVisitorConnection)
AUTOMATION_TRIGGERED = ServerEvent(
    "automation.triggered", AutomationTriggered, ProjectMembers, is_durable=True
)
MANAGERS_ALERTED = ServerEvent("managersAlerted", ManagersAlerted, ProjectMembers, is_durable=True)
