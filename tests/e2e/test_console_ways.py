"""What the console asks for by taps and keys: moving, letting people in, answers, and what the room is shown."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.console_page import asked, at, button, let_pass, turn_clicker_on
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import CONSOLES, NOW

pytestmark = pytest.mark.browser


# --- moving ---


async def test_next_names_where_it_starts_from_and_until_when(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await page.get_by_role("button", name="Next: Urge surfing").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"]) == ("next", 3)
    assert 4_000 <= ask["until"] - NOW <= 60_000
    await page.context.close()


async def test_two_presses_within_a_moment_move_once(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running", clicker=True)
    await page.locator("#next").dblclick()
    await page.keyboard.press("PageDown")
    await page.wait_for_timeout(300)
    assert [ask["type"] for ask in door.asks] == ["next"]
    await page.wait_for_timeout(200)
    await page.keyboard.press("PageDown")
    assert [ask["type"] for ask in await asked(door, page, 2)] == ["next", "next"]
    await page.context.close()


@pytest.mark.parametrize(
    ("moment", "key", "command"),
    [
        ("running", "PageDown", "next"), ("running", "ArrowRight", "next"), ("running", "PageUp", "back"),
        ("running", "b", "pause"), ("running", ".", "pause"), ("paused", ".", "resume"), ("paused", "PageDown", "resume"),
        ("last_step", "PageDown", None), ("arrivals", "PageDown", None), ("arrivals", "b", None),
    ],
)  # fmt: skip
async def test_a_clicker_moves_but_never_starts_or_ends(
    browser: Browser, door: StageDoor, moment: str, key: str, command: str | None
) -> None:
    page = await at(browser, door, moment, clicker=True)
    await page.keyboard.press(key)
    await page.wait_for_timeout(200)
    assert [ask["type"] for ask in door.asks] == ([command] if command else [])
    await page.context.close()


@pytest.mark.parametrize("key", ["PageDown", "ArrowRight", "b", "."])
async def test_until_somebody_turns_the_clicker_on_its_keys_move_nobody(
    browser: Browser, door: StageDoor, key: str
) -> None:
    page = await at(browser, door, "running")
    await page.keyboard.press(key)
    await page.wait_for_timeout(200)
    assert door.asks == []
    await turn_clicker_on(page)
    await page.reload()
    await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false")
    await page.keyboard.press(key)
    assert len(await asked(door, page)) == 1, "The tablet keeps it"
    await page.context.close()


async def test_letters_in_a_name_are_no_clicker(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running", clicker=True)
    await button(page, "List").click()
    await button(page, "Add a person without a phone").click()
    await expect(page.locator("input:focus")).to_be_visible()
    await page.keyboard.type("Bob B.")
    await page.keyboard.press("Enter")
    [ask] = await asked(door, page)
    assert (ask["type"], ask["name"]) == ("add_seat", "Bob B.")
    await page.context.close()


async def test_a_person_without_a_phone_is_added_in_two_taps(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "arrivals")
    await button(page, "Add a person without a phone").click()
    await button(page, "Add").click()
    [ask] = await asked(door, page)
    assert ask["type"] == "add_seat" and ask["name"] and len(ask["seat"]) == 16
    await page.context.close()


async def test_skipping_takes_one_tap_for_its_reason(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await button(page, "Skip step").click()
    await button(page, "Not safe right now").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"], ask["reason"]) == ("skip", 3, "safety")
    await page.context.close()


async def test_the_end_is_asked_for_twice_and_names_what_follows(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "last_step")
    await page.locator("#next").click()
    await expect(page.get_by_role("group").filter(has_text="15 seconds later phones forget")).to_be_visible()
    assert door.asks == []
    await button(page.locator(".confirm"), "End the group").click()
    assert (await asked(door, page))[0]["type"] == "end"
    await page.context.close()


async def test_undo_is_there_for_ten_seconds(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "moved", clock=True)
    await expect(button(page, "Undo")).to_be_visible()
    await let_pass(page, door, 8_000)
    await button(page, "Undo").click()
    assert (await asked(door, page))[0] == {"type": "undo", "of": 40}
    await let_pass(page, door, 3_000)
    await expect(button(page, "Undo")).not_to_be_visible()
    await page.context.close()


async def test_the_end_can_be_undone(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "ended")
    await expect(page.get_by_role("heading", level=1)).to_have_text("The group has ended")
    await button(page, "Undo").click()
    assert (await asked(door, page))[0] == {"type": "undo", "of": 90}
    await expect(page.get_by_role("link", name="Back to the start page")).to_have_attribute("href", "/staff")
    await page.context.close()


async def test_who_waits_after_the_end_stays_within_reach(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "ended")
    await page.clock.run_for(90_000)
    await button(page, "See who").click()
    await page.get_by_role("button", name="got it").first.click()
    assert (await asked(door, page))[0]["type"] == "see"
    await page.context.close()


async def test_a_letter_just_after_typing_a_name_moves_nothing(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running", clicker=True)
    await button(page, "List").click()
    await button(page, "Add a person without a phone").click()
    await expect(page.locator("input:focus")).to_be_visible()
    await page.keyboard.type("Walt")
    await page.keyboard.press("Enter")
    await page.evaluate("() => document.activeElement.blur()")
    await page.keyboard.type("Bob")
    assert [ask["type"] for ask in await asked(door, page)] == ["add_seat"]
    await page.context.close()


async def test_a_tap_on_the_agenda_goes_anywhere(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await page.get_by_role("button", name="My plan for tonight").click()
    await button(page, "Go here").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["visit"], ask["step"]) == ("jump", 3, "w01.plan")
    await page.context.close()


async def test_more_time(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await button(page, "5 more minutes").click()
    assert (await asked(door, page))[0] == {"type": "extend", "visit": 3, "minutes": 5}
    await page.context.close()


# --- people and answers ---


async def test_all_are_admitted_by_one_tap(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "arrivals")
    await button(page, "Admit all (7)").click()
    [ask] = await asked(door, page)
    assert ask["type"] == "admit" and len(ask["seats"]) == 7
    await page.context.close()


async def test_a_screen_is_connected_by_its_word(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "arrivals")
    await button(page, "Square and room screen").click()
    await expect(page.get_by_role("img", name="Square to scan")).to_be_visible()
    await page.get_by_label("Connect the room\u2019s screen").fill("none")
    await button(page, "Connect").click()
    await expect(page.locator(".said")).to_have_text("No screen shows that word now. Look at the screen again.")
    await page.get_by_label("Connect the room\u2019s screen").fill("lamp")
    await button(page, "Connect").click()
    await expect(page.locator(".said")).to_have_text("The screen is connected.")
    assert door.posts == [("displays", {"word": "NONE"}), ("displays", {"word": "LAMP"})]
    await page.context.close()


async def test_few_answers_without_names_are_shown_only_after_a_warning(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "few")
    await button(page, "Show counts in the room").click()
    await expect(page.locator(".confirm p")).to_have_text(
        "Only 3 answered. People may guess who said what. Show anyway?"
    )
    assert door.asks == []
    await button(page, "Show anyway").click()
    assert (await asked(door, page))[0] == {"type": "reveal", "visit": 3, "few": True}
    await page.context.close()


async def test_few_words_are_read_only_after_a_warning_that_tells_what_reading_does(
    browser: Browser, door: StageDoor
) -> None:
    page = await at(browser, door, "writing")
    await expect(page.locator(".counts .quiet")).to_contain_text("“Close answering” only stops answers")
    few = CONSOLES["writing"]()
    await door.push({**few, "counts": {**few["counts"], "answered": 3, "few": True}})
    await button(page, "Close and read").click()
    await expect(page.locator(".confirm p")).to_contain_text("Only 3 answered. You may guess who wrote what.")
    await expect(page.locator(".confirm p")).to_contain_text("The room sees nothing until you put it up.")
    assert door.asks == []
    await button(page.locator(".confirm"), "Close and read").click()
    assert (await asked(door, page))[0] == {"type": "reveal", "visit": 3, "few": True}
    await page.context.close()


async def test_the_warning_also_comes_when_only_the_room_knew(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "anonymous")
    door.replies["reveal"] = {"code": "too_few_to_show", "facts": {"answers": 4, "fewest": 5}}
    await button(page, "Show counts in the room").click()
    await expect(page.locator(".confirm p")).to_contain_text("Only 4 answered.")
    await page.context.close()


async def test_nobody_is_named_on_a_step_without_names(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "anonymous")
    await expect(button(page, "By person")).not_to_be_visible()
    await button(page, "Without a phone").click()
    rows = page.locator(".lines-people > li")
    await expect(rows).to_have_count(1)
    assert "answered" not in await rows.inner_text()
    await page.context.close()


async def test_staff_answer_for_a_seat_without_a_device(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await button(page, "By person").click()
    await button(page, "Enter").click()
    await page.get_by_role("radio", name="7").check()
    await button(page, "Save").click()
    [ask] = await asked(door, page)
    assert ask == {"type": "answer", "step": "w01.urge", "seat": "s11", "revision": 0, "answer": {"number": 7}}
    await page.context.close()


async def test_a_private_answer_stays_on_paper(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "private")
    await button(page, "By person").click()
    await button(page, "Enter").click()
    await expect(page.get_by_role("radio")).to_have_count(0)
    await button(page, "Done on paper").click()
    [ask] = await asked(door, page)
    assert ask == {"type": "answer", "step": "w01.urge", "seat": "s11", "revision": 0}
    await page.context.close()


async def test_a_removed_person_is_let_back_in(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "removed")
    await button(page, "List").click()
    await button(page, "Let in again").click()
    assert (await asked(door, page))[0] == {"type": "admit", "seats": ["s12"]}
    await page.context.close()
