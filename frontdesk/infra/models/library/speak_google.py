"""Google's Gemini."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_ai.models.google import GoogleModel
from pydantic_ai.providers.google import GoogleProvider

from frontdesk.infra.models.library.transport import PLACEHOLDER

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

    from frontdesk.infra.models.provider import Provider


def make_model(provider: Provider, client: httpx2.AsyncClient) -> Model:
    """Make the library's model for a provider."""
    theirs = GoogleProvider(api_key=PLACEHOLDER, base_url=provider.address, http_client=client)
    return GoogleModel(provider.model, provider=theirs)
