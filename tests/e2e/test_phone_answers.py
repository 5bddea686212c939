"""What a member can do with a phone, and what the phone asks of the room: by finger and by keyboard, with and without a link."""

import pytest
from playwright.async_api import Browser, Page, expect

from goround.domain.base import Lang
from tests.e2e.measured import modules_before_it, watch_for_the_first_question
from tests.e2e.phone_stage import (
    COMMIT,
    FLOOR,
    LIST,
    QUESTION,
    ROUND,
    ROWS,
    SEAT,
    SLIDE,
    WROTE,
    Json,
    Stage,
    given,
    mine,
    scene,
    visit,
)

pytestmark = pytest.mark.browser


async def open_phone(page: Page, stage: Stage) -> None:
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.locator("#screen h1").first.wait_for(state="attached")
    await stage.until(lambda: stage.linked)


async def choose(page: Page, number: int) -> None:
    await page.locator(f"input[name=number][value='{number}']").check()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def answers(stage: Stage) -> list[Json]:
    return [ask for ask in stage.asks if ask["type"] in ("answer", "pass")]


async def test_a_question_is_answered_by_keyboard_alone(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    assert await page.locator("input[name=number]:checked").count() == 0, "Something is chosen before anybody chose"
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await reads(page, "Saved. Look up.")
    assert answers(stage) == [{"type": "answer", "step": "craving.urge", "revision": 0, "answer": {"number": 2}}]
    assert await page.evaluate("document.activeElement.textContent") == "Saved. Look up."
    assert "2" not in await page.locator("main").inner_text(), "A sent answer is out of sight"


async def test_send_without_a_choice_says_what_to_do(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await press(page, "Send")
    await expect(page.get_by_role("alert")).to_have_text("Choose one first, or tap Skip.")
    assert not answers(stage)


async def test_skip_asks_no_reason_and_can_be_thought_over(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await press(page, "Skip")
    await reads(page, "Skipped. Look up.")
    await stage.tell(mine=mine(given=given(standing="passed", revision=1)))
    await press(page, "Answer after all")
    await choose(page, 3)
    await press(page, "Send")
    await reads(page, "Saved. Look up.")
    assert [(ask["type"], ask["revision"]) for ask in answers(stage)] == [("pass", 0), ("answer", 1)]


async def test_two_changes_before_the_next_view_do_not_refuse_each_other(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    for number, again in ((1, "Change my answer"), (2, "Change my answer"), (3, "")):
        await choose(page, number)
        await press(page, "Send")
        await reads(page, "Saved. Look up.")
        if again:
            await press(page, again)
    assert [ask["revision"] for ask in answers(stage)] == [0, 1, 2]


async def test_a_private_answer_never_leaves_the_phone(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(who_sees="private"))
    await open_phone(page, stage)
    await choose(page, 6)
    await press(page, "Keep")
    await reads(page, "Saved. Look up.")
    assert answers(stage) == [{"type": "answer", "step": "craving.urge", "revision": 0, "answer": None}]
    stage.mine = mine(given=given(standing="answered", revision=1))
    await open_phone(page, stage)
    await press(page, "Change my answer")
    await expect(page.locator("input[value='6']")).to_be_checked()


async def test_without_a_link_an_answer_is_kept_and_goes_once(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await choose(page, 4)
    await press(page, "Send")
    await reads(page, "Kept on this phone. Look up.")
    kept = await page.evaluate(ROWS)
    assert [row["kind"] for row in kept] == ["ask"], "It would not outlive this page"
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await reads(page, "Saved. Look up.")
    assert len(answers(stage)) == 1


async def test_a_choice_that_was_not_sent_outlives_a_reload(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await choose(page, 9)
    await page.wait_for_function(f"async () => (await ({ROWS})()).length === 1")
    await page.reload()
    await expect(page.locator("input[value='9']")).to_be_checked()


async def test_an_answer_that_was_changed_elsewhere_is_not_overwritten(page: Page, stage: Stage) -> None:
    stage.codes["answer"] = {"code": "changed_elsewhere", "facts": {"revision": 3}}
    await open_phone(page, stage)
    await choose(page, 8)
    await press(page, "Send")
    await expect(page.locator(".note").first).to_contain_text("changed somewhere else")
    await expect(page.locator("input[value='8']")).to_be_checked()
    del stage.codes["answer"]
    await press(page, "Send")
    await reads(page, "Saved. Look up.")
    assert [ask["revision"] for ask in answers(stage)] == [0, 3]


async def test_going_back_shows_a_former_answer_only_by_a_tap(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = (
        scene(visit=visit(SLIDE, who_sees=None, open=False, step="craving.wave")),
        mine(given=None),
    )
    await open_phone(page, stage)
    own = given(standing="answered", revision=1, answer={"kind": "scale", "number": 7})
    await stage.tell(scene=scene(visit=visit(number=2)), mine=mine(given=own))
    await reads(page, QUESTION["question"]["en"])
    await expect(page.locator("main")).to_contain_text("You answered this before.")
    assert "7" not in await page.locator("main").inner_text(), "A neighbour reads it"
    await press(page, "Show my answer")
    await expect(page.locator("main")).to_contain_text("7")
    await press(page, "Hide my answer")
    assert "7" not in await page.locator("main").inner_text()


async def test_a_private_answer_promises_no_sending_without_a_link(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(who_sees="private"))
    await open_phone(page, stage)
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("What you write stays on this phone.")
    await choose(page, 6)
    await press(page, "Keep")
    await reads(page, "Saved. Look up.")
    await expect(page.locator("main")).to_contain_text("only on this phone")
    assert "goes when" not in await page.locator("#screen").inner_text()


async def test_i_need_a_person_is_sent_seen_and_taken_back(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await page.evaluate("performance.now = () => 10_000")
    await press(page, "I need a person")
    await stage.tell(mine=mine(person={"standing": "sent", "by": None}))
    await reads(page, "Sent to Dana")
    assert await page.locator(".calls a").count() == 3, "The numbers stand there from the first moment"
    await stage.tell(mine=mine(person={"standing": "unseen", "by": None}))
    await reads(page, "Not seen yet")
    assert await page.locator(".calls a").count() == 3
    assert await page.locator(".calls a").first.get_attribute("href") == "tel:988"
    await stage.tell(mine=mine(person={"standing": "seen", "by": "Dana"}))
    await reads(page, "Dana has seen this")
    await press(page, "Take it back")  # an impatient second tap, where “I need a person” was
    assert [ask["type"] for ask in stage.asks] == ["need_person"]
    await page.evaluate("performance.now = () => 11_001")
    await press(page, "Take it back")
    await stage.tell(mine=mine())
    await reads(page, "Taken back")
    await press(page, "Back to group")
    await reads(page, QUESTION["question"]["en"])
    assert [ask["type"] for ask in stage.asks] == ["need_person", "take_back"]


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_who_asked_already_is_not_told_to_ask(page: Page, stage: Stage, lang: Lang) -> None:
    """C5 C6"""
    stage.lang, stage.mine = lang, mine(lang=lang)
    await open_phone(page, stage)
    await stage.tell(mine=mine(lang=lang, person={"standing": "unseen", "by": None}))
    await expect(page.locator(".news")).to_have_text(
        {
            "en": "Not seen yet. Tell someone near you, or call.",
            "es": "Aún no lo han visto. Díselo a alguien cerca de ti o llama.",
        }[lang]
    )


async def test_after_the_end_nobody_is_promised(page: Page, stage: Stage) -> None:
    stage.scene = scene(phase="ended", visit=None, ended=stage.now() - 60_000)
    stage.mine = mine(given=None)
    await open_phone(page, stage)
    await press(page, "I need a person")
    assert await page.locator(".calls a").count() == 3
    await stage.tell(mine=mine(given=None, person={"standing": "sent", "by": None}))
    await reads(page, "Sent to your group leaders")
    await stage.tell(mine=mine(given=None, person={"standing": "unseen", "by": None}))
    await reads(page, "Not seen yet")


async def test_without_a_link_it_says_at_once_that_nothing_was_sent(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await stage.cut()
    await expect(page.locator(".news")).to_be_visible()
    await press(page, "I need a person")
    await reads(page, "This was not sent")
    assert await page.locator(".calls a").count() == 3
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator(".news")).to_have_count(0)
    assert stage.asks == [], "It waited for the link and went by itself"
    await reads(page, "This was not sent")
    await expect(page.locator("main.ask p").first).to_contain_text("The link is back.")
    await press(page, "Back to group")
    await expect(page.locator(".quiet-line")).to_have_count(0)


async def test_what_was_not_sent_is_told_again_when_the_link_is_back(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await stage.cut()
    await expect(page.locator(".news")).to_be_visible()
    await press(page, "I need a person")
    await press(page, "Back to group")
    await expect(page.locator(".quiet-line")).to_have_count(0)
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator(".quiet-line")).to_contain_text("“I need a person” was not sent")
    await press(page, "Open")
    await reads(page, "This was not sent")
    assert stage.asks == [], "Looking at it sent it"


async def test_what_is_said_aloud_names_nobody(page: Page, stage: Stage) -> None:
    await page.add_init_script(
        "window.said = []; new MutationObserver((all) => all.forEach(({ target, addedNodes }) => {"
        " if (target.id === 'announcer') addedNodes.forEach((node) => said.push(node.textContent)); })).observe(document, { subtree: true, childList: true })"
    )
    await open_phone(page, stage)
    await stage.tell(mine=mine(person={"standing": "seen", "by": "Dana"}))
    await page.wait_for_function("() => said.includes('Seen. Someone will be with you.')")
    await stage.tell(scene=scene(phase="paused"))
    await page.wait_for_function("() => said.includes('Paused. Look up.')")
    await stage.cut()
    await page.wait_for_function("() => said.includes('No link. Trying again.')")
    assert not [words for words in await page.evaluate("said") if "Dana" in words or "Ana" in words]


async def test_hide_is_a_clock_and_keeps_everything(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await choose(page, 4)
    await press(page, "Hide")
    assert await page.title() == "Clock"
    assert "urge" not in await page.locator("#screen").inner_text()
    await press(page, "Show")
    await expect(page.locator("input[value='4']")).to_be_checked()


async def test_the_language_is_changed_here_and_told_to_the_room(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await page.get_by_role("button", name="Aa").click()
    await page.get_by_role("radio", name="Español").check()
    await page.get_by_role("button", name="Listo").click()
    await reads(page, QUESTION["question"]["es"])
    await stage.until(lambda: stage.asks)
    assert stage.asks == [{"type": "speak", "lang": "es"}]


async def test_the_phone_forgets_fifteen_seconds_after_the_end(page: Page, stage: Stage) -> None:
    stage.scene = scene(visit=visit(who_sees="private"))
    await open_phone(page, stage)
    await choose(page, 6)
    await press(page, "Keep")
    await reads(page, "Saved. Look up.")
    assert await page.evaluate(ROWS)
    await stage.tell(scene=scene(phase="ended", visit=None, ended=stage.now() - 14_000))
    await reads(page, "Thank you for being here")
    assert await page.evaluate(ROWS), "An end can be undone for ten seconds"
    await expect(page.locator("main")).to_contain_text("let go of all you wrote")
    await page.wait_for_function(f"async () => (await ({ROWS})()).length === 0")
    await press(page, "I need a person")
    await stage.until(lambda: any(ask["type"] == "need_person" for ask in stage.asks))


@pytest.mark.parametrize("way", ["button", "keys"])
async def test_people_at_home_leave_quickly_and_leave_nothing(page: Page, stage: Stage, way: str) -> None:
    stage.mine = mine(mode="remote")
    await open_phone(page, stage)
    await choose(page, 6)
    if way == "button":
        await press(page, "Leave quickly")
    else:
        for _ in range(3):
            await page.keyboard.press("Shift")
    await page.wait_for_url("**/bye")
    assert stage.left == 1
    assert await page.evaluate(ROWS) == []
    assert await page.evaluate("history.length") <= 2


async def test_in_the_room_three_shifts_do_nothing(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    for _ in range(3):
        await page.keyboard.press("Shift")
    await reads(page, QUESTION["question"]["en"])
    assert stage.left == 0


async def test_the_newest_tab_takes_over_with_what_was_chosen(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await choose(page, 3)
    second = await page.context.new_page()
    await open_phone(second, stage)
    await reads(page, "Open in another tab")
    await expect(second.locator("input[value='3']")).to_be_checked()
    await press(page, "Use it here")
    await reads(second, "Open in another tab")
    await expect(page.locator("input[value='3']")).to_be_checked()


@pytest.mark.parametrize(
    "prompt", [QUESTION, SLIDE, WROTE, LIST, COMMIT, ROUND, FLOOR], ids=lambda prompt: prompt["kind"]
)
async def test_the_first_question_needs_at_most_twelve_modules(page: Page, stage: Stage, prompt: Json) -> None:
    asked = prompt["kind"] not in ("slide", "goround", "openfloor")
    stage.scene = scene(visit=visit(prompt, **({} if asked else {"who_sees": None, "open": False})))
    await watch_for_the_first_question(page)
    await open_phone(page, stage)
    modules = await modules_before_it(page)
    assert 5 < len(modules) <= 12, modules


async def test_the_form_works_without_a_script(browser: Browser, stage: Stage) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = await context.new_page()
    await page.goto(stage.address)
    await page.get_by_label("Code on the room screen").fill("lamp 42")
    await page.get_by_label("What should we call you?").fill("Ana")
    await page.get_by_label("From home").check()
    await page.get_by_role("button", name="Español").click()
    await expect(page.get_by_label("Código en la pantalla de la sala")).to_have_value("lamp 42")
    await expect(page.get_by_label("¿Cómo te llamamos?")).to_have_value("Ana")
    await expect(page.get_by_label("Desde casa")).to_be_checked()
    await page.get_by_label("¿Cómo te llamamos?").press("Enter")
    await stage.until(lambda: len(stage.posted) == 2)
    assert stage.posted[1] == {"lang": "es", "code": "lamp 42", "name": "Ana", "mode": "remote"}
    await context.close()
