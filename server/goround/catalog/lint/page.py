"""One file as the rules of lint look at it: its texts, what stands beside it, and where words stand in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from goround.catalog.facts import Facts
from goround.catalog.finding import Finding
from goround.catalog.lint.sentences import WORD
from goround.catalog.places import Key, Placed
from goround.catalog.said import Said
from goround.catalog.wordlist import WordList
from goround.domain.curriculum import Curriculum

Place = tuple[int, int]


@dataclass(frozen=True)
class Page:
    """A curriculum, or a file of facts, that is in the right form."""

    path: Path
    placed: Placed
    texts: Sequence[Said]
    facts: Facts
    words: WordList
    today: date
    curriculum: Curriculum | None = None
    """None where it is a file of facts."""
    facts_at: Mapping[str, Sequence[tuple[Key, ...]]] = field(default_factory=dict)
    """Where each fact is referenced."""

    def doubt(self, at: tuple[Key, ...] | Place, code: str, what: str, todo: str) -> Finding:
        """A warning at these keys, or at this line and column."""
        place = at if _is_place(at) else self.placed.at(at)
        return Finding(self.path, place[0], place[1], code, what, todo, severity="warning")  # type: ignore[arg-type]

    def for_participants(self) -> Iterator[Said]:
        """The texts that participants are shown, where there are any words."""
        return (said for said in self.texts if said.for_participants and said.text)

    def of_step(self, place: int) -> Iterator[Said]:
        """The texts of one step."""
        return (said for said in self.texts if said.step == place)

    def find(self, said: Said, words: str) -> Place:
        """Where these words of a text begin in the file; the place of the text where a fact brought them in."""
        wanted = WORD.findall(words)
        for first in range(min(len(wanted), 3)):
            found = re.search(
                r"[\W_]+".join(map(re.escape, wanted[first : first + 5])), self._from(said), re.IGNORECASE
            )
            if found:
                before = self._from(said)[: found.start()]
                line = said.line + before.count("\n")
                return line, len(before) - before.rfind("\n") + (said.column - 1 if line == said.line else 0)
        return said.line, said.column

    def _from(self, said: Said) -> str:
        """The file from the beginning of a text to that of what follows it."""
        after = bisect_right(self._begins, (said.line, said.column))
        end = self._begins[after][0] if after < len(self._begins) else len(self.placed.lines) + 1
        first, *others = self.placed.lines[said.line - 1 : max(end, said.line + 1) - 1]
        return "\n".join([first[said.column - 1 :], *others])

    @cached_property
    def _begins(self) -> list[Place]:
        return sorted(set(self.placed.places.values()))


def _is_place(at: tuple[Key, ...] | Place) -> bool:
    return len(at) == 2 and all(isinstance(one, int) for one in at)
