"""The server of a rehearsal can be killed and started again: the same folder and port, and its clock goes on from where it was."""

from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from goround.journal.folder import DataFolder
from goround.journal.site_key import load
from goround.rehearsal.stage import Fell, Stage
from tests.rehearsal.staged import LED, NOW

pytestmark = [pytest.mark.command, pytest.mark.timeout(300)]


def stage_on(folder: Path, data: Path | None = None) -> Stage:
    DataFolder(folder / "data").make()
    load(folder / "site.key")
    key, log = folder / "site.key", folder / "server.log"
    return Stage(LED[:1], data or folder / "data", key, log, now=NOW, stepped=True, seed=1)


async def answers(stage: Stage) -> bool:
    """Whether somebody listens there."""
    try:
        async with ClientSession() as browser, browser.get(f"{stage.address}/bye") as response:
            return response.status == 200
    except ClientError:
        return False


async def test_a_server_that_was_killed_comes_back_where_it_was(tmp_path: Path) -> None:
    """Z4: nobody is there meanwhile, time passes without it, and its first word afterwards is the present instant."""
    stage = stage_on(tmp_path)
    try:
        await stage.start()
        await stage.advance(5_000)
        assert await answers(stage)
        stage.kill()
        assert stage.down
        await stage.advance(3_000)
        assert not await answers(stage)
        await stage.start_again()
        assert (stage.down, stage.restarts) == (False, 1)
        await stage.advance(1_000)  # it falls where the server's clock is not where it was moved to
        assert await answers(stage)
    finally:
        await stage.stop()
    assert not await answers(stage)
    assert not [line for line in stage.said() if " ERROR " in line]


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    stage = stage_on(tmp_path, data=tmp_path)  # then the key lies in the folder
    with pytest.raises(Fell, match="lies in the data folder"):
        await stage.start()
    await stage.stop()
