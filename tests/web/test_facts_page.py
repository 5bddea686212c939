"""The facts page as staff get it: whole, in both languages, for who is signed in alone, read from what is stored."""

import asyncio
import html
import re

import pytest
from sqlalchemy import create_engine, text

from goround.catalog.shelf import Shelf
from goround.domain import commands as c
from goround.reading_room import Desk, Opened
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from tests.playbook import Ask, dana, dee
from tests.review.evening import EVENING, GATHERED, NAMES, SECRET, WHOLE, WROTE, lived
from tests.web.conftest import Company
from tests.web.people import Console, Page
from tests.web.premises import DANA, Premises, until


async def after_an_evening(site: Premises, company: Company, *more: Ask, past: tuple[object, ...] = WHOLE) -> Console:
    """Dana at the console of a session in which this was asked."""
    account = site.site.staff.find(DANA)
    assert account is not None
    room = await open_session(site.site, "Tuesday group", EVENING, SignedIn(account, "evening"))
    await lived(room, site.clock, *past, *more)  # type: ignore[arg-type]
    await room.settled()
    return await back_at(room.session, company)


async def back_at(session: str, company: Company) -> Console:
    """Dana at the console of this session, signed in now: whoever was away for long is locked out."""
    console = await company.staff()
    console.path, console.session = f"/staff/s/{session}", session
    return console


async def facts_of(console: Console, **headers: str) -> Page:
    page = await console.browser.get(f"{console.path}/facts", **headers)
    assert page.status == 200
    return page


def copied(page: Page, id: str) -> str:
    """What a button of the page copies."""
    found = re.search(rf'<pre id="text-{id}"[^>]*>(.*?)</pre>', page.text, re.DOTALL)
    assert found
    return html.unescape(found[1])


async def test_the_page_holds_the_facts_and_its_texts_to_copy(site: Premises, company: Company) -> None:
    """E10"""
    page = await facts_of(await after_an_evening(site, company))
    whole = copied(page, "group")
    for said in (
        "Breaks: ",
        "Counted time: 46 min",
        "One win: planned 12 min, real 6 min, delivered, 3 spoke, 1 passed",
        "skipped: no time",
        "They laughed together",
    ):
        assert said in whole, said
        assert html.escape(said.rpartition(": ")[2]) in page.text.replace("&#39;", "'")
    assert not [name for name in (*NAMES.values(), "Gustavo") if name in whole], "The group's text names somebody."
    parts = [copied(page, str(number)) for number in range(1, 6)]
    assert [part.splitlines()[0] for part in parts] == ["Annabel", "Camille", "Deirdre", "Benedict", "Gustavo"]
    assert WROTE["cam"] in parts[1] and not [part for part in (parts[0], *parts[2:]) if WROTE["cam"] in part]
    assert SECRET not in page.text


async def test_nothing_private_stands_in_its_title_or_address(site: Premises, company: Company) -> None:
    """E10"""
    page = await facts_of(await after_an_evening(site, company))
    assert page.title == "Facts"
    assert not re.search(r'(?:href|action)="[^"]*(?:' + "|".join(NAMES.values()) + ")", page.text)
    assert page.headers["Cache-Control"] == "no-store"


async def test_every_part_and_every_name_is_closed_at_first(site: Premises, company: Company) -> None:
    """E10"""
    page = await facts_of(await after_an_evening(site, company))
    assert (
        len(re.findall(r'<div class="part" id="part-\d+" hidden>', page.text)) == 5 == page.text.count('class="part"')
    )
    assert len(re.findall(r'class="who" id="who-\d+" hidden>', page.text)) == 2 == page.text.count('class="who"')


async def test_it_is_said_in_the_pages_language(site: Premises, company: Company) -> None:
    """E10"""
    console = await after_an_evening(site, company)
    spanish = await console.browser.get(f"{console.path}/facts?lang=es")
    assert '<html lang="es">' in spanish.text and "Tiempo contado: 46 min" in copied(spanish, "group")
    assert "Ronda final" in copied(spanish, "group"), "A step is called as its Spanish calls it."
    later = await facts_of(console)
    assert '<html lang="es">' in later.text


async def test_only_who_is_signed_in_gets_it(site: Premises, company: Company) -> None:
    """E10"""
    console = await after_an_evening(site, company)
    stranger = company.new(Console)
    page = await stranger.browser.get(f"{console.path}/facts")
    assert (page.status, page.leads_to) == (303, "/staff/sign-in")
    assert (await console.browser.get("/staff/s/nothere/facts")).status == 404


async def test_while_it_is_on_it_says_up_to_when_it_holds(site: Premises, company: Company) -> None:
    """E5"""
    page = await facts_of(await after_an_evening(site, company, past=WHOLE[:-1]))
    assert "The group is still on. These are the facts up to" in page.text


async def test_the_clock_ends_what_nobody_ends_and_the_page_and_the_home_say_so(
    site: Premises, company: Company
) -> None:
    """E5 M18"""
    console = await after_an_evening(site, company, past=WHOLE[:-1])
    room = site.room(console.session)
    site.clock.advance(4 * 3_600_000)
    await until(lambda: room.state.ended, site.clock)
    await room.settled()
    console = await back_at(console.session, company)
    assert "Ended by the clock at" in (await facts_of(console)).text
    assert "Ended by the clock at" in (await console.browser.get("/staff")).text


async def test_a_log_that_was_changed_gives_its_facts_up_to_there(site: Premises, company: Company) -> None:
    """E10 L16"""
    console = await after_an_evening(site, company)
    whole = copied(await facts_of(console), "group")
    spoiler = create_engine(f"sqlite:///{site.folder / 'goround.db'}")
    with spoiler.begin() as connection:
        connection.execute(text("UPDATE entry SET at = at + 1 WHERE session = :s AND seq = 30"), {"s": console.session})
    spoiler.dispose()
    page = await facts_of(console)
    assert "The end of the record cannot be read" in page.text
    assert copied(page, "group") != whole and "not reached" in copied(page, "group")


async def test_the_log_is_read_in_the_reading_room(
    site: Premises, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E10"""
    console = await after_an_evening(site, company)
    on_the_loop: list[bool] = []
    read = Desk.session

    def watched(desk: Desk, session: str) -> Opened | None:
        try:
            asyncio.get_running_loop()
            on_the_loop.append(True)
        except RuntimeError:
            on_the_loop.append(False)
        return read(desk, session)

    monkeypatch.setattr(Desk, "session", watched)
    await facts_of(console)
    assert on_the_loop == [False]


async def test_who_still_waits_after_the_end_stands_first_on_the_home(site: Premises, company: Company) -> None:
    """W28"""
    console = await after_an_evening(site, company)
    home = (await console.browser.get("/staff")).text
    assert home.index("1 person still waits") < home.index("Past sessions")
    assert f'href="{console.path}/facts"' in home
    room = site.room(console.session)
    for alert in [one.id for one in room.state.standing_alerts()]:
        assert (await room.ask(c.Resolve(alert=alert, done="talked_now"), dana)).code == "ok"
    assert "still waits" not in (await console.browser.get("/staff")).text


async def test_two_alerts_of_one_person_are_one_person(site: Premises, company: Company) -> None:
    """W28"""
    console = await after_an_evening(site, company, Ask(dee, c.Pass(step="in.craving", revision=0)), past=WHOLE[:-1])
    room = site.room(console.session)
    loud = c.Answer(step="in.craving", revision=1, answer={"number": 10})
    assert (await room.ask(loud, dee)).code == "ok"
    assert len(room.state.standing_alerts()) == 2
    assert "1 person still waits" in (await console.browser.get("/staff")).text


async def test_a_session_that_was_never_started_has_a_page_too(site: Premises, company: Company) -> None:
    """E5"""
    page = await facts_of(await after_an_evening(site, company, past=GATHERED))
    assert "It was never started" in page.text


async def test_the_home_offers_the_groups_that_were_led_before(site: Premises, company: Company) -> None:
    """W27"""
    console = await after_an_evening(site, company)
    site.site.shelf = Shelf(None, EVENING.blocks)
    home = (await console.browser.get("/staff")).text
    assert re.findall(r'data-group="([^"]*)"', home) == ["Tuesday group"]
