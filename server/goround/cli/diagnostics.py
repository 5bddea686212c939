"""How a running server writes its diagnostics: a line each, as text or as one JSON object, with nothing in it that people said or are called."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from traceback import walk_tb
from types import TracebackType
from typing import Any, TextIO

from goround.web.discretion import HUSHED

FIELDS = {
    "session": "session",
    "entry": "seq",
    "version": "version",
    "address": "address",
    "data": "data",
    "key_file": "key_file",
}
"""What a record may carry beside its sentence, and how it is called in the line. Anything else that is hung on it stays out."""

log = logging.getLogger(__name__)


def write_diagnostics(how: str) -> None:
    """From now on write every diagnostic line so, also of what falls where nobody catches it.

    Args:
        how: ``text``, warnings and worse; or ``json``, also what goes well.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if how == "json" else TextLines())
    logging.basicConfig(level=logging.INFO if how == "json" else logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # else a line that cannot be written would print a traceback with what was in it
    sys.excepthook = _fell
    threading.excepthook = lambda told: _fell(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _fell(told.exc_type, told.exc_value, told.exc_traceback)
    if how == "json":
        sys.stderr = Lines(sys.stderr, logging.WARNING)


def speak_in_lines() -> None:
    """What is said to the person at the terminal goes into the log too: there is no terminal."""
    sys.stdout = Lines(sys.stdout, logging.INFO)


class JsonLines(logging.Formatter):
    """Each record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event(record),
            **dict(_fields(record)),
        }
        return json.dumps(told, ensure_ascii=False)


class TextLines(logging.Formatter):
    """Each record as one line to read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        more = "".join(f" {name}={value}" for name, value in _fields(record))
        return f"{_time(record)} {record.levelname} {record.name} {event(record)}{more}"


def event(record: logging.LogRecord) -> str:
    """What happened. Only our own sentences are known to hold nothing of anybody; of a library's, where in it they stand."""
    if record.name.partition(".")[0] == "goround" or record.name in HUSHED:
        return " ".join(record.getMessage().split())
    return f"a library told something at {record.module}:{record.lineno}"


class Lines(io.TextIOBase):
    """A stream whose lines are records: what commands print stays one JSON object a line."""

    def __init__(self, instead: TextIO, level: int) -> None:
        self._instead, self._level, self._begun = instead, level, ""

    def writable(self) -> bool:
        """As a stream."""
        return True

    def fileno(self) -> int:
        """Of the stream in whose place it stands."""
        return self._instead.fileno()

    def write(self, text: str) -> int:
        """Keep what has no end yet; log each line that has."""
        *whole, self._begun = (self._begun + text).split("\n")
        for line in whole:
            if line.strip():
                logging.getLogger("goround").log(self._level, "%s", line)
        return len(text)


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    for name, called in FIELDS.items():
        if (value := record.__dict__.get(name)) is not None:
            yield called, value if isinstance(value, int) else str(value)
    if record.exc_info and record.exc_info[0]:
        yield "error", record.exc_info[0].__name__


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """The type of an error and the lines that it came through: its text may hold what somebody said."""
    if issubclass(kind, KeyboardInterrupt):
        return
    way = [f"{frame.f_code.co_name}:{line}" for frame, line in walk_tb(trace)]
    kinds = sorted(set(_kinds(error))) or [kind.__name__]
    log.critical("fell: %s in %s", ", ".join(kinds), " < ".join(reversed(way[-8:])) or "nothing of ours")


def _kinds(error: BaseException | None) -> Iterator[str]:
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _kinds(one)
    elif error is not None:
        yield type(error).__name__
