"""What managers decide about a project, as it crosses the network and as it is kept."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from frontdesk.features.accounts.wire import AvatarUrl, PersonName
from frontdesk.kit.wire import Wire

HistoryVisibility: TypeAlias = Literal["limit_to_active", "forever"]
SettingsGroup: TypeAlias = Literal["general", "widget", "routing", "assistant"]
RoutingMode: TypeAlias = Literal["queue", "sticky", "push"]
ResponderMode: TypeAlias = Literal["off", "draft", "auto"]
ResponderWhen: TypeAlias = Literal["always", "nobody_online", "outside_hours"]
ResponderStyle: TypeAlias = Literal["simple", "orchestrator"]
AssignedMeanwhile: TypeAlias = Literal["draft", "send"]
HostName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=260)]
GatedWords: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]


Theme: TypeAlias = Literal["light", "dark", "auto"]
Side: TypeAlias = Literal["left", "right"]
Locale: TypeAlias = Literal["auto", "en", "de", "fr", "es", "pt", "vi", "ja", "ar"]
ReopenDays: TypeAlias = Annotated[int, Meta(ge=0, le=3_650)]
MessageRateLimit: TypeAlias = Annotated[int, Meta(ge=1, le=100_000)]
MessageRateSeconds: TypeAlias = Annotated[int, Meta(ge=1, le=86_400)]
Colour: TypeAlias = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")]
Suggestion: TypeAlias = Annotated[str, Meta(min_length=1, max_length=80)]
ProjectName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
Domains: TypeAlias = Annotated[
    list[Annotated[str, Meta(min_length=1, max_length=300)]], Meta(max_length=50)
]
Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TimeOfDay: TypeAlias = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
AwayMessage: TypeAlias = Annotated[str, Meta(max_length=1_000)]


class GeneralGroup(Wire):
    """What a project is, and how its conversations live; replaced as a whole.

    Only an owner may change `name` and `allowedDomains`: they decide who uses the project
    at all. `messageRateLimit` null means that visitors may write as fast as they like.
    """

    name: ProjectName
    persona_name: PersonName
    persona_avatar_url: AvatarUrl | None
    allowed_domains: Domains
    history_visibility: HistoryVisibility
    reopen_days: ReopenDays
    message_rate_limit: MessageRateLimit | None
    message_rate_seconds: MessageRateSeconds


class WidgetSettings(Wire):
    """How the widget looks; answered by GET and replaced as a whole by PUT."""

    theme: Theme = "auto"
    accent_color: Colour = "#0f766e"
    side: Side = "right"
    greeting: Annotated[str, Meta(max_length=500)] = "Hello! How can we help?"
    suggestions: Annotated[list[Suggestion], Meta(max_length=5)] = msgspec.field(
        default_factory=list
    )
    launcher_label: Annotated[str, Meta(max_length=40)] = ""
    locale: Locale = "auto"


class WidgetGroup(WidgetSettings):
    """What the widget looks like and says; replaced as a whole.

    `awayMessage` is said outside business hours and while no one is there;
    `asksForEmail` is whether the widget then asks for an address to answer to.
    """

    away_message: AwayMessage = ""
    asks_for_email: bool = True


class OpenHours(Wire):
    """One span of a week in which somebody answers; `24:00` is written `00:00`."""

    day: Weekday
    opens: TimeOfDay
    closes: TimeOfDay


class RoutingGroup(Wire):
    """How a project gives chats to its agents, and when somebody answers; replaced as a whole.

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


class AssistantGroup(Wire):
    """What a project wants of its assistant.

    Tokens are read and written ones. `allowedHosts` are those that workflows may reach.
    `gatedWords` null stands for the list of the product, which grows with it; in them `*`
    stands for a few words of the same sentence, `#` for a sum or a percentage.
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
    allowed_hosts: Annotated[list[HostName], Meta(max_length=100)] = msgspec.field(
        default_factory=list
    )
    gated_words: Annotated[list[GatedWords], Meta(max_length=300)] | None = None


AnyGroup: TypeAlias = GeneralGroup | WidgetGroup | RoutingGroup | AssistantGroup
