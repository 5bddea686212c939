"""``goround verify`` over logs that somebody changed: each is told in a sentence, none in a traceback (rule L15)."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from goround.cli import main
from tests.logbook import MARK, SECRET
from tests.playbook import CRAVING, ann, ben
from tests.runtime.house import craving, house


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of a server that ran a session and stopped."""

    async def runs() -> None:
        async with house(tmp_path) as home:
            room = await home.open(ann, ben, step=CRAVING)
            await home.does(room, ann, craving(7))

    asyncio.run(runs())
    (tmp_path / "site.key").write_bytes(SECRET)
    (tmp_path / "site.key").chmod(0o600)
    return tmp_path


def verify(folder: Path, *more: str) -> int:
    return main(["verify", *more, "--data", str(folder), "--key-file", str(folder / "site.key")])


def changed(folder: Path, sql: str, file: str = "goround.db") -> None:
    with closing(sqlite3.connect(folder / file)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_log_as_it_was_written_is_told_as_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder) == 0
    said = capsys.readouterr().out
    assert "s1: whole" in said
    assert "1 of 1 sessions are whole." in said
    assert "Not covered:" in said


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE entry SET at=at+1 WHERE seq=3", "entry 3 is not what was written"),
        ("UPDATE entry SET events=CAST(x'FF80' AS TEXT) WHERE seq=2", "entry 2 is not what was written"),
        ("DELETE FROM entry WHERE seq=4", "entry 4 is missing"),
        ("UPDATE session SET live=3", "the head was not signed by this site's key"),
        ("DELETE FROM session", "the head is missing"),
        ("UPDATE session SET session='s0'", "the log has 0"),
    ],
)
def test_a_changed_log_is_told(folder: Path, sql: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder, sql)
    assert verify(folder) == 1
    said = capsys.readouterr().out
    assert sentence in said
    assert " are whole." in said
    assert MARK not in said


def test_a_log_without_its_head_is_told_by_its_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder, "DELETE FROM session")
    assert verify(folder, "s1") == 1
    assert "0 of 1 sessions are whole." in capsys.readouterr().out


def test_a_changed_key_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder, "UPDATE key SET wrapped=zeroblob(60) WHERE subject='ann'", "vault.db")
    assert verify(folder) == 1
    assert "s1: " in capsys.readouterr().out


@pytest.mark.parametrize("file", ["goround.db", "vault.db"])
def test_a_file_that_is_no_database_any_more_is_told_in_a_sentence(
    folder: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).write_bytes(b"something else entirely " * 400)
    assert verify(folder) == 1
    said = capsys.readouterr()
    assert "not a database" in said.err or "cannot be read" in said.out
    assert "Traceback" not in said.err
