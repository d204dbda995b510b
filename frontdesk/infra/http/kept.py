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


_USED_FIRST = ("br", "gzip")


@dataclass(frozen=True, slots=True)
class Kept:
    """A body, its type, and the tag that names its content.

    `encoded` holds the same body compressed, by the name of the encoding.
    """

    body: bytes
    media_type: str
    encoded: Mapping[str, bytes] = field(default_factory=dict)
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", hashlib.sha256(self.body).hexdigest()[:32])

    def answer(self, request: AnyRequest, headers: Mapping[str, str]) -> Response[bytes]:
        """Send it, or say that the browser's copy is still right."""
        encoding = self._encoding_for(request.headers.get("accept-encoding", ""))
        # Two encodings are two bodies: a cache that mixes them up serves one as the other.
        tag = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
        sent = {"ETag": tag, **({"Vary": "Accept-Encoding"} if self.encoded else {}), **headers}
        if _names(request.headers.get("if-none-match", ""), tag):
            return Response(b"", status_code=_NOT_MODIFIED, headers=sent)
        if encoding is None:
            return Response(self.body, media_type=self.media_type, headers=sent)
        sent["Content-Encoding"] = encoding
        return Response(self.encoded[encoding], media_type=self.media_type, headers=sent)

    def _encoding_for(self, accepted: str) -> str | None:
        offered = {name for one in accepted.split(",") if (name := _accepted(one))}
        return next((one for one in _USED_FIRST if one in offered and one in self.encoded), None)


def _accepted(offer: str) -> str:
    name, _, quality = offer.partition(";")
    weight = quality.strip().removeprefix("q=").rstrip("0")
    return "" if quality and weight in ("", "0.", ".") else name.strip().lower()


def _names(told: str, tag: str) -> bool:
    tags = [one.strip().removeprefix("W/") for one in told.split(",")]
    return tag in tags or "*" in tags
