"""The room goes on while somebody is still answering: the page stays, what was written stays, and it can be finished or left."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.measured import violations
from tests.e2e.phone_stage import QUESTION, SLIDE, WROTE, Stage, given, mine, scene, visit
from tests.e2e.test_phone_answers import answers, choose, open_phone, press, reads

pytestmark = pytest.mark.browser


async def test_the_page_stays_for_who_is_in_the_middle_when_answers_close(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await choose(page, 5)
    await stage.tell(scene=scene(visit=visit(open=False)))
    await expect(page.get_by_text("Answers are closed. What you send now is kept")).to_be_visible()
    await expect(page.locator("input[value='5']")).to_be_checked()
    await press(page, "Send")
    await stage.until(lambda: answers(stage))
    await stage.tell(mine=mine(given=given(standing="answered", revision=1, after_close=True)))
    await expect(page.locator("main")).to_contain_text("It came after the close.")


async def test_what_was_begun_a_while_ago_waits_behind_finish_and_send(page: Page, stage: Stage) -> None:
    await page.clock.install()
    await open_phone(page, stage)
    await choose(page, 5)
    await page.clock.fast_forward(61_000)
    await stage.until(lambda: stage.linked)
    await expect(page.locator(".news")).to_have_count(0)
    await stage.tell(scene=scene(visit=visit(open=False)))
    await reads(page, "Answers are closed. Look up.")
    await press(page, "Finish and send")
    await expect(page.locator("input[value='5']")).to_be_checked()
    await press(page, "Send")
    await stage.until(lambda: answers(stage))


async def test_next_leaves_the_page_to_who_is_in_the_middle_of_it(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE, step="w.wrote"))
    await open_phone(page, stage)
    await page.get_by_role("textbox").fill("I call my")
    following = scene(visit=visit(number=2))
    await stage.tell(scene=following)
    await expect(page.get_by_text("The group has gone on. You can still finish this.")).to_be_visible()
    assert await violations(page) == []
    await press(page, "Back to group")
    await reads(page, QUESTION["question"]["en"])
    assert await violations(page) == []
    await expect(page.locator(".quiet-line")).to_contain_text("You had begun an answer.")
    await press(page, "Finish and send")
    await expect(page.get_by_role("textbox")).to_have_value("I call my")
    await page.get_by_role("textbox").fill("I call my sister")
    await press(page, "Send")
    await reads(page, QUESTION["question"]["en"])
    assert answers(stage) == [
        {"type": "answer", "step": "w.wrote", "revision": 0, "answer": {"text": "I call my sister"}}
    ]
    assert await page.locator(".quiet-line").count() == 0


async def test_a_late_answer_that_is_not_taken_comes_back(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(WROTE, step="w.wrote"))
    stage.codes["answer"] = {"code": "too_long", "facts": {"most": 120}}
    await open_phone(page, stage)
    await page.get_by_role("textbox").fill("I walk")
    await stage.tell(scene=scene(visit=visit(number=2)))
    await expect(page.get_by_text("The group has gone on.")).to_be_visible()
    await press(page, "Send")
    await expect(page.get_by_text("One of your answers was not taken.")).to_be_visible()
    await press(page, "Finish and send")
    await expect(page.get_by_role("textbox")).to_have_value("I walk")


async def test_who_only_looks_goes_on_with_the_group(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await stage.tell(scene=scene(visit=visit(SLIDE, number=2, who_sees=None, open=False)), mine=mine(given=None))
    await reads(page, SLIDE["heading"]["en"])
    assert await page.locator(".quiet-line").count() == 0
