"""What every journal promises (rules L1 to L6), held against each adapter."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from goround.journal.database import reading
from goround.journal.memory import MemoryJournal
from goround.journal.port import Head, Journal, NotStored, Unreadable
from goround.journal.sql import SqlJournal
from tests.logbook import run
from tests.playbook import T0


@pytest.fixture(params=["memory", "sqlite in memory", "sqlite in a file"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    made: dict[str, Callable[[], Journal]] = {
        "memory": MemoryJournal,
        "sqlite in memory": lambda: SqlJournal(None),
        "sqlite in a file": lambda: SqlJournal(tmp_path / "a journal? 100% #1.db"),
    }
    journal = made[request.param]()
    yield journal
    journal.close()


@dataclass
class Two:
    """Two journals over one file, as two processes have them."""

    one: SqlJournal
    other: SqlJournal


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqlJournal]:
    journal = SqlJournal(tmp_path / "goround.db")
    yield journal
    journal.close()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    journals = Two(SqlJournal(tmp_path / "goround.db"), SqlJournal(tmp_path / "goround.db"))
    yield journals
    journals.one.close()
    journals.other.close()


def numbers(journal: Journal, session: str, after: int = 0) -> list[int]:
    return [line.seq for line in journal.read(session, after)]


def pragma(journal: SqlJournal, setting: str) -> object:
    raw = journal.writing.connection.dbapi_connection
    assert raw is not None
    row = raw.cursor().execute(f"PRAGMA {setting}").fetchone()
    return row[0] if row else None


def test_what_was_stored_reads_back_as_it_was(journal: Journal) -> None:
    """L1: a line comes back as it was given, to the byte."""
    words = '[{"type":"started","ñ":"\\u0000 ☂"}]'
    stored = run("s1", 0, words, "[]")
    assert journal.append([stored]) == [True]
    assert tuple(journal.read("s1")) == stored.lines
    assert journal.head("s1") == stored.head


def test_a_run_is_stored_whole(journal: Journal) -> None:
    """L2"""
    journal.append([run("s1", 0, "a", "b", "c")])
    journal.append([run("s1", 3, "d", "e")])
    assert numbers(journal, "s1") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("text", ['"type":"told"', "[*]", "?", "Ñ", "["])
def test_lines_that_hold_a_text_are_found_as_it_stands(journal: Journal, text: str) -> None:
    """L1: nothing in a text stands for anything else."""
    journal.append(
        [run("s1", 0, "plain", f"before{text}behind", text, text.swapcase() + "x", "[x]", "y"), run("s2", 0, text)]
    )
    found = [line.events for line in journal.holding("s1", (text, "plain"))]
    assert found == [one.events for one in journal.read("s1") if text in one.events or one.events == "plain"]
    assert len(found) >= 3 and list(journal.holding("s1", ("nowhere",))) == []


@pytest.mark.parametrize("after", [0, 1, 3, 9], ids=lambda after: f"after {after}")
def test_a_run_that_follows_another_line_than_the_last_leaves_nothing(journal: Journal, after: int) -> None:
    """L3"""
    journal.append([run("s1", 0, "a", "b")])
    before = (journal.head("s1"), tuple(journal.read("s1")))
    assert journal.append([run("s1", after, "x", "y", "z")]) == [False]
    assert (journal.head("s1"), tuple(journal.read("s1"))) == before


def test_a_run_that_loses_takes_no_other_of_the_same_call_with_it(journal: Journal) -> None:
    """L3"""
    journal.append([run("s2", 0, "a")])
    lost, kept, new = run("s2", 0, "x", "y"), run("s3", 0, "a"), run("s1", 0, "a", "b")
    assert journal.append([lost, kept, new]) == [False, True, True]
    assert [numbers(journal, session) for session in ("s1", "s2", "s3")] == [[1, 2], [1], [1]]
    assert [line.events for line in journal.read("s2")] == ["a"]


def test_of_two_runs_for_one_place_the_first_wins(journal: Journal) -> None:
    """L3: even in one call."""
    assert journal.append([run("s1", 0, "first"), run("s1", 0, "second")]) == [True, False]
    assert [line.events for line in journal.read("s1")] == ["first"]


def test_a_run_for_a_session_that_is_not_there_leaves_nothing(journal: Journal) -> None:
    """L3"""
    assert journal.append([run("s1", 4, "x")]) == [False]
    assert journal.head("s1") is None
    assert numbers(journal, "s1") == []
    assert journal.sessions() == []


def test_reading_goes_on_after_any_number(journal: Journal) -> None:
    """L1"""
    journal.append([run("s1", 0, *"abcde"), run("s2", 0, "x")])
    assert [numbers(journal, "s1", after) for after in (0, 2, 5, 7)] == [[1, 2, 3, 4, 5], [3, 4, 5], [], []]
    assert numbers(journal, "nobody") == []


def test_the_head_tells_where_the_log_ends(journal: Journal) -> None:
    """L1"""
    assert journal.head("s1") is None
    journal.append([run("s1", 0, "a")])
    ended = run("s1", 1, "b", "c", live=False)
    journal.append([ended])
    head = journal.head("s1")
    assert head == Head("s1", 3, ended.lines[-1].hash, b"mac", T0, live=False)
    assert head is not None
    assert type(head.live) is bool


def test_sessions_are_listed_the_first_opened_first(journal: Journal) -> None:
    """L1"""
    for session, opened in (("b", T0 + 5), ("c", T0), ("a", T0 + 5), ("d", T0 + 1)):
        journal.append([run(session, 0, "x", opened=opened)])
    assert [head.session for head in journal.sessions()] == ["c", "d", "a", "b"]


def test_a_log_with_its_head_has_no_part_among_the_headless(journal: Journal) -> None:
    """L15"""
    journal.append([run("s1", 0, "x"), run("s2", 0, "y")])
    assert journal.headless() == []


def test_a_log_whose_head_was_taken_away_is_found(file: SqlJournal) -> None:
    """L15"""
    file.append([run("s1", 0, "x"), run("s2", 0, "y")])
    with file.writing.begin():
        file.writing.exec_driver_sql("DELETE FROM session WHERE session='s1'")
    assert file.headless() == ["s1"]


def test_readers_on_other_threads_see_logs_without_gaps_while_somebody_writes(journal: Journal) -> None:
    """L4: reading disturbs no writing, and sees no half of a run."""
    done = threading.Event()
    faults: list[BaseException] = []

    def read() -> None:
        try:
            while not done.wait(0.002):
                seen = numbers(journal, "s1")
                assert seen == list(range(1, len(seen) + 1))
                assert len(seen) % 3 == 0, "half a run was to be seen"
                journal.sessions()
        except BaseException as fault:  # noqa: BLE001 - told by the test's own thread
            faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    stored = [journal.append([run("s1", after, *"abc")]) for after in range(0, 300, 3)]
    done.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert stored == [[True]] * 100
    assert numbers(journal, "s1") == list(range(1, 301))


def test_a_reader_takes_no_lock_that_a_writer_waits_for(two: Two) -> None:
    """L4: somebody reads a long log for as long as it takes."""
    two.one.append([run("s1", 0, "a")])
    pragma(two.other, "busy_timeout=0")
    with reading(two.one._engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM entry")
        assert two.other.append([run("s1", 1, "b")]) == [True]


def test_two_writers_over_many_sessions_in_opposite_orders_both_finish(two: Two) -> None:
    """L5: neither waits for ever, and no log has a gap or a line twice."""
    names = [f"s{number}" for number in range(12)]
    acknowledged: dict[SqlJournal, int] = {two.one: 0, two.other: 0}
    faults: list[BaseException] = []

    def write(journal: SqlJournal, order: list[str], who: str) -> None:
        try:
            for _ in range(15):
                waiting = list(order)
                while waiting:
                    heads = {name: journal.head(name) for name in waiting}
                    runs = [run(name, head.seq if head else 0, who, who) for name, head in heads.items()]
                    stored = journal.append(runs)
                    acknowledged[journal] += stored.count(True)
                    waiting = [name for name, kept in zip(waiting, stored, strict=True) if not kept]
        except BaseException as fault:  # noqa: BLE001 - told by the test's own thread
            faults.append(fault)

    threads = [
        threading.Thread(target=write, args=(two.one, names, "one")),
        threading.Thread(target=write, args=(two.other, names[::-1], "other")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert faults == []
    assert not any(thread.is_alive() for thread in threads)
    assert acknowledged == {two.one: 15 * 12, two.other: 15 * 12}
    for name in names:
        lines = list(two.one.read(name))
        assert [line.seq for line in lines] == list(range(1, 61))
        assert [line.events for line in lines].count("one") == 30
        head = two.other.head(name)
        assert head is not None
        assert (head.seq, head.hash) == (60, lines[-1].hash)


def test_a_full_disk_is_refused_in_words_and_what_was_acknowledged_stays(file: SqlJournal) -> None:
    """L6"""
    file.append([run("s1", 0, "kept")])
    free = cast(int, pragma(file, "max_page_count"))
    pragma(file, "max_page_count=1")
    with pytest.raises(NotStored, match="full"):
        file.append([run("s1", 1, "x" * 200_000), run("s2", 0, "y")])
    assert [line.events for line in file.read("s1")] == ["kept"]
    assert file.head("s2") is None
    pragma(file, f"max_page_count={free}")
    assert file.append([run("s1", 1, "x" * 200_000), run("s2", 0, "y")]) == [True, True]
    assert numbers(file, "s1") == [1, 2]


def test_a_folder_that_takes_nothing_is_refused_in_words_and_what_was_acknowledged_stays(file: SqlJournal) -> None:
    """L6"""
    file.append([run("s1", 0, "kept")])
    pragma(file, "query_only=1")
    with pytest.raises(NotStored, match="readonly"):
        file.append([run("s1", 1, "x")])
    assert [line.events for line in file.read("s1")] == ["kept"]
    pragma(file, "query_only=0")
    assert file.append([run("s1", 1, "x")]) == [True]


def test_a_commit_that_failed_after_it_became_durable_is_told_as_stored(
    file: SqlJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L6: after a failure the heads are read back before anything is said."""
    file.append([run("s1", 0, "a")])
    dialect, commit = file._engine.dialect, file._engine.dialect.do_commit

    def lost(connection: object) -> None:
        commit(connection)  # type: ignore[arg-type]
        raise dialect.loaded_dbapi.OperationalError("disk I/O error")

    monkeypatch.setattr(dialect, "do_commit", lost)
    assert file.append([run("s1", 1, "b"), run("s2", 7, "x")]) == [True, False]
    monkeypatch.undo()
    assert file.append([run("s1", 2, "c")]) == [True]
    assert numbers(file, "s1") == [1, 2, 3]


def test_a_folder_that_cannot_hold_a_file_is_refused_in_words(tmp_path: Path) -> None:
    """L6"""
    (tmp_path / "file").touch()
    with pytest.raises(NotStored, match="unable to open"):
        SqlJournal(tmp_path / "file" / "goround.db")


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    """L6"""
    (tmp_path / "goround.db").write_bytes(b"not a database" * 100)
    with pytest.raises(NotStored, match="not a database"):
        SqlJournal(tmp_path / "goround.db")
    with pytest.raises(Unreadable, match="not a database"):
        SqlJournal(tmp_path / "goround.db", read_only=True).sessions()


def test_a_read_only_journal_reads_beside_the_writer_and_writes_nothing(tmp_path: Path) -> None:
    """L4"""
    path = tmp_path / "100% plain? #1.db"
    writer, reader = SqlJournal(path), SqlJournal(path, read_only=True)
    writer.append([run("s1", 0, "a")])
    assert numbers(reader, "s1") == [1]
    with pytest.raises(NotStored, match="readonly"):
        reader.append([run("s1", 1, "b")])
    writer.append([run("s1", 1, "b")])
    assert numbers(reader, "s1") == [1, 2]
    reader.close()
    writer.close()
    again = SqlJournal(path, read_only=True)
    assert numbers(again, "s1") == [1, 2]
    again.close()


def test_a_line_says_nothing_in_an_error(file: SqlJournal) -> None:
    """L6: the text of a refusal holds nothing of what was to be stored."""
    pragma(file, "query_only=1")
    with pytest.raises(NotStored) as refused:
        file.append([run("s1", 0, "the words of somebody")])
    assert "words" not in str(refused.value)
    assert refused.value.__cause__ is None
