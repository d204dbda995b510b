"""The pages we serve: dashboard, widget panel, loader, demo site; built by the web workspace."""

from __future__ import annotations

import mimetypes
from contextlib import suppress
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.connection import Request
from litestar.params import FromPath

from frontdesk.entrypoints.health import Health, HealthWire
from frontdesk.features.projects.jobs import ProjectCache
from frontdesk.features.projects.model import frame_ancestors
from frontdesk.infra.http import HttpSettings, Inject
from frontdesk.kit.errors import NotFound

STATIC = Path(__file__).parent.parent / "static"

_NEVER_CHANGES = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_SHORTLY = "public, max-age=300"
_UNAVAILABLE = 503

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; "
    "font-src 'self'; connect-src 'self' {sockets}; frame-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'self'; {ancestors}"
)


@get("/health/ready")
async def ready(health: Inject[Health]) -> Response[HealthWire]:
    seen = await health.look()
    return Response(seen, status_code=200 if seen.database == "ok" else _UNAVAILABLE)


@get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}


@get("/api/v1/openapi.json", include_in_schema=False)
async def openapi(request: Request[Any, Any, Any]) -> dict[str, Any]:
    return request.app.openapi_schema.to_schema()


@get("/widget.js", include_in_schema=False)
async def loader() -> Response[bytes]:
    headers = {"Access-Control-Allow-Origin": "*"}
    return _file(STATIC / "loader", "widget.js", _SHORTLY, headers)


@get(["/widget", "/widget/"], include_in_schema=False)
async def panel(
    request: Request[Any, Any, Any], projects: Inject[ProjectCache], settings: Inject[HttpSettings]
) -> Response[bytes]:
    """The panel's page: only sites the project allows may show it in a frame."""
    text = request.query_params.get("projectId", "")
    ancestors = "frame-ancestors 'none'"
    if text.isascii() and text.isdigit() and len(text) < 19:  # noqa: PLR2004 - digits of a bigint
        with suppress(NotFound):
            ancestors = frame_ancestors(await projects.find(int(text)))
    policy = _policy(settings, ancestors)
    return _file(STATIC / "widget", "index.html", _ASK_AGAIN, policy)


@get("/widget/{path:path}", include_in_schema=False)
async def panel_file(path: FromPath[str]) -> Response[bytes]:
    return _file(STATIC / "widget", path, _NEVER_CHANGES, {})


@get(["/demo", "/demo/"], include_in_schema=False)
async def demo(settings: Inject[HttpSettings], demo_site: Inject[bool]) -> Response[bytes]:
    return _demo_file("index.html", settings, is_shown=demo_site)


@get("/demo/{path:path}", include_in_schema=False)
async def demo_file(
    path: FromPath[str], settings: Inject[HttpSettings], demo_site: Inject[bool]
) -> Response[bytes]:
    return _demo_file(path, settings, is_shown=demo_site)


@get(["/", "/{path:path}"], include_in_schema=False)
async def dashboard(settings: Inject[HttpSettings], path: FromPath[str] = "") -> Response[bytes]:
    """The dashboard: its files where there are some, else its one page."""
    name = path.strip("/")
    if name.startswith("assets/"):
        return _file(STATIC / "dashboard", name, _NEVER_CHANGES, {})
    if name.startswith("api/"):
        raise NotFound
    if name and "/" not in name and (STATIC / "dashboard" / name).is_file():
        return _file(STATIC / "dashboard", name, _SHORTLY, {})
    policy = _policy(settings, "frame-ancestors 'none'")
    return _file(STATIC / "dashboard", "index.html", _ASK_AGAIN, policy)


ROUTES = [ready, live, openapi, loader, panel, panel_file, demo, demo_file, dashboard]


def _demo_file(path: str, settings: HttpSettings, *, is_shown: bool) -> Response[bytes]:
    if not is_shown:
        raise NotFound
    # The demo stands for somebody else's site with a strict policy of its own: it names
    # our address for the widget, and forbids everything inline.
    own = settings.own_origin
    policy = (
        f"default-src 'none'; script-src 'self' {own}; style-src 'self'; img-src 'self' data:; "
        f"connect-src {own}; frame-src {own}; base-uri 'none'; frame-ancestors 'none'"
    )
    return _file(STATIC / "demo", path, _ASK_AGAIN, {"Content-Security-Policy": policy})


def _policy(settings: HttpSettings, ancestors: str) -> dict[str, str]:
    sockets = settings.own_origin.replace("http", "ws", 1)
    return {"Content-Security-Policy": _PAGE_POLICY.format(sockets=sockets, ancestors=ancestors)}


def _file(folder: Path, name: str, cache: str, headers: dict[str, str]) -> Response[bytes]:
    """Answer with a file of a folder, and with nothing outside it."""
    root = folder.resolve()
    path = (root / name.strip("/")).resolve()
    if not path.is_relative_to(root) or "\x00" in name or not path.is_file():
        raise NotFound
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": cache, **headers})
