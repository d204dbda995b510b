"""Anthropic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anthropic import AsyncAnthropic
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider

from frontdesk.infra.models.library.transport import PLACEHOLDER

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

    from frontdesk.infra.models.provider import Provider


def make_model(provider: Provider, client: httpx2.AsyncClient) -> Model:
    """Make the library's model for a provider."""
    speaker = AsyncAnthropic(
        api_key=PLACEHOLDER, base_url=provider.address, http_client=client, max_retries=0
    )
    return AnthropicModel(provider.model, provider=AnthropicProvider(anthropic_client=speaker))
