"""Where a web process listens: an option, else the environment, else the loopback address."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.entrypoints.unusable import Unusable
from frontdesk.infra.embedded import free_port

HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class Listening:
    """An address of this machine."""

    host: str
    port: int


def read_listening(environ: Mapping[str, str], options: argparse.Namespace) -> Listening:
    host = options.host or environ.get("HOST", "").strip() or "127.0.0.1"
    text = options.port or environ.get("PORT", "").strip() or "8000"
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        message = f"PORT: must be a whole number from 0 to {HIGHEST_PORT}, not {text!r}."
        raise Unusable(message)
    return Listening(host, int(text) or free_port())
