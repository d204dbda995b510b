"""The pages we serve: dashboard, widget panel, loader, demo site; built by the web workspace."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from litestar import Response, get
from litestar.params import FromPath, HeaderParameter

from frontdesk.features.projects import ProjectCache
from frontdesk.features.projects.model import frame_ancestors
from frontdesk.infra.http import AnyRequest, HttpSettings, Inject, Kept
from frontdesk.kit.errors import NotFound

STATIC = Path(__file__).parent.parent / "static"

# What the build wrote beside each text.
_ENCODINGS = {".br": "br", ".gz": "gzip"}
_NEVER_CHANGES = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_SHORTLY = "public, max-age=300"

# The dashboard's own addresses begin like this; what begins otherwise is nobody's.
SECTIONS = ("", "sign-in", "setup", "password", "invite", "invitations", "projects")
# Asked for by machines, which must not take a page for an answer.
_FOR_MACHINES = ("api", "health", "healthz", "livez", "readyz", "metrics", ".well-known")

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; "
    "font-src 'self'; connect-src 'self' {sockets}; frame-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'self'; {ancestors}"
)


class StaticFiles:
    """The built files, read once: a name that is not among them is no path to anywhere."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): _read(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix not in _ENCODINGS
        }

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def answer(
        self, request: AnyRequest, name: str, cache: str, headers: Mapping[str, str]
    ) -> Response[bytes]:
        """Answer with a file, or raise `NotFound`."""
        kept = self._files.get(name)
        if kept is None:
            raise NotFound
        return kept.answer(request, {"Cache-Control": cache, **headers})


@get("/widget.js", include_in_schema=False)
async def loader(request: AnyRequest, files: Inject[StaticFiles]) -> Response[bytes]:
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return files.answer(request, "loader/widget.js", _SHORTLY, headers)


@get(["/widget", "/widget/"], include_in_schema=False)
async def panel(
    request: AnyRequest,
    projects: Inject[ProjectCache],
    settings: Inject[HttpSettings],
    files: Inject[StaticFiles],
) -> Response[bytes]:
    """The panel's page: only sites the project allows may show it in a frame."""
    text = request.query_params.get("projectId", "")
    ancestors = "frame-ancestors 'none'"
    if text.isascii() and text.isdigit() and len(text) < 19:  # noqa: PLR2004 - digits of a bigint
        with suppress(NotFound):
            ancestors = frame_ancestors(await projects.find(int(text)))
    policy = _policy(settings, ancestors)
    return files.answer(request, "widget/index.html", _ASK_AGAIN, policy)


@get("/widget/{path:path}", include_in_schema=False)
async def panel_file(
    request: AnyRequest, path: FromPath[str], files: Inject[StaticFiles]
) -> Response[bytes]:
    return files.answer(request, f"widget/{path.strip('/')}", _NEVER_CHANGES, {})


@get(["/demo", "/demo/", "/demo/{path:path}"], include_in_schema=False)
async def demo(
    request: AnyRequest,
    settings: Inject[HttpSettings],
    demo_site: Inject[bool],
    files: Inject[StaticFiles],
    path: FromPath[str] = "index.html",
) -> Response[bytes]:
    if not demo_site:
        raise NotFound
    # The demo stands for somebody else's site with a strict policy of its own: it names
    # our address for the widget, and forbids everything inline.
    own = settings.own_origin
    policy = (
        f"default-src 'none'; script-src 'self' {own}; style-src 'self'; img-src 'self' data:; "
        f"connect-src {own}; frame-src {own}; base-uri 'none'; frame-ancestors 'none'"
    )
    name = f"demo/{path.strip('/')}"
    return files.answer(request, name, _ASK_AGAIN, {"Content-Security-Policy": policy})


@get(["/", "/{path:path}"], include_in_schema=False)
async def dashboard(
    request: AnyRequest,
    settings: Inject[HttpSettings],
    files: Inject[StaticFiles],
    path: FromPath[str] = "",
    accept: Annotated[str, HeaderParameter(name="accept")] = "",
) -> Response[bytes]:
    """The dashboard: its files where there are some, else its one page."""
    name = path.strip("/")
    file = f"dashboard/{name}"
    if file in files and name != "index.html":
        cache = _NEVER_CHANGES if name.startswith("assets/") else _SHORTLY
        return files.answer(request, file, cache, {})
    section = name.partition("/")[0]
    is_ours = section in SECTIONS
    # A person who mistyped an address sees the dashboard say so; a machine hears it in JSON.
    if not is_ours and (section in (*_FOR_MACHINES, "assets") or "text/html" not in accept):
        raise NotFound
    policy = _policy(settings, "frame-ancestors 'none'")
    page = files.answer(request, "dashboard/index.html", _ASK_AGAIN, policy)
    if not is_ours:
        page.status_code = 404
    return page


def _read(path: Path) -> Kept:
    encoded = {
        encoding: beside.read_bytes()
        for suffix, encoding in _ENCODINGS.items()
        if (beside := path.with_name(path.name + suffix)).is_file()
    }
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Kept(path.read_bytes(), media_type, encoded)


ROUTES = [loader, panel, panel_file, demo, dashboard]


def _policy(settings: HttpSettings, ancestors: str) -> dict[str, str]:
    sockets = settings.own_origin.replace("http", "ws", 1)
    return {"Content-Security-Policy": _PAGE_POLICY.format(sockets=sockets, ancestors=ancestors)}
