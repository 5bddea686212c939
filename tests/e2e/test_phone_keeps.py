"""What a phone keeps for its person: own words to read again, the way back to the own place, and nothing that a browser would fill in."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.measured import violations
from tests.e2e.phone_stage import (
    COMMIT,
    LINES,
    LIST,
    ROUND,
    ROWS,
    SEAT,
    SLIDE,
    WROTE,
    Json,
    Stage,
    given,
    is_kept,
    mine,
    scene,
    turn,
    visit,
)
from tests.e2e.test_kinds_planned import IFTHEN, PLAN, choose_by_keyboard, prompt
from tests.e2e.test_phone_answers import choose, open_phone, press, reads

pytestmark = pytest.mark.browser

PLANNED = scene(visit=visit(prompt(IFTHEN), who_sees="private", step="w.plan"))
SENTENCE = "If I get paid, then I put on my shoes and walk."
DONE = mine(given=given(standing="answered", revision=1))
SAY_IT = scene(visit=visit(SLIDE, who_sees=None, open=False, step="w.say", number=2))
ROUND_OF_PLANS = scene(visit=visit(ROUND, who_sees=None, open=False, step="w.round", number=3))


async def plan(page: Page, stage: Stage) -> None:
    """A plan is made and kept on this phone."""
    stage.scene = PLANNED
    await open_phone(page, stage)
    await choose_by_keyboard(page, "Keep")
    await expect(page.locator(".ifthen-sentence")).to_have_text(SENTENCE)
    await is_kept(page, "=own w.plan")
    stage.mine = DONE


async def test_who_is_to_say_a_plan_aloud_can_read_it_again_by_a_tap(page: Page, stage: Stage) -> None:
    await plan(page, stage)
    for shown, own in ((SAY_IT, mine(given=None)), (ROUND_OF_PLANS, mine(given=None, turn=turn("to_come", 1)))):
        await stage.tell(scene=shown, mine=own)
        await expect(page.get_by_role("button", name="My plan")).to_be_visible()
        assert SENTENCE not in await page.locator("#screen").inner_text(), "A neighbour reads it"
        await press(page, "My plan")
        await expect(page.locator(".own-read")).to_contain_text(SENTENCE)
        assert await violations(page) == []
        await press(page, "Close my plan")
        await expect(page.locator(".own-read")).to_have_count(0)
    await page.reload()
    await press(page, "My plan")
    await expect(page.locator(".own-read")).to_contain_text(SENTENCE)


async def test_who_has_no_plan_is_offered_none(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = SAY_IT, mine(given=None)
    await open_phone(page, stage)
    await reads(page, SLIDE["heading"]["en"])
    await expect(page.get_by_role("button", name="My plan")).to_have_count(0)


async def test_skipping_takes_the_plan_off_the_phone(page: Page, stage: Stage) -> None:
    await plan(page, stage)
    await press(page, "Change my answer")
    await press(page, "Take my answer back")
    await stage.tell(scene=SAY_IT, mine=mine(given=None))
    await reads(page, SLIDE["heading"]["en"])
    await expect(page.get_by_role("button", name="My plan")).to_have_count(0)
    assert SENTENCE not in str(await page.evaluate(ROWS))


async def test_at_the_end_it_says_what_goes_before_it_goes_and_what_is_open_stays_open(
    page: Page, stage: Stage
) -> None:
    await plan(page, stage)
    await stage.tell(scene=scene(phase="ended", visit=None, ended=stage.now() - 10_000), mine=mine(given=None))
    await reads(page, "Thank you for being here")
    await expect(page.locator("main")).to_contain_text("goes in a few seconds. To copy it, open it now.")
    await press(page, "My plan")
    await expect(page.locator(".own-read")).to_contain_text(SENTENCE)
    await expect(page.locator("main")).to_contain_text("let go of all you wrote", timeout=15_000)
    await page.wait_for_function(f"async () => (await ({ROWS})()).length === 0")
    await expect(page.locator(".own-read")).to_contain_text(SENTENCE)
    assert await violations(page) == []
    await press(page, "Close my plan")
    await expect(page.get_by_role("button", name="My plan")).to_have_count(0)


@pytest.mark.parametrize(
    ("step", "own", "words"),
    [
        (COMMIT, {"chosen": ["call"], "own": []}, "Call one person"),
        (LIST, {"chosen": ["water"], "own": ["Sit on the step"]}, "Sit on the step"),
        (prompt(PLAN), {"fields": {"calm": "Tea and a walk"}}, "Tea and a walk"),
    ],
    ids=["commit", "list", "plan"],
)
async def test_what_a_person_means_to_do_is_there_to_read(
    page: Page, stage: Stage, step: Json, own: Json, words: str
) -> None:
    stage.scene, stage.mine = scene(visit=visit(SLIDE, who_sees=None, open=False, step="w.one")), mine(given=None)
    await open_phone(page, stage)
    await stage.tell(
        scene=scene(visit=visit(step, number=2)),
        mine=mine(given=given(standing="answered", revision=1, answer={"kind": step["kind"], **own})),
    )
    await expect(page.locator("main")).to_contain_text("You answered this before.")
    assert words not in await page.locator("#screen").inner_text()
    await press(page, "Show my answer")
    await expect(page.locator(".keep")).to_contain_text(words)


# --- the way back ---


async def test_whoever_types_the_address_again_is_led_back_in(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await page.goto(stage.address)
    await expect(page.get_by_text("You are in a group on this phone.")).to_be_visible()
    assert await violations(page) == []
    assert await page.evaluate("localStorage.getItem('goround-way-back')") is not None
    await page.get_by_role("link", name="Go back in").click()
    await page.wait_for_url(f"**/s/{SEAT}")
    await press(page, "Hide")
    await page.goto(stage.address)
    await press(page, "Hide")
    await expect(page.get_by_text("You are in a group on this phone.")).to_be_hidden()


@pytest.mark.parametrize("why", ["left", "ended", "removed", "refused", "old"])
async def test_there_is_no_way_back_to_a_place_that_is_gone(page: Page, stage: Stage, why: str) -> None:
    await open_phone(page, stage)
    await page.wait_for_function("() => localStorage.getItem('goround-way-back') !== null")
    if why == "left":
        await page.get_by_role("button", name="Aa").click()
        await press(page, "Leave this group")
        await press(page, "Leave")
        await page.wait_for_url("**/bye")
    elif why == "ended":
        await stage.tell(scene=scene(phase="ended", visit=None, ended=stage.now()), mine=mine(given=None))
        await reads(page, "Thank you for being here")
    elif why == "removed":
        await stage.tell(scene={"kind": "removed", "rehearsal": False, "help_lines": LINES}, mine={"kind": "nothing"})
        await reads(page, "Your place here is closed")
    elif why == "refused":
        await stage.close(4003)
        await reads(page, "This phone is no longer let in")
    else:
        await page.evaluate(
            "localStorage.setItem('goround-way-back', JSON.stringify({ path: '/s/s1', at: Date.now() - 13 * 3600 * 1000 }))"
        )
    await page.goto(stage.address)
    await expect(page.get_by_label("Code on the room screen")).to_be_visible()
    await expect(page.get_by_text("You are in a group on this phone.")).to_be_hidden()
    assert await page.evaluate("localStorage.getItem('goround-way-back')") is None


async def test_only_a_seat_is_a_way_back(page: Page, stage: Stage) -> None:
    await page.goto(stage.address)
    for path in ("javascript:alert(1)", "//elsewhere.example/s/x", "/staff", "/s/../staff"):
        await page.evaluate(
            "path => localStorage.setItem('goround-way-back', JSON.stringify({ path, at: Date.now() }))", path
        )
        await page.reload()
        await expect(page.get_by_text("You are in a group on this phone.")).to_be_hidden()


# --- what a browser keeps ---


async def test_what_is_older_than_twelve_hours_goes_on_the_next_load(page: Page, stage: Stage) -> None:
    await page.clock.install()
    await open_phone(page, stage)
    await choose(page, 4)
    await is_kept(page, "craving.urge")
    await page.clock.set_system_time((await page.evaluate("Date.now()") + 12 * 3_600_000 + 1) / 1000)
    await page.goto(f"{stage.address}/bye")
    stage.mine = mine(given=None)
    stage.scene = scene(visit=None, phase="gathering")
    await open_phone(page, stage)
    await page.wait_for_function(f"async () => (await ({ROWS})()).length === 0")


@pytest.mark.parametrize("step", [WROTE, LIST, COMMIT, prompt(PLAN), prompt(IFTHEN)], ids=lambda step: step["kind"])
async def test_no_browser_fills_anything_in(page: Page, stage: Stage, step: Json) -> None:
    stage.scene = scene(visit=visit(step))
    await open_phone(page, stage)
    found = page.get_by_role("radio", name="in my own words")
    if await found.count():
        await found.click()
    fields: list[Any] = await page.locator("input[type=text], textarea").evaluate_all(
        "all => all.map((one) => [one.autocomplete, one.form?.autocomplete, one.name])"
    )
    assert fields
    assert all(own == "off" and form == "off" and not name for own, form, name in fields), fields


async def test_titles_and_history_hold_the_name_of_the_group_only(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    before = await page.evaluate("history.length")
    for number, step in enumerate((WROTE, LIST, SLIDE), start=2):
        await stage.tell(scene=scene(visit=visit(step, number=number)))
        await reads(page, (step.get("question") or step["heading"])["en"])
        assert await page.title() == "Tuesday group"
    assert await page.evaluate("history.length") == before
    assert await page.evaluate("location.pathname") == f"/s/{SEAT}"
