"""Trying the providers a manager has just saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from frontdesk.features.responder.jobs.think import providers_of
from frontdesk.features.responder.model.guard import guard_of, withheld_of
from frontdesk.features.responder.model.leaks import without_marks
from frontdesk.features.responder.model.simple import simple_workflow
from frontdesk.features.responder.wire import TriedResponder
from frontdesk.infra.models.question import Question, Said
from frontdesk.infra.outbound import OutboundHttp

if TYPE_CHECKING:
    from frontdesk.features.responder.model.settings import ResponderConfig
    from frontdesk.infra.models.asking import Models
    from frontdesk.infra.outbound.addresses import AddressRules
    from frontdesk.infra.secrets import SecretBox


@dataclass
class TrialDependencies:
    """What a web process needs to ask models and other systems, and to keep keys."""

    models: Models
    box: SecretBox
    rules: AddressRules
    outbound: OutboundHttp = field(init=False)

    def __post_init__(self) -> None:
        """Ask other systems by the same rules. Nothing is opened yet."""
        self.outbound = OutboundHttp(self.rules)

    async def close(self) -> None:
        """Close all connections."""
        await self.models.close()
        await self.outbound.close()


async def try_responder(
    deps: TrialDependencies, project_id: int, settings: ResponderConfig, text: str
) -> TriedResponder:
    """Ask the saved providers one thing; raises `NoAnswer` saying what was in the way."""
    providers = providers_of(deps.box, project_id, settings.providers)
    workflow = simple_workflow(settings.prompt)
    guard = guard_of(workflow, settings)
    question = Question(without_marks(guard.prompts[0]), (Said("user", text),))
    answer = await deps.models.ask(providers, question)
    withheld = withheld_of(answer.text, guard)
    return TriedResponder(
        text=answer.text,
        provider=answer.provider,
        tokens_in=answer.usage.tokens_in,
        tokens_out=answer.usage.tokens_out,
        model_ms=answer.milliseconds,
        withheld=withheld.because if withheld else None,
        withheld_words=withheld.words if withheld else "",
    )
