"""One evening with the real command: it is joined, answered, killed in the middle of a storm, comes back, ends and is replayed."""

import asyncio
import random
import re
import signal
import socket
import sqlite3
from collections import Counter
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.commands.running import PASSWORD, Home, Served, serving
from tests.e2e.measured import violations
from tests.web.people import Line, Phone
from tests.web.premises import until

pytestmark = [pytest.mark.command, pytest.mark.browser]
URGE, HOUR, READY = "blk-evening.urge", "blk-evening.hour", "blk-evening.ready"
CROWD = 10


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.timeout(120)
async def test_one_evening(browser: Browser, tmp_path: Path) -> None:
    """W22 S8"""
    home, port = Home(tmp_path), free_port()
    assert home.run("staff", "add", "dana", "--name", "Dana", said=f"{PASSWORD}\n").returncode == 0
    with ExitStack() as servers:
        served = servers.enter_context(serving(home, port=port))
        evening = await Evening.begins(browser, served)
        await evening.people_come_in()
        await evening.everybody_answers_by_keyboard_and_by_socket()
        taken = asyncio.get_running_loop().create_task(evening.storm())
        await evening.acknowledged(60)
        served.process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(served.process.wait, 20)
        await evening.everybody_sees_that_the_link_is_lost()
        again = servers.enter_context(serving(home, port=port))
        await evening.everybody_comes_back_by_themselves()
        evening.over = True
        await asyncio.wait_for(taken, 60)
        session = await evening.ends()
        assert again.stop() < 10 and again.process.returncode == 0, again.printed
        assert "Traceback" not in served.printed + again.printed
        await evening.goes_home()
    everything_acknowledged_is_stored_once(home, session, evening)
    it_is_replayed_and_verified(home, session)


class Evening:
    """Dana's console, the room's screen and two phones in Chromium, and ten phones by socket."""

    def __init__(self, served: Served, console: Page, wall: Page, phones: list[Page]) -> None:
        self.served, self.console, self.wall, self.phones = served, console, wall, phones
        self.crowd: list[Phone] = []
        self.said: Counter[str] = Counter()
        """How often each ref of the storm was acknowledged as taken."""
        self.over = False
        self.session = self.ana = ""

    @classmethod
    async def begins(cls, browser: Browser, served: Served) -> "Evening":
        """Dana signs in and starts a session from the staff's home."""
        tablet = await browser.new_context(
            viewport={"width": 1180, "height": 820}, service_workers="block", reduced_motion="reduce"
        )
        console = await tablet.new_page()
        await console.goto(f"{served.address}/staff")
        await nothing_for_axe(console)
        await console.get_by_label("Account").fill("dana")
        await console.get_by_label("Password").fill(PASSWORD)
        await console.get_by_role("button", name="Sign in").click()
        await expect(console.get_by_role("heading", name="Start a group")).to_be_visible()
        await nothing_for_axe(console)
        await console.get_by_label("Name of the group").fill("Tuesday group")
        await console.get_by_text("An evening").click()
        await console.get_by_role("button", name="Start", exact=True).click()
        await console.wait_for_url(re.compile(r"/staff/s/"))
        room = await browser.new_context(
            viewport={"width": 1920, "height": 1080}, service_workers="block", reduced_motion="reduce"
        )
        wall = await room.new_page()
        await wall.goto(f"{served.address}/display")
        phones = []
        for _ in range(2):
            context = await browser.new_context(
                viewport={"width": 360, "height": 740}, service_workers="block", reduced_motion="reduce"
            )
            phones.append(await context.new_page())
        evening = cls(served, console, wall, phones)
        evening.session = console.url.rsplit("/", 1)[1]
        await evening.pair()
        return evening

    async def pair(self) -> None:
        """The display shows a word, and the console takes it."""
        word = self.wall.get_by_text(re.compile(r"^[A-Z]{4}$"))
        await nothing_for_axe(self.wall)
        await self.console.get_by_role("button", name="Square and room screen").click()
        await self.console.get_by_label(re.compile("^Connect the room.s screen$")).fill(
            (await word.inner_text()).strip()
        )
        await self.console.get_by_role("button", name="Connect", exact=True).click()
        await expect(self.console.locator(".said", has_text="The screen is connected.")).to_be_visible()
        await nothing_for_axe(self.console)
        await self.console.get_by_role("button", name="Close", exact=True).click()
        await expect(self.wall.get_by_text(self.code)).to_be_visible()
        await nothing_for_axe(self.wall)

    @property
    def code(self) -> re.Pattern[str]:
        return re.compile(r"^[A-Z]{4}\s?[2-9]{2}$")

    async def people_come_in(self) -> None:
        """Two by their own browsers, ten by sockets; Dana lets all of them in with one tap."""
        code = (await self.console.get_by_text(self.code).first.inner_text()).strip()
        for name, page in zip(("Ana", "Rosa"), self.phones, strict=True):
            await page.goto(f"{self.served.address}/")
            await nothing_for_axe(page)
            await page.get_by_label("Code on the room screen").fill(code.lower())
            await page.get_by_label("What should we call you?").fill(name)
            await page.get_by_role("button", name="Join", exact=True).click()
            await expect(page.get_by_role("heading", level=1)).to_have_text("That code was right.")
            await nothing_for_axe(page)
        self.ana = self.phones[0].url.rsplit("/", 1)[1]
        self.crowd = [await Phone(self.served).joins(code, f"Person {number}") for number in range(CROWD)]
        await nothing_for_axe(self.console)
        await self.console.get_by_role("button", name=f"Admit all ({CROWD + 2})").click()
        for page in self.phones:
            await expect(page.get_by_role("heading", level=1)).to_have_text("You are in. Welcome.")
        await self.press("Start: Hello")
        await self.press("Next: Urge")
        await expect(self.wall.get_by_role("heading", level=1)).to_have_text("How strong is the urge?")
        await nothing_for_axe(self.wall)

    async def press(self, name: str, then: str | None = None) -> None:
        """The main button of the console, once it says this. Two presses in a moment count as one, so it may take another."""
        button, after = self.console.locator("#next"), self.console.get_by_role("button", name=then or "", exact=True)
        await expect(button).to_have_text(name)
        for _ in range(10):
            await button.click()
            with suppress(AssertionError):
                if then is None:
                    await expect(button).not_to_have_text(name, timeout=1_000)
                else:
                    await expect(after).to_be_visible(timeout=1_000)
                return
        raise AssertionError(f"“{name}” does nothing.")

    async def everybody_answers_by_keyboard_and_by_socket(self) -> None:
        """Ana's phone without a finger on it, Rosa's by touch, the others over their sockets."""
        ana, rosa = self.phones
        await expect(ana.get_by_role("heading", level=1)).to_have_text("How strong is the urge?")
        await nothing_for_axe(ana)
        await keys(ana, "Tab", until="input[name=number]")
        await ana.keyboard.press("ArrowRight")
        await ana.keyboard.press("ArrowRight")
        await keys(ana, "Tab", until="button[type=submit]")
        await ana.keyboard.press("Enter")
        await expect(ana.get_by_role("heading", level=1)).to_have_text("Saved. Look up.")
        await nothing_for_axe(ana)
        await rosa.locator("input[name=number][value='8']").check()
        await rosa.get_by_role("button", name="Send").click()
        await expect(rosa.get_by_role("heading", level=1)).to_have_text("Saved. Look up.")
        for number, phone in enumerate(self.crowd):
            assert (await phone.answers(URGE, number))["code"] == "ok"
        await expect(self.console.get_by_text(f"{CROWD + 2} answered")).to_be_visible()
        await nothing_for_axe(self.console)
        await self.press("Next: Hour")
        for page in self.phones:
            await expect(page.get_by_role("heading", level=1)).to_have_text("How hard was the hour?")
            await page.locator("input[name=number][value='4']").check()
            await page.get_by_role("button", name="Send").click()
            await expect(page.get_by_role("heading", level=1)).to_have_text("Saved. Look up.")
        for number, phone in enumerate(self.crowd):
            assert (await phone.answers(HOUR, number))["code"] == "ok"
        await self.console.get_by_role("button", name="Show counts in the room").click()
        await expect(self.wall.locator("svg.spread")).to_be_visible()
        await nothing_for_axe(self.wall)
        await nothing_for_axe(self.console)
        await self.press("Next: Ready")
        for page in self.phones:
            await expect(page.get_by_role("heading", level=1)).to_have_text("How ready are you?")

    # --- the storm ---

    async def storm(self) -> None:
        """Everybody changes the answer again and again, and sends each one until it is acknowledged, as a phone's outbox does."""
        await asyncio.gather(*(self._storms(phone, random.Random(number)) for number, phone in enumerate(self.crowd)))

    async def _storms(self, phone: Phone, chance: random.Random) -> None:
        line, revision, count = phone.line, 0, 0
        await asyncio.sleep(0)
        while not self.over:
            count += 1
            asked = {"step": READY, "revision": revision, "answer": {"number": chance.randrange(11)}}
            ref, code = f"storm{phone.seat}:{count}", None
            while code is None:
                try:
                    code = (await line.asks("answer", ref=ref, **asked))["code"]
                except (ConnectionClosed, TimeoutError, OSError):
                    line = await self._links_again(phone)
            assert code in ("ok", "repeat", "slow_down"), code
            if code == "slow_down":
                await asyncio.sleep(0.2)
                continue
            self.said[f"{phone.seat} {ref}"] += 1
            revision += 1
            await asyncio.sleep(0.06)

    async def _links_again(self, phone: Phone) -> Line:
        while True:
            try:
                line = await phone.links()
                await line.sees()
                return line
            except (OSError, WebSocketException, TimeoutError):
                await asyncio.sleep(0.1)

    async def acknowledged(self, many: int) -> None:
        await until(lambda: self.said.total() >= many)

    # --- the kill ---

    async def everybody_sees_that_the_link_is_lost(self) -> None:
        ana, _ = self.phones
        await expect(ana.locator(".news", has_text="No link. Trying again.")).to_be_visible(timeout=15_000)
        await expect(self.console.locator(".banner", has_text="Screens stay as they are.")).to_be_visible(
            timeout=15_000
        )
        await expect(self.wall.get_by_role("heading", level=1)).to_have_text("How ready are you?")
        await ana.locator("input[name=number][value='9']").check()
        await ana.get_by_role("button", name="Send").click()
        await expect(ana.get_by_role("heading", level=1)).to_have_text("Kept on this phone. Look up.")
        await nothing_for_axe(ana)
        await nothing_for_axe(self.console)

    async def everybody_comes_back_by_themselves(self) -> None:
        ana, rosa = self.phones
        await expect(ana.get_by_role("heading", level=1)).to_have_text("Saved. Look up.", timeout=30_000)
        for page in (ana, rosa, self.console):
            await expect(page.locator(".news, .banner", has_text="No link. Trying again.")).to_have_count(
                0, timeout=30_000
            )
        await expect(rosa.get_by_role("heading", level=1)).to_have_text("How ready are you?")
        await self.acknowledged(self.said.total() + 40)

    async def ends(self) -> str:
        """Dana ends the group; everybody is told, and phones let go."""
        await self.press("Next: Own")
        await expect(self.wall.get_by_role("heading", level=1)).to_have_text("What do you keep for yourself?")
        ended = self.console.get_by_role("heading", level=1, name="The group has ended")
        while not await ended.count():
            await self.press("End the group", "Keep going")
            await nothing_for_axe(self.console)
            await self.console.get_by_role("group").get_by_role("button", name="End the group").click()
            with suppress(AssertionError):
                await expect(ended).to_be_visible(timeout=1_000)
        await nothing_for_axe(self.console)
        for page in self.phones:
            await expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for being here")
            await nothing_for_axe(page)
        await expect(self.wall.get_by_role("heading", level=1)).to_have_text("Thank you for being here.")
        return self.session

    async def goes_home(self) -> None:
        for phone in self.crowd:
            await phone.close()
        for page in (self.console, self.wall, *self.phones):
            await page.context.close()


async def keys(page: Page, key: str, *, until: str) -> None:
    """Press a key until the focus is on something like this; it must be seen there."""
    for _ in range(20):
        await page.keyboard.press(key)
        if await page.evaluate("wanted => document.activeElement.matches(wanted)", until):
            outlined = (
                "getComputedStyle(document.activeElement.closest('label') ?? document.activeElement).outlineStyle"
            )
            assert await page.evaluate(outlined) != "none", "Nobody sees where the focus is."
            return
    raise AssertionError(f"{key} does not lead to {until}.")


async def nothing_for_axe(page: Page) -> None:
    assert await violations(page) == [], page.url


def everything_acknowledged_is_stored_once(home: Home, session: str, evening: Evening) -> None:
    with closing(sqlite3.connect(home.folder / "goround.db")) as journal:
        asked = 'SELECT seq, "by", ref, events FROM entry WHERE session=? ORDER BY seq'
        rows = journal.execute(asked, [session]).fetchall()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    stored = Counter(f"{by.removeprefix('seat:')} {ref}" for _, by, ref, _ in rows if ref and ref.startswith("storm"))
    assert set(evening.said) <= set(stored), "An acknowledged answer is not in the log."
    assert set(stored.values()) == {1}, "An answer is in the log twice."
    assert len(evening.said) >= 100
    kept = [events for _, by, _, events in rows if by == f"seat:{evening.ana}" and f'"{READY}"' in events]
    assert len(kept) == 1, "What Ana wrote without a link is not in the log once."


def it_is_replayed_and_verified(home: Home, session: str) -> None:
    verified = home.run("verify", session)
    assert verified.returncode == 0 and f"{session}: whole" in verified.stdout, verified.stdout
    last = home.run("replay", session).stdout
    count = int(last.splitlines()[0].split(" of ")[1].split()[0])
    seen: dict[str, set[str]] = {"display": set(), "facilitator": set()}
    for viewer, drawn in seen.items():
        for to in (count // 4, count // 2, count):
            told = home.run("replay", session, "--to", str(to), "--as", viewer)
            assert told.returncode == 0 and f"entry {to} of {count}" in told.stdout, told.stderr
            drawn.add(told.stdout)
    wall = "".join(seen["display"])
    assert "Ana" not in wall and "Person" not in wall and "Tuesday group" not in wall
    assert any("Ana" in screen and "Person 9" in screen for screen in seen["facilitator"])
