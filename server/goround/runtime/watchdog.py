"""Measures how late the event loop is, and says what held it: function and line names only, never values."""

import logging
import sys
import threading
from asyncio import AbstractEventLoop, TimerHandle
from time import perf_counter
from traceback import extract_stack

from goround.runtime.figures import Spread

log = logging.getLogger(__name__)

BEAT_S = 0.02
LATE_S = 0.05
SETTLED_S = 2.0
NOT_OURS = "nothing of ours: the machine was busy"


class Watchdog:
    """A thread that looks at the loop's pulse. ``lag`` takes down every beat; ``worst`` and ``late`` are seconds, and how often over 50 ms."""

    def __init__(self, loop: AbstractEventLoop, lag: Spread | None = None, settles: float = 0.0) -> None:
        """``settles``: for so many seconds after the start nobody waits for a room yet, and nothing is said."""
        self.lag = lag or Spread()
        self.worst = 0.0
        self.late = 0
        self._loop = loop
        self._loop_thread = threading.get_ident()
        self._pulse = perf_counter()
        self._timer: TimerHandle | None = None
        self._settled = self._pulse + settles
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin, on the loop's own thread."""
        self._pulse = perf_counter()
        self._beat()
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        if self._timer is not None:
            self._timer.cancel()

    def _beat(self) -> None:
        now = perf_counter()
        lag = now - self._pulse - BEAT_S
        self.worst = max(self.worst, lag)
        self.lag.add(lag)
        self._pulse = now
        self._timer = self._loop.call_later(BEAT_S, self._beat)

    def _watch(self) -> None:
        held_by = ""
        while not self._stop.wait(BEAT_S):
            lag = perf_counter() - self._pulse - BEAT_S
            if lag > LATE_S:
                if held_by in ("", NOT_OURS):  # what began with a busy machine may go on with something of ours
                    held_by = self._what_runs()
            elif held_by:
                self.late += 1
                quiet = held_by == NOT_OURS or perf_counter() < self._settled
                level = logging.DEBUG if quiet else logging.WARNING
                log.log(level, "event loop was late; it ran %s", held_by)
                held_by = ""

    def _what_runs(self) -> str:
        frame = sys._current_frames().get(self._loop_thread)
        if frame is None:
            return "nothing"
        stack = extract_stack(frame, limit=8)
        if (stack and "uvloop" in stack[-1].filename) or frame.f_code.co_name in ("select", "run", "_beat"):
            return NOT_OURS
        return " < ".join(f"{call.name}:{call.lineno}" for call in reversed(stack))
