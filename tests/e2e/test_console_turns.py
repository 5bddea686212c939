"""Speaking turns on the console: who speaks, who is next, what a tap does for one of them, and what nobody may read under cover."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.console_page import asked, at, button
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import floor, go_round, turn, turns
from tests.e2e.staged_scenes import MINUTE, NAMES, NOW

pytestmark = pytest.mark.browser


async def test_the_main_button_gives_the_next_person_the_turn(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    await expect(page.locator("#next")).to_have_text("Next person: Ben")
    await page.locator("#next").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"], ask["turn"], ask.get("seat")) == ("next_turn", 1, 4, None)
    assert 4_000 <= ask["until"] - NOW <= 60_000
    await page.context.close()


@pytest.mark.parametrize("key", ["PageDown", "ArrowRight"])
async def test_a_clicker_gives_the_next_turn_and_never_leaves_the_round(
    browser: Browser, door: StageDoor, key: str
) -> None:
    page = await at(browser, door, "go_round", clicker=True)
    await page.keyboard.press(key)
    assert [ask["type"] for ask in await asked(door, page)] == ["next_turn"]
    await page.context.close()


async def test_two_presses_give_one_turn(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    await page.locator("#next").dblclick()
    await page.wait_for_timeout(300)
    assert [ask["type"] for ask in door.asks] == ["next_turn"]
    await page.context.close()


async def test_leaving_the_round_is_the_small_button(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    await button(page, "End go-round").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"]) == ("next", 1)
    await page.context.close()


async def test_when_everybody_has_had_a_turn_the_main_button_goes_on(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "round_over")
    await expect(page.locator(".speaker")).to_have_text("Everybody has had a turn")
    await expect(page.locator("#next")).to_have_text("Next: Urge surfing")
    await expect(button(page, "End go-round")).to_have_count(0)
    await page.locator("#next").click()
    assert (await asked(door, page))[0]["type"] == "next"
    await page.context.close()


async def test_the_round_that_closes_the_session_is_ended_only_after_a_question(
    browser: Browser, door: StageDoor
) -> None:
    page = await at(browser, door, "round_closes")
    await page.locator("#leave-step").click()
    await expect(page.locator(".confirm")).to_contain_text("End the group for everyone?")
    assert door.asks == []
    await page.context.close()


@pytest.mark.parametrize(
    ("words", "command"), [("Ash is done", "end_turn"), ("Ash passed", "pass_turn"), ("Ash later", "later_turn")]
)
async def test_one_tap_says_what_became_of_a_turn(browser: Browser, door: StageDoor, words: str, command: str) -> None:
    page = await at(browser, door, "go_round")
    await button(page, words).focus()
    await page.keyboard.press("Enter")
    assert await asked(door, page) == [{"type": command, "step": "w01.one-win", "seat": "s1"}]
    await door.push(go_round(stage={**go_round()["stage"], "turns": turns(speaking=None, since=None)}))
    await expect(page.locator(".speaker")).to_have_text("Nobody speaks now")
    await expect(page.locator(":focus")).to_have_count(1)
    assert await page.evaluate("document.activeElement !== document.body"), "the keyboard is lost"
    await page.context.close()


async def test_a_tap_on_a_person_gives_them_the_turn(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    await page.get_by_role("button", name="Rosa").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["turn"], ask["seat"]) == ("next_turn", 4, "s8")
    await page.context.close()


async def test_the_order_says_where_everybody_is(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    rows = await page.locator(".turns li").all_inner_texts()
    told = [" ".join(row.split()) for row in rows]
    assert told[:5] == [
        "Teo at home, spoke . Give the turn", "Uma no phone, spoke . Give the turn", "Mara passed . Give the turn",
        "Ash speaking", "Ben next . Give the turn",
    ]  # fmt: skip
    assert told[-1] == "Rosa asked for later . Give the turn"
    await expect(page.locator("#turns-title")).to_have_text("Turns: 3 done, 8 to come")
    await page.context.close()


@pytest.mark.parametrize(
    ("going", "told"),
    [
        ({"since": NOW - 12_000}, "just begun (about a minute each)"),
        ({"since": NOW - 70_000}, "for about a minute (about a minute each)"),
        ({"since": NOW - 5 * MINUTE}, "for about 5 minutes (about a minute each)"),
        ({"since": None, "spent": 2 * MINUTE}, "for about 2 minutes (about a minute each)"),
        (
            {"since": NOW - 3 * MINUTE, "spent": 2 * MINUTE, "seconds": 90},
            "for about 5 minutes (about 90 seconds each)",
        ),
        ({"since": NOW - MINUTE, "seconds": None}, "for about a minute"),
    ],
)
async def test_minutes_are_told_softly(
    browser: Browser, door: StageDoor, going: dict[str, int | None], told: str
) -> None:
    page = await at(browser, door, "go_round")
    await door.push(go_round(stage={**go_round()["stage"], "turns": turns(**going)}))
    await expect(page.locator(".speaking p:not(.speaker)")).to_have_text(told)
    await page.context.close()


async def test_nothing_that_is_read_aloud_names_who_speaks(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "go_round")
    await page.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver(() => document.querySelectorAll('[role=status], [role=alert], [aria-live]')
            .forEach((one) => window.heard.push(one.textContent))).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    await page.locator("#next").click()
    await door.push(go_round(stage={**go_round()["stage"], "turns": turns(turn=5, speaking=turn(2, "speaking"))}))
    await expect(page.locator(".speaker")).to_have_text("Ben")
    await expect(page.get_by_role("status")).to_have_text("The turn was given.")
    heard = " ".join(await page.evaluate("window.heard"))
    assert "The turn was given." in heard
    assert not [name for name in NAMES if name in heard]
    await page.context.close()


@pytest.mark.parametrize("moment", ["go_round", "floor", "round_closes"])
async def test_covered_nobody_is_named_and_turns_go_on(browser: Browser, door: StageDoor, moment: str) -> None:
    page = await at(browser, door, moment)
    await button(page, "Cover").click()
    text = await page.locator("body").inner_text()
    assert not [name for name in NAMES if name in text]
    assert "Speaking" in text
    await expect(page.locator("#next")).to_have_text("Next person")
    await button(page, "Done speaking").click()
    await page.locator("#next").click()
    assert [ask["type"] for ask in await asked(door, page, 2)] == ["end_turn", "next_turn"]
    await page.context.close()


async def test_behind_the_lock_the_next_turn_can_still_be_given(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "locked")
    await expect(page.locator("#next")).to_have_text("Next person")
    await page.locator("#next").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["turn"]) == ("next_turn", 4)
    await page.context.close()


# --- open floor ---


async def in_line(page: Page) -> str:
    return await page.locator("#turns-title").inner_text()


async def test_the_queue_is_led_by_the_main_button(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "floor")
    assert await in_line(page) == "In line: 2"
    await expect(page.locator("#next")).to_have_text("Next person: Sam")
    await button(page, "End open floor").click()
    assert (await asked(door, page))[0]["type"] == "next"
    await page.context.close()


async def test_with_nobody_in_line_the_main_button_goes_on(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "floor_empty")
    await expect(page.locator(".speaker")).to_have_text("Nobody is in line")
    await expect(page.locator("#next")).to_have_text("Next: Break")
    await page.context.close()


async def test_somebody_without_a_phone_is_put_in_line_and_taken_out(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "floor")
    await button(page, "Put someone in line").click()
    names = page.locator(".into-line .btn")
    assert "Jo" not in await names.all_inner_texts(), "who speaks is not in line"
    assert "Uma" not in await names.all_inner_texts(), "who is in line is not put there twice"
    await button(page, "Carla").click()
    assert await asked(door, page) == [{"type": "ask_turn", "step": "w01.surfing", "seat": "s3"}]
    await expect(page.locator(".panel")).to_have_count(0)
    await page.locator(".turns li", has_text="Uma").get_by_role("button", name="Take out").click()
    assert (await asked(door, page, 2))[1] == {"type": "pass_turn", "step": "w01.surfing", "seat": "s11"}
    await page.context.close()


async def test_who_has_stepped_out_is_not_offered_the_floor(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "floor")
    people = [{**one, "presence": "out"} if one["name"] == "Carla" else one for one in floor()["people"]]
    await door.push({**floor(), "people": people})
    await button(page, "Put someone in line").click()
    await expect(page.locator(".into-line .btn")).not_to_have_text(["Carla"])
    assert "Carla" not in await page.locator(".into-line").inner_text()
    await page.context.close()
