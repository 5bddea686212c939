"""Choosing, answering one after another and putting in order on a phone, by keyboard alone: what the room receives, and what is told."""

import json
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.chosen_steps import (
    CHECK,
    CHOICE,
    MINUTES,
    MULTI,
    RANK,
    STEPS,
    WILL,
    accepted,
    open_phone,
    seen,
    tally,
    told,
)
from tests.e2e.measured import modules_before_it, violations, watch_for_the_first_question
from tests.e2e.phone_stage import Stage, is_kept, scene

pytestmark = pytest.mark.browser


async def keys(page: Page, *names: str) -> None:
    for name in names:
        await page.keyboard.press(name)


async def tab_to(page: Page, name: str) -> None:
    """Tab until a button of this name has the focus."""
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"“{name}” cannot be reached with Tab")


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def said(page: Page, sentence: str) -> None:
    await expect(page.get_by_role("status")).to_have_text(sentence)


async def sent(stage: Stage, count: int = 1) -> list[Any]:
    """The answers that the room was given."""
    await stage.until(lambda: sum(ask["type"] == "answer" for ask in stage.asks) >= count)
    return [ask["answer"] for ask in stage.asks if ask["type"] == "answer"]


# --- asked on a phone, by keyboard alone ---


async def test_one_option_is_chosen_by_keyboard_alone(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, CHOICE)
    assert await page.locator("input:checked").count() == 0, "Something is chosen before anybody chose"
    await keys(page, "Tab", "ArrowDown", "ArrowDown", "Enter")
    await reads(page, "Saved. Look up.")
    answers = await sent(stage)
    assert answers == [{"option": "o2"}]
    accepted(CHOICE, answers[0])
    assert "another place" not in await page.locator("main").inner_text(), "A sent answer is out of sight"


async def test_several_are_chosen_by_keyboard_and_one_too_many_is_answered_in_words(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, MULTI)
    await expect(page.get_by_text("Choose up to 2.")).to_be_visible()
    await keys(page, "Tab", "Tab", "Tab", "Space", "Shift+Tab", "Shift+Tab", "Space")
    enough = "You can choose up to 2. Take one out first."
    assert not await page.get_by_text(enough).count()
    await keys(page, "Tab", "Space")
    await said(page, enough)
    await expect(page.locator("label", has_text="Stomach").locator("small")).to_have_text(enough)
    assert await page.locator("input:checked").evaluate_all("all => all.map((one) => one.value)") == ["o0", "o2"]
    await keys(page, "Shift+Tab", "Space", "Tab", "Space")
    assert not await page.locator(".options small").count(), "What was said stays after it has been heeded"
    await tab_to(page, "Send")
    await keys(page, "Enter")
    answers = await sent(stage)
    assert answers == [{"options": ["o1", "o2"]}], "In the author's order"
    accepted(MULTI, answers[0])


async def test_the_options_beyond_the_limit_stay_readable_and_whole(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, MULTI)
    colour = "one => getComputedStyle(one).color"
    before = [await one.evaluate(colour) for one in await page.locator(".options label").all()]
    for name in ("Chest", "Hands"):
        await page.get_by_role("checkbox", name=name).check()
    assert [await one.evaluate(colour) for one in await page.locator(".options label").all()] == before
    await page.get_by_text("Legs").click(force=True)
    await said(page, "You can choose up to 2. Take one out first.")
    assert await page.locator("input:checked").count() == 2
    assert await violations(page) == []


async def test_places_are_given_by_keyboard_and_move_up_when_one_is_taken_out(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, RANK)
    await keys(page, "Tab", "Tab", "Tab", "Enter")
    await said(page, "Call someone: place 1.")
    await keys(page, "Shift+Tab", "Shift+Tab", "Space")
    await said(page, "Wait ten minutes: place 2.")
    pressed = page.get_by_role("button", pressed=True)
    await expect(pressed).to_have_text(["2Wait ten minutes, Place 2", "1Call someone, Place 1"])
    await keys(page, "Tab", "Enter")
    await said(page, "All 2 places are given. Take one out first.")
    await expect(page.locator(".place", has_text="Move").locator("small")).to_be_visible()
    await keys(page, "Tab", "Enter")
    await said(page, "Call someone: taken out. The ones after it move up.")
    await expect(pressed).to_have_text(["1Wait ten minutes, Place 1"])
    await tab_to(page, "Start again")
    await keys(page, "Enter")
    await said(page, "No places are given now.")
    await expect(pressed).to_have_count(0)
    await expect(page.get_by_role("button", name="Start again")).to_be_focused()
    await keys(page, "Shift+Tab", "Enter", "Shift+Tab", "Enter")
    await expect(pressed).to_have_count(2)
    await tab_to(page, "Send")
    await keys(page, "Enter")
    answers = await sent(stage)
    assert answers == [{"order": ["o2", "o1"]}]
    accepted(RANK, answers[0])


async def test_without_a_place_nothing_is_sent(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, RANK)
    await page.locator(".place").first.click()
    await page.locator(".place").first.click()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_have_text("Choose one first, or tap Skip.")
    assert not stage.asks


async def test_half_an_order_outlives_a_reload(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, RANK)
    await page.locator(".place", has_text="Move").click()
    await expect(page.get_by_role("button", pressed=True)).to_have_count(1)
    await is_kept(page, '"order":[')
    await page.reload()
    await expect(page.get_by_role("button", pressed=True)).to_have_text(["1Move, Place 1"])


# --- one question after another ---


async def test_what_is_so_is_told_after_each_question_and_never_before(page: Page, stage: Stage) -> None:
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    await open_phone(page, stage, CHECK)
    await reads(page, "Stopping only takes more willpower.")
    await expect(page.get_by_text("Question 1 of 2")).to_be_visible()

    async def reached() -> str:
        return await page.content() + json.dumps(frames)

    for key in (WILL["en"], MINUTES["en"], '"right"', "because"):
        assert key not in await reached(), "The key is on the phone before anything was answered"

    await keys(page, "Tab", "Space", "Enter")
    await expect(page.locator("h1")).to_have_text("Saved.")  # not yet "Look up": there is another question
    first = {"items": {"willpower": "so"}}
    assert await sent(stage) == [first]
    accepted(CHECK, first)
    await expect(page.get_by_text("One moment.")).to_be_visible()
    await expect(page.get_by_role("button", name="Next question")).to_have_count(0)

    await stage.tell(mine=told(CHECK, first))
    await expect(page.locator(".told")).to_have_text(f"The answer: Not true{WILL['en']}")
    await said(page, f"The answer: Not true. {WILL['en']}")
    assert MINUTES["en"] not in await reached(), "The second answer is told with the first"
    await tab_to(page, "Next question")
    await keys(page, "Enter")
    await reads(page, "A person will not wake up. What do you do?")
    assert await page.locator("input:checked").count() == 0
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_have_text("Choose one of these first.")
    assert len(await sent(stage)) == 1, "The first answer went again"

    await keys(page, "ArrowDown", "Enter")
    both = {"items": {"willpower": "so", "waking": "o1"}}
    assert (await sent(stage, 2))[1] == both
    accepted(CHECK, both)
    await stage.tell(mine=told(CHECK, both))
    await expect(page.locator(".told")).to_have_text(f"The answer: Call for help{MINUTES['en']}")
    await expect(page.get_by_text("That was the last question.")).to_be_visible()
    await expect(page.get_by_role("button", name="Next question")).to_have_count(0)
    heard = (await page.locator("main").inner_text()).lower()
    assert not [word for word in ("wrong", "incorrect", "score", "points", "1 of 2") if word in heard]
    assert await violations(page) == []


async def test_a_reload_goes_on_with_the_question_that_was_not_sent(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, CHECK)
    stage.mine = told(CHECK, {"items": {"willpower": "so"}})
    await page.reload()
    await page.get_by_role("button", name="Next question").click()
    await page.get_by_role("radio", name="Wait").check()
    await is_kept(page, '"waking":"o2"')
    await page.reload()
    await page.get_by_role("button", name="Next question").click()
    await expect(page.get_by_role("radio", name="Wait")).to_be_checked()
    await page.get_by_role("button", name="Send").click()
    assert await sent(stage) == [{"items": {"willpower": "so", "waking": "o2"}}]


async def test_a_closed_check_does_not_claim_that_something_was_begun(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, CHECK)
    await stage.tell(mine=told(CHECK, {"items": {"willpower": "so"}}))
    await page.get_by_role("button", name="Next question").click()
    await reads(page, "A person will not wake up. What do you do?")
    await stage.tell(scene=scene(visit=seen(CHECK, open=False, results=tally(CHECK))))
    await reads(page, "True or not true?")
    await expect(page.get_by_role("button", name="Finish and send")).to_have_count(0)


async def test_changing_afterwards_shows_every_question_with_what_is_so(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, CHECK)
    await stage.tell(mine=told(CHECK, {"items": {"willpower": "so", "waking": "o0"}}))
    await page.get_by_role("button", name="Change my answer").click()
    await expect(page.locator(".told")).to_have_count(2)
    await page.get_by_role("radio", name="Call for help").check()
    await page.get_by_role("button", name="Send").click()
    answers = await sent(stage)
    assert answers == [{"items": {"willpower": "so", "waking": "o1"}}]
    accepted(CHECK, answers[0])


@pytest.mark.parametrize("kind", STEPS)
async def test_the_first_question_needs_at_most_twelve_modules(page: Page, stage: Stage, kind: str) -> None:
    await watch_for_the_first_question(page)
    await open_phone(page, stage, STEPS[kind])
    modules = await modules_before_it(page)
    assert any(module.endswith(f"steps/{kind}.js") for module in modules)
    assert len(modules) <= 12, modules


async def test_the_rest_of_a_check_can_be_skipped_for_good(page: Page, stage: Stage) -> None:
    await open_phone(page, stage, CHECK)
    await stage.tell(mine=told(CHECK, {"items": {"willpower": "so"}}))
    await page.get_by_role("button", name="Next question").click()
    await page.get_by_role("button", name="Skip the rest").click()
    await reads(page, "Saved. Look up.")
    assert not stage.asks, "What was answered before stays as it is."
