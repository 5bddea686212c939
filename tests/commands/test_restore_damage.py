"""What is no backup is not restored."""

from pathlib import Path

import pytest

from tests.commands.running import Home

pytestmark = pytest.mark.command


def test_bytes_that_are_no_backup_are_refused_and_nothing_is_restored(home: Home, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    for name in ("goround.db", "vault.db"):
        (wrong / name).write_bytes(bytes(range(256)) * 64)
    told = home.run("restore", str(wrong))
    assert told.returncode == 1
    assert "damaged or no backup of Goround" in told.stderr and "Nothing was restored" in told.stderr
    assert not (home.path / "data" / "goround.db").exists()
