"""A journal in memory, for tests and for the floor that benchmarks compare with. It is durable for as long as the process lives."""

from collections.abc import Iterator, Sequence

from goround.journal.port import Head, Line, Run


class MemoryJournal:
    """Lines and heads in two dictionaries."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Line]] = {}
        self._heads: dict[str, Head] = {}

    def append(self, runs: Sequence[Run]) -> list[bool]:
        """As ``Journal.append``."""
        return [self._append(run) for run in runs]

    def _append(self, run: Run) -> bool:
        session = run.head.session
        head = self._heads.get(session)
        if (head.seq if head else 0) != run.after:
            return False
        self._lines.setdefault(session, []).extend(run.lines)
        self._heads[session] = run.head
        return True

    def read(self, session: str, after: int = 0, most: int | None = None) -> Iterator[Line]:
        """As ``Journal.read``."""
        lines = self._lines.get(session, [])
        return iter(lines[after : None if most is None else after + most])

    def holding(self, session: str, texts: Sequence[str]) -> Iterator[Line]:
        """As ``Journal.holding``."""
        return (line for line in self._lines.get(session, []) if any(text in line.events for text in texts))

    def head(self, session: str) -> Head | None:
        """As ``Journal.head``."""
        return self._heads.get(session)

    def sessions(self) -> list[Head]:
        """As ``Journal.sessions``."""
        return sorted(self._heads.values(), key=lambda head: (head.opened, head.session))

    def headless(self) -> list[str]:
        """As ``Journal.headless``."""
        return sorted(self._lines.keys() - self._heads.keys())

    def try_write(self) -> None:
        """As ``Journal.try_write``: memory takes what it is given."""

    def close(self) -> None:
        """Nothing to let go of."""
