"""A link that is not encrypted: who may start what over it, who is told, and that nobody comes in from elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path

import pytest

from goround.config import Settings, settings
from goround.domain.agenda import Agenda
from goround.domain.people import Mode
from goround.records.staff import Account
from goround.runtime.room import Room
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from tests.web.conftest import Company
from tests.web.people import Console, Page, Phone
from tests.web.premises import DANA, Premises, blocks, opened, staffed

NOT_ENCRYPTED = "This link is not encrypted"
ONLY_HERE = "You can join only here in the room"
FORM = {"group": "Blue group", "lang": "en", "curriculum": "w01"}


def of(address: str | None = None, host: str = "127.0.0.1", **more: object) -> Settings:
    return Settings.model_validate({"data": "d", "key_file": "k", "address": address, "host": host, **more})


@pytest.mark.parametrize(
    ("site", "exposed"),
    [
        (of(), False),
        (of(host="::1"), False),
        (of(host="localhost"), False),
        (of(host="0.0.0.0"), True),  # noqa: S104 - not bound
        (of(host="192.168.1.20"), True),
        (of("http://group.example"), True),
        (of("http://192.168.1.20:8484", "0.0.0.0"), True),  # noqa: S104 - not bound
        (of("HTTP://group.example"), True),
        (of("http://127.0.0.1:8484"), False),
        (of("http://[::1]:8484"), False),
        (of("http://group.localhost"), False),
        (of("http://127.0.0.1.example.org"), True),
        (of("https://group.example"), False),
        (of("HTTPS://group.example"), False),
        (of(host="0.0.0.0", tls_cert="c", tls_key="k"), False),  # noqa: S104 - not bound
    ],
)
def test_what_is_exposed_is_plain_http_beyond_this_machine(site: Settings, exposed: bool) -> None:
    """X1"""
    assert site.exposed is exposed
    assert site.keeps_people_out is exposed
    assert not site.model_copy(update={"plain_http": True}).keeps_people_out


@pytest.mark.parametrize(("said", "taken"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_the_environment_says_it_too(tmp_path: Path, said: str, taken: bool) -> None:
    """X2"""
    assert settings({"data": tmp_path}, {"GOROUND_PLAIN_HTTP": said}).plain_http is taken


def test_the_file_says_it_too(tmp_path: Path) -> None:
    """X2"""
    (tmp_path / "goround.toml").write_text('plain_http = true\ntls_cert = "cert.pem"\n')
    found = settings({"data": tmp_path}, {})
    assert found.plain_http
    assert found.tls_cert == Path("cert.pem")


@asynccontextmanager
async def exposed(folder: Path, accounts: Path, *, taken: bool) -> AsyncIterator[tuple[Premises, Company]]:
    """A site on plain http; ``taken`` where somebody has said that it may be."""
    async with opened(staffed(accounts, folder), public="http://group.example", plain_http=taken) as place:
        company = Company(place)
        yield place, company
        for person in company.people:
            await person.close()


async def shown(console: Console, path: str) -> Page:
    page = await console.browser.get(path)
    page.text = unescape(page.text)
    return page


async def test_without_the_setting_no_session_with_people_starts_and_the_home_says_so_before(
    tmp_path: Path, accounts: Path
) -> None:
    """X2"""
    async with exposed(tmp_path, accounts, taken=False) as (site, company):
        dana = await company.staff()
        assert "a session with people cannot start here" in (await shown(dana, "/staff")).text
        refused = await dana.browser.post("/staff/sessions", FORM)
        assert refused.status == 422
        assert "start it with --plain-http" in refused.text and 'id="start-error"' in refused.text
        assert 'value="Blue group"' in refused.text, "What was typed is lost."
        assert not site.site.host.rooms()


async def test_a_rehearsal_starts_all_the_same_and_takes_everybody(tmp_path: Path, accounts: Path) -> None:
    """X3"""
    async with exposed(tmp_path, accounts, taken=False) as (site, company):
        dana = await company.staff()
        door = await company.new(Phone).browser.get("/")
        assert ONLY_HERE in door.text and 'name="mode"' not in door.text
        code = str((await rehearsal(site)).state.code)
        door = await company.new(Phone).browser.get("/")
        assert ONLY_HERE not in door.text and 'value="remote"' in door.text
        await company.new(Phone).joins(code, "Luz", mode="remote")
        [room] = site.site.host.rooms()
        assert [seat.mode for seat in room.state.seats.values()] == [Mode.REMOTE]
        console = await dana.browser.get(f"/staff/s/{room.session}")
        assert console.block("first")["extras"]["exposed"] is True


async def rehearsal(site: Premises) -> Room:
    """As the demo opens one."""
    return await opens(site, rehearsal=True)


async def opens(site: Premises, *, rehearsal: bool = False) -> Room:
    """A session that Dana leads."""
    dana = SignedIn(Account(DANA, DANA, "Dana"), "here")
    return await open_session(site.site, "Blue group", Agenda(blocks=blocks()[:1]), dana, rehearsal=rehearsal)


async def test_with_the_setting_staff_see_it_all_the_time(tmp_path: Path, accounts: Path) -> None:
    """X4"""
    async with exposed(tmp_path, accounts, taken=True) as (_, company):
        dana = await company.console()
        home = await shown(dana, "/staff")
        assert NOT_ENCRYPTED in home.text and "cannot start here" not in home.text
        assert (await dana.browser.get(dana.path)).block("first")["extras"]["exposed"] is True


async def test_over_it_nobody_comes_in_from_elsewhere_and_what_was_typed_stays(tmp_path: Path, accounts: Path) -> None:
    """X5"""
    async with exposed(tmp_path, accounts, taken=True) as (site, company):
        dana = await company.console()
        luz = company.new(Phone)
        door = await luz.browser.get("/")
        assert ONLY_HERE in door.text and 'name="mode"' not in door.text, "It is offered."
        refused = await luz.fills(dana.code, "Luz", mode="remote")
        assert refused.status == 422 and ONLY_HERE in refused.text
        assert 'value="Luz"' in refused.text and dana.code in refused.text, "What was typed is lost."
        assert not site.room(dana.session).state.seats
        spanish = await luz.fills(dana.code, "Luz", mode="remote", lang="es")
        assert "Solo puedes entrar desde la sala" in spanish.text
        [ana] = await company.inside(dana, "Ana")
        assert site.room(dana.session).state.seats[ana.seat].mode is Mode.ON_SITE


async def test_beside_a_rehearsal_a_session_with_people_still_takes_nobody_from_elsewhere(
    tmp_path: Path, accounts: Path
) -> None:
    """X5"""
    async with exposed(tmp_path, accounts, taken=True) as (site, company):
        dana = await company.console()
        await rehearsal(site)
        luz = company.new(Phone)
        assert 'value="remote"' in (await luz.browser.get("/")).text
        refused = await luz.fills(dana.code, "Luz", mode="remote")
        assert refused.status == 422 and ONLY_HERE in refused.text
        assert 'value="remote"' not in refused.text, "It is offered again."
        assert not site.room(dana.session).state.seats


async def test_on_https_and_on_this_machine_nothing_is_said_and_everybody_comes_in(
    site: Premises, company: Company, tmp_path: Path, accounts: Path
) -> None:
    """X1"""
    async with opened(staffed(accounts, tmp_path / "secure"), public="https://group.example") as secure:
        for place in (site, secure):
            async with Console(place) as dana, Phone(place) as luz:
                once = await dana.browser.get(place.let_in(DANA))
                # What is Secure this client keeps to itself on plain http, as a browser does.
                signed_in = f"goround={once.cookies['goround'].value}"
                assert NOT_ENCRYPTED not in (await dana.browser.get("/staff", Cookie=signed_in)).text
                room = await opens(place)
                console = await dana.browser.get(f"/staff/s/{room.session}", Cookie=signed_in)
                assert console.block("first")["extras"]["exposed"] is False
                assert 'value="remote"' in (await luz.browser.get("/")).text
                assert (await luz.fills(str(room.state.code), "Luz", mode="remote")).status == 303
