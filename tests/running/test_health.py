"""Whether a server lives and can do its work is told to machines, and to nobody anything else."""

import asyncio
from pathlib import Path

import pytest

from goround.journal.database import sqlite
from goround.journal.port import NotStored
from goround.journal.sql import SqlJournal
from goround.runtime.clock import RELEASED, SystemClock
from goround.web.api.health import ASTRAY_MS, KEPT_S, TRIAL, amiss
from tests.running.machines import Told, ask
from tests.web.conftest import Company
from tests.web.premises import Premises, opened, staffed


def try_again(site: Premises) -> None:
    """Let no former trial of the journal be believed any more."""
    site.app[TRIAL].tried = None


async def readiness(site: Premises) -> Told:
    try_again(site)
    return await ask(site.address, "/readyz")


@pytest.mark.parametrize("host", ["group.example", "127.0.0.1", "[::1]:9", "x" * 200])
async def test_a_server_that_lives_says_so_under_any_name(site: Premises, host: str) -> None:
    """U1"""
    for path in ("/healthz", "/readyz"):
        told = await ask(site.address, path, Host=host, Origin="http://elsewhere.example")
        assert told.status == 200, told
    assert (await ask(site.address, "/healthz")).text == "goround lives\n"


async def test_a_server_that_can_do_its_work_is_ready(company: Company) -> None:
    """U2"""
    await company.console()
    told = await readiness(company.place)
    assert (told.status, told.json) == (200, {"ready": True, "wrong": []})


async def test_a_journal_that_takes_nothing_makes_it_not_ready_until_it_does_again(site: Premises) -> None:
    """U2"""
    connection = site.journal.writing.connection.dbapi_connection
    assert connection is not None
    connection.cursor().execute("PRAGMA query_only=1")
    told = await readiness(site)
    assert (told.status, told.json) == (503, {"ready": False, "wrong": ["not_stored"]})
    connection.cursor().execute("PRAGMA query_only=0")
    assert (await readiness(site)).status == 200


async def test_the_journal_is_not_tried_at_every_question(site: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    """U2"""
    tried: list[int] = []
    before = site.journal.try_write

    def try_write() -> None:
        tried.append(1)
        before()

    monkeypatch.setattr(site.journal, "try_write", try_write)
    try_again(site)
    await asyncio.gather(*(ask(site.address, "/readyz") for _ in range(20)))
    assert len(tried) == 1
    trial = site.app[TRIAL]
    assert trial.tried is not None
    trial.tried -= KEPT_S
    await ask(site.address, "/readyz")
    assert len(tried) == 2


async def test_a_session_that_could_not_be_read_makes_it_not_ready(tmp_path: Path, accounts: Path) -> None:
    """U2"""
    folder = staffed(accounts, tmp_path / "site")
    async with opened(folder) as place:
        come = Company(place)
        session = (await come.console()).session
        for person in come.people:
            await person.close()
        assert not place.site.host.not_taken_up
    engine = sqlite(folder / "goround.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET events = 'not what was written' WHERE seq = 1")
    engine.dispose()
    async with opened(folder) as place:
        told = await readiness(place)
        assert told.json == {"ready": False, "wrong": ["session_not_taken_up"]}
        assert session not in told.text


async def test_a_clock_that_cannot_be_right_makes_it_not_ready(company: Company) -> None:
    """U2"""
    place = company.place
    await company.console()
    clock, newest = place.clock, place.clock.now()
    clock._now = newest - ASTRAY_MS - 1
    assert (await readiness(place)).json["wrong"] == ["clock_behind_journal"]
    clock._now = RELEASED - 1
    assert (await readiness(place)).json["wrong"] == ["clock_before_release", "clock_behind_journal"]
    clock._now = newest
    for way in (1, -1):
        clock.was_set = way * (ASTRAY_MS + 1)
        assert (await readiness(place)).json["wrong"] == ["clock_was_set"]
    clock.was_set = ASTRAY_MS
    assert (await readiness(place)).status == 200


async def test_a_server_that_stops_is_not_ready_any_more(site: Premises) -> None:
    """U2"""
    site.site.stopping = True
    assert await amiss(site.site, site.app[TRIAL]) == ["stopping"]


def test_the_machines_clock_is_told_apart_from_the_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """U2"""
    clock = SystemClock()
    assert abs(clock.astray()) < 1_000 < abs(clock.now() - RELEASED)
    before = clock.now()
    clock._start -= 3_600
    assert 3_599_000 < clock.astray() < 3_601_000
    assert clock.now() < before


def test_a_trial_writes_what_changes_nothing(tmp_path: Path) -> None:
    """U2: it goes the way of an entry, down to the disk."""
    journal = SqlJournal(tmp_path / "goround.db")
    number = journal.writing.exec_driver_sql("PRAGMA user_version").scalar_one()
    journal.writing.rollback()
    log = tmp_path / "goround.db-wal"
    before = log.stat().st_size if log.exists() else 0
    journal.try_write()
    assert log.stat().st_size > before
    assert journal.writing.exec_driver_sql("PRAGMA user_version").scalar_one() == number and not journal.sessions()
    journal.writing.rollback()
    raw = journal.writing.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute("PRAGMA query_only=1")
    with pytest.raises(NotStored):
        journal.try_write()
    journal.try_write()  # on a connection of its own, as an append would be
    journal.close()


async def test_after_its_end_the_writer_would_store_nothing(site: Premises) -> None:
    """U2"""
    writer = site.site.host._writer
    assert await writer.would_store()
    writer.close()
    assert not await writer.would_store()
