"""A server that is refused leaves nothing behind, and a full disk is told in a sentence."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from goround.cli import main
from goround.cli.opened import demand_startable
from goround.cli.stop import Stop
from goround.config import Settings
from goround.journal.folder import LOCK, DataFolder, FolderInUse, FolderUnusable
from tests.commands.running import CURRICULA, GOROUND, Home

FULL = Path("/dev/full")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def made(home: Home) -> list[str]:
    return sorted(path.name for path in home.path.rglob("*"))


@pytest.mark.command
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_where_the_port_is_taken_nothing_is_made(home: Home, taken: int, command: str) -> None:
    """U11"""
    told = home.run(command, "--port", str(taken))
    assert told.returncode == 1 and f"Port {taken} is taken." in told.stderr and "site key" not in told.stderr
    assert made(home) == []


@pytest.mark.command
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--tls-cert", "none.pem"], "name --tls-cert and --tls-key together"),
        (["--tls-cert", "none.pem", "--tls-key", "none.pem"], "The certificate none.pem cannot be read"),
        (["--host", "256.1.1.1"], "cannot be listened on"),
        (["--curricula", "nowhere"], "There is no curriculum in nowhere"),
        (["--port", "99999"], "“99999”"),
        (["--metrics", "short"], "a token of 20 or more letters"),
    ],
)
def test_what_a_server_cannot_use_makes_nothing(home: Home, words: list[str], sentence: str) -> None:
    """U11"""
    told = home.run("serve", "--port", "0", *words)
    assert told.returncode in (1, 2) and sentence in told.stderr and "Traceback" not in told.stderr, told.stderr
    assert made(home) == []


@pytest.mark.command
def test_a_folder_that_was_made_for_it_gets_no_lock_of_a_server_that_never_ran(home: Home, taken: int) -> None:
    """U11"""
    home.folder.mkdir(mode=0o700)
    assert home.run("serve", "--port", str(taken)).returncode == 1
    assert made(home) == ["data"]


@pytest.mark.parametrize(("key", "sentence"), [("data/site.key", "lies in the data folder"), (".", "it is no file")])
def test_a_rehearsal_with_a_key_that_cannot_be_used_makes_nothing(
    home: Home, key: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """U11"""
    where = ["--data", str(home.folder), "--key-file", str(home.path / key)]
    assert main(["rehearse", str(CURRICULA / "blk-evening.yaml"), *where]) == 1
    assert sentence in capsys.readouterr().err and made(home) == []


def test_a_folder_in_which_nothing_can_be_made_is_told_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U11"""
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable, match="is a file"):
        DataFolder(tmp_path / "file" / "data").demand_usable()
    DataFolder(tmp_path / "new" / "data").demand_usable()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(Stop, match=r"cannot be written to\. Check its owner and rights, or name another"):
        demand_startable(Settings(data=tmp_path / "new", key_file=tmp_path / "key"))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_use_is_told_before_a_port_that_is_taken_by_the_same_server(tmp_path: Path) -> None:
    """U11: it would send whoever starts a second one to another port first."""
    one, other = DataFolder(tmp_path), DataFolder(tmp_path)
    one.lock()
    with pytest.raises(FolderInUse):
        other.demand_usable()
    one.unlock()
    other.demand_usable()
    one.lock()
    one.unlock()
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


@pytest.mark.command
@pytest.mark.skipif(not FULL.exists(), reason="There is no /dev/full here.")
@pytest.mark.parametrize("words", [["check", str(CURRICULA)], ["new", "skills"]])
def test_what_cannot_be_printed_on_a_full_disk_is_told(home: Home, words: list[str]) -> None:
    """U12"""
    with FULL.open("wb") as full:
        told = subprocess.run(
            [GOROUND, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
            env=home.surroundings,
        )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr == (
        "goround: The output cannot be written: No space left on device. Make room, or send it elsewhere.\n"
    )
