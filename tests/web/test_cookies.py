"""Cookies, origins, and what a stolen cookie is worth: nothing under another id."""

from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.web.conftest import Company
from tests.web.people import Browser, Console, Display, Person, Phone
from tests.web.premises import Premises, opened, staffed


async def cookies_of(place: Premises) -> dict[str, str]:
    """The Set-Cookie lines of a seat, a display, a sign-in and the door."""
    async with Console(place) as console, Phone(place) as phone, Display(place) as display:
        staff = await console.browser.get(place.let_in("dana"))
        room = await open_room(place)
        seat = await phone.fills(room, "Ana")
        screen = await display.browser.get("/display")
        door = await phone.browser.get(f"/j/{room}")
        pages = {"seat": seat, "staff": staff, "display": screen, "door": door}
        return {name: page.headers["Set-Cookie"] for name, page in pages.items()}


async def open_room(place: Premises) -> str:
    """A session that somebody else leads; its code."""
    async with Console(place) as console:
        await (await console.follows(place.let_in("sam"))).starts()
        return console.code


async def test_cookies_are_out_of_reach_of_scripts_and_kept_to_their_own_path(site: Premises) -> None:
    """S1"""
    cookies = await cookies_of(site)
    for name, line in cookies.items():
        parts = {part.strip().lower() for part in line.split(";")}
        assert {"httponly", "samesite=lax"} <= parts, f"{name}: {line}"
        assert "secure" not in parts, f"On plain http this cookie would vanish silently: {line}"
    assert "Path=/staff" in cookies["staff"] and "Path=/;" in cookies["door"] + ";"
    assert "Path=/s/" in cookies["seat"] and "Path=/display/" in cookies["display"]


async def test_cookies_are_secure_exactly_where_the_public_address_is_https(tmp_path: Path, accounts: Path) -> None:
    """S1"""
    for public, secure in (("https://group.example", True), ("http://group.example", False)):
        folder = staffed(accounts, tmp_path / str(secure))
        async with opened(folder, public=public) as place:
            sent = {}
            async with Browser(place) as browser:
                sent["display"] = (await browser.get("/display")).headers["Set-Cookie"]
                sent["staff"] = (await browser.get(place.let_in("dana"))).headers["Set-Cookie"]
                sent["door"] = (await browser.get("/j/LAMP22")).headers["Set-Cookie"]
            assert [("Secure" in line) for line in sent.values()] == [secure] * 3, sent


WRITES = ["/join", "/fault", "/staff/sign-in", "/staff/sign-out", "/staff/sessions", "/s/{seat}/leave",
          "/staff/s/{session}/displays", "/staff/s/{session}/displays/off"]  # fmt: skip
STRANGE = [None, "null", "http://evil.example", "https://evil.example:443", "http://127.0.0.1:1", "file://", "http://["]


async def test_a_write_from_elsewhere_is_refused(company: Company) -> None:
    """S2"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    before = company.place.room(console.session).state.seq
    for path in WRITES:
        there = path.format(seat=ana.seat, session=console.session)
        asker = ana if path.startswith("/s/") else console
        for origin in STRANGE:
            page = await asker.browser.post(there, {"code": console.code, "name": "Eve"}, origin=origin)
            assert page.status == 403, f"{path} from {origin}: {page.status}"
    assert company.place.room(console.session).state.seq == before
    assert (await ana.browser.get(ana.path)).status == 200


async def test_a_socket_from_elsewhere_is_refused(company: Company) -> None:
    """S2"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    display = await company.new(Display).turns_on()
    for origin in STRANGE:
        for person in (ana, console, display):
            with pytest.raises(InvalidStatus) as refused:
                await person.links(origin=origin)
            assert refused.value.response.status_code == 403, f"{person.path} from {origin}"


async def test_the_public_address_is_an_own_page_behind_a_proxy(tmp_path: Path, accounts: Path) -> None:
    """S2"""
    async with opened(staffed(accounts, tmp_path), public="https://group.example") as place, Browser(place) as browser:
        own = await browser.post(
            "/fault", body={"code": "screen_threw", "screen": "join"}, origin="https://group.example"
        )
        other = await browser.post(
            "/fault", body={"code": "screen_threw", "screen": "join"}, origin="http://group.example"
        )
        assert (own.status, other.status) == (204, 403)


async def test_a_stolen_cookie_gives_nothing_under_another_id(company: Company) -> None:
    """S3"""
    console = await company.console()
    ana, ben = await company.inside(console, "Ana", "Ben")
    bens = ben.browser.cookie(ben.path)
    token = bens.partition(".")[2]
    for forged in (bens, f"goround={ana.seat}.{token}", "goround=.", f"goround={ana.seat}.", "goround=", "x=y"):
        line = await company.new(Phone).links(path=ana.path, cookie=forged)
        assert await line.closed() == 4003 and not line.heard, f"{forged} was shown something."
    stranger = Browser(company.place)
    for path in (ana.path, console.path, "/staff"):
        page = await stranger.get(path, Cookie=bens)
        assert page.status in (303, 410) and "Ana" not in page.text
    await stranger.close()


async def test_a_cookie_of_one_kind_opens_no_door_of_another(company: Company) -> None:
    """S3"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    display = await company.new(Display).turns_on()
    for thief, path in ((ana, console.path), (ana, display.path), (display, ana.path), (console, display.path)):
        stolen = thief.browser.cookie(thief.path)
        line = await company.new(Person).links(path=path, cookie=stolen)
        assert await line.closed() == 4003 and not line.heard, f"{thief.path} got into {path}."


async def test_nobody_speaks_for_another_seat(company: Company) -> None:
    """S3"""
    console = await company.console()
    ana, ben = await company.inside(console, "Ana", "Ben")
    await console.goes_to("w01.craving")
    reply = await ben.line.asks("answer", step="w01.craving", revision=0, answer={"number": 9}, seat=ana.seat)
    assert reply["code"] == "not_yours_to_ask"
    assert not company.place.events(console.session, "answered")


async def test_seats_and_roles_are_tabs_of_one_browser(company: Company) -> None:
    """S1"""
    console = await company.console()
    phone = company.new(Phone)
    await phone.browser.close()
    phone.browser = console.browser
    await phone.joins(console.code, "Dana's own phone")
    assert (await console.browser.get(phone.path)).status == 200
    assert (await console.browser.get(console.path)).status == 200
    assert (await console.browser.get((await console.browser.get("/display")).leads_to)).status == 200
