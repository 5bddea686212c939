"""``goround export`` over an evening that a real server ran: each form for each reader, where it is written, and what is wrong in one sentence."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path

import pytest

from goround.cli import main
from tests.commands.conftest import NAMES, Evening
from tests.tree import CHECKOUT

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]


def exports(evening: Evening, *words: str) -> int:
    return main(["export", evening.session, *words, *evening.home.where])


@pytest.mark.parametrize(("form", "ending"), [("jsonl", "jsonl"), ("csv", "zip"), ("html", "html")])
def test_a_copy_is_written_beside_where_it_is_asked_for(
    evening: Evening,
    form: str,
    ending: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """B14"""
    monkeypatch.chdir(tmp_path)
    assert exports(evening, "--format", form) == 0
    name = f"goround-{evening.session}.{ending}"
    assert capsys.readouterr().out == f"Written: {tmp_path / name}\n", "Where it is must be told whole."
    ignored = (CHECKOUT / ".gitignore").read_text().splitlines()
    assert any(fnmatch(f"/{name}", pattern) for pattern in ignored), "git would offer what people said to be committed."
    [made] = tmp_path.iterdir()
    assert made.name == name and made.stat().st_size > 500


@pytest.mark.parametrize("form", ["jsonl", "csv", "html"])
def test_a_supervisors_copy_names_nobody(evening: Evening, form: str, tmp_path: Path) -> None:
    """B4"""
    told = {}
    for reader in ("facilitator", "supervisor"):
        path = tmp_path / f"{reader}.{'zip' if form == 'csv' else form}"
        assert exports(evening, "--format", form, "--as", reader, "--output", str(path)) == 0
        told[reader] = _text(path.read_bytes(), form)
    assert all(name in told["facilitator"] for name in (*NAMES, "Gus"))
    assert not [
        name for name in (*NAMES, "Gus") if f'"{name}"' in told["supervisor"] or f">{name}<" in told["supervisor"]
    ]


def _text(made: bytes, form: str) -> str:
    if form != "csv":
        return made.decode()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


def test_lines_go_into_a_pipe(evening: Evening) -> None:
    """B14"""
    told = evening.home.run("export", evening.session, "--output", "-")
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0 and not told.stderr
    assert lines[0]["session"] == evening.session and {"opened", "ended"} <= {
        event["type"] for line in lines[1:] for event in line["events"]
    }


def test_nothing_that_is_there_is_written_over(
    evening: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B14"""
    path = tmp_path / "copy.jsonl"
    path.write_text("mine")
    assert exports(evening, "--output", str(path)) == 2
    assert capsys.readouterr().err == (
        f"goround: {path} is there already. Move it away, or name another file with --output.\n"
    )
    assert path.read_text() == "mine"
    assert exports(evening, "--output", str(tmp_path / "nowhere" / "copy.jsonl")) == 2
    assert "cannot be written: No such file or directory. Name another file with --output." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "name", "instead"),
    [
        ("csv", "copy.csv", "copy.zip"),
        ("csv", "copy.XLSX", "copy.zip"),
        ("csv", "copy", "copy.zip"),
        ("csv", "evening.2", "evening.2.zip"),
        ("html", "copy.pdf", "copy.html"),
        ("html", "copy.zip", "copy.html"),
        ("jsonl", "copy.csv", "copy.jsonl"),
        ("jsonl", "copy.json", "copy.jsonl"),
    ],
)
def test_a_name_that_says_something_else_than_the_file_is_refused_before_anything_is_read(
    form: str, name: str, instead: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B14"""
    words = ["export", "any", "--format", form, "--output", str(tmp_path / name), "--data", str(tmp_path / "none")]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert f"the name {tmp_path / name} does not say so. Name it so: --output {tmp_path / instead}\n" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("form", "name"), [("csv", "copy.ZIP"), ("html", "copy.htm"), ("html", "copy"), ("jsonl", "c.txt")]
)
def test_a_name_that_misleads_nobody_is_taken(evening: Evening, form: str, name: str, tmp_path: Path) -> None:
    """B14"""
    assert exports(evening, "--format", form, "--output", str(tmp_path / name)) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_zip_is_not_poured_over_a_terminal(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """B14"""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert exports(evening, "--format", "csv", "--output", "-") == 2


def test_of_a_copy_for_which_there_is_no_room_nothing_is_left(
    evening: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """B14"""
    opens = Path.open

    def on_a_full_disk(path: Path, mode: str = "r", **more: object) -> object:
        file = opens(path, mode, **more)  # type: ignore[call-overload]
        if mode != "xb":
            return file
        file.close()
        return opens(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", on_a_full_disk)
    assert exports(evening, "--output", str(tmp_path / "copy.jsonl")) == 2
    assert "cannot be written: No space left on device. Name another file" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["export", "nosuch"], 1, "There is no session “nosuch” in"),
        (["export", "nosuch", "--data", "DIR"], 1, "There are no sessions in"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    evening: Evening, tmp_path: Path, words: list[str], status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """B14"""
    where = evening.home.where if "DIR" not in words else ["--key-file", str(evening.home.key)]
    assert main([str(tmp_path) if word == "DIR" else word for word in words] + where) == status
    said = capsys.readouterr()
    assert sentence in said.err and said.err.startswith("goround: ") and len(said.err.splitlines()) == 1
    assert not said.out and not list(tmp_path.iterdir())


def test_a_format_that_there_is_not_shows_how_the_command_is_used(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    """B14"""
    with pytest.raises(SystemExit) as stopped:
        exports(evening, "--format", "pdf")
    assert stopped.value.code == 2 and "usage: goround" in capsys.readouterr().err


def test_a_record_that_cannot_be_read_to_its_end_is_copied_up_to_there(
    copy: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B8"""
    _change(copy, copy.hour)
    assert exports(copy, "--output", str(tmp_path / "copy.jsonl")) == 1
    said = capsys.readouterr()
    assert "The record cannot be read to its end." in said.err and "The copy holds what comes before." in said.err
    lines = (tmp_path / "copy.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["whole"] is False and len(lines) > 10
    assert exports(copy, "--format", "csv", "--output", str(tmp_path / "copy.zip")) == 1
    assert "THE RECORD CANNOT BE READ TO ITS END" in _text((tmp_path / "copy.zip").read_bytes(), "csv")


def test_of_a_record_of_which_nothing_can_be_read_no_copy_is_made(
    copy: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B8"""
    _change(copy, 1)
    assert exports(copy, "--output", str(tmp_path / "copy.jsonl")) == 1
    said = capsys.readouterr()
    assert said.err.startswith("goround: Nothing of this session can be read.") and "Look for a backup." in said.err
    assert not (tmp_path / "copy.jsonl").exists()


def _change(damaged: Evening, entry: int) -> None:
    with closing(sqlite3.connect(damaged.home.folder / "goround.db")) as journal:
        journal.execute("UPDATE entry SET at = at + 1 WHERE seq = ?", [entry])
        journal.commit()
