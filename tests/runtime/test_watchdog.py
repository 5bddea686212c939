"""The watchdog tells how late the event loop was, and what held it: names of functions, never values."""

import asyncio
import logging
import threading
import time

from goround.runtime.watchdog import LATE_S, Watchdog
from tests.logbook import MARK


def holds_the_loop(words: str) -> int:
    """Keep the thread busy, as a fold of a long log would."""
    end = time.perf_counter() + 5 * LATE_S
    while time.perf_counter() < end:
        words.upper()
    return len(words)


async def test_a_held_loop_is_counted_and_named() -> None:
    watchdog = Watchdog(asyncio.get_running_loop())
    heard, said = threading.Event(), list[str]()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())
            heard.set()

    ear = Ear()
    logging.getLogger("goround.runtime.watchdog").addHandler(ear)
    watchdog.start()
    try:
        await asyncio.sleep(0.05)
        holds_the_loop(MARK)
        await asyncio.to_thread(heard.wait, 10)
    finally:
        watchdog.stop()
        logging.getLogger("goround.runtime.watchdog").removeHandler(ear)
    assert watchdog.late >= 1
    assert watchdog.worst >= 3 * LATE_S
    assert "holds_the_loop:" in said[0]
    assert MARK not in said[0]
