"""One evening from arrival to the facts page, with twelve people: at every moment a replay of the log shows what the screens show."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from goround.catalog.shelf import Shelf
from goround.domain.history.people import GRACE_MS
from goround.domain.rules.order import to_come
from goround.shipped import shipped
from tests.e2e.evening import AT_HOME, LATE, ON_PAPER, ON_SITE, Evening
from tests.e2e.wire import Wire, wired
from tests.web.premises import opened, staffed, until

pytestmark = [pytest.mark.browser]
CHECK_IN, CRAVINGS = "blk-checkin-process", "w01b-riding-out-cravings"
FINE = {
    "craving": {"number": 3},
    "mood": {"number": 6},
    "sleep": {"option": "some"},
    "use": {"option": "not-used"},
    "safety": {"option": "safe"},
}


@pytest.mark.timeout(300)
async def test_one_evening_in_the_room(browser: Browser, tmp_path: Path) -> None:
    """A12 A13 M15 M16 M17 T1 J12 J13"""
    folder = staffed(tmp_path / "template.db", tmp_path / "site")
    async with opened(folder, curricula=Shelf(shipped("curricula"))) as site, wired(site.address) as wire:
        evening = Evening(browser, site)
        try:
            await before_the_start(evening, wire.address)
            await the_check_in(evening)
            await the_break(evening)
            await the_link_that_is_cut(evening, wire)
            await the_tablet_that_is_killed(evening)
            await the_skills_session(evening)
            await the_end(evening)
        finally:
            await evening.goes_home()
        assert len(evening.mirrors.moments) >= 20, evening.mirrors.moments


async def before_the_start(evening: Evening, wired_address: str) -> None:
    """Dana opens the evening; eleven people come, answer what they are asked on arrival, and one answer rings."""
    await evening.dana_opens_her_tablet()
    await evening.nothing_for_axe(evening.console)
    titles = ("Daily check-in and process block", "Riding out a craving")
    await evening.dana_starts("Tuesday group", titles, rest=10)
    await evening.the_wall_is_on()
    ana = await evening.comes_with_a_phone("Ana", "en", "on_site")
    rosa = await evening.comes_with_a_phone("Rosa", "es", "on_site")
    ty = await evening.comes_with_a_phone("Ty", "en", "remote", wired_address)
    for name in ON_SITE:
        await evening.comes(name, lang="es" if name == "Eli" else "en")
    for name in AT_HOME:
        await evening.comes(name, mode="remote")
    await evening.mirrors.same("nine wait at the door")
    await evening.console.get_by_role("button", name="Admit all (9)").click()
    await expect(ana.get_by_role("heading", level=1)).to_contain_text("How strong is your craving right now?")
    await expect(rosa.get_by_role("heading", level=1)).to_contain_text("¿Qué tan fuertes son tus ganas")
    await evening.nothing_for_axe()
    for name in ON_PAPER:
        await evening.taps("Add a person without a phone")
        await evening.console.locator("form.name-form input").first.fill(name)
        await evening.taps("Add")
        await evening.is_here(name)
    for name in (*ON_SITE, *AT_HOME):
        if name == "Ben":  # his answer rings
            await evening.mates[name].answers_on_arrival({**FINE, "safety": {"option": "cannot"}})
        elif name == "Carla":  # she skips what she does not want to say
            await evening.mates[name].answers_on_arrival({"craving": {"number": 2}})
        else:
            await evening.mates[name].answers_on_arrival(FINE)
    ben = evening.mates["Ben"]
    assert (await ben.sees(lambda show: show["mine"]["alarm"]))["mine"]["alarm"]["standing"] == "sent"
    await evening.mirrors.same("questions on arrival, and an answer that rings")
    for page in (ana, rosa, ty):
        await answers_the_arrival_questions(page)
    await expect(evening.console.get_by_text(re.compile("1 answer to look at")).first).to_be_visible()
    await evening.mirrors.same("everybody has come through the questions")


async def answers_the_arrival_questions(page: Page) -> None:
    """Two numbers, then the first option of each question, by the buttons on the phone."""
    for number in ("3", "6"):
        await page.locator(f"input[name=number][value='{number}']").check()
        await page.locator("button[type=submit]").click()
        await expect(page.locator("input:checked")).to_have_count(0)
    for _ in range(3):
        question = await page.get_by_role("heading", level=1).inner_text()
        await page.locator(".ask input[type=radio]").first.check()
        await page.locator("button[type=submit]").click()
        await expect(page.get_by_role("heading", level=1)).not_to_have_text(question)


async def the_check_in(evening: Evening) -> None:
    """The round, the choice of a focus, a question in between, the open floor, and a step that is skipped."""
    mates = evening.mates
    await evening.press(re.compile("^Start: "))
    await evening.mirrors.same("the first step")
    jo = await evening.comes(LATE)
    await evening.mirrors.same("somebody comes late to the door")
    assert jo.shown is not None and "visit" not in jo.shown["scene"], "The door tells nothing of the group."
    await evening.console.get_by_role("button", name="List").first.click()
    await evening.taps("Admit", "Close")
    await jo.answers_on_arrival(FINE)
    assert (await jo.sees(lambda show: not show["mine"]["arrival"]))["scene"]["visit"]["step"] == f"{CHECK_IN}.arriving"
    await evening.mirrors.same("the latecomer is where the others are")

    await evening.press(re.compile("^Next: "))
    await evening.mirrors.same("a go-round begins")
    floor = evening.state.floor(f"{CHECK_IN}.how-i-am")
    homes = {evening.seat(name) for name in ("Ty", *AT_HOME)}
    assert set(floor.order[:3]) == homes, "People at home come first."
    first = next(name for name in ("Ty", *AT_HOME) if evening.seat(name) == floor.order[0])
    await expect(evening.console.locator("#next > span").last).to_have_text(f"Next person: {first}")
    ana = evening.phones["Ana"]
    await evening.press(f"Next person: {first}")
    await evening.mirrors.same("somebody speaks")
    await ana.get_by_role("button", name="Later, please").click()
    await mates["Ben"].asks("pass_turn", step=f"{CHECK_IN}.how-i-am")
    await evening.mirrors.same("one passed, and one asked for later")
    await evening.taps("Cover")
    await expect(evening.console.locator("#next > span").last).to_have_text("Next person")
    await expect(evening.console.get_by_text(first, exact=True)).to_have_count(0)
    await evening.press("Next person")
    await evening.taps("Uncover")
    while to_come(evening.state, f"{CHECK_IN}.how-i-am"):
        await evening.press(re.compile("^Next person: "))
    floor = evening.state.floor(f"{CHECK_IN}.how-i-am")
    assert floor.speaking == evening.seat("Ana"), "Who asked for later is the last."
    assert floor.turns == 11, "Everybody but Ben has had a turn, with a phone or without."
    await expect(ana.get_by_role("heading", level=1)).to_have_text("It is your turn")
    await evening.nothing_for_axe(ana, evening.console, evening.wall)
    await evening.mirrors.same("the last of the round speaks")

    await evening.press(re.compile("^Next: "))
    for name, phone in evening.phones.items():
        await expect(phone.locator(".ask input[type=radio]").first, name).to_be_visible()
        await phone.locator(".ask input[type=radio]").first.check()
        await phone.locator("button[type=submit]").click()
    await evening.everybody_answers({"option": "cravings"})
    await evening.taps("Show counts in the room")
    await expect(evening.wall.get_by_text(re.compile("Cravings and hard hours"))).to_be_visible()
    await evening.mirrors.same("what the group chose stands in the room")

    await evening.taps("Ask something")
    await evening.console.get_by_role("button", name=re.compile("^0 to 10")).click()
    await until(lambda: evening.state.visit and evening.state.visit.step == "aside.1")
    await evening.everybody_answers({"number": 7}, "Eli")
    await evening.mirrors.same("a question in between")

    await evening.press(re.compile("^Next: "))
    rosa = evening.phones["Rosa"]
    await rosa.get_by_role("button", name="Quiero hablar").or_(rosa.locator(".reply .btn").first).first.click()
    await mates["Fay"].asks("ask_turn", step=f"{CHECK_IN}.talk")
    await until(lambda: len(evening.state.floor(f"{CHECK_IN}.talk").order) == 2)
    await evening.press("Next person: Rosa")
    await evening.taps("Strong")
    await until(lambda: evening.state.marks)
    await evening.mirrors.same("an open floor, and a mark")
    await evening.goes_on(20)
    await evening.taps("Skip step", "No time")
    await until(lambda: evening.state.visit and evening.state.visit.step == f"{CHECK_IN}.take-along")
    await evening.mirrors.same("a step was left for want of time")


async def the_break(evening: Evening) -> None:
    """Every screen rests; the answer that rang is dealt with; one person steps out."""
    await evening.press(re.compile("^Next: "))
    assert evening.state.visit is not None and evening.state.visit.step == "break.1"
    await expect(evening.wall.get_by_role("heading", level=1)).to_have_text("Break")
    await evening.nothing_for_axe()
    await evening.mirrors.same("a break")
    await evening.console.get_by_role("button", name="See whose").first.click()
    await evening.console.get_by_role("button", name=re.compile("got it")).first.click()
    await evening.mates["Ben"].sees(lambda show: (show["mine"]["alarm"] or {}).get("standing") == "seen")
    await evening.mirrors.same("somebody has seen the answer that rang")
    await evening.taps("Done", "Talked in the break")
    await until(lambda: not evening.state.alarms)
    await evening.goes_on(10)
    await evening.press(re.compile("^Next: "))
    await evening.mirrors.same("the second half begins")


async def the_link_that_is_cut(evening: Evening, wire: Wire) -> None:
    """Ty, at home, is cut off for three minutes while writing: nothing is lost, and he was never gone."""
    ty, screen = evening.phones["Ty"], evening.mirrors.screens["Ty"]
    await evening.jump(f"{CRAVINGS}.plan-alone")
    await ty.locator("input[value='=own']").first.click()
    own = ty.locator("textarea, input[type=text]").first
    await own.fill("I walk to my sister")
    screen.cut_off = True
    wire.go_deaf()
    await wire.cut()
    await expect(ty.locator(".news", has_text="No link. Trying again.")).to_be_visible()
    await until(lambda: not evening.state.seats[evening.seat("Ty")].linked, evening.site.clock)
    await evening.goes_on(GRACE_MS / 60_000)
    await evening.mirrors.same("a phone at home has no link")
    await expect(own).to_have_value("I walk to my sister")
    wire.hear_again()
    await expect(ty.locator(".news", has_text="No link. Trying again.")).to_have_count(0, timeout=30_000)
    await until(lambda: evening.state.seats[evening.seat("Ty")].linked)
    screen.cut_off = False
    await expect(own).to_have_value("I walk to my sister")
    await evening.mirrors.same("the link is back")


async def the_tablet_that_is_killed(evening: Evening) -> None:
    """Dana's browser is gone in a moment; the room goes on, and she comes back on another one."""
    await evening.console.context.close()
    del evening.mirrors.screens["console"]
    await until(lambda: not evening.state.someone_awake, evening.site.clock)
    await evening.phones["Ana"].get_by_role("button", name="I need a person").click()
    await expect(evening.phones["Ana"].get_by_role("heading", level=1)).to_contain_text("Not seen yet")
    await evening.mirrors.same("nobody is awake, and somebody needs a person")
    await evening.dana_comes_back()
    await expect(evening.console.locator("#next")).to_contain_text("1 person is waiting")
    await evening.mirrors.same("the tablet is back")
    await evening.console.get_by_role("button", name="See who").first.click()
    await evening.console.get_by_role("button", name=re.compile("got it")).first.click()
    await expect(evening.phones["Ana"].get_by_role("heading", level=1)).to_have_text("Dana has seen this")
    await evening.nothing_for_axe(evening.phones["Ana"], evening.console)
    await evening.taps("Done", "Talked now")
    await evening.phones["Ana"].get_by_role("button", name=re.compile("^Back")).click()


async def the_skills_session(evening: Evening) -> None:
    """Answers that carry no name, a plan that stays on the phone, and somebody who has to go."""
    await evening.jump(f"{CRAVINGS}.where-i-notice")
    await evening.everybody_answers({"options": ["chest"]})
    await evening.mirrors.same("a question without names")
    await evening.site.room(evening.session).settled()
    fay = evening.seat("Fay")
    await evening.console.get_by_role("button", name="List").last.click()
    row = evening.console.locator("li", has=evening.console.get_by_role("button", name=re.compile("^Fay"))).last
    await row.get_by_role("button", name=re.compile("^Fay")).click()
    await row.get_by_role("button", name="Has left").click()
    await until(lambda: evening.state.seats[fay].presence == "left")
    await evening.taps("Close")
    await evening.mirrors.same("somebody has left")


async def the_end(evening: Evening) -> None:
    """What is open is named before the end; the facts say what happened; phones forget."""
    await evening.jump(f"{CRAVINGS}.closing")
    await evening.mirrors.same("the closing round")
    await evening.ends()
    await expect(evening.phones["Rosa"].get_by_role("heading", level=1)).to_contain_text("Gracias")
    await evening.mirrors.same("the end")
    await evening.console.get_by_role("link", name=re.compile("Facts|facts")).first.click()
    page = evening.console
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Tuesday group")
    for words in ("Open floor", "no time", "Ben", "talked in the break"):
        await expect(page.get_by_text(words).first).to_be_attached()
    await evening.nothing_for_axe(page)
