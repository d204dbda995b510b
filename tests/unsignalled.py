"""A web process' server inside a test."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from frontdesk.infra.serving import EdgeServer

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnsignalledServer(EdgeServer):
    """A server that leaves the signals to pytest."""

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
