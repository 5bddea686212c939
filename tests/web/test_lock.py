"""The idle lock: what nobody has touched for five minutes shows nobody's data, and the room goes on."""

import asyncio
import json
from pathlib import Path

import pytest

from goround.records.pins import MOST_WRONG
from goround.web.lock import IDLE_MS
from tests.web.conftest import Company
from tests.web.people import Browser, Console, Json, Line, Page, Phone
from tests.web.premises import DANA, ENDING, SAM, Premises, opened, staffed, until

MARK = "Zaunkoenig"
"""Everything that people say in these tests holds this word."""
PIN = "271828"
SECOND = 1_000


def locked(show: Json) -> bool:
    return bool(show["scene"].get("locked"))


def open_(show: Json) -> bool:
    return not locked(show)


def code_of(console: Console) -> str:
    """The code that it showed before it was locked."""
    return next(str(show["scene"]["code"]) for show in console.line.shows if show["scene"]["code"])


async def posts(browser: Browser, path: str, **body: object) -> Page:
    """As the console's script asks."""
    return await browser.post(path, body=body)


async def locks(console: Console) -> None:
    assert (await posts(console.browser, "/staff/lock")).status == 200


async def tries(console: Console, **secret: str) -> str:
    """What is told to somebody who types this, however long that takes."""
    assert isinstance(console.place, Premises)
    async with asyncio.TaskGroup() as tasks:
        typing = tasks.create_task(posts(console.browser, "/staff/lock/open", **secret))
        await until(typing.done, console.place.clock)
    page = typing.result()
    return "open" if page.status == 200 else str(json.loads(page.text)["code"])


async def chooses_pin(console: Console, pin: str = PIN, **changed: str) -> Page:
    form = {"pin": pin, "again": pin, "password": DANA + ENDING, **changed}
    return await console.browser.post("/staff/pin", form)


async def is_touched(site: Premises, line: Line, idle: int = 0) -> None:
    """The page answers a beat; a ping behind it says that it was heard."""
    before = len(line.heard)
    await line.says(json.dumps({"awake": 1, "idle": idle}))
    await line.says(json.dumps({"ping": 1}))
    await line.hears(lambda message: message["type"] == "beat", before)


async def passes(site: Premises, ms: int) -> None:
    """So much time goes by, and whoever watches the clock has looked at it."""
    for _ in range(0, ms, SECOND):
        site.clock.advance(SECOND)
        await asyncio.sleep(0)
    await asyncio.sleep(0.02)


async def evening(company: Company) -> tuple[Console, Phone]:
    """A running session in which everything that could be shown holds the marker word."""
    console = await company.console()
    [phone] = await company.inside(console, f"Ana {MARK}")
    await console.line.asks("add_seat", seat="gus", name=f"Gus {MARK}")
    await console.goes_to("w01.craving")
    await phone.answers("w01.craving", 9)
    await phone.line.asks("need_person")
    await console.line.asks("mark", kind="tension", made=company.place.now())
    marks = (await console.line.sees(lambda show: show["scene"]["marks"]))["scene"]["marks"]
    await console.line.asks("word_mark", mark=marks[0]["mark"], words=f"Said {MARK}")
    await console.line.sees(lambda show: MARK in json.dumps(show["scene"]["marks"]))
    return console, phone


async def test_a_locked_console_holds_nobodys_data_and_unlocking_brings_it_back(company: Company) -> None:
    """S14"""
    console, phone = await evening(company)
    shown = json.dumps(console.line.shows[-1])
    assert MARK in shown and phone.seat in shown and "Dana" in shown
    await locks(console)
    show = await console.line.sees(locked)
    behind = json.dumps(show)
    assert not [secret for secret in (MARK, phone.seat, "gus", "Dana", code_of(console)) if secret in behind]
    scene = show["scene"]
    assert scene["people"] == scene["marks"] == scene["stage"]["hints"] == []
    assert scene["counts"]["tally"] is None and len(scene["waiting"]) == 1
    assert scene["stage"]["prompt"]["question"]["en"] and scene["agenda"] and scene["next"]
    page = await console.browser.get(console.path)
    assert page.status == 200 and MARK not in page.text and phone.seat not in page.text
    assert await tries(console, password=DANA + ENDING) == "open"
    assert MARK in json.dumps(await console.line.sees(open_))


async def test_what_happens_behind_the_lock_reaches_it_without_anybodys_data(company: Company) -> None:
    """S14"""
    console, phone = await evening(company)
    await locks(console)
    await console.line.sees(locked)
    before = len(console.line.heard)
    await phone.answers("w01.craving", 3, revision=1)
    await company.new(Phone).joins(code_of(console), f"Ben {MARK}")
    await phone.line.asks("take_back")
    await console.line.sees(lambda show: not show["scene"]["waiting"])
    assert MARK not in json.dumps(console.line.heard[before:])
    again = await console.links()
    assert MARK not in json.dumps(await again.sees())


async def test_the_room_can_be_led_behind_the_lock_and_nothing_else_can_be_asked(company: Company) -> None:
    """S14"""
    console, phone = await evening(company)
    await locks(console)
    await console.line.sees(locked)
    for type, fields in (
        ("rename", {"seat": phone.seat, "name": "Anna"}),
        ("remove", {"seat": phone.seat}),
        ("answer", {"step": "w01.craving", "seat": "gus", "revision": 0, "answer": {"number": 3}}),
        ("mark", {"kind": "tension", "made": company.place.now()}),
        ("jump", {"visit": console.visit, "step": "w02.sleep", "until": company.place.now() + 5_000}),
        ("end", {"visit": console.visit, "until": company.place.now() + 5_000}),
    ):
        assert (await console.line.asks(type, **fields))["code"] == "not_yours_to_ask", type
    assert (await console.line.asks("extend", visit=console.visit, minutes=5))["code"] == "ok"
    for type in ("pause", "resume", "next", "back"):
        assert (await console.moves(type))["code"] == "ok", type
    leads = {entry.by for entry in company.place.recording(console.session).entries if entry.by.startswith("staff")}
    assert leads == {f"staff:{DANA}"}


async def test_behind_the_lock_staffs_pages_ask_for_the_pin_and_their_writes_are_refused(company: Company) -> None:
    """S14"""
    console, _ = await evening(company)
    await locks(console)
    for path in ("/staff", "/staff/pin", f"{console.path}/square", "/staff/preview/w01"):
        page = await console.browser.get(path)
        assert page.status == 403 and 'action="/staff/lock/open"' in page.text, path
        assert "Blue group" not in page.text and MARK not in page.text
        assert json.loads((await console.browser.get(path, Accept="application/json")).text) == {"code": "locked"}
    for path in (f"{console.path}/displays", f"{console.path}/displays/off", "/staff/sessions", "/staff/pin"):
        assert (await posts(console.browser, path, word="LAMP")).status == 403, path
    assert (await chooses_pin(console)).status == 403
    opens = {"password": DANA + ENDING, "leads_to": "/staff/pin"}
    assert (await console.browser.post("/staff/lock/open", opens)).leads_to == "/staff/pin"
    assert (await console.browser.get("/staff")).status == 200
    await locks(console)
    for elsewhere in ("//evil.example", "https://evil.example/staff", "/staff/../s", "/staff/\r\nX: y", "/join"):
        page = await console.browser.post("/staff/lock/open", {**opens, "leads_to": elsewhere})
        assert page.leads_to == "/staff", elsewhere
    await locks(console)
    assert (await console.browser.post("/staff/sign-out")).leads_to == "/staff/sign-in"


async def test_five_minutes_without_a_touch_lock_and_a_touch_in_any_tab_counts_for_all(
    site: Premises, company: Company
) -> None:
    """S14"""
    console, _ = await evening(company)
    first, second = console.line, await console.links()
    await second.sees()
    for _ in range(3):
        await passes(site, IDLE_MS - 5 * SECOND)
        await is_touched(site, first)
        await is_touched(site, second, idle=IDLE_MS)
    assert open_(await first.sees()) and open_(await second.sees())
    await passes(site, IDLE_MS - 5 * SECOND)
    await is_touched(site, first, idle=IDLE_MS - 5 * SECOND)
    async with asyncio.TaskGroup() as tasks:
        falls = tasks.create_task(first.sees(locked))
        await until(falls.done, site.clock)
    await second.sees(locked)
    await is_touched(site, first)
    assert locked(await first.sees()), "A touch alone opened the lock."
    assert await tries(console, password=DANA + ENDING) == "open"
    await first.sees(open_)
    await second.sees(open_)


async def test_another_sign_in_is_not_touched(site: Premises, company: Company) -> None:
    """S14"""
    console, _ = await evening(company)
    same_account, sam = await company.staff(DANA), await company.staff(SAM)
    for other in (same_account, sam):
        await other.opens(console.session)
    await locks(console)
    await console.line.sees(locked)
    for other in (same_account, sam):
        assert MARK in json.dumps(await other.line.sees())
        assert (await other.browser.get("/staff")).status == 200
        assert (await other.line.asks("mark", kind="tension", made=site.now()))["code"] == "ok"
    assert await tries(sam, password=SAM + ENDING) == "open"
    assert (await console.browser.get("/staff")).status == 403


async def test_pages_without_a_socket_tell_their_touches_and_hear_of_the_lock(site: Premises, company: Company) -> None:
    """S14"""
    console = await company.staff()

    async def told(**body: object) -> bool:
        return bool(json.loads((await posts(console.browser, "/staff/touch", **body)).text)["locked"])

    assert not await told(idle=0)
    for _ in range(3):
        await passes(site, IDLE_MS - 5 * SECOND)
        assert not await told(idle=0)
    for nonsense in ("0", -5, None, True, 1.5):
        await passes(site, 20 * SECOND)
        assert not await told(idle=nonsense)
    await passes(site, IDLE_MS - 90 * SECOND)
    assert not await told(idle=IDLE_MS), "It locked too early."
    await passes(site, 100 * SECOND)
    assert await told(idle=0)
    assert (await console.browser.get("/staff")).status == 403


async def test_a_browser_that_was_closed_finds_itself_locked(site: Premises, company: Company) -> None:
    """S14"""
    console = await company.staff()
    assert (await console.browser.get("/staff")).status == 200
    site.clock.advance(IDLE_MS)
    assert (await console.browser.get("/staff")).status == 403


async def test_the_lock_holds_over_a_restart(accounts: Path, tmp_path: Path) -> None:
    """S14"""
    folder = staffed(accounts, tmp_path / "site")
    async with opened(folder) as place:
        company = Company(place)
        console, _ = await evening(company)
        idle = await company.staff(SAM)
        await locks(console)
        cookies = {one: one.browser.cookie("/staff") for one in (console, idle)}
        session, now = console.session, place.now()
        for person in company.people:
            await person.close()
    async with opened(folder) as place:
        place.clock.advance(now - place.now())
        company = Company(place)
        again, other = company.new(Console), company.new(Console)
        assert (await again.browser.get("/staff", Cookie=cookies[console])).status == 403
        assert (await other.browser.get("/staff", Cookie=cookies[idle])).status == 200
        again.path = f"/staff/s/{session}"
        line = await again.links(cookie=cookies[console])
        assert locked(await line.sees()) and MARK not in json.dumps(line.heard)
        place.clock.advance(IDLE_MS + SECOND)
        assert (await other.browser.get("/staff", Cookie=cookies[idle])).status == 403
        for person in company.people:
            await person.close()


async def test_a_locked_screen_is_the_same_person_awake(site: Premises, company: Company) -> None:
    """S14"""
    console, _ = await evening(company)
    told = len(site.recording(console.session).entries)
    await locks(console)
    await passes(site, 10 * SECOND)
    assert await tries(console, password=DANA + ENDING) == "open"
    await passes(site, 10 * SECOND)
    kinds = {event.type for entry in site.recording(console.session).entries[told:] for event in entry.events}
    assert not kinds & {"staff_away", "staff_back"}
    assert site.room(console.session).state.staff[DANA].awake


# --- PIN and password ---


async def test_the_pin_opens_and_wrong_ones_do_not(company: Company) -> None:
    """S15"""
    console, _ = await evening(company)
    assert json.loads((await console.browser.get("/staff/lock")).text) == {"locked": False, "pin": False}
    page = await chooses_pin(console)
    assert page.status == 200 and PIN not in page.text
    await locks(console)
    assert json.loads((await console.browser.get("/staff/lock")).text) == {"locked": True, "pin": True}
    for wrong in ("271829", "27182", "2718281", "", " ", "²71828", DANA + ENDING):
        assert await tries(console, pin=wrong) in ("wrong_pin", "wrong_password")
        assert locked(await console.line.sees(locked))
    assert await tries(console, pin=PIN) == "open"
    await console.line.sees(open_)


async def test_a_pin_is_chosen_with_the_password_only(company: Company) -> None:
    """S15"""
    console = await company.staff()
    for changed, status in (
        ({"password": "hunter two"}, 401),
        ({"again": "271829"}, 422),
        ({"pin": "271", "again": "271"}, 422),
        ({"pin": "271828182", "again": "271828182"}, 422),
        ({"pin": "27a8", "again": "27a8"}, 422),
        ({"pin": "1234", "again": "1234"}, 422),
        ({"pin": "121212", "again": "121212"}, 422),
        ({"pin": "٢٧١٨", "again": "٢٧١٨"}, 422),
    ):
        page = await chooses_pin(console, **changed)
        assert page.status == status and 'role="alert"' in page.text, changed
        assert changed.get("pin", PIN) not in page.text and "hunter two" not in page.text
    assert "That PIN is easy to guess" in (await chooses_pin(console, "2580")).text
    assert not company.place.site.pins.works(DANA)
    assert (await console.browser.post("/staff/pin", {"pin": PIN}, origin="http://evil.example")).status == 403


async def test_after_ten_wrong_pins_only_the_password_opens(site: Premises, company: Company) -> None:
    """S15"""
    console = await company.staff()
    await chooses_pin(console)
    await locks(console)
    began, codes = site.now(), []
    for _ in range(MOST_WRONG + 1):
        codes.append(await tries(console, pin="0000"))
    assert codes == ["wrong_pin"] * (MOST_WRONG - 1) + ["only_password"] * 2
    assert site.now() - began > 30 * SECOND, "Wrong tries were not slowed down."
    assert await tries(console, pin=PIN) == "only_password"
    assert not json.loads((await console.browser.get("/staff/lock")).text)["pin"]
    assert await tries(console, password=DANA + ENDING) == "open"
    assert site.site.pins.works(DANA), "The right password did not bring the PIN back."


async def test_the_pin_of_another_account_opens_nothing(company: Company) -> None:
    """S15"""
    console, sam = await company.staff(), await company.staff(SAM)
    await chooses_pin(console)
    await locks(sam)
    assert await tries(sam, pin=PIN) == "only_password"
    assert await tries(sam, password=DANA + ENDING) == "wrong_password"
    assert (await sam.browser.get("/staff")).status == 403


@pytest.mark.parametrize("path", ["/staff/lock", "/staff/lock/open", "/staff/touch", "/staff/pin"])
async def test_only_staff_who_are_signed_in_come_to_the_lock(site: Premises, company: Company, path: str) -> None:
    """S7"""
    stranger = company.new(Console)
    assert (await posts(stranger.browser, path, pin=PIN, idle=0)).status == 401
    assert (await stranger.browser.post(path, {"pin": PIN}, origin=None)).status == 403
