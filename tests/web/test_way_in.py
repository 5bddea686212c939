"""The way in: the form, the square, and a waiting page that confirms nothing about anybody."""

import asyncio
import json
import re

from tests.web.conftest import Company
from tests.web.people import Browser, Page, Phone
from tests.web.premises import Premises, until


def field(page: Page, name: str) -> str:
    """What stands in a field of the form."""
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page.text)
    assert found, f"The form has no field {name}."
    return found[1]


def chosen(page: Page, mode: str) -> bool:
    return re.search(rf'name="mode" value="{mode}" checked', page.text) is not None


async def test_the_code_is_taken_in_any_case_and_spacing(company: Company) -> None:
    """W1"""
    console = await company.console()
    phone = company.new(Phone)
    for dressed in ("{}", " {} ", "{0[0]}-{0[1]} {0[2]}{0[3]} {0[4]}.{0[5]}"):
        for code in (console.code, console.code.lower(), console.code.title()):
            page = await phone.fills(dressed.format(code), "Ana")
            assert page.status == 303 and re.fullmatch(r"/s/[a-z0-9]{12}", page.leads_to), dressed.format(code)


async def test_a_wrong_code_is_told_and_what_was_typed_stays(company: Company) -> None:
    """W1"""
    await company.console()
    phone = company.new(Phone)
    for typed in ("", "LAMP", "LAMP22X", "<b>", "LAMP 99", "💡💡"):
        page = await phone.fills(typed, "Ana", mode="remote")
        assert page.status == 422, typed
        assert 'id="code-error"' in page.text and field(page, "name") == "Ana" and chosen(page, "remote")
        assert "<b>" not in page.text


async def test_a_name_is_asked_for_and_not_longer_than_forty_letters(company: Company) -> None:
    """W1"""
    console = await company.console()
    phone = company.new(Phone)
    for name in ("", "   ", "x" * 41, "\x07", "\u200d"):
        page = await phone.fills(console.code, name)
        assert page.status == 422 and 'id="name-error"' in page.text, repr(name)
        assert field(page, "code") == console.code
    assert not company.place.events(console.session, "joined")


async def test_the_other_language_keeps_what_was_typed(site: Premises, company: Company) -> None:
    """W2"""
    phone = company.new(Phone)
    page = await phone.fills("LAMP 2", "José «el 1.º»", mode="remote", switch="es")
    assert page.status == 200 and '<html lang="es">' in page.text
    assert (field(page, "code"), field(page, "name")) == ("LAMP 2", "José «el 1.º»") and chosen(page, "remote")
    assert 'role="alert"' not in page.text and 'id="code-error"' not in page.text
    again = await phone.browser.get("/")
    assert '<html lang="es">' in again.text, "The choice is not kept on this device."


async def test_the_page_comes_in_the_language_of_the_browser(company: Company) -> None:
    """W2"""
    browser = company.new(Phone).browser
    assert '<html lang="es">' in (await browser.get("/", Accept_Language="fr, es-MX;q=0.9, en;q=0.8")).text
    assert '<html lang="en">' in (await browser.get("/", Accept_Language="fr")).text
    assert '<html lang="es">' in (await browser.get("/?lang=es")).text


async def test_the_square_leads_to_the_name_and_leaves_no_code_in_the_address(company: Company) -> None:
    """W3"""
    console = await company.console()
    phone = company.new(Phone)
    page = await phone.browser.get(f"/j/{console.code}")
    assert (page.status, page.leads_to, page.headers["Cache-Control"]) == (303, "/", "no-store")
    form = await phone.browser.get(page.leads_to)
    assert 'id="name"' in form.text and 'id="code"' not in form.text and console.code not in form.text
    joined = await phone.fills("", "Ana")
    assert joined.status == 303 and joined.leads_to.startswith("/s/")
    assert joined.cookies["goround-door"]["max-age"] == "0", "The code stays on the device after it was used."


async def test_a_square_of_another_evening_asks_for_the_code(company: Company) -> None:
    """W3"""
    await company.console()
    phone = company.new(Phone)
    await phone.browser.get("/j/SOAP99")
    page = await phone.fills("", "Ana")
    assert page.status == 422 and 'id="code"' in page.text
    assert (await phone.browser.get("/j/<script>")).leads_to == "/"


async def test_an_ended_session_lets_nobody_in(company: Company) -> None:
    """W1"""
    console = await company.console()
    code = console.code
    assert (await console.moves("end"))["code"] == "ok"
    assert (await company.new(Phone).fills(code, "Ana")).status == 422


async def test_the_waiting_page_confirms_nothing_about_anybody(company: Company) -> None:
    """W4"""
    console = await company.console("Violet circle")
    await company.inside(console, "Ana", "Ben")
    waiting = await company.new(Phone).joins(console.code, "Cleo")
    page = await waiting.browser.get(waiting.path)
    assert page.status == 200 and page.title == "Group"
    for told in (page.text, repr(waiting.line.shows)):
        assert not [name for name in ("Violet", "Ana", "Ben", "Dana", console.code) if name in told]
    assert waiting.line.shows[-1]["scene"] == {
        "kind": "door", "phase": "gathering", "rehearsal": False, "help_lines": waiting.line.shows[-1]["scene"]["help_lines"]
    }  # fmt: skip


async def test_everybody_else_hears_the_same_word_from_a_seat_page(company: Company) -> None:
    """W5 J17"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    stranger = Browser(company.place)
    real, made_up = await stranger.get(ana.path), await stranger.get("/s/abcdefghjkmn")
    await stranger.close()
    assert (real.status, real.text) == (made_up.status, made_up.text) and real.status == 410


async def test_an_hour_after_the_end_the_seat_is_over(company: Company) -> None:
    """W5"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.moves("end")
    company.place.clock.advance(59 * 60_000)
    assert (await ana.browser.get(ana.path)).status == 200
    company.place.clock.advance(2 * 60_000)
    assert (await ana.browser.get(ana.path)).status == 410
    assert await (await ana.links()).closed() == 4003


async def test_who_leaves_is_forgotten_by_the_device_and_by_the_server(company: Company) -> None:
    """W5"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    cookie = ana.browser.cookie(ana.path)
    page = await ana.browser.post(f"{ana.path}/leave")
    assert page.status == 204 and not ana.browser.cookie(ana.path)
    assert await (await ana.links(cookie=cookie)).closed() == 4003
    seen = await console.line.sees(lambda show: show["scene"]["people"][0]["asks_where"])
    assert [one["phone_left"] is not None for one in seen["scene"]["people"]] == [True]
    assert "Page" in (await ana.browser.get("/bye")).title


async def test_many_wrong_guesses_make_everybody_wait_their_turn_and_lock_nobody_out(company: Company) -> None:
    """W6"""
    console = await company.console()
    guesser = company.new(Phone)
    for guess in range(company.place.site.turnstile.BURST):
        assert (await guesser.fills(f"SOAP{guess // 8 % 8 + 2}{guess % 8 + 2}", "Guess")).status == 422
    waits = company.new(Phone)
    async with asyncio.TaskGroup() as tasks:
        joining = tasks.create_task(waits.fills(console.code, "Ana"))
        await until(lambda: company.place.site.turnstile.waiting)
        assert not joining.done(), "After so many guesses the next one did not wait."
        await until(joining.done, company.place.clock)
    assert joining.result().status == 303


IN_PLACE = "application/json"


async def check_in_place_tells_no_more(company: Company) -> None:
    """What the form's page is told beside what the seat's own page would be told."""
    console = await company.console()
    await console.moves("start")
    phone = company.new(Phone)
    form = {"code": console.code, "name": "Ana", "mode": "on_site", "lang": "es"}
    answer = await phone.browser.post("/join", form, accept=IN_PLACE)
    assert answer.status == 200 and answer.headers["Cache-Control"] == "no-store"
    told = json.loads(answer.text)
    assert re.fullmatch(r"/s/[a-z0-9]{12}", told["path"]) and told["lang"] == "es"
    led = await phone.browser.get(told["path"])
    assert led.status == 200, "The cookie of the seat came with the answer."
    assert told["first"] == led.block("first") | {"show": told["first"]["show"]}
    for part in ("scene", "mine"):
        assert told["first"]["show"][part] == led.block("first")["show"][part], f"its {part} is another"
    assert (told["words"], told["title"]) == (led.block("words"), led.title)
    assert console.line.shows[-1]["scene"]["stage"]["title"]["en"] not in answer.text


async def test_a_page_that_becomes_the_seat_is_told_no_more_than_a_page_that_is_led_there(company: Company) -> None:
    """Q3 Q5"""
    await check_in_place_tells_no_more(company)


async def test_a_page_that_cannot_become_a_seat_is_told_why_in_its_language(company: Company) -> None:
    """W1 W2 Q5"""
    console = await company.console()
    phone = company.new(Phone)
    for lang, form, code, starts in (
        ("en", {"code": "LAMP 2", "name": "Ana"}, "no_such_code", "No group has that code"),
        ("es", {"code": console.code, "name": " "}, "name_missing", "Escribe un nombre"),
        ("en", {"code": console.code, "name": "a" * 100}, "name_too_long", "That name is too long"),
        ("es", {"code": "", "name": "Ana"}, "code_missing", "Escribe el código"),
    ):
        answer = await phone.browser.post("/join", {"lang": lang, "mode": "on_site", **form}, accept=IN_PLACE)
        told = json.loads(answer.text)
        assert (answer.status, told["code"]) == (422, code) and told["told"].startswith(starts), told
        assert not answer.cookies
    assert not company.place.room(console.session).state.seats
