"""A stored log that is not what was written is found by ``check`` (rules L15 and L16)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from goround.domain import events as e
from goround.domain.steps import Visibility
from goround.journal.chain import Broken, Finding, chained, check, head_mac, unbroken
from goround.journal.port import Head, Journal, Line, Run, Unreadable
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from tests.logbook import EVERY_EVENT, OTHER_SITE, SITE, entry, stored
from tests.playbook import CRAVING, answered

Log = tuple[Head, list[Line]]


@pytest.fixture
def log() -> Log:
    return stored(a_log(), Vault(None, SITE))


def a_log() -> list[e.Entry]:
    return [
        entry("s1", 1, EVERY_EVENT[1], by="seat:ann"),
        entry("s1", 2, e.Started(), e.Paused(), by="staff:dana", ref="tablet:1"),
        entry("s1", 3, answered("ann", CRAVING, 7, Visibility.FACILITATOR), by="seat:ann", ref="phone:12"),
        entry("s1", 4, e.WentOn()),
    ]


def said(findings: list[Finding]) -> list[str]:
    return [finding.what for finding in findings]


def test_a_log_as_it_was_written_is_whole(log: Log) -> None:
    """L15"""
    head, lines = log
    assert check(head, lines, SITE) == []
    assert list(unbroken(b"", 0, lines)) == lines
    assert list(unbroken(lines[1].hash, 2, lines[2:])) == lines[2:]


Change = Callable[[list[Line]], list[Line]]
CHANGES: dict[str, tuple[Change, str]] = {
    "the first is missing": (lambda log: log[1:], "entry 1 is missing"),
    "one is missing": (lambda log: [log[0], *log[2:]], "entry 2 is missing"),
    "the last is missing": (lambda log: log[:-1], "the head says 4 entries, the log has 3"),
    "all are missing": (lambda log: [], "the head says 4 entries, the log has 0"),
    "two are swapped": (lambda log: [log[0], log[2], log[1], log[3]], "entry 2 stands out of its order"),
    "one stands twice": (lambda log: [*log[:2], log[1], *log[2:]], "entry 2 stands out of its order"),
    "two have swapped numbers": (
        lambda log: [log[0], replace(log[2], seq=2), replace(log[1], seq=3), log[3]],
        "entry 2 is not what was written",
    ),
    "one was added": (
        lambda log: [*log, *chained(log[-1].hash, [replace(log[-1], seq=5)])],
        "the head says 4 entries, the log has 5",
    ),
    "the whole log was chained anew": (
        lambda log: chained(b"", [replace(line, by="seat:eve") for line in log]),
        "the head does not fit the last entry",
    ),
    "another session's line": (
        lambda log: [log[0], replace(log[1], session="s2"), *log[2:]],
        "entry 2 is not what was written",
    ),
    "a ref that was none": (lambda log: [replace(log[0], ref=""), *log[1:]], "entry 1 is not what was written"),
    "words moved from one column to the next": (
        lambda log: [*log[:2], replace(log[2], by="seat:annp", ref="hone:12"), log[3]],
        "entry 3 is not what was written",
    ),
}


@pytest.mark.parametrize(("change", "finding"), CHANGES.values(), ids=CHANGES)
def test_a_changed_log_is_found(log: Log, change: Change, finding: str) -> None:
    """L15"""
    head, lines = log
    assert finding in said(check(head, change(lines), SITE))


@pytest.mark.parametrize("change", [change for change, _ in CHANGES.values()], ids=CHANGES)
def test_a_changed_log_is_not_followed_to_its_head(log: Log, change: Change) -> None:
    """L16: whoever folds it stops at the first line that does not follow, or does not come to the head."""
    head, lines = log
    followed: list[Line] = []
    try:
        followed.extend(unbroken(b"", 0, change(lines)))
    except Broken:
        return
    assert not followed or (followed[-1].seq, followed[-1].hash) != (head.seq, head.hash)


def test_a_head_that_was_made_without_the_site_key_is_found(log: Log) -> None:
    """L15: whoever can only write to the database can forge no head."""
    head, lines = log
    forged = chained(b"", [replace(line, by="seat:eve") for line in lines])
    fitting = replace(head, hash=forged[-1].hash)
    signed = replace(fitting, mac=head_mac(OTHER_SITE, fitting))
    for one in (fitting, signed):
        assert said(check(one, forged, SITE)) == ["the head was not signed by this site's key"]


def test_a_whole_log_cut_to_an_older_head_needs_the_older_signature(log: Log) -> None:
    """L15"""
    head, lines = log
    shorter = replace(head, seq=3, hash=lines[2].hash)
    assert said(check(shorter, lines[:3], SITE)) == ["the head was not signed by this site's key"]


@pytest.mark.parametrize("change", [{"opened": 5}, {"live": False}, {"seq": 3}, {"session": "s2"}, {"mac": b""}])
def test_a_changed_head_is_found(log: Log, change: dict[str, object]) -> None:
    """L15"""
    head, lines = log
    assert check(replace(head, **change), lines, SITE) != []  # type: ignore[arg-type]


# --- on the disk ---


@pytest.fixture
def path(tmp_path: Path, log: Log) -> Path:
    return on_disk(tmp_path, log)


def on_disk(folder: Path, log: Log) -> Path:
    head, lines = log
    journal = SqlJournal(folder / "goround.db")
    assert journal.append([Run(0, tuple(lines), head)]) == [True]
    journal.close()
    return folder / "goround.db"


def found(journal: Journal) -> list[Finding]:
    """What a check of the session finds; that it cannot be read is a finding too."""
    try:
        head = journal.head("s1")
        return check(head, journal.read("s1"), SITE) if head else [Finding(0, "the session is gone")]
    except Unreadable as error:
        return [Finding(0, str(error))]


def verified(path: Path) -> list[Finding]:
    journal = SqlJournal(path, read_only=True)
    findings = found(journal)
    journal.close()
    return findings


def columns(path: Path) -> Iterator[tuple[str, str, str, bytes | int | str | None]]:
    """Every table, column, row (by its number) and value of the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        for table in ("session", "entry"):
            names = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({table})")]
            rows = connection.execute(f"SELECT * FROM {table} ORDER BY seq").fetchall()  # noqa: S608 - as below
            for number, row in enumerate(rows, 1):
                for name, value in zip(names, row, strict=True):
                    yield table, name, str(number), value


def flipped(value: bytes | int | str | None, text: bool) -> Iterator[tuple[str, object]]:
    """The value with each of its bytes changed in turn, as SQL that puts it there."""
    if value is None:
        yield "?", ""
    elif isinstance(value, int):
        for place in range(8):
            changed = value ^ (1 << (8 * place))
            yield "?", changed if changed < 2**63 else changed - 2**64
    elif isinstance(value, bytes):
        for place in range(len(value)):
            for bit in (1, 128):
                changed_bytes = value[:place] + bytes([value[place] ^ bit]) + value[place + 1 :]
                yield ("CAST(? AS TEXT)" if text else "?"), changed_bytes
        yield ("CAST(? AS TEXT)" if text else "?"), value + b"\0"
        yield ("CAST(? AS TEXT)" if text else "?"), value[:-1]


def test_every_stored_byte_counts(tmp_path: Path) -> None:
    """L15"""
    check_every_stored_byte_counts(tmp_path)


def check_every_stored_byte_counts(folder: Path) -> None:
    """L15: any byte of any column of any entry and of the head, changed alone, is found."""
    path = on_disk(folder, stored(a_log(), Vault(None, SITE)))
    tried = 0
    journal = SqlJournal(path, read_only=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        assert found(journal) == []
        for table, name, where, value in list(columns(path)):
            key = f"rowid={where}" if table == "session" else f"seq={where}"
            for sql, changed in flipped(value, text=name not in ("hash", "mac")):
                update = f"UPDATE {table} SET {name}={sql} WHERE "  # noqa: S608 - the names are the test's own
                try:
                    connection.execute(update + key, (changed,))
                except sqlite3.IntegrityError:
                    continue  # two entries of one number cannot even be stored
                tried += 1
                assert found(journal), f"{table}.{name} where {key}: {value!r} to {changed!r} was not found"
                back = f"seq={changed}" if (table, name) == ("entry", "seq") else key
                restore = update if value is not None else update.replace(sql, "?")
                connection.execute(restore + back, (value,))
        assert found(journal) == []
    journal.close()
    assert tried > 1_200


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET live=3",
        "UPDATE session SET opened=opened+0.5",
        "UPDATE session SET mac=zeroblob(32)",
        "UPDATE entry SET events=CAST(x'FF80C1' AS TEXT) WHERE seq=2",
        "UPDATE entry SET seq=9 WHERE seq=4",
        "DELETE FROM entry WHERE seq=1",
        "DELETE FROM entry WHERE seq=4",
        "DELETE FROM session",
        "UPDATE entry SET ref='' WHERE ref IS NULL",
        "UPDATE entry SET at=at-1 WHERE seq=2",
        "DROP TABLE entry",
    ],
)
def test_a_change_in_the_file_is_found_by_who_reads_the_file(path: Path, change: str) -> None:
    """L15: the journal hides no change by the way in which it reads."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    assert verified(path) != []


def test_a_changed_byte_of_the_file_is_found_or_holds_nothing(path: Path, log: Log) -> None:
    """L15: bytes between the records may change; what is read is then still what was written."""
    whole = path.read_bytes()
    for place in range(0, len(whole), 101):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        if verified(path):
            continue
        journal = SqlJournal(path, read_only=True)
        assert (journal.head("s1"), list(journal.read("s1"))) == (log[0], log[1]), f"byte {place}"
        journal.close()
