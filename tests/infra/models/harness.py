"""Where the tests ask: a provider at the scripted model, and short ways to say things."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.infra.models.answer import Answer, Attempt, NoAnswer, Piece
from frontdesk.infra.models.asking import Models
from frontdesk.infra.models.provider import Provider
from frontdesk.infra.models.question import Limits, Question, Said, Tool
from frontdesk.infra.secrets import Secret
from frontdesk.kit.clock import FrozenClock
from tests.patience import PATIENCE_SECONDS
from tests.scripted_models.server import ScriptedModels

# A limit that does not hold shows as a test that fails, not as one that hangs.

KEY = "sk-canary-4711"

NOTE = Tool(
    "add_note",
    "Write a note for the team.",
    {
        "type": "object",
        "properties": {"text": {"type": "string", "maxLength": 200}},
        "required": ["text"],
    },
)


@dataclass
class ModelsHarness:
    models: Models
    server: ScriptedModels
    clock: FrozenClock
    pieces: list[Piece] = field(default_factory=list)

    def provider(self, name: str = "first", **changes: Any) -> Provider:  # noqa: ANN401 - any field
        """Describe the scripted model as a provider; another name, another circuit."""
        provider = Provider(
            name, "openai_compatible", "llama3", base_url=self.server.base_url, api_key=Secret(KEY)
        )
        return replace(provider, **changes)

    async def ask(self, what: str | Question, *providers: Provider) -> Answer:
        question = what if isinstance(what, Question) else asks(what)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self.models.ask(providers or [self.provider()], question, self._receive)

    async def fail(self, what: str | Question, *providers: Provider) -> NoAnswer:
        """Ask, and return how it was refused."""
        try:
            answer = await self.ask(what, *providers)
        except NoAnswer as refusal:
            return refusal
        raise AssertionError(f"It was answered: {answer.text}")

    async def _receive(self, piece: Piece) -> None:
        self.pieces.append(piece)


def asks(text: str, *tools: Tool, forced: str | None = None, **limits: Any) -> Question:  # noqa: ANN401 - any limit
    return Question(
        "Be kind.", (Said("user", text),), tools, forced_tool=forced, limits=Limits(**limits)
    )


def outcomes(tried: Answer | NoAnswer) -> list[tuple[str, str]]:
    return [_short(attempt) for attempt in tried.attempts]


def _short(attempt: Attempt) -> tuple[str, str]:
    return attempt.provider, attempt.outcome
