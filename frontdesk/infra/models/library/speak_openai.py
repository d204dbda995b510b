"""OpenAI, and everyone who speaks as OpenAI does: Groq, Ollama, vLLM, llama.cpp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openai import AsyncOpenAI
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from frontdesk.infra.models.library.transport import PLACEHOLDER

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

    from frontdesk.infra.models.provider import Provider

# A stream that ends without saying why has been cut by somebody on the way.
_STRICT = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)

# Local servers know OpenAI's older name for the limit of tokens; some know no other.
_LOCAL = OpenAIModelProfile(
    openai_chat_streaming_requires_finish_reason=True,
    openai_chat_supports_max_completion_tokens=False,
)


def make_model(provider: Provider, client: httpx2.AsyncClient) -> Model:
    """Make the library's model for a provider."""
    speaker = AsyncOpenAI(
        api_key=PLACEHOLDER, base_url=provider.address, http_client=client, max_retries=0
    )
    if provider.kind == "openai":
        theirs: OpenAIProvider | OpenAICompatibleProvider = OpenAIProvider(openai_client=speaker)
    else:
        theirs = OpenAICompatibleProvider(provider.kind, openai_client=speaker)
    profile = _LOCAL if provider.kind == "openai_compatible" else _STRICT
    return OpenAIChatModel(provider.model, provider=theirs, profile=profile)
