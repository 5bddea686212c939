"""What may be written down about faults that happen outside our own code: their type, never their text, which may be what somebody sent."""

import logging
from asyncio import AbstractEventLoop
from typing import Any

log = logging.getLogger(__name__)

HUSHED = ("aiohttp.server", "aiohttp.web", "aiohttp.websocket")
"""Loggers of the library of which only the type of an error is written down."""


class _TypeOnly(logging.Filter):
    """Leaves of an error what it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; every one is kept."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no exception"
        record.msg, record.args = f"a request could not be answered: {kind}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


_TYPE_ONLY = _TypeOnly()


def hush_libraries() -> None:
    """The library writes the line that it could not read, and who sent it, into its log: neither belongs there."""
    for name in HUSHED:
        logging.getLogger(name).addFilter(_TYPE_ONLY)


def fell(_: AbstractEventLoop, context: dict[str, Any]) -> None:
    """A loop's exception handler: whatever fell beside every request."""
    error = context.get("exception")
    log.error("fault beside a request: %s", type(error).__name__ if error is not None else "unknown")
