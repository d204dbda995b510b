"""What the handlers don't know about their own document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.infra.http.openapi.refusals import Door


@dataclass(frozen=True)
class Description:
    """What the handlers don't know: how the API is called, and what opens it."""

    title: str
    version: str
    text: str
    # Areas by the package their handlers stand in, with a sentence each.
    areas: Mapping[str, str]
    doors: Mapping[str, Door]
    security_schemes: Mapping[str, Mapping[str, str]]
    # What a number or a text in a path, a query or a header means, by its name.
    words: Mapping[str, str] = field(default_factory=dict)
