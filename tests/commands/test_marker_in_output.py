"""The real command says nothing of what people say, whatever goes wrong, and stores none of it in the open."""

import asyncio
import json

import pytest

from goround.cli import main
from tests.commands.running import PASSWORD, Home, Served, serving
from tests.web.marked import GROUP, MARK, Heard, evening
from tests.web.people import Console

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]


def test_the_marker_word_is_in_no_output_of_the_command_and_in_none_of_its_files(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """S10"""
    home.run("staff", "add", "dana", said=f"{PASSWORD}\n")
    heard = Heard()
    with serving(home) as served:
        session = asyncio.run(_evening(served, heard))
        served.stop()
        told = [served.printed]
    for words in (["verify"], ["replay", session, "--as", "display"], ["sessions"], ["replay", "x" + session]):
        main([*words, *home.where])
        said = capsys.readouterr()
        told += [said.out.replace(f"{GROUP} group", ""), said.err]
    assert "could not be answered" in told[0], "The test did nothing that would have been worth a line."
    assert "Traceback" not in told[0], told[0]
    for text in (*told, *heard.errors, *heard.addresses):
        assert MARK.lower() not in text.lower() and GROUP.lower() not in text.lower(), text[:500]
    files = [path for path in home.folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"goround.db", "vault.db", "records.db"}
    for path in files:
        stored = path.read_bytes().lower()
        assert MARK.lower().encode() not in stored and GROUP.lower().encode() not in stored, (
            f"It lies open in {path.name}."
        )
    assert main(["replay", session, "--as", "facilitator", *home.where]) == 0 and MARK in capsys.readouterr().out


async def _evening(served: Served, heard: Heard) -> str:
    async with Console(served) as console:
        await console.signs_in("dana", PASSWORD)
        await console.starts(f"{GROUP} group", "blk-evening")
        phone = await evening(console, heard, "blk-evening.urge")
        assert MARK in json.dumps(console.line.shows[-1])
        await phone.close()
        return console.session
