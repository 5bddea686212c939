"""The one thread that writes (rules L2, L3, L6, L12, L17): everything that waits goes into one transaction, durably."""

import asyncio
import subprocess
import sys
import threading
from asyncio import TaskGroup
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from goround.domain import events as e
from goround.domain.events import Entry
from goround.domain.steps import Visibility
from goround.journal.chain import check
from goround.journal.codec import decode
from goround.journal.memory import MemoryJournal
from goround.journal.port import Head, NotStored, Run
from goround.journal.vault import Vault
from goround.journal.writer import Conflict
from tests.logbook import EVERY_EVENT, SITE, Store, entry, store
from tests.playbook import CRAVING, answered

OPENED = EVERY_EVENT[0]


class Counting(MemoryJournal):
    """A journal that tells how many runs came in each call, and can be held."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[int] = []
        self.gate = threading.Event()
        self.gate.set()

    def append(self, runs: Sequence[Run]) -> list[bool]:
        self.gate.wait()
        self.calls.append(len(runs))
        return super().append(runs)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Store]:
    with store(tmp_path) as made:
        yield made


def answers(session: str, first: int, count: int) -> list[Entry]:
    return [
        entry(session, first + place, answered(f"p{place}", CRAVING, place % 11, Visibility.FACILITATOR))
        for place in range(count)
    ]


async def test_a_run_is_sealed_chained_and_signed(disk: Store) -> None:
    """L15, L17"""
    head = await disk.writer.append("s1", None, [entry("s1", 1, OPENED), *answers("s1", 2, 3)])
    head = await disk.writer.append("s1", head, answers("s1", 5, 2))
    assert head == disk.journal.head("s1")
    assert check(head, disk.journal.read("s1"), SITE) == []
    assert [decode(line, disk.vault) for line in disk.journal.read("s1")] == [
        entry("s1", 1, OPENED),
        *answers("s1", 2, 3),
        *answers("s1", 5, 2),
    ]


async def test_the_head_says_whether_the_session_lives(disk: Store) -> None:
    """L1: an end ends it, and an end that was taken back does not."""
    head = await disk.writer.append("s1", None, [entry("s1", 1, OPENED)])
    assert head.live
    head = await disk.writer.append("s1", head, [entry("s1", 2, e.Ended(was_open=False, was_paused=False))])
    assert not head.live
    head = await disk.writer.append("s1", head, [entry("s1", 3, e.LinkLost(seat="ann"))])
    assert not head.live
    head = await disk.writer.append("s1", head, [entry("s1", 4, e.Continued(open=False, paused=False))])
    assert head.live
    assert head.opened == entry("s1", 1, OPENED).at


async def test_all_that_waits_goes_into_one_transaction() -> None:
    """L17"""
    journal = Counting()
    with store(None, journal) as made:
        journal.gate.clear()
        async with TaskGroup() as tasks:
            held = tasks.create_task(made.writer.append("s0", None, [entry("s0", 1, OPENED)]))
            await asyncio.sleep(0.05)
            waiting = [
                tasks.create_task(made.writer.append(f"s{number}", None, [entry(f"s{number}", 1, OPENED)]))
                for number in range(1, 40)
            ]
            await asyncio.sleep(0.05)
            assert not any(task.done() for task in (held, *waiting))
            journal.gate.set()
        assert [task.result().seq for task in waiting] == [1] * 39
        assert journal.calls == [1, 39]


async def test_a_run_that_lost_a_race_is_told_so_alone(disk: Store) -> None:
    """L3"""
    head = await disk.writer.append("s1", None, [entry("s1", 1, OPENED)])
    await disk.writer.append("s1", head, [entry("s1", 2, e.Started())])
    ours = disk.writer.append("s1", head, [entry("s1", 2, e.Paused())])
    other = disk.writer.append("s2", None, [entry("s2", 1, OPENED)])
    lost, kept = await asyncio.gather(ours, other, return_exceptions=True)
    assert isinstance(lost, Conflict)
    assert isinstance(kept, Head)
    assert decode(disk.lines("s1")[-1], disk.vault).events == (e.Started(),)


async def test_what_the_store_does_not_take_is_told_to_everybody_who_waits_and_later_it_goes_on(disk: Store) -> None:
    """L6"""
    head = await disk.writer.append("s1", None, [entry("s1", 1, OPENED)])
    disk.pragma("query_only=1")
    told = await asyncio.gather(
        disk.writer.append("s1", head, [entry("s1", 2, e.Started())]),
        disk.writer.append("s2", None, [entry("s2", 1, OPENED)]),
        return_exceptions=True,
    )
    assert [type(one) for one in told] == [NotStored, NotStored]
    disk.pragma("query_only=0")
    assert (await disk.writer.append("s1", head, [entry("s1", 2, e.Started())])).seq == 2
    assert len(disk.lines("s1")) == 2


async def test_a_vault_that_takes_nothing_stores_no_entry(disk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """L12: no key, no entry."""

    def full(needs: object) -> None:
        raise NotStored("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(disk.vault, "provide", full)
        with pytest.raises(NotStored):
            await disk.writer.append("s1", None, [entry("s1", 1, OPENED)])
    assert disk.journal.head("s1") is None
    assert (await disk.writer.append("s1", None, [entry("s1", 1, OPENED)])).seq == 1


def check_keys_come_first(folder: Path) -> None:
    """L12: when an entry reaches the journal, a second process can already read its keys."""
    unreadable: list[int] = []

    class Looking(MemoryJournal):
        def append(self, runs: Sequence[Run]) -> list[bool]:
            reader = Vault(folder / "vault.db", SITE, read_only=True)
            for run in runs:
                for line in run.lines:
                    if "erased" in decode(line, reader).model_dump_json():
                        unreadable.append(line.seq)
            reader.close()
            return super().append(runs)

    with store(folder, Looking()) as made:
        asyncio.run(made.writer.append("s1", None, [entry("s1", 1, OPENED), *answers("s1", 2, 5)]))
    assert unreadable == [], f"the keys of entries {unreadable} were not durable when the entries were"


def test_keys_are_durable_before_the_entry_that_needs_them(tmp_path: Path) -> None:
    """L12"""
    check_keys_come_first(tmp_path)


async def test_one_rooms_fault_keeps_nobody_else_waiting(disk: Store) -> None:
    """L17"""
    nothing = disk.writer.append("s1", None, [])
    other = disk.writer.append("s2", None, [entry("s2", 1, OPENED)])
    fault, kept = await asyncio.gather(nothing, other, return_exceptions=True)
    assert isinstance(fault, Exception)
    assert not isinstance(fault, NotStored | Conflict)
    assert isinstance(kept, Head)


async def test_closing_stores_what_waits_and_takes_nothing_more() -> None:
    """L17"""
    journal = Counting()
    with store(None, journal) as made:
        journal.gate.clear()
        async with TaskGroup() as tasks:
            waiting = [
                tasks.create_task(made.writer.append(f"s{number}", None, [entry(f"s{number}", 1, OPENED)]))
                for number in range(20)
            ]
            await asyncio.sleep(0.01)
            closing = tasks.create_task(asyncio.to_thread(made.writer.close))
            await asyncio.sleep(0.01)
            journal.gate.set()
            await closing
        assert [task.result().seq for task in waiting] == [1] * 20
        with pytest.raises(NotStored, match="closed"):
            await made.writer.append("s99", None, [entry("s99", 1, OPENED)])


def test_a_loop_that_has_gone_does_not_stop_the_writer(tmp_path: Path) -> None:
    """L17"""
    journal = Counting()
    with store(None, journal) as made:
        journal.gate.clear()

        async def leave() -> None:
            task = asyncio.get_running_loop().create_task(made.writer.append("s1", None, [entry("s1", 1, OPENED)]))
            await asyncio.sleep(0.01)
            task.cancel()

        asyncio.run(leave())
        journal.gate.set()
        head = asyncio.run(made.writer.append("s2", None, [entry("s2", 1, OPENED)]))
        assert head.seq == 1


# --- what "durable" means ---


def check_durable(disk: Store) -> None:
    """L17: each commit is in the file's own log and synced before it returns."""
    assert disk.pragma("journal_mode") == "wal"
    assert disk.pragma("synchronous") == 2, "a commit is not synced to the disk"


def test_the_writers_own_connection_syncs_every_commit(disk: Store) -> None:
    """L17"""
    check_durable(disk)
    asyncio.run(disk.writer.append("s1", None, [entry("s1", 1, OPENED)]))
    check_durable(disk)


FIFTY = """
import asyncio, sys
from pathlib import Path
from tests.logbook import entry, store
from goround.domain import events as e

async def commit(writer):
    head = None
    for number in range(1, 51):
        head = await writer.append("s1", head, [entry("s1", number, e.Started())])
    return head.seq

with store(Path(sys.argv[1])) as made:
    print(asyncio.run(commit(made.writer)))
"""


@pytest.mark.command
def test_fifty_commits_are_at_least_fifty_syncs(strace: Path, tmp_path: Path, checkout: Path) -> None:
    """L17"""
    check_fifty_syncs(strace, tmp_path, checkout)


def check_fifty_syncs(strace: Path, folder: Path, checkout: Path, first: str = "") -> None:
    """L17: counted by the kernel, not by SQLite's word. ``first`` is run before the commits."""
    counts = folder / "counts"
    watch = [str(strace), "-f", "-c", "-e", "trace=fdatasync,fsync", "-o", str(counts)]
    command = [*watch, sys.executable, "-c", first + FIFTY, str(folder)]
    told = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if (told.returncode, told.stdout) != (0, "50\n"):
        raise RuntimeError(told.stderr)
    calls = {row.split()[-1]: int(row.split()[3]) for row in counts.read_text().splitlines() if "sync" in row}
    assert calls.get("fdatasync", 0) + calls.get("fsync", 0) >= 50, counts.read_text()
