"""A server that is measured beside another: how it is told to ask, and how people answer, in its own words; ours is made here."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bench.child import Child, Server
from bench.stage import Staged, long_choices, scales, stage
from goround.domain.events import Answered
from goround.journal.site_key import load
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.review.recording import read
from goround.runtime.clock import SystemClock

LATE_MS = 5_000


@dataclass
class Side(ABC):
    """One server with a leader and people, whose sockets a crowd holds in groups."""

    name: str
    """As the tables call it."""
    stored: str
    """When what was said is on disk, and how."""
    key: str
    """With what its groups begin: ``<key>-lead``, ``<key>-seats``."""

    @property
    @abstractmethod
    def here(self) -> int:
        """The step that the room is on."""

    @abstractmethod
    def prompt(self) -> str:
        """What the leader says to bring everybody the next thing."""

    @abstractmethod
    def answers(self, people: int) -> list[str]:
        """What each of so many people says to the present thing."""

    @abstractmethod
    def connect(self, crowd: Child, slow: int = 0) -> None:
        """Open every socket; the last few people are a group of their own, ``<key>-slow``."""

    @abstractmethod
    def records(self, step: int) -> int:
        """How many answers to this step are stored."""

    def leave(self, crowd: Child, slow: int = 0) -> None:
        """Close every socket."""
        for group in ("seats", "slow", "lead") if slow else ("seats", "lead"):
            crowd.ask(what="leave", group=f"{self.key}-{group}")


@dataclass
class Ours(Side):
    """Goround: the leader goes on and back between two steps; a person's next answer to a step takes the place of the one before."""

    server: Server
    room: Staged
    data: Path
    key_file: Path
    long: bool
    told: list[str]
    step: int = 1
    _visit: int = 1
    _given: Counter[int] = field(default_factory=Counter)
    _counts: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def address(self) -> str:
        """Of the server."""
        return self.server.address

    @property
    def here(self) -> int:
        """The first or the second."""
        return self.step

    def prompt(self) -> str:
        """On from the first step, back from the second."""
        until = SystemClock().now() + LATE_MS
        move = "next" if self.step == 1 else "back"
        text = (
            f'{{"ref":"benchlead:{self._visit}","command":{{"type":"{move}","visit":{self._visit},"until":{until}}}}}'
        )
        self._visit, self.step = self._visit + 1, 3 - self.step
        return text

    def answers(self, people: int) -> list[str]:
        """A number or an option, by each person."""
        number, revision = next(self._counts), self._given[self.step]
        self._given[self.step] += 1
        given = '{"options":["o1"]}' if self.long else f'{{"number":{number % 11}}}'
        return [
            f'{{"ref":"benchphone{place:04}:{number}","command":{{"type":"answer","step":"evening.step-{self.step:02}",'
            f'"revision":{revision},"answer":{given}}}}}'
            for place in range(people)
        ]

    def connect(self, crowd: Child, slow: int = 0) -> None:
        """A console, a display, and everybody's phone."""
        end = len(self.room.seats) - slow
        groups = {"lead": [self.room.console], "seats": self.room.seats[:end], "slow": self.room.seats[end:]}
        for group, links in groups.items():
            if links:
                crowd.ask(what="connect", group=f"{self.key}-{group}", address=self.address, links=links)

    def records(self, step: int) -> int:
        """Answers in the log, read beside the server that runs it."""
        key, _ = load(self.key_file)
        journal, vault = (
            SqlJournal(self.data / "goround.db", read_only=True),
            Vault(self.data / "vault.db", key, read_only=True),
        )
        found = read(journal, vault, self.room.session)
        journal.close()
        vault.close()
        wanted = f"evening.step-{step:02}"
        return sum(
            isinstance(event, Answered) and event.step == wanted for entry in found.entries for event in entry.events
        )


@contextmanager
def ours(
    folder: Path, people: int, *, long: bool = False, before: Callable[[Path, Path], list[str]] | None = None
) -> Iterator[Ours]:
    """Goround as people run it, with so many people in one session.

    Args:
        folder: where its data go.
        people: how many seats there are.
        long: whether its two steps hold as many words as an author may write.
        before: called with the data folder and the key file before the server starts; what it gives back stands in ``told``.
    """
    folder.mkdir(parents=True)
    data, key_file = folder / "stage", folder / "site.key"
    [room] = stage(data, key_file, [people], long_choices(2) if long else scales(2))
    told = before(data, key_file) if before else []
    with Server(data, key_file) as server:
        yield Ours("goround", "before it is shown, fsync", "goround", server, room, data, key_file, long, told)
