"""Displays that wait to be made a room's screen: each shows a word of four letters, and a console takes it."""

from collections.abc import Callable

from goround.records.codes import WORDS
from goround.runtime.clock import Clock

Paired = Callable[[str], None]
"""Called with the session that took the display."""


class Lobby:
    """Words and the displays that show them, for as long as the process lives: a display asks again after a restart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._words: dict[str, str] = {}
        self._waiting: dict[str, Paired] = {}

    def wait(self, display: str, paired: Paired) -> str:
        """Show this word until somebody takes it; ``leave`` ends it."""
        self._waiting[display] = paired
        for word, other in self._words.items():
            if other == display:
                return word
        free = [word for word in WORDS if word not in self._words]
        if not free:
            gone = next(word for word, other in self._words.items() if other not in self._waiting or other != display)
            free = [gone]
        word = free[self._clock.draw() % len(free)]
        self._words[word] = display
        return word

    def leave(self, display: str) -> None:
        """A display no longer waits."""
        self._waiting.pop(display, None)
        for word in [word for word, other in self._words.items() if other == display]:
            del self._words[word]

    def find(self, word: str) -> str | None:
        """The display that shows this word now."""
        display = self._words.get(word)
        return display if display in self._waiting else None

    def take(self, display: str, session: str) -> None:
        """Tell a display that it is this session's now."""
        paired = self._waiting.get(display)
        self.leave(display)
        if paired is not None:
            paired(session)
