"""A session full of a marker word leaves it in no log, error, title, address or file; those who may read it can."""

import json
import logging
from pathlib import Path

import pytest

from goround.domain.people import Role, Viewer
from goround.domain.rules import answering, care
from goround.domain.views import view
from tests.web.conftest import Company
from tests.web.marked import GROUP, MARK, Heard, evening
from tests.web.people import Display
from tests.web.premises import Premises

FILES = ("goround.db", "records.db", "vault.db")


def words_in(folder: Path) -> dict[str, bytes]:
    """The files with what SQLite keeps beside them."""
    return {path.name: path.read_bytes().lower() for path in folder.iterdir() if path.name.startswith(FILES)}


async def test_the_marker_word_is_found_only_by_those_who_may_read_it(
    company: Company,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """S10"""
    caplog.set_level(logging.DEBUG)
    for name in ("goround", "aiohttp", "sqlalchemy", "sqlalchemy.engine", "asyncio", "argon2"):
        caplog.set_level(logging.DEBUG, logger=name)
    client_side = len(caplog.records)
    heard = Heard()
    console = await company.console(f"{GROUP} group")
    phone = await evening(console, heard)
    company.people.append(phone)
    display = await company.new(Display).turns_on()
    await console.browser.post(f"{console.path}/displays", body={"word": display.word})
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")

    def breaks(*given: object) -> None:
        raise RuntimeError(f"{MARK} {given}")

    with monkeypatch.context() as broken:
        broken.setattr(answering, "answer", breaks)
        broken.setattr(care, "take_back", breaks)
        broken.setattr(company.place.site.host, "coded", breaks)
        assert (await phone.line.asks("answer", step="w01.craving", revision=1, answer=MARK))["code"] == "fault"
        assert (await phone.line.asks("take_back"))["code"] == "fault"
        assert heard.page(await phone.fills(console.code, MARK)).status == 500
    heard.replies(phone)
    await phone.line.asks("pass", step="w01.craving", revision=1)
    await console.moves("end")

    found_by_server = [
        record for record in caplog.records[client_side:] if not record.name.startswith(("websockets", "tests"))
    ]
    assert {record.name for record in found_by_server} >= {"goround.web.pages", "goround.runtime.room"}
    formatter = logging.Formatter("%(message)s %(args)s")
    for record in found_by_server:
        told = formatter.format(record) + repr(record.__dict__.get("session", ""))
        assert MARK.lower() not in told.lower() and GROUP.lower() not in told.lower(), f"{record.name}: {record.msg}"
    for kind in ("errors", "addresses"):
        leaks = [
            text[:300] for text in getattr(heard, kind) if MARK.lower() in text.lower() or GROUP.lower() in text.lower()
        ]
        assert not leaks, f"In {kind}: {leaks}"
    assert not [title for title in heard.titles if MARK.lower() in title.lower()]
    printed = capfd.readouterr()
    assert MARK.lower() not in (printed.out + printed.err).lower()
    for name, stored in words_in(company.place.folder).items():
        assert MARK.lower().encode() not in stored and GROUP.lower().encode() not in stored, f"It lies open in {name}."

    shown = json.dumps(console.line.shows[-1]["scene"])
    assert f"Ana {MARK}" in shown and f"Gustav {MARK}" in shown and GROUP in shown
    state = company.place.recording(console.session).last
    assert MARK in repr(view(state, Viewer(Role.FACILITATOR, "dana")))
    for line in (display.line, phone.line):
        assert MARK not in json.dumps([show["scene"] for show in line.shows])


def test_the_word_would_be_found_where_it_lies_open(site: Premises) -> None:
    """S10"""
    (site.folder / "goround.db-wal").write_bytes(b"..." + MARK.encode() + b"...")
    assert [name for name, stored in words_in(site.folder).items() if MARK.lower().encode() in stored] == [
        "goround.db-wal"
    ]
