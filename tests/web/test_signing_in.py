"""Signing in: delays that grow for wrong passwords and lock nobody out, links that open once, and signing out."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, TCPConnector

from goround.runtime.clock import SettableClock
from goround.web.limits import Patience, network_of
from tests.web.conftest import Company
from tests.web.people import Browser, Console
from tests.web.premises import Premises, until

WRONG = "not the password"


async def seconds_waited(patience: Patience, clock: SettableClock, account: str, address: str) -> float:
    """How long the clock had to go on until this attempt was looked at."""
    began = clock.now()
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(patience.wait(account, address))
        await asyncio.sleep(0)
        while not waiting.done():
            clock.advance(100)
            await asyncio.sleep(0)
    assert waiting.result() is True
    return (clock.now() - began) / 1000


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


async def test_the_delay_grows_for_the_account_and_for_the_network_up_to_ten_seconds(clock: SettableClock) -> None:
    """S4"""
    patience = Patience(clock)
    waits = []
    for attempt in range(12):
        waits.append(await seconds_waited(patience, clock, "dana", f"10.0.{attempt}.7"))
        patience.was_wrong("dana", f"10.0.{attempt}.7")
    assert waits[:4] == [0, 0, 0, 0] and waits == sorted(waits) and 9 < waits[-1] <= 10
    waits = []
    for attempt in range(12):
        waits.append(await seconds_waited(patience, clock, f"account{attempt}", f"10.9.9.{attempt}"))
        patience.was_wrong(f"account{attempt}", f"10.9.9.{attempt}")
    assert waits[:4] == [0, 0, 0, 0] and waits == sorted(waits) and 9 < waits[-1] <= 10


async def test_a_right_password_and_time_forget_the_delay(clock: SettableClock) -> None:
    """S4"""
    patience = Patience(clock)
    for _ in range(20):
        patience.was_wrong("dana", "10.0.0.1")
    patience.was_right("dana")
    assert await seconds_waited(patience, clock, "dana", "10.1.0.1") == 0
    assert await seconds_waited(patience, clock, "sam", "10.0.0.2") > 9
    clock.advance(Patience.FORGET_MS)
    assert await seconds_waited(patience, clock, "sam", "10.0.0.2") == 0


def test_a_network_is_the_neighbourhood_of_an_address() -> None:
    """S4"""
    assert network_of("192.0.2.77") == "192.0.2.0/24"
    assert network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64"
    assert network_of("") == network_of("somewhere") == ""


async def test_a_wrong_password_and_an_unknown_account_sound_the_same(site: Premises, company: Company) -> None:
    """S5"""
    console = company.new(Console)
    wrong, unknown = await console.signs_in("dana", WRONG), await console.signs_in("nobody", WRONG)
    assert wrong.status == unknown.status == 401
    assert wrong.text.replace("dana", "") == unknown.text.replace("nobody", "")
    assert "Set-Cookie" not in wrong.headers and WRONG not in wrong.text
    assert (await console.browser.get("/staff")).leads_to == "/staff/sign-in"
    assert (await console.signs_in("DANA", "dana-opens-the-door")).leads_to == "/staff"
    assert (await console.browser.get("/staff")).status == 200


@asynccontextmanager
async def flood(place: Premises, addresses: Iterator[str], most: int) -> AsyncIterator[list[int]]:
    """Wrong passwords for Dana's account without a pause, from these addresses; gives what they were answered."""
    answers: list[int] = []

    async def guess(address: str) -> None:
        form = {"account": "dana", "password": WRONG}
        async with ClientSession(connector=TCPConnector(local_addr=(address, 0), limit=0)) as web:
            while True:
                asked = web.post(f"{place.address}/staff/sign-in", data=form, headers={"Origin": place.address})
                async with asked as response:
                    answers.append(response.status)
                await asyncio.sleep(0.3)

    guessers = [asyncio.get_running_loop().create_task(guess(next(addresses))) for _ in range(most)]
    try:
        yield answers
    finally:
        for guesser in guessers:
            guesser.cancel()
        await asyncio.gather(*guessers, return_exceptions=True)


async def signs_in_during(place: Premises, console: Console, answers: list[int], many: int) -> float:
    """Seconds of the site's clock until the right password worked in this flood, in which so many wait."""
    await until(lambda: len(answers) >= 12, place.clock)
    await until(lambda: place.site.patience.waiting >= many)
    began = place.clock.now()
    async with asyncio.TaskGroup() as tasks:
        signing = tasks.create_task(console.signs_in())
        while not signing.done():
            place.clock.advance(250)
            await asyncio.sleep(0.02)
    assert signing.result().leads_to == "/staff", f"A right password was answered {signing.result().status}."
    return (place.clock.now() - began) / 1000


async def test_a_right_password_works_within_half_a_minute_of_a_flood_from_elsewhere(
    site: Premises, company: Company
) -> None:
    """S4"""
    elsewhere = (f"127.0.{network}.7" for network in range(1, 13))
    async with flood(site, elsewhere, 12) as answers:
        assert await signs_in_during(site, company.new(Console), answers, 12) < 30


async def test_a_right_password_works_within_half_a_minute_of_a_flood_from_next_door(
    site: Premises, company: Company
) -> None:
    """S4"""
    next_door = (f"127.0.0.{host}" for host in (7, 8) for _ in range(10))
    async with flood(site, next_door, 20) as answers:
        assert await signs_in_during(site, company.new(Console), answers, 2 * Patience.LINE) < 30
        await until(lambda: 429 in answers)


async def test_a_link_opens_once_and_leaves_no_secret_in_the_address(site: Premises, company: Company) -> None:
    """S6"""
    console = await company.console()
    once = site.site.once.make("sam", console.path)
    sam = company.new(Console)
    page = await sam.browser.get(f"/staff/once/{once}")
    assert (page.status, page.leads_to, page.headers["Cache-Control"]) == (303, console.path, "no-store")
    assert once not in page.text and once not in page.leads_to
    shown = await sam.browser.get(page.leads_to)
    assert shown.status == 200 and once not in shown.text
    thief = Browser(site)
    again = await thief.get(f"/staff/once/{once}")
    assert again.leads_to == "/staff/sign-in" and "Set-Cookie" not in again.headers
    late = site.site.once.make("sam", "/staff")
    site.clock.advance(13 * 60 * 60 * 1000)
    assert (await thief.get(f"/staff/once/{late}")).leads_to == "/staff/sign-in"
    await thief.close()


async def test_signing_out_ends_the_cookie_and_the_open_console(site: Premises, company: Company) -> None:
    """S7"""
    console = await company.console()
    other = await company.staff()
    await other.opens(console.session)
    cookie = console.browser.cookie(console.path)
    page = await console.browser.post("/staff/sign-out")
    assert page.leads_to == "/staff/sign-in" and not console.browser.cookie("/staff")
    assert await console.line.closed() == 4003, "The console of a device that signed out is still open."
    assert await (await console.links(cookie=cookie)).closed() == 4003
    assert (await other.line.asks("pause", visit=0, until=site.clock.now() + 5_000))["code"] == "not_started"
    assert (await other.browser.get(console.path)).status == 200


async def test_only_staff_who_are_signed_in_come_to_the_staffs_pages(site: Premises, company: Company) -> None:
    """S7"""
    console = await company.console()
    stranger = Browser(site)
    for path in ("/staff", console.path, f"{console.path}/square"):
        assert (await stranger.get(path)).leads_to == "/staff/sign-in"
        assert (await stranger.get(path, Accept="application/json")).status == 401
    for path in ("/staff/sessions", f"{console.path}/displays", f"{console.path}/displays/off"):
        assert (await stranger.post(path, {"group": "Mine", "curriculum": "w01"})).status == 401
    await stranger.close()
    assert [room.session for room in site.site.host.rooms()] == [console.session]
