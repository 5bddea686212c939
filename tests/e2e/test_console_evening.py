"""The evening on the console: its hours, its plan, a break, a question in between, marks, themes, and what an end would leave open."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.console_page import asked, at, button
from tests.e2e.measured import violations
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import behind, mark
from tests.e2e.staged_scenes import CONSOLES as SCENES
from tests.e2e.staged_scenes import MINUTE, Scene, console, person

pytestmark = pytest.mark.browser

SIZES = [(1180, 820), (820, 1180), (960, 540), (360, 740)]


# --- hours and the plan ---


@pytest.mark.parametrize(
    ("moment", "hour"),
    [("running", "18:41, break at 18:56"), ("break", "18:41, ends 19:51 by plan"), ("arrivals", "18:41")],
)
async def test_the_header_tells_the_hour_and_the_next_fixed_point(
    browser: Browser, door: StageDoor, moment: str, hour: str
) -> None:
    page = await at(browser, door, moment)
    await expect(page.locator(".console-head .time")).to_have_text(hour)
    await page.context.close()


@pytest.mark.parametrize(
    ("begun", "extended", "hour", "rest", "minutes", "fits"),
    [
        (0, 0, "18:41, break at 18:56", "18:56", "5 min", "On time."),
        (0, 5, "18:41, break at about 19:00", "19:00", "10 min", "5 minutes behind plan. The closing step still fits."),
        (-12, 0, "18:41, break at about 18:55", "18:55", "5 min", "12 minutes ahead of plan."),
    ],
)
async def test_header_agenda_and_the_line_about_the_plan_agree(
    browser: Browser, door: StageDoor, begun: int, extended: int, hour: str, rest: str, minutes: str, fits: str
) -> None:
    page = await at(browser, door, "running")
    scene = behind(begun)
    scene["stage"]["extended"] = extended
    if begun:
        late = -begun * MINUTE
        scene["fixed"] = {"what": "break", "at": scene["fixed"]["at"] + late}
        for line in scene["agenda"]:
            line["planned"] += late
    await door.push(scene)
    await expect(page.locator(".fit")).to_have_text(fits)
    await expect(page.locator(".console-head .time")).to_have_text(hour)
    assert (await page.locator(".agenda .is-break small").inner_text()) == rest
    assert (await page.locator(".agenda .is-now small").inner_text()) == minutes
    await page.context.close()


async def test_a_locked_tablet_says_of_written_answers_that_some_are_up_and_speaks_of_no_counts(
    browser: Browser, door: StageDoor
) -> None:
    page = await at(browser, door, "written")
    scene = SCENES["written"]()
    stage = {**scene["stage"], "on_wall": [], "themes": {}, "results": None, "hints": []}
    await door.push({**scene, "locked": True, "people": [], "code": None, "stage": stage})
    await expect(page.locator(".on-screens")).to_contain_text("with the written answers that were put up")
    await expect(page.locator(".on-screens")).not_to_contain_text("counts")
    await page.context.close()


async def test_what_is_not_reviewed_says_so_at_every_size(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "marked")
    badge = page.get_by_text("Not reviewed", exact=True)
    await expect(badge.first).to_be_visible()
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.locator("#agenda-tab").click()
    await expect(page.locator(".agenda").get_by_text("Not reviewed")).to_be_visible()
    await page.context.close()


async def test_a_break_is_a_line_of_its_own_with_its_hour(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    line = page.locator(".agenda .is-break")
    assert (await line.inner_text()).split() == ["Break", "18:56"]
    await line.get_by_role("button").click()
    await expect(page.locator(".go .quiet")).to_have_text("Planned for 18:56, 10 minutes.")
    await button(page, "Go here").click()
    assert (await asked(door, page))[0]["step"] == "break.1"
    await page.context.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_closing_step_stays_in_sight_and_the_present_one_comes_there(
    browser: Browser, door: StageDoor, size: tuple[int, int]
) -> None:
    page = await at(browser, door, "last_step")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await door.push(SCENES["slide"]())
    if await page.locator("#agenda-tab").is_visible():
        await page.locator("#agenda-tab").click()
    for line in (page.locator(".agenda .is-now"), page.locator(".agenda-foot", has_text="Closing round")):
        await expect(line).to_be_in_viewport(ratio=0.9)
    await page.context.close()


async def test_what_would_let_the_closing_step_fit_is_said_and_never_done(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    fits = page.locator(".fit")
    await expect(fits).to_have_text("On time.")
    await door.push(behind(6))
    await expect(fits).to_have_text("6 minutes behind plan. The closing step still fits.")
    await door.push(behind(12))
    await expect(fits).to_have_text("12 minutes behind plan. Skip “My top three tools”, and the closing step fits.")
    assert door.asks == []
    await button(page, "Show it in the agenda").click()
    await expect(page.locator(".is-asked .go")).to_contain_text("My top three tools")
    await page.context.close()


async def test_one_tap_goes_past_the_step_that_the_plan_could_do_without(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    scene = behind(12)
    agenda = [{**one, "core": False} if one["step"] == "w01.surfing" else one for one in scene["agenda"]]
    agenda = [
        {**one, "core": True, "at_least": one["minutes"]} if one["step"] == "w01.tools" else one for one in agenda
    ]
    agenda = [{**one, "at_least": one["minutes"]} if one["step"] == "w01.surfing" else one for one in agenda]
    await door.push({**scene, "agenda": agenda})
    await expect(page.locator(".fit")).to_contain_text("Skip “Urge surfing”")
    await button(page, "Go past it: Break").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["step"]) == ("jump", "break.1")
    await page.context.close()


async def test_a_break_tells_what_is_left_of_it(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "break")
    await expect(page.locator(".speaker")).to_have_text("7 minutes left, until about 18:48")
    await expect(page.locator(".speaking")).to_contain_text("Then: My top three tools")
    await expect(button(page, "Ask something")).to_have_count(0)
    await page.locator("#next").click()
    assert (await asked(door, page))[0]["type"] == "next"
    await page.context.close()


async def test_a_step_can_be_put_off_until_later(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await button(page, "Skip step").click()
    await button(page, "Later today").click()
    assert (await asked(door, page))[0]["reason"] == "later"
    scene = console(waiting=[])
    scene["agenda"][1] |= {"standing": "later", "spent": None}
    await door.push(scene)
    await expect(page.locator(".agenda .is-later")).to_contain_text("later")
    await page.context.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_never_slides_up(browser: Browser, door: StageDoor, size: tuple[int, int]) -> None:
    """Whatever takes the focus: the bars stay where they are, and what opened is not under them."""
    page = await at(browser, door, "marked")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    for tap in ("Ask something", "Not now", "Skip step", "Do not skip", "List", "Close"):
        await button(page, tap).click()
        await page.wait_for_timeout(120)
        moved = await page.evaluate(
            """() => {
              const page = document.scrollingElement, box = document.querySelector('.console');
              const at = document.activeElement.getBoundingClientRect(), foot = document.querySelector('.foot').getBoundingClientRect();
              const head = document.querySelector('.console-head').getBoundingClientRect();
              return { page: page.scrollTop + page.scrollHeight - innerHeight, box: box.scrollTop, head: head.top, under: Math.max(0, at.top - foot.top + 20) };
            }"""
        )
        if tap not in ("Not now", "Do not skip", "Close"):
            assert moved["under"] == 0, f"{tap} opened under the bar"
        assert (moved["page"], moved["box"], moved["head"]) == (0, 0, 0), tap
        assert await page.evaluate("document.activeElement !== document.body"), f"the keyboard is lost after {tap}"
    await page.context.close()


# --- a question in between ---


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("0 to 10 (leaders see who)", "scale"), ("Yes, in part, no (no names)", "choice"),
        ("A few words (no names, you read first)", "text"),
    ],
)  # fmt: skip
async def test_something_is_asked_in_between_by_two_taps(
    browser: Browser, door: StageDoor, words: str, kind: str
) -> None:
    page = await at(browser, door, "running")
    await button(page, "Ask something").click()
    await button(page, words).click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"], ask["kind"], "question" in ask) == ("ask_now", 3, kind, False)
    await expect(page.locator(".asking")).to_have_count(0)
    await page.context.close()


async def test_own_words_go_along_and_stay_when_the_room_says_no(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    door.replies["ask_now"] = {"code": "moved_already"}
    await button(page, "Ask something").click()
    await page.get_by_label("Your question, if you like").fill("Shall we go on for ten minutes?")
    await button(page, "Yes, in part, no (no names)").click()
    assert (await asked(door, page))[0]["question"] == "Shall we go on for ten minutes?"
    await expect(page.get_by_label("Your question, if you like")).to_have_value("Shall we go on for ten minutes?")
    await expect(page.locator(".shelf .said")).to_contain_text("moved on")
    assert await violations(page) == []
    await page.context.close()


# --- marks ---


async def test_one_tap_marks_a_moment(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "calm")
    await button(page, "Tension").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["kind"]) == ("mark", "tension")
    assert abs(ask["made"] - door.now) < MINUTE
    await expect(page.locator(".moments .said")).to_have_text("Marked. You can add a line.")
    await page.context.close()


async def test_a_mark_can_carry_a_line_and_the_newest_comes_first(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "marked")
    await button(page, "Add a line").click()
    assert await violations(page) == []
    told = await page.locator(".panel li strong").all_inner_texts()
    assert told == ["18:40, tension", "18:37, come back to this", "18:29, strong moment"]
    await expect(page.locator(".panel")).to_contain_text("Part of the record. Your supervisor can read it. No names.")
    await button(page.locator(".panel"), "Add a line").click()
    await page.get_by_label("One line about it").fill("Two people talked over each other.")
    await page.keyboard.press("Enter")
    assert (await asked(door, page))[0] == {
        "type": "word_mark", "mark": "m2", "words": "Two people talked over each other.",
    }  # fmt: skip
    await page.context.close()


async def test_without_a_link_a_mark_waits_and_goes_when_it_is_back(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "calm")
    await door.cut()
    await expect(page.locator(".banner")).to_be_visible()
    await button(page, "Come back").click()
    await expect(page.locator(".moments .said")).to_contain_text("No link: this is kept here")
    await button(page, "Add a line").click()
    await expect(page.locator(".panel")).to_contain_text("Kept on this tablet until the link is back.")
    assert door.asks == []
    await page.reload()
    await expect(page.locator("h1").first).to_be_attached()
    door.held = False
    [ask] = await asked(door, page)
    assert (ask["type"], ask["kind"]) == ("mark", "come_back")
    await page.context.close()


async def test_marks_are_covered(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "marked")
    await button(page, "Cover").click()
    text = await page.locator("#screen").inner_text()
    assert not [word for word in ("Tension", "tension", "3 marks", "sponsor") if word in text]
    await page.context.close()


async def test_the_newest_mark_stands_beside_the_stage(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "calm")
    await expect(page.locator("#all-marks")).to_have_count(0)
    await door.push(console(waiting=[], marks=[mark(1, "follow_up", 3), mark(2, "tension", 9)]))
    await expect(page.locator(".live")).to_contain_text("18:38, follow up")
    await page.context.close()


# --- cover ---


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("moment", ["arrivals", "running", "moved", "paused", "last_step", "go_round"])
async def test_uncover_is_always_within_reach(
    browser: Browser, door: StageDoor, moment: str, size: tuple[int, int]
) -> None:
    page = await at(browser, door, moment)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await button(page, "Cover").click()
    await expect(button(page, "Uncover")).to_be_in_viewport(ratio=1)
    await button(page, "Uncover").click()
    await expect(button(page, "Cover")).to_be_in_viewport(ratio=1)
    await page.context.close()


@pytest.mark.parametrize("moment", ["arrivals", "running"])
async def test_the_code_to_come_in_stays_under_cover(browser: Browser, door: StageDoor, moment: str) -> None:
    page = await at(browser, door, moment)
    await button(page, "Cover").click()
    await expect(page.get_by_text("LAMP 27")).to_be_visible()
    await page.context.close()


# --- what people wrote, and the end ---


async def test_pieces_go_up_together_as_a_theme(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "written")
    await page.locator("#read-texts").click()
    for place in (0, 2):
        await page.get_by_role("button", name="Choose", exact=True).nth(place).click()
    await expect(page.locator(".together")).to_contain_text("2 chosen")
    assert await violations(page) == []
    await page.get_by_label("A theme in your own words").fill("Calling somebody")
    await button(page, "Show as a theme").click()
    assert (await asked(door, page))[0] == {
        "type": "release", "visit": 3, "pieces": [0, 2], "theme": "Calling somebody",
    }  # fmt: skip
    scene = SCENES["written"]()
    scene["stage"] |= {"on_wall": [0, 1, 2, 3], "themes": {"0": "Calling somebody", "2": "Calling somebody"}}
    await door.push(scene)
    await expect(page.get_by_text("On the screen as: Calling somebody")).to_have_count(2)
    await page.get_by_role("button", name="Choose", exact=True).nth(1).click()
    await button(page, "Calling somebody").click()
    assert (await asked(door, page, 2))[1]["pieces"] == [1]
    await page.context.close()


async def test_chosen_pieces_go_up_as_they_were_written(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "written")
    await page.locator("#read-texts").click()
    await page.get_by_role("button", name="Choose", exact=True).nth(2).click()
    await button(page, "Show as written").click()
    ask = (await asked(door, page))[0]
    assert (ask["pieces"], ask.get("theme")) == ([2], None)
    await expect(page.locator(".together")).to_have_count(0)
    await page.context.close()


async def test_the_end_names_first_what_it_leaves_open(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "last_step")
    await page.locator("#next").click()
    lines = await page.locator(".left-open li").all_inner_texts()
    assert lines == [
        "1 person who may need someone", "4 written answers that the room has not seen",
        "2 people at home who have not said goodbye",
    ]  # fmt: skip
    order = await page.locator(".confirm").inner_text()
    assert order.index("Still open") < order.index("End the group for everyone?")
    await page.context.close()


def at_the_end(at_door: int) -> Scene:
    """The last step, with so many of the twelve at the door."""
    scene = SCENES["last_step"]()
    people = [person(number) for number in range(1, 13 - at_door)]
    waits = [person(13 - one, standing="door", status=None, given=None) for one in range(at_door, 0, -1)]
    return {**scene, "people": [*people, *waits], "left_open": {**scene["left_open"], "door": at_door}}


async def test_the_end_names_who_waits_at_the_door_and_covered_only_how_many(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "last_step")
    await door.push(at_the_end(2))
    await page.locator("#next").click()
    line = page.locator(".left-open li").nth(1)
    await expect(line).to_have_text("2 people at the door who are not in yet: Uma, Wilhelmina-Alexandra")
    await button(page, "Cover").click()
    await expect(line).to_have_text("2 people at the door who are not in yet")
    await button(page, "Uncover").click()
    await door.push(at_the_end(4))
    await expect(line).to_have_text("4 people at the door who are not in yet")
    await page.context.close()


async def test_while_the_end_is_asked_for_one_button_alone_ends_the_group(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "last_step")
    ends = page.get_by_role("button", name="End the group", exact=True)
    await page.locator("#next").click()
    await expect(ends).to_have_count(1)
    await expect(page.locator("#next")).to_have_text("Answer the question above")
    await expect(page.locator("#next")).to_have_attribute("aria-disabled", "true")
    await page.locator(".console-head h1").click()
    await page.locator("#next").click(force=True)
    await expect(page.locator(".confirm")).to_be_focused()
    assert door.asks == []
    await button(page.locator(".confirm"), "Keep going").click()
    await expect(page.locator("#next")).to_have_text("End the group")
    await expect(page.locator("#next")).to_be_focused()
    await page.context.close()
