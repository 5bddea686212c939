"""A phone's live link against the real server: however it breaks, nothing that a person chose or sent is lost or doubled."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from goround.runtime.screens import Screen
from goround.shipped import shipped
from tests.e2e.wire import Wire, wired
from tests.web.people import Console, Display, Phone
from tests.web.premises import Premises, opened, staffed, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
CRAVING, MOOD = "w01.craving", "w01.mood"
NO_LINK = "No link. Trying again."


@dataclass
class Room:
    """A running session, and a member's phone in Chromium."""

    place: Premises
    console: Console
    context: BrowserContext
    page: Page
    url: str
    seat: str

    def given(self) -> list[Any]:
        """What this phone's answers are in the log."""
        return [event for event in self.place.events(self.console.session, "answered") if event.seat == self.seat]

    @property
    def screens(self) -> list[Screen]:
        return [screen for screen in self.place.site.screens if screen.viewer.id == self.seat]

    def cut(self) -> None:
        """The router restarts: every socket of this phone ends without a word, and the way back is closed."""
        self.place.site.stopping = True
        for screen in self.screens:
            screen._transport.abort()  # type: ignore[attr-defined]

    def mend(self) -> None:
        self.place.site.stopping = False


@pytest_asyncio.fixture
async def room(browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    """The room at a question, and one phone in Chromium that has been let in by the form."""
    accounts = tmp_path_factory.getbasetemp() / "accounts-of-links.db"
    async with opened(staffed(accounts, tmp_path / "site")) as place, Console(place) as console:
        await (await console.follows(place.let_in("dana"))).starts()
        context = await browser.new_context(
            viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
        )
        page = await context.new_page()
        yield await comes_in(place, console, context, page, place.address)
        place.site.stopping = False
        await context.close()


async def comes_in(
    place: Premises, console: Console, context: BrowserContext, page: Page, address: str, name: str = "Ana"
) -> Room:
    await page.goto(f"{address}/")
    await page.get_by_label("Code on the room screen").fill(console.code)
    await page.get_by_label("What should we call you?").fill(name)
    await page.get_by_role("button", name="Join", exact=True).click()
    await page.wait_for_url(re.compile(r"/s/"))
    seat = page.url.rsplit("/", 1)[1]
    await console.line.asks("admit", seats=[seat])
    await console.goes_to(CRAVING)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Question of craving?")
    return Room(place, console, context, page, page.url, seat)


async def choose(page: Page, number: int) -> None:
    await page.locator(f"input[name=number][value='{number}']").check()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def test_a_dropped_link_comes_back_and_the_answer_is_stored_once(room: Room) -> None:
    """W22"""
    page = room.page
    await choose(page, 7)
    room.cut()
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    await press(page, "Send")
    await reads(page, "Kept on this phone. Look up.")
    room.mend()
    await reads(page, "Saved. Look up.")
    await expect(page.locator(".news", has_text=NO_LINK)).to_have_count(0)
    assert [event.answer.number for event in room.given()] == [7] and not room.given()[0].after_close


async def test_what_was_sent_into_a_dead_network_is_sent_again(room: Room) -> None:
    """W22"""
    page = room.page
    await page.clock.install()
    await page.reload()
    await until(lambda: room.screens)
    await choose(page, 4)
    await room.context.set_offline(True)
    await press(page, "Send")
    await reads(page, "Sending")
    assert not room.given()
    await page.clock.fast_forward(31_000)
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    await reads(page, "Kept on this phone. Look up.")
    await room.context.set_offline(False)
    await reads(page, "Saved. Look up.")
    assert [event.answer.number for event in room.given()] == [4]


async def test_a_half_open_link_is_noticed_and_replaced(browser: Browser, room: Room) -> None:
    """W22"""
    async with wired(room.place.address) as wire:
        context = await browser.new_context(
            viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
        )
        page = await context.new_page()
        await page.clock.install()
        other = await comes_in(room.place, room.console, context, page, wire.address, "Bea")
        await _over_a_deaf_wire(other, wire)
        await context.close()


async def _over_a_deaf_wire(room: Room, wire: Wire) -> None:
    page = room.page
    wire.go_deaf()
    await choose(page, 9)
    await press(page, "Send")
    await reads(page, "Sending")
    await page.clock.fast_forward(31_000)
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    assert not room.given()
    wire.hear_again()
    await page.clock.fast_forward(20_000)
    await reads(page, "Saved. Look up.")
    assert [event.answer.number for event in room.given()] == [9]


async def test_a_queued_answer_survives_a_reload(room: Room) -> None:
    """S13"""
    page = room.page
    room.cut()
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    await choose(page, 3)
    await press(page, "Send")
    await reads(page, "Kept on this phone. Look up.")
    await page.reload()
    await reads(page, "Kept on this phone. Look up.")
    assert not room.given()
    room.mend()
    await reads(page, "Saved. Look up.")
    assert [event.answer.number for event in room.given()] == [3]


async def test_a_second_tab_takes_over_with_the_choice_that_was_not_sent(room: Room) -> None:
    """S13"""
    first = room.page
    await choose(first, 8)
    second = await room.context.new_page()
    await second.goto(room.url)
    await reads(first, "Open in another tab")
    await expect(second.locator("input[name=number][value='8']")).to_be_checked()
    await choose(second, 5)
    await press(first, "Use it here")
    await reads(second, "Open in another tab")
    await expect(first.locator("input[name=number][value='5']")).to_be_checked()
    await press(first, "Send")
    await reads(first, "Saved. Look up.")
    assert [event.answer.number for event in room.given()] == [5]


async def test_a_screen_that_throws_says_so_keeps_the_choice_and_tells_a_code_only(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """S13 S9"""
    page = room.page
    source = (shipped("client_web") / "steps/scale.js").read_text()
    opening = "export function Ask({ prompt, chosen, choose, picture, children }) {"
    assert opening in source
    breaking = source.replace(
        opening, f"{opening} if (globalThis.breaks) throw new Error(JSON.stringify({{ chosen, prompt }}));"
    )

    async def broken(route: Route) -> None:
        await route.fulfill(body=breaking, content_type="text/javascript")

    await page.route("**/steps/scale.js", broken)
    told: list[str | None] = []
    page.on("request", lambda request: told.append(request.post_data) if request.url.endswith("/fault") else None)
    await page.reload()
    await choose(page, 2)
    await page.evaluate("globalThis.breaks = true")
    await page.locator("input[name=number][value='6']").click()
    await reads(page, "This page needs a fresh start.")
    await expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    await until(lambda: "screen broke: screen_threw on participant" in caplog.messages)
    assert told == ['{"code":"screen_threw","screen":"participant"}']
    await page.unroute("**/steps/scale.js")
    await press(page, "Reload")
    await expect(page.locator("input[name=number][value='6']")).to_be_checked()
    await press(page, "Send")
    await reads(page, "Saved. Look up.")
    assert [event.answer.number for event in room.given()] == [6]


async def test_i_need_a_person_says_at_once_that_it_was_not_sent(room: Room) -> None:
    """S12"""
    page = room.page
    room.cut()
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    await press(page, "I need a person")
    await expect(page.get_by_role("heading", level=1)).to_have_text("This was not sent", timeout=1_000)
    await expect(page.get_by_text("Tell someone near you, or call.")).to_be_visible()
    room.mend()
    await expect(page.locator(".news", has_text=NO_LINK)).to_have_count(0)
    assert not room.place.events(room.console.session, "alert_raised"), "It was sent later, behind the person's back."
    await press(page, "Try again")
    await reads(page, "Sent to Dana")
    assert len(room.place.events(room.console.session, "alert_raised")) == 1


async def test_thirty_answers_written_without_a_link_are_kept_as_late_and_never_on_the_wall(room: Room) -> None:
    """S13 W22"""
    place, console, page = room.place, room.console, room.page
    phones = [await Phone(place).joins(console.code, f"Person {number}") for number in range(30)]
    await console.admits(*phones)
    display = await Display(place).turns_on()
    await console.browser.post(f"{console.path}/displays", body={"word": display.word})
    await console.goes_to(MOOD)
    await reads(page, "Question of mood?")
    for phone in phones:
        await phone.line.sees(lambda show: show["scene"]["visit"] and show["scene"]["visit"]["step"] == MOOD)
        await phone.line.close()
    room.cut()
    await expect(page.locator(".news", has_text=NO_LINK)).to_be_visible()
    await choose(page, 10)
    await press(page, "Send")
    await reads(page, "Kept on this phone. Look up.")
    assert (await console.moves("next"))["code"] == "ok"
    room.mend()
    await everyone(phones, lambda phone: phone.links())
    replies = await everyone(phones, lambda phone: phone.answers(MOOD, int(phone.seat, 36) % 11))
    assert [reply["code"] for reply in replies] == ["ok"] * 30
    await expect(page.locator(".news", has_text=NO_LINK)).to_have_count(0)
    await until(lambda: len(room.given()) == 1)
    late = place.events(console.session, "answered")
    assert len(late) == 31 and all(event.after_close and event.step == MOOD for event in late)
    await console.goes_to(MOOD)
    assert (await console.line.asks("reveal", visit=console.visit))["code"] == "nothing_to_show"
    scene = console.line.shows[-1]["scene"]
    assert (scene["counts"]["answered"], scene["counts"]["after_close"]) == (0, 31)
    await display.line.sees(lambda show: (show["scene"].get("visit") or {}).get("number") == console.visit)
    walls = [show["scene"]["visit"] for show in display.line.shows if show["scene"].get("visit")]
    assert walls and not [wall for wall in walls if wall["results"]]
    await everyone([*phones, display], lambda person: person.close())


async def everyone(people: list[Any], does: Callable[[Any], Awaitable[Any]]) -> list[Any]:
    """What each of these people does, at once."""
    return list(await asyncio.gather(*(does(person) for person in people)))
