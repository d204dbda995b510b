"""Trying the providers a manager has just saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.features.responder.jobs.think import providers_of
from frontdesk.features.responder.model.simple import DEFAULT_PROMPT
from frontdesk.features.responder.wire import TriedResponder
from frontdesk.infra.models import Question, Said
from frontdesk.infra.outbound import Sites

if TYPE_CHECKING:
    from frontdesk.features.responder.model import Settings
    from frontdesk.infra.models import AddressRules, Models
    from frontdesk.infra.secrets import SecretBox


@dataclass
class TrialDesk:
    """What a web process needs to ask models and other systems, and to keep keys."""

    models: Models
    box: SecretBox
    rules: AddressRules
    sites: Sites = field(init=False)

    def __post_init__(self) -> None:
        """Ask other systems by the same rules. Nothing is opened yet."""
        self.sites = Sites(self.rules)

    async def close(self) -> None:
        """Close all connections."""
        await self.models.close()
        await self.sites.close()


async def try_responder(
    desk: TrialDesk, project_id: int, settings: Settings, text: str
) -> TriedResponder:
    """Ask the saved providers one thing; raises `NoAnswer` saying what was in the way."""
    providers = providers_of(desk.box, project_id, settings.providers)
    question = Question(settings.prompt.strip() or DEFAULT_PROMPT, (Said("user", text),))
    answer = await desk.models.ask(providers, question)
    return TriedResponder(
        text=answer.text,
        provider=answer.provider,
        tokens_in=answer.usage.tokens_in,
        tokens_out=answer.usage.tokens_out,
        model_ms=answer.milliseconds,
    )
