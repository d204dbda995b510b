"""Logs: a constant sentence and fields; for people on a terminal, for machines elsewhere.

An error's own text is left out everywhere, and so is what its variables held: both repeat
what people wrote. What kind of error it was and the lines it came through say where to look.
"""

import logging
import sys
from types import TracebackType
from typing import TypeAlias

import structlog
from typing_extensions import override

from frontdesk.kit.failures import place_of

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def set_up_logs() -> None:
    """Say once, for this process, how log lines look."""
    handler = logging.StreamHandler()
    handler.setFormatter(Quiet("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_error,
            _rendering(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )


def name_error(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Put an error's kind and place where the error was."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event.update(error=type(error).__qualname__, at=place_of(error))
    return event


class Quiet(logging.Formatter):
    """What libraries log: their sentence, without the error's text below it."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        # What asyncio says of a forgotten task repeats the error in the lines that follow.
        sentence, *_ = record.getMessage().strip().splitlines() or [""]
        shown = logging.makeLogRecord(
            {**record.__dict__, "msg": sentence, "args": None, "exc_text": None}
        )
        return super().format(shown)

    @override
    def formatException(self, ei: _ExcInfo) -> str:
        error = ei[1]
        if error is None:
            return ""
        return "\n".join([type(error).__qualname__, *(f"  at {one}" for one in place_of(error))])


def _rendering() -> structlog.typing.Processor:
    if sys.stdout.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer()
