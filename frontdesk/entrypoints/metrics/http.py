"""`GET /metrics` of a web process, for those who have the token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from litestar import Response, get
from litestar.params import HeaderParameter

from frontdesk.entrypoints.metrics.exposition import CONTENT_TYPE, Gauge, exposition
from frontdesk.entrypoints.metrics.installation import InstallationMetrics
from frontdesk.entrypoints.metrics.reader import may_read
from frontdesk.infra.http import Inject
from frontdesk.kit.errors import NotFound


@dataclass(frozen=True)
class WebMetrics:
    """What a web process says of itself and of the installation; to nobody without a token."""

    token: str
    installation: InstallationMetrics
    own: Callable[[], list[Gauge]]


@get("/metrics", include_in_schema=False)
async def show_metrics(
    metrics: Inject[WebMetrics],
    authorization: Annotated[str, HeaderParameter(name="authorization")] = "",
) -> Response[bytes]:
    """Tell Prometheus. For everybody else there is nothing here."""
    if not may_read(authorization, metrics.token):
        raise NotFound
    gauges = [*metrics.own(), *await metrics.installation.look()]
    return Response(
        exposition(gauges), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"}
    )
