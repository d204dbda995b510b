"""Logs: a constant sentence and fields; for people on a terminal, for machines elsewhere.

An error's own text is left out everywhere, and so is what its variables held: both repeat
what people wrote. What kind of error it was and the lines it came through say where to look.
Libraries' lines look like ours.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import structlog
from typing_extensions import override

from frontdesk.kit.failures import kind_of, place_of

_SECONDS = 10.0
_MAX_KEPT = 1_000


def set_up_logs(process: str) -> None:
    """Say once, for this process, how log lines look. `process` is what it is: web or worker."""
    rendering = _rendering()
    always: list[structlog.typing.Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        Stamp(process),
        name_error,
    ]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(LibraryLine([*always, rendering]))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            *always,
            Repetitions(),
            rendering,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )


def log_beside_output() -> None:
    """Send a command's log lines to standard error: standard output is its answer alone."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


def name_error(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Put an error's kind and place where the error was."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event.update(error=kind_of(error), at=place_of(error))
    return event


class Stamp:
    """Puts on each line whose it is."""

    def __init__(self, process: str) -> None:
        self._said = {"process": process, "pid": os.getpid(), "version": version("frontdesk")}

    def __call__(
        self, _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        """Add the fields that are always the same."""
        return {**event, **self._said}


class Repetitions:
    """Says a warning at once, and the very same one seldom, with how often it came meanwhile."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        # For each line: until when it is not said again, and how often it was not.
        self._unsaid: dict[str, tuple[float, int]] = {}

    def __call__(
        self, _logger: object, _method: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        """Drop a line that was said a moment ago."""
        if event.get("level") not in {"warning", "error"}:
            return event
        line = repr(sorted((name, repr(one)) for name, one in event.items() if name != "timestamp"))
        now = self._monotonic()
        quiet_until, times = self._unsaid.get(line, (0.0, 0))
        if now < quiet_until:
            self._unsaid[line] = quiet_until, times + 1
            raise structlog.DropEvent
        if len(self._unsaid) >= _MAX_KEPT:
            self._unsaid.clear()
        self._unsaid[line] = now + _SECONDS, 0
        return {**event, "repeated": times} if times else event


class LibraryLine(logging.Formatter):
    """What libraries log: their sentence, rendered as ours, without the error's text below it."""

    def __init__(self, processors: list[structlog.typing.Processor]) -> None:
        super().__init__()
        self._processors = processors

    @override
    def format(self, record: logging.LogRecord) -> str:
        # What asyncio says of a forgotten task repeats the error in the lines that follow.
        sentence, *_ = record.getMessage().strip().splitlines() or [""]
        line: Any = {"event": sentence, "level": record.levelname.lower(), "logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            line["exc_info"] = record.exc_info[1]
        for process in self._processors:
            line = process(None, record.levelname.lower(), line)
        return str(line)


def _rendering() -> structlog.typing.Processor:
    if sys.stdout.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer()
