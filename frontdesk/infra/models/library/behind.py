"""Lines to real models: one guarded HTTP client for all, one library to speak through."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, cast

from pydantic_ai.direct import model_request_stream

from frontdesk.infra.models.client import ModelCallFailed
from frontdesk.infra.models.library.dialogue import (
    messages_of,
    parameters_of,
    settings_of,
    stream_end_of,
    stream_event_of,
)
from frontdesk.infra.models.library.failures import failure_of
from frontdesk.infra.models.library.transport import GuardedTransport, guarded_client
from frontdesk.infra.models.provider import BadProvider, check_provider

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from pydantic_ai.models import Model

    from frontdesk.infra.models.client import StreamEvent
    from frontdesk.infra.models.provider import Provider, ProviderKind
    from frontdesk.infra.models.question import Question
    from frontdesk.infra.outbound.addresses import AddressRules

# Each loads a client library of its own, so only those that are used are loaded.
_SPEAKERS: dict[ProviderKind, str] = {
    "openai": "frontdesk.infra.models.library.speak_openai",
    "groq": "frontdesk.infra.models.library.speak_openai",
    "openai_compatible": "frontdesk.infra.models.library.speak_openai",
    "anthropic": "frontdesk.infra.models.library.speak_anthropic",
    "google": "frontdesk.infra.models.library.speak_google",
}
_MAX_MODELS = 256

# Their debug lines repeat what visitors wrote, their warnings what providers answered.
for _noisy in ("openai", "anthropic", "google_genai", "httpx2", "httpcore2"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


class LibraryClients:
    """Keeps the connections and the models spoken to most recently."""

    def __init__(self, rules: AddressRules, connect_seconds: float) -> None:
        self._rules = rules
        self._guard = GuardedTransport(rules, connect_seconds)
        self._clients: OrderedDict[Provider, LibraryClient] = OrderedDict()
        # Two threads importing what imports each other can see half a module.
        self._importing = asyncio.Lock()

    async def client_for(self, provider: Provider) -> LibraryClient:
        """Return a line to a provider that keeps to the rules."""
        if provider not in self._clients:
            self._clients[provider] = await self._introduce(provider)
            if len(self._clients) > _MAX_MODELS:
                self._clients.popitem(last=False)
        self._clients.move_to_end(provider)
        return self._clients[provider]

    async def close(self) -> None:
        """Close all connections."""
        await self._guard.close()

    async def _introduce(self, provider: Provider) -> LibraryClient:
        try:
            check_provider(provider, self._rules)
        except BadProvider:
            raise ModelCallFailed("not_allowed") from None
        async with self._importing:
            speaker = await asyncio.to_thread(importlib.import_module, _SPEAKERS[provider.kind])
        model = speaker.make_model(provider, guarded_client(provider, self._guard))
        return LibraryClient(cast("Model", model))


class LibraryClient:
    """A line to one model."""

    def __init__(self, model: Model) -> None:
        self._model = model

    async def converse(self, question: Question) -> AsyncGenerator[StreamEvent]:
        """Ask, streaming. Whatever the library throws at us becomes one of our words.

        What it throws can quote the conversation or the provider, so nothing is chained.
        """
        try:
            async with model_request_stream(
                self._model,
                messages_of(question),
                model_settings=settings_of(question),
                model_request_parameters=parameters_of(question),
                instrument=False,
            ) as stream:
                async for event in stream:
                    stream_event = stream_event_of(event)
                    if stream_event is not None:
                        yield stream_event
                ended = stream_end_of(stream.get(), question)
        # A model's side is untrusted input, and the library answers nonsense with any
        # error it likes; none of them may end the worker's turn as a bug of ours.
        except Exception as error:  # noqa: BLE001 - see above
            raise failure_of(error) from None
        yield ended
