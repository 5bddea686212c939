"""What people write in their own words, from the field to the room's screen; and what stands before, beside and instead of a question."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.console_page import asked, at, button
from tests.e2e.phone_stage import (
    COMMIT,
    LIST,
    NOTE,
    PICTURE,
    SEAT,
    SLIDE,
    WROTE,
    Json,
    Stage,
    given,
    is_kept,
    mine,
    scene,
    visit,
)
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import asked as asking
from tests.e2e.staged_scenes import console, wall
from tests.e2e.staged_words import COMMITS, COMMITTED, TEXTS

pytestmark = pytest.mark.browser

SAID = "I walk with my sister."
TIMES = "\u00d7"


async def open_phone(page: Page, stage: Stage) -> None:
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.locator("#screen h1").first.wait_for(state="attached")
    await stage.until(lambda: stage.linked)


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def answers(stage: Stage) -> list[Json]:
    return [ask["answer"] for ask in stage.asks if ask["type"] == "answer"]


# --- before, beside and instead of a question ---


async def test_what_may_be_hard_to_read_is_said_before_the_question(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(content_note=NOTE))
    await open_phone(page, stage)
    note = page.locator(".before")
    await expect(note).to_have_text("Before you read on This part talks about overdose. You can skip it.")
    above, below = await note.bounding_box(), await page.get_by_role("heading", level=1).bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    await press(page, "Skip")
    await expect(note).to_have_count(0)


async def test_a_part_for_others_is_rest(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await stage.tell(scene=scene(visit=visit(number=2, step="craving.home")), mine=mine(for_you=False, given=None))
    await reads(page, "This part is for others.")
    await expect(page.locator("main")).to_contain_text("You can rest.")
    assert await page.locator("main").locator("input, textarea, button").count() == 0
    await stage.tell(scene=scene(visit=visit(number=3, step="craving.after")), mine=mine())
    await expect(page.locator("input[name=number]")).to_have_count(11)


async def test_a_picture_has_its_words_and_moves_nothing(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = scene(visit=visit(SLIDE, who_sees=None, open=False, picture=PICTURE)), mine(given=None)
    await open_phone(page, stage)
    picture = page.get_by_role("img", name="A wave that rises, peaks and falls")
    assert await picture.get_attribute("src") == f"/s/{SEAT}/picture/{PICTURE['sha256']}"
    await page.wait_for_function("() => document.querySelector('main img').naturalWidth > 0")
    there = await picture.bounding_box()
    assert there and there["height"] <= 0.38 * 740 + 1
    for nothing in ("/nowhere", "data:image/png;base64,"):
        await picture.evaluate("(one, src) => { one.src = src; }", nothing)
        await page.wait_for_function("() => document.querySelector('main img').naturalWidth === 0")
        assert there == await picture.bounding_box(), "Its place depends on what comes"


async def test_a_longer_text_is_drawn_as_it_was_meant(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = scene(visit=visit(SLIDE, who_sees=None, open=False)), mine(given=None)
    await open_phone(page, stage)
    await expect(page.locator("main ol > li")).to_have_text(["Notice it.", "Breathe.", "Wait ten minutes."])
    await expect(page.locator("main strong")).to_have_text("You can watch them pass.")


# --- writing ---


async def test_words_go_as_they_were_written_and_help_is_named_beside_them(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE, who_sees="anonymous"))
    await open_phone(page, stage)
    main = page.locator("main")
    await expect(main).to_contain_text(
        "Nobody reads this live. Need help now? Tap I\u00a0need\u00a0a\u00a0person.", use_inner_text=False
    )
    await expect(main).to_contain_text("Nobody sees that it is from you. A group leader reads it first")
    await press(page, "Send")
    await expect(page.get_by_role("alert")).to_have_text("Write a few words first, or tap Skip.")
    assert await page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    await page.keyboard.type(f" {SAID}\n")
    await press(page, "Send")
    await reads(page, "Saved. Look up.")
    assert answers(stage) == [{"text": SAID}]
    assert SAID not in await page.locator("#screen").inner_text()


async def test_letters_that_are_left_are_told_only_near_the_end(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE))
    await open_phone(page, stage)
    field = page.get_by_role("textbox")
    await field.fill("a" * 80)
    await expect(page.locator(".letters")).to_have_count(0)
    await field.fill("a" * 119)
    await expect(page.locator(".letters")).to_have_text("1 letter left")
    await expect(page.locator("#announcer")).to_have_text("1 letter left")


async def test_what_was_typed_outlives_the_close_and_a_reload(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE))
    await open_phone(page, stage)
    await page.get_by_role("textbox").press_sequentially(SAID)
    await stage.tell(scene=scene(visit=visit(WROTE, open=False)))
    await expect(page.locator("main")).to_contain_text("Answers are closed. What you send now is kept")
    await expect(page.get_by_role("textbox")).to_have_value(SAID)
    await is_kept(page, SAID)
    await page.reload()
    await reads(page, "Answers are closed. Look up.")
    await expect(page.locator("main")).to_contain_text("You had begun an answer.")
    await press(page, "Finish and send")
    await expect(page.get_by_role("textbox")).to_have_value(SAID)
    await press(page, "Send")
    await stage.until(lambda: answers(stage) == [{"text": SAID}])


async def test_an_emptied_field_stays_empty_over_an_answer_that_was_sent(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE))
    stage.mine = mine(given=given(standing="answered", revision=1, answer={"kind": "text", "text": SAID}))
    await open_phone(page, stage)
    await press(page, "Change my answer")
    field = page.get_by_role("textbox")
    await expect(field).to_have_value(SAID)
    await field.fill("")
    await expect(field).to_have_value("")
    await press(page, "Leave as is")
    await reads(page, "Saved. Look up.")


async def test_a_list_is_put_together_by_keyboard_alone(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(LIST, who_sees="private"))
    await open_phone(page, stage)
    await page.get_by_role("checkbox").first.focus()
    await page.keyboard.press("Space")
    for _ in range(3):
        await page.keyboard.press("Tab")
    await page.keyboard.type("my dog")
    await page.keyboard.press("Enter")
    await expect(page.locator(".own-lines li")).to_have_count(1)
    assert await page.evaluate("document.activeElement.matches('.own-line input')"), (
        "The next line can be typed at once"
    )
    await page.keyboard.type("sleep")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Remove my dog").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".own-lines li")).to_have_count(1)
    assert not await page.evaluate("document.activeElement === document.body"), "The focus went with the line"
    await page.keyboard.type("my sister")
    await press(page, "Keep")
    await reads(page, "Saved. Look up.")
    assert answers(stage) == [None]
    await press(page, "Change my answer")
    await expect(page.get_by_role("checkbox").first).to_be_checked()
    await expect(page.locator(".own-lines li > span:first-child")).to_have_text(["sleep", "my sister"])


async def test_a_full_list_says_so_and_takes_no_more(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit({**LIST, "most": 2}))
    await open_phone(page, stage)
    await expect(page.locator("main")).to_contain_text("Choose or write up to 2.")
    boxes = page.get_by_role("checkbox")
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await expect(page.get_by_role("status").last).to_contain_text("Your list is full.")
    await expect(boxes.nth(2)).to_be_disabled()
    await boxes.nth(0).uncheck()
    await expect(boxes.nth(2)).to_be_enabled()
    await boxes.nth(2).check()
    await press(page, "Send")
    await stage.until(lambda: answers(stage) == [{"chosen": ["call", "water"], "own": []}])


async def test_one_small_thing_in_ones_own_words_and_the_line_that_closes(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(COMMIT))
    await open_phone(page, stage)
    assert await page.get_by_role("radio", checked=True).count() == 0
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await page.get_by_role("radio", name="In my own words").check()
    await page.get_by_role("textbox").fill("Walk before\nwork")
    await page.get_by_role("radio", name="Call one person").check()
    await page.get_by_role("radio", name="In my own words").check()
    await expect(page.get_by_role("textbox")).to_have_value("Walk before\nwork")
    await press(page, "Send")
    own = {"chosen": [], "own": ["Walk before work"]}
    await stage.until(lambda: answers(stage) == [own])
    await stage.tell(mine=mine(given=given(standing="answered", revision=1, answer={"kind": "commit", **own})))
    await expect(page.locator("main")).to_contain_text("Small is enough. See you on Thursday.")


# --- reading, and the room's screen ---


async def test_a_leader_reads_first_and_puts_each_piece_up(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "written")
    await button(page, "Read what was written (8)").click()
    lines = page.locator(".texts li")
    await expect(lines).to_have_count(len(TEXTS))
    assert [(await line.locator("p").first.inner_text()).strip("“”") for line in await lines.all()] == list(TEXTS)
    await lines.nth(0).get_by_role("button", name="Show on screen").click()
    await lines.nth(1).get_by_role("button", name="Take off screen").click()
    await button(page, "Show all").click()
    assert await asked(door, page, 3) == [
        {"type": "release", "visit": 3, "pieces": [0]},
        {"type": "withdraw", "visit": 3, "pieces": [1]},
        {"type": "release", "visit": 3, "pieces": [0, 2, 4, 5, 6, 7]},
    ]
    await button(page, "Cover").click()
    assert TEXTS[0] not in await page.locator("#screen").inner_text()
    await page.context.close()


async def test_what_only_leaders_see_has_no_way_to_the_screen(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "written_to_leaders")
    await button(page, "Read what was written (8)").click()
    await expect(page.locator(".texts li")).to_have_count(len(TEXTS))
    assert await page.locator(".texts button").count() == 0
    await expect(page.get_by_role("button", name="Show all")).to_have_count(0)
    await page.context.close()


async def test_what_the_room_does_not_see_now_is_only_listed(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "written_few")
    await button(page, "Read what was written (3)").click()
    assert await page.locator(".texts button").count() == 0
    await page.context.close()


async def test_closing_to_read_opens_what_was_written(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "writing")
    await button(page, "Close and read").click()
    assert (await asked(door, page))[0] == {"type": "reveal", "visit": 3, "few": False}
    stage = {**console()["stage"], "prompt": WROTE | {"most_letters": 240}, "who_sees": "anonymous", "open": False}
    texts = {"kind": "text", "answers": 8, "texts": list(TEXTS)}
    counts = {**console()["counts"], "tally": None, "passed": None, "not_yet": None, "after_close": None}
    await door.push(console(stage={**stage, "revealed": True, "results": texts}, counts=counts, waiting=[]))
    await expect(page.locator(".texts li")).to_have_count(len(TEXTS))
    await page.context.close()


async def test_hints_say_what_they_are_about(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "many_hints")
    await expect(page.locator(".hint h3")).to_have_text(
        [
            "Look for", "If it is quiet", "If one voice fills the room", "If someone is in distress", "Also",
            "People at home", "On paper",
        ]
    )  # fmt: skip
    shown = page.locator(".on-screens")
    await expect(shown).to_contain_text("screen shows only the lamp.")
    await expect(shown).to_contain_text("People read this first: This part talks about overdose.")
    await page.context.close()


async def test_a_quiet_room_shows_the_lamp_in_both_languages(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "display/quiet")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Look at your own screen")
    await expect(page.locator(".second")).to_have_text("Mira tu propia pantalla")
    await expect(page.locator(".lamp")).to_have_count(1)
    await door.push(wall(visit=asking(number=4)))
    await expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the urge right now?")
    await page.context.close()


async def test_the_room_sees_what_was_put_up_and_nothing_else(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "display/none_up")
    await page.set_viewport_size({"width": 1920, "height": 1080})
    await expect(page.locator("main")).to_contain_text("A group leader reads them first.")
    said = {"kind": "text", "answers": 8, "texts": ["music", "my dog", "Music!"]}
    await door.push(wall(visit=asking(prompt=WROTE, who_sees="anonymous", open=False, results=said)))
    await expect(page.locator(".gathered li")).to_have_text([f"“music” {TIMES}\u00a02", "“my dog”"])
    committed = asking(number=5, prompt=COMMITTED, who_sees="anonymous", open=False, results=COMMITS)
    await door.push(wall(visit=committed))
    await expect(page.locator(".weighted li")).to_have_text(
        [f"Put my card where I see it {TIMES}\u00a04", f"Call one person {TIMES}\u00a02"]
    )
    await expect(page.locator(".gathered li")).to_have_text(["“Walk before work”", "“I call my brother tonight”"])
    await page.context.close()
