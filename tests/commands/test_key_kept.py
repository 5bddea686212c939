"""A folder that holds sessions never gets another key by accident: its words could not be read any more."""

import subprocess

import pytest

from tests.commands.conftest import Evening
from tests.commands.running import GOROUND, Home

pytestmark = pytest.mark.command


@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["demo", "--port", "0"]])
def test_a_server_does_not_make_a_new_key_for_sessions_that_are_there(copy: Evening, words: list[str]) -> None:
    copy.home.key.unlink()
    told = copy.home.run(*words)
    assert told.returncode == 1
    assert "without it no stored word can be read" in told.stderr and "--key-file" in told.stderr
    assert not copy.home.key.exists()


def test_a_key_inside_the_data_folder_is_refused(home: Home) -> None:
    told = subprocess.run(
        [GOROUND, "serve", "--port", "0", "--data", str(home.folder), "--key-file", str(home.folder / "site.key")],
        capture_output=True, text=True, check=False, timeout=60, env=home.surroundings,
    )  # fmt: skip
    assert told.returncode == 1 and "lies in the data folder" in told.stderr
    assert not home.folder.exists()


def test_what_a_command_writes_is_its_owners_alone(copy: Evening) -> None:
    others = [path.name for path in copy.home.folder.iterdir() if path.stat().st_mode & 0o077]
    assert others == []
