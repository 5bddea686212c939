"""The evenings that are read in measurements: as long as asked for, whole, and with what happens in a room."""

from collections import Counter

import pytest

from bench.past_evening import evening
from goround.domain.events import Entry
from goround.domain.history import replay
from goround.domain.state import Phase
from tests.playbook import T0

LENGTH = 700


@pytest.fixture(scope="module")
def made() -> list[Entry]:
    return list(evening("evening1", LENGTH, T0))


def test_an_evening_has_as_many_entries_as_asked_for_and_ends(made: list[Entry]) -> None:
    state = replay(made)
    assert [entry.seq for entry in made] == list(range(1, LENGTH + 1))
    assert state.phase is Phase.ENDED
    assert len(state.seats) == 12


def test_an_evening_holds_what_happens_in_a_room(made: list[Entry]) -> None:
    kinds = Counter(event.type for entry in made for event in entry.events)
    needed = {"answered", "passed", "moved", "turn_began", "revealed", "link_lost", "link_back", "marked", "joined"}
    assert needed <= set(kinds)
    assert kinds["answered"] > LENGTH / 4


def test_the_same_evening_is_made_each_time(made: list[Entry]) -> None:
    assert list(evening("evening1", LENGTH, T0)) == made
