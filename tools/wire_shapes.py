"""Finding the shapes of every `wire.py`, and what each is called outside Python."""

import importlib
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Literal, get_origin

from frontdesk.infra.http.openapi import public_name
from frontdesk.kit import wire as kit_wire
from frontdesk.kit.wire import Wire

FEATURES = Path(__file__).resolve().parent.parent / "frontdesk/features"


def wire_modules() -> list[ModuleType]:
    """Every module whose shapes cross the network, in a fixed order."""
    paths = sorted([*FEATURES.glob("*/wire.py"), *FEATURES.glob("*/wire/[!_]*.py")])
    names = [".".join(path.relative_to(FEATURES).with_suffix("").parts) for path in paths]
    features = [importlib.import_module(f"frontdesk.features.{name}") for name in names]
    return [kit_wire, *features]


def wire_shapes() -> list[type[Wire]]:
    """Every shape, each once, sorted by its public name."""
    shapes = {
        public_name(value.__name__): value
        for module in wire_modules()
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Wire)
        and value is not Wire
        and value.__module__ == module.__name__
    }
    return [shapes[name] for name in sorted(shapes)]


def named_choices() -> dict[str, tuple[str, ...]]:
    """Every `Literal` with a name, in the order its author wrote the choices."""
    return {
        public_name(name): value.__args__
        for module in wire_modules()
        for name, value in sorted(vars(module).items())
        if get_origin(value) is Literal
    }


def choice_named(values: Iterable[object]) -> str | None:
    """Find the name of the `Literal` of these choices, if it has one."""
    wanted = set(values)
    return next((name for name, one in sorted(named_choices().items()) if set(one) == wanted), None)


def public_limits() -> dict[str, int]:
    """Numbers both sides must agree on."""
    return {
        name: value
        for module in wire_modules()
        for name, value in sorted(vars(module).items())
        if name.startswith("MAX_") and isinstance(value, int)
    }


def is_request_body(shape: type[Wire]) -> bool:
    """Tell what a client sends from what it hears.

    A shape whose docstring opens with an HTTP method is a request's body: there a
    default means that the field may be left out.
    """
    return bool(re.match(r"`(POST|PUT|PATCH|DELETE) ", shape.__doc__ or ""))
