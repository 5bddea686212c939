"""Each promise of the store is broken on purpose by one line, and the promise's own check must go red."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from goround.domain import history
from goround.domain.events import AnyEvent, Entry
from goround.domain.state import State
from goround.journal import chain, codec, database
from goround.journal.port import Head, Line
from goround.journal.site_key import SiteKey
from goround.journal.vault import CLASSES, Vault, _Key
from goround.runtime.room import Inquiry, Outcome, Room
from tests.journal.test_chain import check_every_stored_byte_counts
from tests.journal.test_codec import check_no_word_stands_in_clear
from tests.journal.test_writer import check_durable, check_fifty_syncs, check_keys_come_first
from tests.logbook import EVERY_EVENT, SECRET, SITE, store
from tests.playbook import CRAVING, ann, ben
from tests.replayed import live_equals_replayed
from tests.runtime.house import Gated, House, craving, house
from tests.runtime.test_stored_before_shown import check_nothing_is_heard_before_it_is_stored


@contextmanager
def red(says: str) -> Iterator[None]:
    """What is checked in here must fail, and for this reason."""
    with pytest.raises(AssertionError, match=says):
        yield


@pytest.fixture
async def held(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, Gated(tmp_path / "goround.db")) as made:
        yield made
        made.gated.gate.set()


Take = Callable[[Room, Sequence[Inquiry]], Any]


async def test_a_reply_before_the_append_is_seen(held: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """L18"""
    careful: Take = Room._take

    async def hasty(room: Room, asks: Sequence[Inquiry]) -> list[Outcome]:
        if not held.gated.gate.is_set():
            for inquiry, outcome in zip(asks, room._decide(asks)[2], strict=True):
                inquiry.reply(outcome)
        outcomes: list[Outcome] = await careful(room, asks)
        return outcomes

    monkeypatch.setattr(Room, "_take", hasty)
    with red("a reply spoke of what is not stored"):
        await check_nothing_is_heard_before_it_is_stored(held)


async def test_a_view_before_the_append_is_seen(held: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """L18"""
    careful: Take = Room._take

    async def hasty(room: Room, asks: Sequence[Inquiry]) -> list[Outcome]:
        durable, room.state = room.state, room._decide(asks)[0]
        room._changed.set()
        await asyncio.sleep(0.05)
        room.state = durable
        outcomes: list[Outcome] = await careful(room, asks)
        return outcomes

    monkeypatch.setattr(Room, "_take", hasty)
    with red("a screen showed what is not stored"):
        await check_nothing_is_heard_before_it_is_stored(held)


def without_sync(path: Path | None, *, read_only: bool = False) -> Engine:
    engine = database.sqlite(path, read_only=read_only)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return engine


def test_a_commit_without_a_sync_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L17"""
    monkeypatch.setattr("goround.journal.ages.sqlite", without_sync)
    with store(tmp_path) as made, red("a commit is not synced to the disk"):
        check_durable(made)


@pytest.mark.command
def test_a_commit_without_a_sync_is_seen_by_the_kernel(strace: Path, tmp_path: Path, checkout: Path) -> None:
    """L17"""
    first = """
from goround.journal import ages
from tests.sabotage.test_store_sabotage import without_sync
ages.sqlite = without_sync
"""
    with red("fdatasync|fsync|usecs/call"):
        check_fifty_syncs(strace, tmp_path, checkout, first)


async def test_an_entry_that_is_applied_twice_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R2"""

    def twice(state: State, entry: Entry) -> State:
        state = history.apply(state, entry)
        for one in entry.events:
            state = history._happened(state, one)
        return state

    monkeypatch.setattr("goround.runtime.room.apply", twice)
    async with house(tmp_path) as home:
        room = await home.open(ann, ben, step=CRAVING)
        await home.does(room, ann, craving(7))
        with red("live and replayed differ in"):
            await live_equals_replayed(room, *home.store.files, SECRET)


@pytest.mark.parametrize(
    "spoken", [one for one in EVERY_EVENT if one.sealed(one.model_dump())], ids=lambda one: one.type
)
def test_words_in_clear_are_seen(spoken: AnyEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    """L8"""
    vault = Vault(None, SITE)
    check_no_word_stands_in_clear(spoken, vault)
    monkeypatch.setattr(codec, "_sealed", lambda entry, number, one, vault: one.model_dump(mode="json"))
    with pytest.raises(AssertionError):
        check_no_word_stands_in_clear(spoken, vault)


def test_keys_that_are_stored_after_their_entry_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L12"""

    def later(vault: Vault, needs: Iterable[tuple[str, str]]) -> None:
        for session, subject in needs:
            for retention in CLASSES:
                vault._of(session).setdefault((subject, retention), _Key(bytes(32)))

    monkeypatch.setattr(Vault, "provide", later)
    with red("were not durable when the entries were"):
        check_keys_come_first(tmp_path)


COLUMNS: dict[str, dict[str, object]] = {
    "at": {"at": 0},
    "by": {"by": ""},
    "ref": {"ref": None},
    "format": {"format": 0},
    "events": {"events": ""},
}


@pytest.mark.parametrize("blank", COLUMNS.values(), ids=COLUMNS)
def test_a_chain_that_passes_over_a_column_is_seen(
    blank: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L15"""
    whole = chain.line_hash

    def careless(before: bytes, line: Line) -> bytes:
        return whole(before, replace(line, **blank))  # type: ignore[arg-type]

    monkeypatch.setattr(chain, "line_hash", careless)
    with red(f"entry.{next(iter(blank))}"):
        check_every_stored_byte_counts(tmp_path)


def test_a_signature_that_passes_over_a_column_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L15"""
    whole = chain.head_mac

    def careless(site: SiteKey, head: Head) -> bytes:
        return whole(site, replace(head, live=True))

    monkeypatch.setattr(chain, "head_mac", careless)
    monkeypatch.setattr("tests.logbook.head_mac", careless)
    with red("session.live"):
        check_every_stored_byte_counts(tmp_path)


def test_a_check_that_does_not_look_at_all_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L15"""
    monkeypatch.setattr("tests.journal.test_chain.check", lambda head, lines, site: [])
    with red("session.seq"):
        check_every_stored_byte_counts(tmp_path)


def test_a_journal_that_keeps_part_of_a_run_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L3: lines are stored although the head stood elsewhere."""
    from goround.journal.sql import _LINE, ENTRY, SqlJournal
    from tests.contracts.test_journal import (
        test_a_run_that_follows_another_line_than_the_last_leaves_nothing as promise,
    )

    careful = SqlJournal._append

    def careless(journal: SqlJournal, connection: Connection, run: Any) -> bool:
        rows = [{name: getattr(line, name) for name in _LINE} for line in run.lines]
        kept = careful(journal, connection, run)
        if not kept:
            connection.execute(ENTRY.insert().prefix_with("OR IGNORE"), rows)
        return kept

    monkeypatch.setattr(SqlJournal, "_append", careless)
    journal = SqlJournal(tmp_path / "goround.db")
    with pytest.raises(AssertionError):
        promise(journal, after=1)
    journal.close()
