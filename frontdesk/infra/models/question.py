"""What a model is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from frontdesk.infra.models.schema import Schema, unknown_keywords

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import ToolCall


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said: by the `user`, or by us, the `assistant`."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """The model called these tools, and may have said something with it."""

    calls: tuple[ToolCall, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What one call came to; follows the `Called` it belongs to."""

    call_id: str
    tool: str
    text: str


Turn: TypeAlias = Said | Called | Returned


@dataclass(frozen=True, slots=True)
class Tool:
    """Something the model may call. Its arguments are checked before anyone sees them."""

    name: str
    description: str
    arguments: Schema

    def __post_init__(self) -> None:
        if unknown := unknown_keywords(self.arguments):
            raise ValueError(f"The arguments of {self.name} use what nobody checks: {unknown}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, and how much.

    `total_seconds` is over everything: every provider, every wait, the repair. The first
    token's limit and the silence allowed between two pieces hold for each attempt.
    """

    first_token_seconds: float = 20.0
    silence_seconds: float = 20.0
    total_seconds: float = 60.0
    max_input_tokens: int = 16_000
    max_output_tokens: int = 1_024
    max_answer_bytes: int = 65_536
    max_calls: int = 8


@dataclass(frozen=True, slots=True)
class Question:
    """One question, complete. `forced_tool` names the one tool that must be called."""

    system: str
    turns: tuple[Turn, ...]
    tools: tuple[Tool, ...] = ()
    forced_tool: str | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.forced_tool is not None and self.tool_named(self.forced_tool) is None:
            raise ValueError(f"The forced tool {self.forced_tool} is not offered.")

    def tool_named(self, name: str) -> Tool | None:
        return next((tool for tool in self.tools if tool.name == name), None)


def choice_tool(name: str, description: str, choices: tuple[str, ...]) -> Tool:
    """Make the tool for a decision: its one argument, `choice`, is one of these.

    Force it, and read `answer.calls[0].arguments["choice"]`.
    """
    choice: Schema = {"type": "string", "enum": list(choices)}
    return Tool(
        name,
        description,
        {
            "type": "object",
            "properties": {"choice": choice},
            "required": ["choice"],
            "additionalProperties": False,
        },
    )
