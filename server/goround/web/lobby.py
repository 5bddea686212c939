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
        self._waiting: dict[str, list[Paired]] = {}
        """The sockets of each display: an old one may end after its page has opened a new one."""

    def wait(self, display: str, paired: Paired) -> str | None:
        """Show this word until somebody takes it; ``leave`` ends it. None where every word is shown by another display already."""
        for word, other in self._words.items():
            if other == display:
                self._waiting[display].append(paired)
                return word
        free = [word for word in WORDS if word not in self._words]
        if not free:
            return None
        self._waiting[display] = [paired]
        word = free[self._clock.draw() % len(free)]
        self._words[word] = display
        return word

    def leave(self, display: str, paired: Paired) -> None:
        """A socket of a display no longer waits; with its last one the word is free."""
        waiting = self._waiting.get(display, [])
        if paired in waiting:
            waiting.remove(paired)
            if not waiting:
                self._forget(display)

    def find(self, word: str) -> str | None:
        """The display that shows this word now."""
        return self._words.get(word)

    def take(self, display: str, session: str) -> None:
        """Tell a display that it is this session's now."""
        waiting = self._waiting.get(display, [])
        self._forget(display)
        for paired in waiting:
            paired(session)

    def _forget(self, display: str) -> None:
        self._waiting.pop(display, None)
        for word in [word for word, other in self._words.items() if other == display]:
            del self._words[word]
