"""Every address and every event there is, read from the application, with a body that fits.

Who adds an endpoint adds nothing here: it is walked because it is there. Only an address of
a new kind, neither below a project nor among those named here, has to be put into its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from frontdesk.entrypoints.web import WebProcess

API = "/api/v1"
_DAYS = {"from": "2026-11-01", "to": "2026-11-21"}
NEVER_WAS = 999_999_999

# Addresses outside any project, by who may use them. All others lie below `/projects/{id}`.
OPEN = {
    *("POST /auth/login", "GET /setup", "GET /setup/{token}", "POST /setup/{token}"),
    *("GET /invitations/{token}", "POST /invitations/{token}/accept"),
    *("GET /auth/password-links/{token}", "POST /auth/password-links/{token}"),
    *("GET /public/projects/{project_id}/settings", "GET /workflow.schema.json"),
    *("GET /openapi.json", "GET /health/live", "GET /health/ready"),
}
OF_THE_ASKER = {
    *("POST /auth/logout", "POST /auth/logout-all", "POST /auth/change-password"),
    "POST /auth/confirm",
    *("GET /user/second-factor", "POST /user/second-factor", "DELETE /user/second-factor"),
    *("POST /user/second-factor/confirm", "POST /user/second-factor/recovery-codes"),
    *("GET /auth/session", "GET /auth/sessions", "DELETE /auth/sessions/{session_id}"),
    *("GET /user/me", "PATCH /user/me", "GET /projects", "POST /projects"),
}


@dataclass(frozen=True)
class Walk:
    """One method of one address: what its path names, and what its body and query may be."""

    method: str
    path: str
    shape: Any
    queries: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(re.findall(r"\{(\w+)\}", self.path)))

    @override
    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_of_a_project(self) -> bool:
        return self.path.startswith("/projects/{project_id}")

    @property
    def honours_if_match(self) -> bool:
        return "if_match" in self.parameters

    def at(self, ids: dict[str, object]) -> str:
        """Fill in the path."""
        return self.path.format(**{name: ids.get(name, NEVER_WAS) for name in self.names})

    def query(self) -> dict[str, str]:
        """Ask for what the address can't do without."""
        return {name: day for name, day in _DAYS.items() if name in self.queries}

    def body(self, ids: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
        """Make a body the address can read, with all its fields."""
        return None if self.shape is None else sample(inspect.type_info(self.shape), ids)


def walks(web: WebProcess) -> Iterator[Walk]:
    """Read every endpoint of the API from the application's own table."""
    for route in web.litestar.routes:
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)
        if not path.startswith(f"{API}/"):
            continue
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items():
            if method not in ("OPTIONS", "HEAD"):
                yield _walk(str(method), path.removeprefix(API), handler)


def _walk(method: str, path: str, handler: Any) -> Walk:  # noqa: ANN401 - Litestar's
    fields = handler.parsed_fn_signature.parameters
    data = fields.get("data")
    model = handler.create_kwargs_model(
        path_parameters=dict.fromkeys(re.findall(r"\{(\w+)\}", path))
    )
    return Walk(
        method,
        path,
        None if data is None else _shape(data.annotation),
        tuple(sorted(param.field_alias for param in model.expected_query_params)),
        {name: one.annotation for name, one in fields.items()},
    )


def _shape(annotation: Any) -> Any:  # noqa: ANN401 - a type
    # An endpoint that needs no body may also be given an empty one.
    return next((one for one in getattr(annotation, "__args__", ()) if one), annotation)


# What fits a text, whatever its pattern.
_TEXTS = (
    *("canary", "#64748b", "https://demo.test/", "ada@demo.test", "09:00", "Europe/Berlin"),
    *("1", "a"),
)

# What is refused before anything is looked up, for anyone.
_KNOWN: dict[str, object] = {
    "attachmentIds": [],
    "timeZone": "Europe/Berlin",
    "personaAvatarUrl": "https://demo.test/team.png",
}


def sample(info: inspect.Type, ids: dict[str, object]) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 - one answer a kind
    """Make a value of a type, as a client would write it."""
    known = _KNOWN | ids
    match info:
        case inspect.Metadata(type=inner):
            return sample(inner, ids)
        case inspect.UnionType(types=types):
            return sample(next(one for one in types if not _is_nothing(one)), ids)
        case inspect.StructType(fields=fields, tag=tag, tag_field=name):
            marked = {} if name is None else {name: tag}
            return marked | {
                one.encode_name: known[one.encode_name]
                if one.encode_name in known
                else sample(one.type, ids)
                for one in fields
            }
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StrType():
            return _text(info)
        case inspect.BoolType():
            return True
        case inspect.IntType(ge=ge):
            return max(ge or 1, 1)
        case inspect.FloatType():
            return 0.5
        case inspect.DictType():
            return {}
        case _:
            return _several(info, ids)


def _several(info: inspect.Type, ids: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
    assert isinstance(info, inspect.ListType | inspect.VarTupleType), info
    return [sample(info.item_type, ids) for _ in range(max(info.min_length or 0, 1))]


def _text(info: inspect.StrType) -> str:
    fits = (
        one
        for one in _TEXTS
        if (info.pattern is None or re.search(info.pattern, one))
        and (info.min_length or 0) <= len(one) <= (info.max_length or 99)
    )
    return next(fits)


def _is_nothing(info: inspect.Type) -> bool:
    return isinstance(info, inspect.NoneType) or (
        isinstance(info, inspect.CustomType) and info.cls is msgspec.UnsetType
    )
