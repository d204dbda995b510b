"""What a project wants of its responder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.features.projects.wire.settings import (
    AssignedMeanwhile,
    ResponderMode,
    ResponderStyle,
    ResponderWhen,
)
from frontdesk.features.responder.wire import (
    ResponderProviderWire,
    ResponderSettings,
)
from frontdesk.infra.models.provider import ProviderKind
from frontdesk.kit.wire import to_wire


@dataclass(frozen=True)
class StoredProvider:
    """A row of `responder_providers`; the key is sealed."""

    id: int
    name: str
    kind: ProviderKind
    model: str
    base_url: str | None
    sealed_key: str | None
    key_hint: str | None


@dataclass(frozen=True)
class ResponderConfig:
    """The responder's columns of a project's row, and its providers in order."""

    mode: ResponderMode
    when: ResponderWhen
    style: ResponderStyle
    prompt: str
    assigned_meanwhile: AssignedMeanwhile
    answer_within_seconds: int
    turns_per_conversation: int
    tokens_per_conversation: int
    tokens_per_day: int
    tokens_today: int
    allowed_hosts: Sequence[str]
    gated_words: Sequence[str]
    # The project's own sites: what a model links to elsewhere is no link.
    link_domains: Sequence[str]
    # What the fence of a run compares, and what `If-Match` takes for the group of settings.
    version: int
    assistant_version: int
    providers: tuple[StoredProvider, ...]

    def to_wire(self) -> ResponderSettings:
        """Shape it for managers, by the version of its group; a key is never part of it."""
        providers = [to_wire(ResponderProviderWire, one) for one in self.providers]
        return to_wire(ResponderSettings, self, providers=providers, version=self.assistant_version)
