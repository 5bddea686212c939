"""Every stored copy of a released version opens, verifies, replays, is exported and served (rules O1 and O2)."""

import asyncio
import json
from pathlib import Path

import pytest

from goround import __version__
from goround.cli import main
from goround.domain.events import FORMAT
from goround.journal.ages import versions
from goround.journal.site_key import SiteKey
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.review.facts import facts
from goround.review.recording import read
from tests.ages.copies import KEPT, VERSIONS, recorded, unpacked
from tests.ages.lasting import Json, lasting, rows
from tests.ages.lived import PASSWORD, STILL_ON, WHOLE
from tests.commands.running import Home, serving
from tests.web.people import Console


@pytest.fixture(params=VERSIONS)
def kept(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Home, str]:
    """A copy of what this version stored, brought to the present version."""
    home = unpacked(request.param, tmp_path / "kept")
    assert main(["migrate", *home.where]) == 0, capsys.readouterr()
    capsys.readouterr()
    return home, request.param


def holds_now(home: Home) -> Json:
    key = SiteKey.of(home.key.read_bytes())
    journal = SqlJournal(home.folder / "goround.db", read_only=True)
    vault = Vault(home.folder / "vault.db", key, read_only=True)
    try:
        return {name: without_names_of_events(told) for name, told in lasting(journal, vault).items()}
    finally:
        journal.close()
        vault.close()


def without_names_of_events(session: Json) -> Json:
    return {name: told for name, told in session.items() if name != "happened"}


def test_this_version_has_its_copy() -> None:
    """O2: where this fails after the version was raised: python -m tools.keep_age"""
    assert __version__ in VERSIONS
    told = recorded(__version__)
    assert told["versions"]["entries"] == FORMAT
    assert all((KEPT / f"{version}.tar.xz").stat().st_size <= 200_000 for version in VERSIONS)


def test_what_this_version_keeps_is_of_the_present_shape(tmp_path: Path) -> None:
    """O2"""
    home = unpacked(__version__, tmp_path)
    assert {one.what: one.found for one in versions(home.folder)} == recorded(__version__)["versions"]
    assert all(one.found == one.present for one in versions(home.folder))


def test_it_verifies(kept: tuple[Home, str], capsys: pytest.CaptureFixture[str]) -> None:
    """O1"""
    home, version = kept
    assert main(["verify", *home.where]) == 0
    said = capsys.readouterr().out
    for session, told in recorded(version)["sessions"].items():
        assert f"{session}: whole, {told['entries']} entries" in said


def test_it_replays_to_what_was_recorded(kept: tuple[Home, str]) -> None:
    """O1"""
    home, version = kept
    wanted = {name: without_names_of_events(told) for name, told in recorded(version)["sessions"].items()}
    found = holds_now(home)
    for session, told in wanted.items():
        assert found[session]["at_end"] == told["at_end"], f"{session} ends otherwise"
    assert found == wanted


def test_its_entries_are_not_rewritten(kept: tuple[Home, str], tmp_path: Path) -> None:
    """O1, O5"""
    home, version = kept
    untouched = unpacked(version, tmp_path / "untouched")
    assert rows(home.folder / "goround.db") == rows(untouched.folder / "goround.db")


def test_it_is_replayed_listed_and_exported_by_the_commands(
    kept: tuple[Home, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """O1"""
    home, version = kept
    at_end = recorded(version)["sessions"][WHOLE]["at_end"]
    assert main(["sessions", *home.where]) == 0
    listed = capsys.readouterr().out
    assert WHOLE in listed and STILL_ON in listed and at_end["group"] in listed
    for screen in ("facilitator", "display", "participant:1", "participant:7"):
        for entry in ("40", "150"):
            assert main(["replay", WHOLE, "--as", screen, "--to", entry, *home.where]) == 0, capsys.readouterr()
    assert "Camilla" in capsys.readouterr().out
    for form, ending in (("jsonl", "jsonl"), ("csv", "zip"), ("html", "html")):
        into = tmp_path / f"copy.{ending}"
        assert main(["export", WHOLE, "--format", form, "--output", str(into), *home.where]) == 0, capsys.readouterr()
        assert into.stat().st_size > 1_000
    assert "Camilla" in (tmp_path / "copy.html").read_text("utf-8")


def test_its_facts_are_told(kept: tuple[Home, str]) -> None:
    """O1"""
    home, version = kept
    at_end = recorded(version)["sessions"][WHOLE]["at_end"]
    journal = SqlJournal(home.folder / "goround.db", read_only=True)
    vault = Vault(home.folder / "vault.db", SiteKey.of(home.key.read_bytes()), read_only=True)
    recording = read(journal, vault, WHOLE)
    told = facts(recording.entries, recording.last.at)
    journal.close()
    vault.close()
    assert [told.opened, told.started, told.ended] == at_end["instants"]
    assert [one.raised for one in told.alerts] == [raised for _, _, raised, *_ in at_end["alerts"]]
    assert {one.number: one.name for one in told.people}[3] == "Camilla"


@pytest.mark.command
def test_a_copy_of_it_is_served_and_goes_on(kept: tuple[Home, str]) -> None:
    """O1: staff sign in, see the facts of both evenings, and lead a new one; what nobody ended, the clock ends (M18)."""
    home, _ = kept
    before = rows(home.folder / "goround.db")
    with serving(home) as served:

        async def leads_a_new_one() -> str:
            async with Console(served) as console:
                assert (await console.signs_in("dana", PASSWORD)).leads_to == "/staff"
                for session, somebody in ((WHOLE, "Camilla"), (STILL_ON, "Ben Ángel again")):
                    page = await console.browser.get(f"/staff/s/{session}/facts")
                    assert page.status == 200 and somebody in page.text
                await console.starts("Red group", "blk-evening")
                await console.goes_to("blk-evening.urge")
                assert (await console.moves("end"))["code"] == "ok"
                return console.session

        session = asyncio.run(leads_a_new_one())
        assert served.stop() < 10 and served.process.returncode == 0, served.printed
    told = home.run("verify")
    assert told.returncode == 0 and f"{session}: whole" in told.stdout, told.stdout
    after = rows(home.folder / "goround.db")
    assert [row for row in after if row in before] == before
    added = [row for row in after if row not in before]
    assert {row[0] for row in added} == {STILL_ON, session}
    assert [
        json.loads(str(row[6]))[0]["by_clock"] for row in added if row[0] == STILL_ON and '"ended"' in str(row[6])
    ] == [True]
