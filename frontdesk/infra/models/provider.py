"""Who is asked: one row of a project's list of providers, in order of preference."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from frontdesk.kit.errors import Invalid

if TYPE_CHECKING:
    from frontdesk.infra.outbound.addresses import AddressRules
    from frontdesk.infra.secrets import Secret

ProviderKind: TypeAlias = Literal[
    "openai", "anthropic", "groq", "google", "openai_compatible", "demo"
]

# Where each kind lives, unless a project says otherwise.
ADDRESSES: dict[ProviderKind, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "groq": "https://api.groq.com/openai/v1",
    "google": "https://generativelanguage.googleapis.com",
}

_MAX_NAME = 200
_MAX_HEADERS = 16
_MAX_HEADER_VALUE = 4_096
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
_VISIBLE = re.compile(r"[\x20-\x7e]*")

# They say how the request is framed and where it goes, which is ours to say.
_OUR_HEADERS = {
    *("host", "connection", "content-length", "content-type", "transfer-encoding"),
    *("accept-encoding", "cookie", "upgrade", "te", "trailer", "expect"),
}


class BadProvider(Invalid):
    """This language model can't be set up like this."""

    reason = "invalid_provider"


@dataclass(frozen=True, slots=True)
class Provider:
    """One way to a model. `name` is what the trace calls it.

    `base_url` is for another address than the kind's own; only `openai_compatible` needs it.
    Headers' values are secrets, because gateways take their keys there.
    """

    name: str
    kind: ProviderKind
    model: str
    base_url: str | None = None
    api_key: Secret | None = None
    headers: tuple[tuple[str, Secret], ...] = field(default=())

    @property
    def address(self) -> str:
        """Where requests go; empty for the demo model, which goes nowhere."""
        return self.base_url or ADDRESSES.get(self.kind, "")


def demo_provider() -> Provider:
    """Describe the model that needs no key and no network."""
    return Provider("demo", "demo", "demo")


def check_provider(provider: Provider, rules: AddressRules) -> None:
    """Refuse a provider that can't be used, saying which field is wrong; for when it is saved."""
    problems = dict(_problems(provider))
    if provider.address and (problem := rules.problem_with(provider.address)):
        problems["base_url"] = problem
    if problems:
        raise BadProvider(fields=problems)


def _problems(provider: Provider) -> list[tuple[str, str]]:
    if provider.kind == "demo":
        return []
    found = []
    if not provider.model or len(provider.model) > _MAX_NAME:
        found.append(("model", "Name a model."))
    if not provider.address:
        found.append(("base_url", "Give the address of the server."))
    if provider.api_key is None and provider.kind != "openai_compatible":
        found.append(("api_key", "This provider needs a key."))
    if provider.api_key is not None and not _may_be_sent(provider.api_key):
        found.append(("api_key", "A key has no spaces, line breaks or special characters."))
    if len(provider.headers) > _MAX_HEADERS or not all(map(_is_header, provider.headers)):
        found.append(("headers", "These headers can't be sent."))
    return found


def _is_header(header: tuple[str, Secret]) -> bool:
    name, value = header
    is_ours = name.lower() in _OUR_HEADERS
    return bool(_HEADER_NAME.fullmatch(name)) and not is_ours and _may_be_sent(value)


def _may_be_sent(value: Secret) -> bool:
    text = value.reveal()
    return len(text) <= _MAX_HEADER_VALUE and bool(_VISIBLE.fullmatch(text))
