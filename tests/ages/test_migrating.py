"""``goround migrate``: one command, a backup first, all of a file or nothing of it (rules O4, O5, O6 and O8)."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, event

from goround import __version__
from goround.cli import main
from goround.journal import ages, shapes, sql, vault
from goround.journal.database import sqlite
from goround.journal.folder import DataFolder
from goround.journal.shapes import FILES, JOURNAL, RECORDS, STEPS, VAULT, present
from goround.records import codes, confirmations, credentials, pins, sign_ins, staff, store
from tests.ages.copies import NEWEST, bytes_of, stamped, unpacked
from tests.ages.lasting import rows
from tests.ages.test_newer import COMMANDS, TELLS_OTHERWISE, commands_on_data
from tests.commands.running import Home

NEXT: Mapping[str, tuple[shapes.Statements, ...]] = {
    JOURNAL: (*STEPS[JOURNAL], ("ALTER TABLE session ADD COLUMN shelf VARCHAR", "CREATE INDEX by_shelf ON session (shelf)")),
    VAULT: (*STEPS[VAULT], ("CREATE TABLE drawer (id VARCHAR NOT NULL, PRIMARY KEY (id))",)),
    RECORDS: (*STEPS[RECORDS], ("CREATE TABLE room (id VARCHAR NOT NULL, PRIMARY KEY (id))", "DROP TABLE code")),
}  # fmt: skip
"""A made-up next version of every file."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """What the newest release stored."""
    return unpacked(NEWEST, tmp_path / "kept")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program is of the made-up next version."""
    monkeypatch.setattr(shapes, "STEPS", NEXT)
    monkeypatch.setattr(ages, "STEPS", NEXT)


def told(home: Home) -> list[int | None]:
    return [one.found for one in ages.versions(home.folder)][:3]


def wanted() -> list[int]:
    return [present(name) for name in FILES]


def beside(home: Home) -> list[str]:
    return sorted(path.name for path in home.path.iterdir() if path.name.startswith("data."))


@pytest.mark.usefixtures("next_version")
def test_every_command_names_the_one_that_helps(
    home: Home, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """O4"""
    monkeypatch.chdir(checkout)
    before = bytes_of(home.path)
    for name in sorted(commands_on_data() - TELLS_OTHERWISE - {"migrate", "backup"}):
        assert main([*COMMANDS[name], *home.where]) == 1, name
        assert capsys.readouterr().err == (
            f"goround: {home.folder} was written by an older Goround: {JOURNAL} has version {present(JOURNAL) - 1}, and Goround "
            f"{__version__} needs version {present(JOURNAL)}. Bring it up to date first, with: goround migrate --data {home.folder} "
            f"--key-file {home.key}\n"
        ), name
        assert bytes_of(home.path) == before, name


@pytest.mark.usefixtures("next_version")
def test_one_command_brings_a_folder_up_to_date_and_the_second_time_does_nothing(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """O5: it says what it did, and where the folder as it was lies."""
    entries = rows(home.folder / JOURNAL)
    assert main(["migrate", *home.where]) == 0
    said = capsys.readouterr().out
    for name in FILES:
        assert f"{name}: from version {present(name) - 1} to version {present(name)}\n" in said
    assert f"{home.folder} as it was lies in {home.folder}.before-{__version__}.\n" in said
    assert "2 of 2 sessions are whole." in said and "it holds keys that may be deleted later" in said
    assert told(home) == wanted() and rows(home.folder / JOURNAL) == entries
    before = bytes_of(home.path)
    assert main(["migrate", *home.where]) == 0
    assert capsys.readouterr().out == (
        f"{home.folder} is up to date with Goround {__version__}: there was nothing to migrate.\n"
    )
    assert bytes_of(home.path) == before


@pytest.mark.usefixtures("next_version")
def test_the_backup_that_it_made_is_restored_and_migrated(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5"""
    aside = home.path / "aside"
    assert main(["migrate", "--backup", str(aside), *home.where]) == 0
    assert beside(home) == []
    again = Home(home.path / "again")
    where = ["--data", str(again.folder), "--key-file", str(home.key)]
    capsys.readouterr()
    assert main(["restore", str(aside), *where]) == 0
    assert f"with: goround migrate --data {again.folder} --key-file {home.key}" in capsys.readouterr().out
    assert main(["migrate", *where]) == 0
    assert rows(again.folder / JOURNAL) == rows(home.folder / JOURNAL)


def test_a_folder_of_before_the_first_release_is_brought_to_it(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5: it had no versions yet, and fewer tables."""
    stamped(home.folder, 0)
    with closing(sqlite3.connect(home.folder / RECORDS)) as records:
        records.execute("DROP TABLE sign_in")
    assert main(["sessions", *home.where]) == 1
    assert "has version 0, and" in capsys.readouterr().err
    assert main(["migrate", *home.where]) == 0
    assert told(home) == wanted()
    assert main(["verify", *home.where]) == 0


def test_a_file_of_another_shape_is_left_as_it_was(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5"""
    stamped(home.folder, 0)
    with closing(sqlite3.connect(home.folder / VAULT)) as changing:
        changing.execute('ALTER TABLE "key" ADD COLUMN colour VARCHAR')
    before = (home.folder / VAULT).read_bytes()
    assert main(["migrate", *home.where]) == 1
    said = capsys.readouterr().err
    assert f"{VAULT} has not the tables that version 0 has" in said and "The file is as it was." in said
    assert told(home)[1] == 0
    # To be asked at all, SQLite has to be told to keep its log beside the file: two bytes of the header.
    changed = [n for n, (a, b) in enumerate(zip(before, (home.folder / VAULT).read_bytes(), strict=True)) if a != b]
    assert len(changed) < 20 and max(changed, default=0) < 100


@pytest.mark.usefixtures("next_version")
def test_it_refuses_a_folder_that_is_in_use(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5"""
    server = DataFolder(home.folder)
    server.lock()
    before = bytes_of(home.path)
    assert main(["migrate", *home.where]) == 1
    assert "Another Goround already runs sessions" in capsys.readouterr().err
    assert bytes_of(home.path) == before
    server.unlock()
    assert main(["migrate", *home.where]) == 0


@pytest.mark.usefixtures("next_version")
def test_without_the_key_nothing_is_begun(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5: nobody could say afterwards that every log is whole."""
    home.key.unlink()
    assert main(["migrate", *home.where]) == 1
    assert "The key file" in capsys.readouterr().err
    assert beside(home) == [] and told(home) == [version - 1 for version in wanted()]


def test_where_there_is_nothing_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """O5"""
    assert main(["migrate", "--data", str(tmp_path / "nowhere")]) == 1
    assert "There is nothing to migrate" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_log_that_is_not_whole_is_told_and_the_folder_is_kept(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """O5"""
    stamped(home.folder, 0)
    with closing(sqlite3.connect(home.folder / JOURNAL)) as changing:
        changing.execute("UPDATE entry SET at = at + 1 WHERE seq = 5")
        changing.commit()
    assert main(["migrate", *home.where]) == 1
    said = capsys.readouterr()
    assert "entry 5 is not what was written" in said.out
    assert f"The folder as it was lies in {home.folder}.before-{__version__}." in said.err


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from goround.cli import main
from goround.journal import ages, manifest, shapes
from tests.ages.test_migrating import NEXT

shapes.STEPS = ages.STEPS = NEXT
left = int(sys.argv[1])

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def counted(connection, cursor, statement, *_):
    global left
    in_a_file = connection.engine.url.database
    if in_a_file and statement.startswith(("CREATE", "ALTER", "DROP", "PRAGMA user_version =")):
        left -= 1
        if not left:
            killed()

if left:
    event.listen(Engine, "after_cursor_execute", counted)
else:
    manifest.describe = killed
sys.exit(main(["migrate", *sys.argv[2:]]))
"""


@pytest.mark.command
@pytest.mark.usefixtures("next_version")
@pytest.mark.parametrize("after", [0, 2, 3, 5, 8])
def test_killed_at_any_point_it_can_be_run_again(
    after: int, home: Home, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """O6: before the backup is finished, within a file, between two."""
    entries = rows(home.folder / JOURNAL)
    surroundings = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", KILLED, str(after), *home.where]
    assert subprocess.run(command, capture_output=True, check=False, env=surroundings).returncode == -signal.SIGKILL
    done = {0: 0, 2: 0, 3: 0, 5: 1, 8: 2}[after]
    assert told(home) == [present(name) - (place >= done) for place, name in enumerate(FILES)]
    assert main(["serve", "--port", "0", *home.where]) == 1
    assert "goround migrate" in capsys.readouterr().err
    assert main(["migrate", *home.where]) == 0
    assert told(home) == wanted() and rows(home.folder / JOURNAL) == entries
    assert main(["verify", *home.where]) == 0
    first = f"data.before-{__version__}"
    assert beside(home) == ([first] if after == 0 else [first, f"{first}-2"])
    assert [one.found for one in ages.versions(home.path / first)][:3] == [version - 1 for version in wanted()]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Files that cannot grow, as on a full disk: those whose names are put in here."""
    names: list[str] = []

    def engine(path: Path | None, *, read_only: bool = False) -> Engine:
        made = sqlite(path, read_only=read_only)

        def no_more(connection: sqlite3.Connection, _: object) -> None:
            if path is not None and path.name in names:
                pages = connection.execute("PRAGMA page_count").fetchone()[0]
                connection.execute(f"PRAGMA max_page_count = {pages}")

        event.listen(made, "connect", no_more)
        return made

    monkeypatch.setattr(ages, "sqlite", engine)
    yield names


@pytest.mark.usefixtures("next_version")
def test_on_a_full_disk_it_stops_in_a_sentence_and_can_be_run_again(
    home: Home, full: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """O6: the file at which it stopped is as it was, those before it are done."""
    full.append(JOURNAL)
    assert main(["migrate", *home.where]) == 1
    assert "Nothing was changed, and no backup is kept." in capsys.readouterr().err
    assert beside(home) == [] and told(home) == [version - 1 for version in wanted()]
    full[:] = [VAULT]
    assert main(["migrate", *home.where]) == 1
    said = capsys.readouterr().err
    assert f"{VAULT} could not be brought to the present version: database or disk is full." in said
    assert f"The folder as it was lies in {home.folder}.before-{__version__}." in said
    assert "run goround migrate again" in said
    assert told(home) == [present(JOURNAL), present(VAULT) - 1, present(RECORDS) - 1]
    full.clear()
    assert main(["migrate", *home.where]) == 0
    assert told(home) == wanted()


FULL = """
import resource, sys
from goround.cli import main
from goround.journal import ages, shapes
from tests.ages.test_migrating import NEXT

shapes.STEPS = ages.STEPS = NEXT
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
sys.exit(main(["migrate", *sys.argv[1:]]))
"""


@pytest.mark.command
@pytest.mark.usefixtures("next_version")
def test_without_room_for_the_backup_nothing_is_changed(home: Home, checkout: Path) -> None:
    """O6"""
    before = bytes_of(home.folder)
    surroundings = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", FULL, *home.where]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert said.returncode == 1 and len(said.stderr.splitlines()) == 1, said.stderr
    assert "Nothing was changed. Name another place for the backup with --backup." in said.stderr
    assert beside(home) == [] and told(home) == [version - 1 for version in wanted()]
    after = bytes_of(home.folder)
    assert {name: after[name] for name in before} == before


def _columns(engine: Engine) -> set[tuple[object, ...]]:
    with engine.connect() as connection:
        return ages._shape(connection)


@pytest.mark.parametrize("name", FILES)
def test_the_tables_in_the_code_are_those_of_the_present_version(name: str, tmp_path: Path) -> None:
    """O8: where this fails, put what it names into a new version of ``shapes.STEPS`` (or, before the first release, into its first)."""
    assert {codes, confirmations, credentials, pins, sign_ins, staff}  # each brings its table
    tables: dict[str, MetaData] = {JOURNAL: sql.METADATA, VAULT: vault.METADATA, RECORDS: store.METADATA}
    coded, made = sqlite(tmp_path / "coded.db"), ages.opened(tmp_path / name, name)
    tables[name].create_all(coded)
    assert _columns(made) == _columns(coded)
    assert ages.version(tmp_path / name) == present(name)
    coded.dispose()
    made.dispose()


def test_two_that_make_a_file_at_once_make_one(tmp_path: Path) -> None:
    """O8"""
    (tmp_path / RECORDS).touch()
    first, second = ages.opened(tmp_path / RECORDS, RECORDS), ages.opened(tmp_path / RECORDS, RECORDS)
    assert _columns(first) == _columns(second)
    first.dispose()
    second.dispose()
    shutil.rmtree(tmp_path)
