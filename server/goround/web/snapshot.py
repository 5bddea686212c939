"""What a running server counts, as it was at one moment: kinds, codes, seconds and bytes, and nothing of any person or session."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from goround.domain import commands as c
from goround.domain.state import Phase
from goround.runtime.figures import Spread
from goround.web.site import Site

_ROOM = frozenset(model.model_fields["type"].default for model in get_args(c.Noticed))
_QUIET = frozenset({"need_person", "take_back"})
"""Asked for quietly: who sits in the room with a graph shall not see that somebody did."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything as it was at one moment, copied on the event loop; what it costs to write it down is spent elsewhere."""

    asks: Counter[tuple[str, str]]
    entries: int
    not_stored: int
    appends: Spread
    passes: Spread
    lag: Spread
    sessions: Counter[bool]
    """Sessions that have not ended, by whether they are rehearsals."""
    screens: Counter[str]
    uptime_s: float
    folder: Path

    @classmethod
    def of(cls, site: Site, uptime_s: float) -> "Snapshot":
        """Look at a site."""
        figures = site.host.figures
        asks: Counter[tuple[str, str]] = Counter()
        for (kind, code), count in figures.asks.items():
            asks["other" if kind in _ROOM or kind in _QUIET else kind, code] += count
        sessions = Counter(room.state.rehearsal for room in site.host.rooms() if room.state.phase is not Phase.ENDED)
        return cls(
            asks=asks,
            entries=figures.entries,
            not_stored=figures.not_stored,
            appends=_copy(figures.appends),
            passes=_copy(figures.passes),
            lag=_copy(figures.lag),
            sessions=sessions,
            screens=Counter(screen.viewer.role.value for screen in site.screens),
            uptime_s=uptime_s,
            folder=site.settings.data,
        )


def _copy(spread: Spread) -> Spread:
    copy = Spread()
    copy.counts, copy.total = list(spread.counts), spread.total
    return copy
