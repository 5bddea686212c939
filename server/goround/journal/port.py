"""What every journal promises; tests/contracts/test_journal.py holds each adapter to it.

A journal stores lines as they are: it knows no event, no key and no hash. Every method is synchronous and may be called from any
thread, ``append`` from one at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is stored."""

    session: str
    seq: int
    at: int
    by: str
    ref: str | None
    format: int
    events: str
    """A JSON list of events, sealed fields inside."""
    hash: bytes
    """Over all of the above and the hash of the line before."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a session's log ends."""

    session: str
    seq: int
    hash: bytes
    mac: bytes
    """Of this head, by the site key."""
    opened: int
    """Instant of the first entry."""
    live: bool
    """Whether the session has not ended."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that follow each other in one session: stored whole or not at all."""

    after: int
    """The number of the line that must be the last so far; 0 for a new session."""
    lines: tuple[Line, ...]
    head: Head
    """Where the log will end."""


class NotStored(Exception):
    """The store has taken nothing of this call, and says why: a full disk, a folder without the right to write."""


class Unreadable(Exception):
    """The store cannot be read: its file is damaged, or gone."""


class OtherAge(Exception):
    """The store is of another version than this program; the text says of which, and what to do."""


class Newer(OtherAge):
    """A newer program wrote it."""


class Older(OtherAge):
    """It must be brought to the present version first."""


class Journal(Protocol):
    """Sessions, each a log of numbered lines."""

    def append(self, runs: Sequence[Run]) -> list[bool]:
        """Store runs of different sessions in one transaction, durably before it returns.

        Returns:
            For each run whether it was stored; False if its session's head was not at ``run.after``: nothing of it is stored.

        Raises:
            NotStored: nothing of any run is stored.
        """

    def read(self, session: str, after: int = 0, most: int | None = None) -> Iterator[Line]:
        """A session's lines with numbers above ``after``, in order, at most so many; none for an unknown session.

        This method and the four below raise Unreadable where the store is damaged.
        """

    def holding(self, session: str, texts: Sequence[str]) -> Iterator[Line]:
        """A session's lines, in order, whose events hold one of these texts as it is stored; the others are not fetched."""

    def head(self, session: str) -> Head | None:
        """Where a session's log ends; None for an unknown session."""

    def sessions(self) -> list[Head]:
        """The heads of all sessions, the first opened first."""

    def headless(self) -> list[str]:
        """Sessions that have lines and no head: somebody took it away."""

    def try_write(self) -> None:
        """Write durably what changes nothing, as ``append`` would.

        Raises:
            NotStored: an append would store nothing now.
        """

    def close(self) -> None:
        """Let go of files and connections."""
