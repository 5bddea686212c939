"""Counts what a running server does, for those who keep watch over it: kinds, codes and seconds, never who or what."""

from bisect import bisect_left
from collections import Counter

BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds. 0.05 is among them: from there on the event loop counts as late."""


class Spread:
    """How long something took, each time, as counts between bounds."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        """How often it took up to each bound and longer than the one before; the last is beyond all of them."""
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """It took so long."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += max(seconds, 0.0)


class Figures:
    """Everything that is counted in one process since its start."""

    def __init__(self) -> None:
        self.asks: Counter[tuple[str, str]] = Counter()
        """Answered asks, by the command's type and the code of what became of it."""
        self.entries = 0
        self.not_stored = 0
        """Runs that the store did not take."""
        self.appends = Spread()
        """From giving a run to the writer until it is durable."""
        self.passes = Spread()
        """From the first screen of a pass to the last."""
        self.lag = Spread()
        """How late the event loop came round."""
