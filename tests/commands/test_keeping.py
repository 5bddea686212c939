"""``goround backup``, ``restore`` and ``staff``: also beside a running server."""

import asyncio
from pathlib import Path

import pytest

from goround.cli import main
from tests.commands.conftest import Evening
from tests.commands.running import PASSWORD, Home, serving, wait_for
from tests.web.people import Console

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]


def test_a_backup_beside_a_running_server_restores_to_the_same_evening(copy: Evening) -> None:
    home, taken = copy.home, copy.home.path / "taken"
    with serving(home):
        told = home.run("backup", str(taken))
        assert told.returncode == 0 and "is not in it" in told.stdout and str(home.key) in told.stdout
        before = {
            words: home.run(*words).stdout for words in (("verify",), ("replay", copy.session, "--to", str(copy.urge)))
        }
        assert "whole" in before["verify",]
        refused = home.run("restore", str(taken))
        assert refused.returncode == 1 and "already runs sessions" in refused.stderr
    other = Home(home.path / "other")
    other.path.mkdir()
    other.key.write_bytes(home.key.read_bytes())
    other.key.chmod(0o600)
    assert other.run("restore", str(taken)).returncode == 0
    assert {words: other.run(*words).stdout for words in before} == before
    assert [path.name for path in taken.iterdir() if path.stat().st_mode & 0o077] == []
    again = other.run("restore", str(taken))
    assert again.returncode == 1 and "Restore into an empty folder" in again.stderr


def test_what_cannot_be_backed_up_or_restored_is_told(
    copy: Evening, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, full = Home(tmp_path / "empty"), tmp_path / "full"
    full.mkdir()
    (full / "something").touch()
    for words, sentence in (
        (["backup", str(tmp_path / "new"), *empty.where], "There is nothing to back up"),
        (["backup", str(full), *copy.home.where], "is not empty. Back up into a new one."),
        (["backup", str(full / "something" / "below"), *copy.home.where], "cannot be used"),
        (["restore", str(full), *empty.where], "is no backup of Goround"),
        (["restore", str(tmp_path / "nowhere"), *empty.where], "is no backup of Goround"),
    ):
        assert main(words) == 1
        said = capsys.readouterr()
        assert sentence in said.err and len(said.err.splitlines()) == 1, said.err
    assert {path.name for path in full.iterdir()} == {"something"}


def test_staff_are_added_from_standard_input_also_while_the_server_runs(home: Home) -> None:
    with serving(home) as served:
        wait_for(lambda: "Nobody can sign in yet" in served.printed, "Nobody is told how to let somebody in.")
        told = home.run("staff", "add", "Dana", "--name", "Dana R.", said=f"{PASSWORD}\n")
        assert (told.returncode, told.stdout, told.stderr) == (0, "Dana R. can sign in as “Dana”.\n", "")

        async def signs_in() -> None:
            async with Console(served) as console:
                assert (await console.signs_in("dana", PASSWORD)).leads_to == "/staff"
                assert "Dana R." in (await console.browser.get("/staff")).text

        asyncio.run(signs_in())
    assert home.run("staff", "list").stdout == "dana\tDana R.\n"


def test_what_is_wrong_with_an_account_is_told(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    def adds(account: str, password: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        status = main(["staff", "add", account, *home.where])
        return status, capsys.readouterr().err

    assert adds("dana", PASSWORD)[0] == 0
    assert adds("DANA", PASSWORD) == (1, "goround: There is an account “DANA” already. Choose another name.\n")
    status, said = adds("sam", "too short")
    assert status == 2 and "at least 10 letters" in said and "too short" not in said
    status, said = adds("x" * 41, PASSWORD)
    assert status == 2 and "1 to 40 letters" in said
    assert main(["staff", "list", *home.where]) == 0 and capsys.readouterr().out == "dana\tdana\n"


@pytest.mark.parametrize("words", [["sessions"], ["verify"], ["replay", "x"], ["backup", "y"]])
def test_a_folder_without_sessions_is_told(home: Home, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main([*words, *home.where]) == 1
    said = capsys.readouterr().err
    assert said.startswith("goround: There ") and str(home.folder) in said
    assert not home.folder.exists() and not home.key.exists(), "A command that only reads made something."
