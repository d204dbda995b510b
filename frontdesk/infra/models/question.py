"""What a model is asked, and how many tokens that is, roughly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from frontdesk.infra.models.schema import Schema, unknown_keywords

# Rough on purpose, and rather too many: English has four letters to a token, most other
# languages fewer, and a budget that is overrun was no budget.
_LETTERS_PER_TOKEN = 3
_TOKENS_PER_TURN = 8


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said: by the `user`, or by us, the `assistant`."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call; its arguments fit the tool's schema."""

    call_id: str
    tool: str
    arguments: dict[str, Any]


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
    return Tool(name, description, object_of(choice={"type": "string", "enum": list(choices)}))


def object_of(**fields: Schema) -> Schema:
    """Describe an object with exactly these fields."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def estimate_tokens(question: Question) -> int:
    """Guess how many tokens a question has before anyone counts them."""
    letters = len(question.system) + sum(_letters_of(turn) for turn in question.turns)
    letters += sum(
        len(tool.name) + len(tool.description) + len(str(tool.arguments)) for tool in question.tools
    )
    turns = 1 + len(question.turns) + len(question.tools)
    return letters // _LETTERS_PER_TOKEN + turns * _TOKENS_PER_TURN


def estimate_tokens_of(text: str) -> int:
    """Guess how many tokens a text has."""
    return -(-len(text) // _LETTERS_PER_TOKEN)


def _letters_of(turn: Turn) -> int:
    if isinstance(turn, Said):
        return len(turn.text)
    if isinstance(turn, Called):
        called = sum(len(call.tool) + len(str(call.arguments)) for call in turn.calls)
        return len(turn.text) + called
    return len(turn.tool) + len(turn.text)
