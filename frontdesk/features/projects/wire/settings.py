"""What managers decide about a project, as it crosses the network and as it is kept."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from frontdesk.kit.wire import Wire

HistoryVisibility: TypeAlias = Literal["limit_to_active", "forever"]
RoutingMode: TypeAlias = Literal["queue", "sticky", "push"]
ResponderMode: TypeAlias = Literal["off", "draft", "auto"]
ResponderWhen: TypeAlias = Literal["always", "nobody_online", "outside_hours"]
ResponderStyle: TypeAlias = Literal["simple", "orchestrator"]
AssignedMeanwhile: TypeAlias = Literal["draft", "send"]
HostName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=260)]
GatedWords: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]


class AssistantSettings(Wire):
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
