"""A log read back is the log folded anew: after any entry, with a break in it or without."""

import gc
from dataclasses import replace

import pytest

from bench.past_evening import evening
from goround.domain.history import replay
from goround.journal.memory import MemoryJournal
from goround.journal.port import Head, Line, Run
from goround.journal.vault import Vault
from goround.review.recording import EVERY, read, read_unbroken
from tests.logbook import SITE, stored
from tests.playbook import T0

LENGTH = 2 * EVERY + 40


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault(None, SITE)


@pytest.fixture(scope="module")
def kept(vault: Vault) -> tuple[Head, list[Line]]:
    return stored(evening("evening1", LENGTH, T0), vault)


def journal(head: Head, lines: list[Line]) -> MemoryJournal:
    found = MemoryJournal()
    found.append([Run(0, tuple(lines), head)])
    return found


def test_the_state_after_any_entry_is_that_of_the_log_up_to_it(kept: tuple[Head, list[Line]], vault: Vault) -> None:
    recording = read(journal(*kept), vault, "evening1")
    assert len(recording.entries) == LENGTH
    for seq in (0, 1, EVERY - 1, EVERY, EVERY + 1, 2 * EVERY, LENGTH - 1, LENGTH):
        assert recording.after(seq) == replay(recording.entries[:seq]), f"after entry {seq}"
    assert recording.after(LENGTH + 1) == recording.last


def test_a_look_folds_fewer_entries_than_lie_between_two_kept_states(
    kept: tuple[Head, list[Line]], vault: Vault
) -> None:
    recording = read(journal(*kept), vault, "evening1")
    assert [state.seq for state in recording.kept] == [0, EVERY, 2 * EVERY]


def test_before_a_line_that_was_changed_everything_can_still_be_looked_at(
    kept: tuple[Head, list[Line]], vault: Vault
) -> None:
    head, lines = kept
    broken = [*lines[: EVERY + 9], replace(lines[EVERY + 9], at=1), *lines[EVERY + 10 :]]
    recording = read_unbroken(journal(head, broken), vault, "evening1")
    assert recording is not None
    assert recording.broken_at == EVERY + 10
    assert recording.after(EVERY + 9) == recording.last == replay(recording.entries)


def test_a_line_that_is_no_text_ends_the_recording_with_a_sentence(kept: tuple[Head, list[Line]], vault: Vault) -> None:
    head, lines = kept
    broken = [*lines[:20], replace(lines[20], events="\udcff" + lines[20].events), *lines[21:]]
    recording = read(journal(head, broken), vault, "evening1")
    assert (recording.broken_at, recording.why) == (21, "Entry 21 cannot be read: entry 21 is no list of events.")


@pytest.mark.parametrize(
    "events", ["[" * 100_000, "[1]", "{}", "[{}", ""], ids=["deep", "number", "one", "cut", "none"]
)
def test_a_line_that_is_no_list_of_events_ends_it_too(events: str, kept: tuple[Head, list[Line]], vault: Vault) -> None:
    head, lines = kept
    recording = read(journal(head, [replace(lines[0], events=events)]), vault, "evening1")
    assert (recording.broken_at, recording.entries) == (1, ())
    assert recording.why == "Entry 1 cannot be read: entry 1 is no list of events."


def test_the_collector_works_again_after_a_log_was_read(kept: tuple[Head, list[Line]], vault: Vault) -> None:
    read(journal(*kept), vault, "evening1")
    assert gc.isenabled()
