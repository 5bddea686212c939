"""The page that tells whether a phone reaches the group: for anybody, without a code, a cookie or a word about anybody."""

import json
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from goround.web.api import reach as doors
from goround.web.reach import KEPT_MS, MOST_LINKS, MOST_PHONES, kind_of
from tests.web.conftest import Company
from tests.web.people import Browser, Console, Json, Page
from tests.web.premises import Premises, opened, staffed, until

MINUTE = 60_000
WELL: Json = {
    "link": "ok", "ms": 40, "cookies": True, "storage": True, "ahead": None, "encrypted": False, "browser": True
}  # fmt: skip


async def tells(browser: Browser, number: int, found: Json | None = None) -> Page:
    return await browser.post("/reach/found", body={"phone": f"{number:016x}", "found": found})


async def listed(console: Console) -> list[Json]:
    page = await console.browser.get("/staff/reach/phones", Accept="application/json")
    phones: list[Json] = json.loads(page.text)
    return phones


async def links(site: Premises, origin: str | None = None) -> ClientConnection:
    """Open the live link of the page, without a cookie."""
    address = site.address.replace("http", "ws", 1) + "/reach/socket"
    return await connect(address, origin=Origin(origin or site.address), compression=None, proxy=None)


async def code_of(socket: ClientConnection) -> int:
    """The code with which the server closes it."""
    with pytest.raises(ConnectionClosed) as closed:
        await socket.recv()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


async def test_anybody_opens_it_and_nothing_is_left_on_the_phone(site: Premises) -> None:
    """X8"""
    async with Browser(site) as phone:
        for path in ("/reach", "/reach/here"):
            page = await phone.get(path)
            assert page.status == 200 and not page.cookies
            assert page.headers["Cache-Control"] == "no-store"
        page = await phone.get("/reach")
        assert page.title == "Check this phone" and "This phone opens the page." in page.text
        assert "JavaScript is off" in page.text, "A phone without it is told nothing."
        assert "Probar este teléfono" in (await phone.get("/reach?lang=es")).text
        carried = page.block("first")
        assert all(key.startswith("reach.") for key in carried["sentences"]), "It carries more words than it needs."


async def test_its_live_link_sends_back_what_it_gets_with_the_time(site: Premises) -> None:
    """X9"""
    socket = await links(site)
    for number in (1, 2, 3):
        await socket.send(str(number))
        assert json.loads(await socket.recv()) == {"n": number, "now": site.now()}
    await socket.close()
    await until(lambda: site.site.reach.links == 0)


async def test_its_live_link_is_for_our_own_page(site: Premises) -> None:
    """X9 S2"""
    with pytest.raises(InvalidStatus) as refused:
        await links(site, "http://evil.example")
    assert refused.value.response.status_code == 403
    async with Browser(site) as phone:
        assert (await phone.post("/reach/found", body={"phone": "0" * 16}, origin="http://evil.example")).status == 403


async def test_its_live_link_takes_numbers_alone(site: Premises) -> None:
    """X9"""
    for said in ("", "Ana", "-1", "1" * 33, "²", b"1", '{"n": 1}'):
        socket = await links(site)
        await socket.send(said)
        assert await code_of(socket) == 4008, said


async def test_a_flood_ends_its_own_link(site: Premises) -> None:
    """X9"""
    socket = await links(site)
    for number in range(doors.PINGS_AT_ONCE + 1):
        await socket.send(str(number))
    for number in range(doors.PINGS_AT_ONCE):
        assert json.loads(await socket.recv())["n"] == number
    assert await code_of(socket) == 4008


async def test_so_many_try_at_a_time_and_one_more_is_told_to_wait(site: Premises) -> None:
    """X9"""
    site.site.reach.links = MOST_LINKS
    assert await code_of(await links(site)) == 4008
    assert site.site.reach.links == MOST_LINKS
    site.site.reach.links = 0


async def test_no_live_link_of_it_lasts(site: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    """X9"""
    monkeypatch.setattr(doors, "LASTS_S", 0.01)
    socket = await links(site)
    assert await code_of(socket) == 1000
    await until(lambda: site.site.reach.links == 0)


NO_FINDINGS: list[object] = [
    {}, {"phone": "Ana"}, {"phone": "0" * 17}, {"phone": "0" * 16, "name": "Ana"},
    {"phone": "0" * 16, "found": WELL | {"link": "Ana"}}, {"phone": "0" * 16, "found": WELL | {"ms": -1}},
    {"phone": "0" * 16, "found": WELL | {"said": "Ana"}}, ["Ana"],
]  # fmt: skip


async def test_what_is_no_finding_is_refused_and_nothing_of_it_is_kept(site: Premises) -> None:
    """X10"""
    async with Browser(site) as phone:
        for told in NO_FINDINGS:
            refused = await phone.post("/reach/found", body=told)
            assert refused.status == 400 and "Ana" not in refused.text, told
    assert site.site.reach.phones() == []


async def test_staff_see_which_kinds_of_phones_have_come_and_what_they_found(site: Premises, company: Company) -> None:
    """X10"""
    dana = await company.staff()
    async with Browser(site) as one, Browser(site) as other:
        one.web.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36"
        other.web.headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
        assert json.loads((await tells(one, 1)).text) == {"number": 1}
        assert json.loads((await tells(other, 2, WELL | {"link": "swallowed", "ms": None})).text) == {"number": 2}
        assert json.loads((await tells(one, 1, WELL)).text) == {"number": 1}, "It did not keep its number."
        site.clock.advance(MINUTE)
        assert await listed(dana) == [
            {"number": 1, "kind": "android_phone", "found": WELL, "ago": MINUTE},
            {"number": 2, "kind": "iphone", "found": WELL | {"link": "swallowed", "ms": None}, "ago": MINUTE},
        ]
        async with one.web.post(
            f"{site.address}/reach/left", data=f"{1:016x}", headers={"Origin": site.address}
        ) as gone:
            assert gone.status == 204
        assert [phone["number"] for phone in await listed(dana)] == [2]
        assert json.loads((await tells(one, 3)).text) == {"number": 1}, "The number of who has left is free."


async def test_after_ten_minutes_a_phone_is_forgotten(site: Premises, company: Company) -> None:
    """X10"""
    async with Browser(site) as phone:
        await tells(phone, 1, WELL)
    site.clock.advance(KEPT_MS - 1)
    dana = await company.staff()
    assert len(await listed(dana)) == 1
    site.clock.advance(1)
    assert await listed(dana) == []


async def test_the_list_stays_short_whatever_comes(site: Premises, company: Company) -> None:
    """X10"""
    dana = await company.staff()
    async with Browser(site) as phone:
        told = [(await tells(phone, number, WELL)).status for number in range(155)]
        assert told == [200] * 150 + [429] * 5
        site.clock.advance(1_000)
        assert (await tells(phone, 155, WELL)).status == 200, "Nobody is locked out."
    numbers = [phone["number"] for phone in await listed(dana)]
    assert len(numbers) == MOST_PHONES == len(set(numbers))


async def test_the_list_is_for_staff_before_their_lock(site: Premises, company: Company) -> None:
    """X10 S7 S14"""
    async with Browser(site) as stranger:
        assert (await stranger.get("/staff/reach")).leads_to == "/staff/sign-in"
        assert (await stranger.get("/staff/reach/phones", Accept="application/json")).status == 401
    dana = await company.staff()
    await dana.browser.post("/staff/lock")
    assert (await dana.browser.get("/staff/reach/phones", Accept="application/json")).status == 403


async def test_the_staff_page_shows_the_square_unless_no_phone_could_open_it(site: Premises, company: Company) -> None:
    """X8"""
    dana = await company.staff()
    here = (await dana.browser.get("/staff/reach")).text
    assert "can be reached only from this computer" in here and 'class="square"' not in here
    home = (await dana.browser.get("/staff")).text
    assert 'href="/staff/reach"' in home


async def test_the_staff_page_names_the_public_address(tmp_path: Path, accounts: Path) -> None:
    """X8"""
    async with opened(staffed(accounts, tmp_path), public="http://group.example:8484") as place, Console(place) as dana:
        await dana.follows(place.let_in("dana"))
        page = await dana.browser.get("/staff/reach")
        assert "<strong>http://group.example:8484/reach</strong>" in page.text and 'class="square"' in page.text
        assert "This link is not encrypted" in page.text


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15", "iphone"),
        ("Mozilla/5.0 (iPad; CPU OS 15_4 like Mac OS X)", "ipad"),
        ("Mozilla/5.0 (Linux; Android 13; SM-A146U) AppleWebKit/537.36 Mobile Safari/537.36", "android_phone"),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Safari/537.36", "android_tablet"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "computer"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", "computer"),
        ("", "other"),
        ("Ana", "other"),
    ],
)
def test_of_a_browsers_name_only_the_kind_of_device_is_taken(agent: str, kind: str) -> None:
    """X10"""
    assert kind_of(agent) == kind
