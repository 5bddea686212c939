"""What a person is asked on arrival, alone, whatever the room is on; what an alert says at once; and a letter for equal names."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.measured import violations
from tests.e2e.phone_stage import (
    QUESTION,
    ROUND,
    ROWS,
    SLIDE,
    WROTE,
    Json,
    Stage,
    alarm,
    arriving,
    given,
    mine,
    scene,
    turn,
    visit,
)
from tests.e2e.test_phone_answers import answers, choose, open_phone, press, reads

pytestmark = pytest.mark.browser

GATHERING = scene(phase="gathering", visit=None)
MOOD = {**QUESTION, "question": {"en": "How is your mood?", "es": "¿Cómo está tu ánimo?"}}
SLEEP = {**WROTE, "question": {"en": "How did you sleep?", "es": "¿Cómo dormiste?"}}
HELD = given(standing="answered", revision=1, answer={"kind": "scale", "number": 7})


def on_arrival(*standings: Json, **changes: object) -> Json:
    asked = [(QUESTION, "in.craving"), (MOOD, "in.mood"), (SLEEP, "in.sleep")]
    own = [arriving(prompt, step) for prompt, step in asked]
    for one, standing in zip(own, standings, strict=False):
        one["given"] = standing
    return mine(given=None, arrival=own, **changes)


async def place(page: Page, words: str) -> None:
    await expect(page.locator(".arrival-place")).to_have_text(words)


async def test_questions_on_arrival_come_one_at_a_time_before_the_room(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, on_arrival()
    await open_phone(page, stage)
    await place(page, "Question 1 of 3")
    await expect(page.locator(".who-sees")).to_contain_text("Your group leaders and their supervisor")
    assert await page.locator("input:checked").count() == 0
    await choose(page, 7)
    await press(page, "Send")
    await reads(page, "How is your mood?")
    await place(page, "Question 2 of 3")
    await press(page, "Skip")
    await reads(page, "How did you sleep?")
    await page.get_by_role("textbox").fill("Well")
    await press(page, "Send")
    await reads(page, "You are in. Welcome.")
    assert [(ask["type"], ask["step"], ask["revision"]) for ask in answers(stage)] == [
        ("answer", "in.craving", 0),
        ("pass", "in.mood", 0),
        ("answer", "in.sleep", 0),
    ]


async def test_they_go_by_keyboard_alone(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, on_arrival()
    await open_phone(page, stage)
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    await reads(page, "How is your mood?")
    assert await page.evaluate("document.activeElement.textContent") == "How is your mood?"
    assert await violations(page) == []


async def test_who_comes_late_is_asked_before_what_the_room_is_on(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = scene(visit=visit(SLIDE, who_sees=None, open=False)), on_arrival(HELD, HELD)
    await open_phone(page, stage)
    await place(page, "Question 3 of 3")
    await stage.tell(scene=scene(visit=visit(number=2)), mine={**on_arrival(HELD, HELD), "given": given()})
    await place(page, "Question 3 of 3")
    await press(page, "Skip")
    await reads(page, QUESTION["question"]["en"])


async def test_the_room_may_go_on_while_a_former_one_is_open(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = scene(visit=visit(SLIDE, who_sees=None, open=False)), on_arrival(HELD)
    await open_phone(page, stage)
    await press(page, "The question before")
    await place(page, "Question 1 of 3")
    await stage.tell(scene=scene(visit=visit(number=2)))
    await place(page, "Question 1 of 3")


async def test_the_question_before_opens_again_with_its_answer(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, on_arrival(HELD)
    await open_phone(page, stage)
    await place(page, "Question 2 of 3")
    await press(page, "The question before")
    await place(page, "Question 1 of 3")
    await expect(page.locator("input[value='7']")).to_be_checked()
    await choose(page, 2)
    await press(page, "Send")
    await place(page, "Question 2 of 3")
    assert answers(stage) == [{"type": "answer", "step": "in.craving", "revision": 1, "answer": {"number": 2}}]
    await press(page, "The question before")
    await expect(page.locator("input[value='2']")).to_be_checked()
    await press(page, "Leave as is")
    await place(page, "Question 2 of 3")


async def test_without_a_link_answers_are_kept_and_the_next_question_comes(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, on_arrival()
    await open_phone(page, stage)
    await expect(page.locator("main")).to_be_visible()
    await page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/steps/text.js'))"
    )
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await choose(page, 7)
    await press(page, "Send")
    await place(page, "Question 2 of 3")
    await expect(page.locator(".news")).to_contain_text("Your group leaders do not have your answer yet.")
    await choose(page, 1)
    await press(page, "Send")
    await reads(page, "How did you sleep?")
    await page.get_by_role("textbox").fill("Badly")
    await page.wait_for_function(f"async () => JSON.stringify(await ({ROWS})()).includes('Badly')")
    await page.reload()
    await place(page, "Question 3 of 3")
    stage.mine = on_arrival(HELD, HELD)
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.get_by_role("textbox")).to_have_value("Badly")
    await stage.until(lambda: len(answers(stage)) == 2)
    assert [ask["step"] for ask in answers(stage)] == ["in.craving", "in.mood"]


async def test_an_answer_that_is_not_taken_brings_its_question_back(page: Page, stage: Stage) -> None:
    stage.codes["answer"] = {"code": "changed_elsewhere", "facts": {"revision": 2}}
    stage.scene, stage.mine = GATHERING, on_arrival()
    await open_phone(page, stage)
    await choose(page, 7)
    await press(page, "Send")
    await expect(page.locator(".note").first).to_contain_text("changed somewhere else")
    await place(page, "Question 1 of 3")
    del stage.codes["answer"]
    await press(page, "Send")
    await place(page, "Question 2 of 3")
    assert [ask["revision"] for ask in answers(stage)] == [0, 2]


# --- an answer that raised an alert ---


async def test_an_alert_says_at_once_what_to_do_now(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, on_arrival()
    await open_phone(page, stage)
    await choose(page, 9)
    await press(page, "Send")
    await stage.tell(mine=on_arrival(HELD, alarm=alarm()))
    await reads(page, "Your group leader has been told")
    assert await page.locator(".calls a").evaluate_all("all => all.map((one) => one.getAttribute('href'))") == [
        "tel:988",
        "tel:555-0142",
        "tel:911",
    ]
    assert await page.evaluate("document.activeElement.tagName") == "H1"
    assert await violations(page) == []
    await stage.tell(mine=on_arrival(HELD, alarm=alarm("unseen")))
    await reads(page, "Not seen yet")
    await expect(page.locator("main")).to_contain_text("Tell someone near you, or call.")
    await stage.tell(mine=on_arrival(HELD, alarm=alarm("seen", "Dana")))
    await reads(page, "Dana has seen this")
    await press(page, "Back to group")
    await place(page, "Question 2 of 3")


async def test_it_opens_once_and_then_stands_as_a_quiet_line(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, mine(given=None, alarm=alarm())
    await open_phone(page, stage)
    await reads(page, "Your group leader has been told")
    await press(page, "Back to group")
    await expect(page.locator(".quiet-line")).to_contain_text("Your group leader has been told")
    await page.reload()
    await reads(page, "You are in. Welcome.")
    await press(page, "Open")
    await reads(page, "Your group leader has been told")
    await press(page, "Back to group")
    await stage.tell(mine=mine(given=None, alarm=alarm(alert="a2")))
    await reads(page, "Your group leader has been told")
    await stage.tell(mine=mine(given=None))
    await reads(page, "You are in. Welcome.")
    await expect(page.locator(".quiet-line")).to_have_count(0)


async def test_a_phone_that_has_forgotten_does_not_open_it_again(page: Page, stage: Stage) -> None:
    stage.scene = scene(phase="ended", visit=None, ended=stage.now() - 60_000)
    stage.mine = mine(given=None, alarm=alarm())
    await open_phone(page, stage)
    await reads(page, "Thank you for being here")
    await expect(page.get_by_text("This phone has let go of all you wrote")).to_be_visible()
    await reads(page, "Thank you for being here")
    await press(page, "Open")
    await reads(page, "Your group leader has been told")
    await press(page, "Back")
    await reads(page, "Thank you for being here")


async def test_who_is_promised_somebody_is_not_told_that_nobody_has_seen_it(page: Page, stage: Stage) -> None:
    stage.scene = GATHERING
    stage.mine = mine(given=None, alarm=alarm("unseen"), person={"standing": "seen", "by": "Dana"})
    await open_phone(page, stage)
    await press(page, "Back to group")
    await expect(page.locator(".quiet-line")).to_contain_text("Your group leader has been told")
    await stage.tell(mine=mine(given=None, alarm=alarm("unseen")))
    await expect(page.locator(".quiet-line")).to_contain_text("nobody has seen it yet")


async def test_a_turn_to_speak_shows_over_the_questions_on_arrival(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = scene(visit=visit(ROUND, who_sees=None, open=False)), on_arrival(turn=turn("to_come", 1))
    await open_phone(page, stage)
    await place(page, "Question 1 of 3")
    await expect(page.locator(".quiet-line")).to_have_count(0)
    await stage.tell(mine=on_arrival(turn=turn("to_come", 0)))
    await expect(page.locator(".quiet-line")).to_have_text("You are next")
    await stage.tell(mine=on_arrival(turn=turn("speaking")))
    await expect(page.locator(".quiet-line")).to_have_text("It is your turn")
    await place(page, "Question 1 of 3")


async def test_a_hidden_screen_shows_no_word_of_help(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, mine(given=None, person={"standing": "sent", "by": None})
    await open_phone(page, stage)
    await press(page, "Hide")
    await stage.tell(mine=mine(given=None, person={"standing": "unseen", "by": None}, alarm=alarm()))
    await page.wait_for_function("() => document.getElementById('announcer').textContent !== ''")
    # Of the bar a neighbour sees “Help line”, as ever: whom it calls is for ears.
    shown = "\n".join(await page.locator("#screen > :not(.help-bar)").all_inner_texts())
    assert shown and "seen" not in shown and "told" not in shown and "call" not in shown.lower()
    await expect(page.get_by_role("button", name="I need a person")).to_be_visible()
    await press(page, "Show")
    await reads(page, "Your group leader has been told")


async def test_leave_quickly_works_over_an_alert_and_leaves_nothing(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, mine(given=None, mode="remote", alarm=alarm())
    await open_phone(page, stage)
    await reads(page, "Your group leader has been told")
    await press(page, "Leave quickly")
    await page.wait_for_url("**/bye")
    assert await page.evaluate(ROWS) == []
    assert await page.evaluate("localStorage.getItem('goround-way-back')") is None
    await page.goto(stage.address)
    await expect(page.get_by_text("You are in a group on this phone.")).to_be_hidden()


# --- two of one name ---


async def test_a_letter_is_asked_for_where_two_have_one_name(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, mine(given=None, namesake=True)
    await open_phone(page, stage)
    await reads(page, "Somebody here has the same name. Which letter shall we add?")
    assert await violations(page) == []
    await press(page, "Add a letter")
    await expect(page.get_by_role("alert")).to_have_text("Type one letter, or tap Not now.")
    stage.codes["add_letter"] = {"code": "name_taken"}
    await page.keyboard.type("k")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Somebody here has that letter too.")
    del stage.codes["add_letter"]
    await page.get_by_label("One letter").fill("ñ")
    await page.keyboard.press("Enter")
    await reads(page, "You are in. Welcome.")
    assert stage.asks == [{"type": "add_letter", "letter": "k"}, {"type": "add_letter", "letter": "ñ"}]


async def test_it_can_be_left(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = GATHERING, mine(given=None, namesake=True)
    await open_phone(page, stage)
    await press(page, "Not now")
    await reads(page, "You are in. Welcome.")
    await stage.tell(scene=scene(), mine=mine(namesake=True))
    await reads(page, QUESTION["question"]["en"])
    assert stage.asks == []


async def test_it_pushes_nothing_away_that_a_person_is_in_the_middle_of(page: Page, stage: Stage) -> None:
    await open_phone(page, stage)
    await choose(page, 3)
    await stage.tell(mine=mine(namesake=True))
    await expect(page.locator(".quiet-line")).to_contain_text("Somebody here has the same name.")
    await expect(page.locator("input[value='3']")).to_be_checked()
    await press(page, "Add a letter")
    await reads(page, "Somebody here has the same name. Which letter shall we add?")
    await press(page, "Not now")
    await expect(page.locator("input[value='3']")).to_be_checked()
