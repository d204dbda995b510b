"""Answers that are the same for everybody: kept in memory, and sent once per browser."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litestar import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.infra.http.dependencies import AnyRequest

_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Kept:
    """A body, its type, and the tag that names its content."""

    body: bytes
    media_type: str
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", f'"{hashlib.sha256(self.body).hexdigest()[:32]}"')

    def answer(self, request: AnyRequest, headers: Mapping[str, str]) -> Response[bytes]:
        """Send it, or say that the browser's copy is still right."""
        tagged = {"ETag": self.tag, **headers}
        if self._is_known(request.headers.get("if-none-match", "")):
            return Response(b"", status_code=_NOT_MODIFIED, headers=tagged)
        return Response(self.body, media_type=self.media_type, headers=tagged)

    def _is_known(self, told: str) -> bool:
        tags = [one.strip().removeprefix("W/") for one in told.split(",")]
        return self.tag in tags or "*" in tags
