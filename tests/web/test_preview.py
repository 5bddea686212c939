"""Previews over HTTP: for staff of a site, and of one file alone; what they carry, who may frame them, and what they do not give."""

import json
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import pytest_asyncio
from aiohttp import web

from goround.catalog.shelf import Shelf
from goround.runtime.clock import SettableClock
from goround.shipped import shipped
from goround.web.assets import Assets
from goround.web.previewed_file import build_preview
from tests.web.conftest import Company
from tests.web.people import Browser, Page
from tests.web.premises import Premises

ID = "blk-first-look"
SAMPLE = shipped("curricula") / f"{ID}.yaml"
WAVES = shipped("curricula") / "w01b-riding-out-cravings.yaml"
STEP = "urge-now"


@dataclass
class Alone:
    """The preview of one file, on a free port of this machine."""

    address: str
    file: Path
    clock: SettableClock

    def now(self) -> int:
        return self.clock.now()


@asynccontextmanager
async def alone(file: Path, *, only_here: bool = True) -> AsyncIterator[Alone]:
    listening, clock = socket.create_server(("127.0.0.1", 0)), SettableClock()
    app = build_preview(file, shipped("client_web"), clock, only_here=only_here)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    try:
        await runner.setup()
        await web.SockSite(runner, listening).start()
        yield Alone(f"http://127.0.0.1:{listening.getsockname()[1]}", file, clock)
    finally:
        await runner.cleanup()
        listening.close()


@pytest_asyncio.fixture
async def place(tmp_path: Path) -> AsyncIterator[Alone]:
    """A copy of the sample, previewed."""
    file = Path(shutil.copy(SAMPLE, tmp_path / "look.yaml"))
    async with alone(file) as opened:
        yield opened


@pytest_asyncio.fixture
async def browser(place: Alone) -> AsyncIterator[Browser]:
    async with Browser(place) as one:
        yield one


def policy(page: Page) -> dict[str, str]:
    parts = page.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


def told(page: Page) -> dict[str, Any]:
    state: dict[str, Any] = page.block("first")["state"]
    return state


async def test_the_page_of_a_file_tells_its_steps_and_what_was_found(browser: Browser) -> None:
    """P5"""
    page = await browser.get("/")
    state = told(page)
    assert page.status == 200 and page.title == "Preview: A first look at an urge"
    assert (
        not state["broken"]
        and state["file"] == "look.yaml"
        and state["curriculum"]["unreviewed"] == ["clinician", "spanish"]
    )
    steps = {step["id"]: step["stages"] for step in state["curriculum"]["steps"]}
    assert steps["welcome"] == ["asked"] and steps[STEP] == ["asked", "answered"]
    assert steps["hardest-hour"] == ["asked", "answered", "shown"]


async def test_the_page_comes_in_the_language_of_the_browser(browser: Browser) -> None:
    """W2"""
    assert (await browser.get("/", Accept_Language="es-MX")).title.startswith("Vista previa: ")
    assert (await browser.get("/?lang=es")).title.startswith("Vista previa: ")


async def test_a_screen_carries_the_view_of_that_screen(browser: Browser) -> None:
    """P1 P4"""
    for screen, kind in (("participant", "participant"), ("facilitator", "facilitator"), ("display", "display")):
        page = await browser.get(f"/screen/{STEP}/answered/{screen}/es?theme=night&v=x")
        first = page.block("first")
        assert page.status == 200 and first["show"]["scene"]["kind"] == kind and first["screen"] == screen
        assert first["lang"] == "es" and first["extras"]["still"] == {"theme": "night", "kept": {}}
        assert page.title == "Vista previa" and "/preview/still.js" in page.text
        secret = json.loads(page.raw("first"))
        assert ("script" in json.dumps(secret["show"]["scene"])) == (screen == "facilitator")


async def test_what_is_paced_by_the_clock_begins_when_a_screen_is_asked_for(browser: Browser, place: Alone) -> None:
    """P3"""
    place.clock.advance(90_000)
    show = (await browser.get(f"/screen/{STEP}/asked/participant/en")).block("first")["show"]
    assert show["now"] == show["scene"]["visit"]["since"] == place.now()


async def test_private_words_are_carried_by_the_phone_alone(tmp_path: Path) -> None:
    """P4"""
    async with alone(WAVES) as opened, Browser(opened) as browser:
        of = {
            screen: (await browser.get(f"/screen/plan-alone/answered/{screen}/en")).block("first")
            for screen in ("participant", "facilitator", "display")
        }
    kept = of["participant"]["extras"]["still"]["kept"]
    assert set(kept["w01b-riding-out-cravings.plan-alone"]) == {"situation", "response"}
    assert of["facilitator"]["extras"]["still"]["kept"] == of["display"]["extras"]["still"]["kept"] == {}
    assert of["participant"]["show"]["mine"]["given"]["answer"] is None


async def test_a_live_page_loads_nothing_of_a_preview(company: Company) -> None:
    """P3"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    for person in (console, ana):
        assert "preview/" not in (await person.browser.get(person.path)).text
    assets = Assets(shipped("client_web"))
    for screen in ("participant", "facilitator", "display"):
        assert not [name for name in assets.modules(f"{screen}/main.js") if name.startswith("preview/")]


@pytest.mark.parametrize(
    "path",
    ["nothing/asked/participant/en", f"{STEP}/shown/participant/en", "welcome/answered/participant/en", f"{STEP}/asked/supervisor/en",
     f"{STEP}/asked/participant/fr", f"{STEP}/later/participant/en", "..%2F..%2Fetc/asked/participant/en", f"{STEP}/asked/%2e%2e/en",
     "picture/" + "0" * 64, "picture/..%2f..%2flook.yaml", "square/x"],
)  # fmt: skip
async def test_what_is_not_there_is_not_found(browser: Browser, path: str) -> None:
    """P2 P6"""
    page = await browser.get(f"/screen/{path}")
    assert page.status == 404 and "look.yaml" not in page.text and "Traceback" not in page.text


async def test_a_picture_is_had_by_its_hash(tmp_path: Path) -> None:
    """P1"""
    async with alone(WAVES) as opened, Browser(opened) as browser:
        first = (await browser.get("/screen/rises-and-falls/asked/display/en")).block("first")
        address = first["socket"].replace("/socket", f"/picture/{first['show']['scene']['visit']['picture']['sha256']}")
        page = await browser.get(address)
    assert page.status == 200 and page.headers["Content-Type"].startswith("image/svg+xml")
    assert "sandbox" in page.headers["Content-Security-Policy"]


async def test_only_its_own_page_frames_a_screen_and_nobody_that_page(browser: Browser) -> None:
    """P7"""
    overview, screen = await browser.get("/"), await browser.get(f"/screen/{STEP}/asked/participant/en")
    assert policy(screen)["frame-ancestors"] == "'self'" and screen.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(overview)["frame-ancestors"] == "'none'" and overview.headers["X-Frame-Options"] == "DENY"
    assert policy(overview)["frame-src"] == "'self'" and "frame-src" not in policy(screen)
    for page in (overview, screen):
        own = policy(page)
        assert (
            own["default-src"] == "'none'" and own["script-src"] == own["style-src"] == own["connect-src"] == "'self'"
        )
        assert (
            own["require-trusted-types-for"] == "'script'" and "unsafe" not in page.headers["Content-Security-Policy"]
        )
        assert not re.search(r"\son\w+=|style=|<script(?![^>]*(?:src=|application/json))", page.text)


async def test_no_other_page_is_framed_by_anybody(company: Company) -> None:
    """P7"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    for person, path in ((console, "/staff"), (console, console.path), (ana, ana.path), (ana, "/"), (ana, "/nothing")):
        page = await person.browser.get(path)
        assert policy(page)["frame-ancestors"] == "'none'" and page.headers["X-Frame-Options"] == "DENY"


async def test_news_come_once_the_file_was_saved(browser: Browser, place: Alone) -> None:
    """P5"""
    state = told(await browser.get("/"))
    known = f"/state?known={state['mark']}"
    assert (await browser.get(known)).status == 204
    place.file.write_text(place.file.read_text("utf-8").replace("A first look", "A second look"), "utf-8")
    news = json.loads((await browser.get(known)).text)
    assert (
        news["curriculum"]["title"]["en"] == "A second look at an urge"
        and news["mark"] == news["drawn"] != state["mark"]
    )
    place.file.write_text("id: [", "utf-8")
    broken = json.loads((await browser.get(f"/state?known={news['mark']}")).text)
    assert (
        broken["broken"]
        and broken["drawn"] == news["drawn"]
        and broken["curriculum"]["title"]["en"] == "A second look at an urge"
    )
    assert broken["findings"][0]["line"] == 1 and broken["findings"][0]["severity"] == "error"
    assert (await browser.get(f"/screen/{STEP}/asked/participant/en")).status == 200, "The last good one is gone."
    assert (await browser.get("/state")).status == 200 and (
        await browser.get("/state?known=" + "x" * 4000)
    ).status == 200


async def test_a_file_that_is_not_there_is_told_and_shown_once_it_is(tmp_path: Path) -> None:
    """P5"""
    async with alone(tmp_path / "later.yaml") as opened, Browser(opened) as browser:
        state = told(await browser.get("/"))
        assert state["broken"] and state["curriculum"] is None and "cannot be read" in state["findings"][0]["sentence"]
        assert (await browser.get(f"/screen/{STEP}/asked/participant/en")).status == 404
        shutil.copy(SAMPLE, opened.file)
        assert told(await browser.get("/"))["curriculum"]["id"] == ID


async def test_a_curriculum_for_families_is_shown_and_says_so(tmp_path: Path) -> None:
    """P1"""
    text = SAMPLE.read_text("utf-8").replace("audience: [participants]", "audience: [family]")
    (tmp_path / "family.yaml").write_text(text, "utf-8")
    async with alone(tmp_path / "family.yaml") as opened, Browser(opened) as browser:
        assert told(await browser.get("/"))["curriculum"]["audience"] == ["family"]
        assert (await browser.get(f"/screen/{STEP}/answered/participant/es")).status == 200


async def test_nothing_can_be_written_to_it(browser: Browser) -> None:
    """P3"""
    for path in ("/", "/state", "/fault", f"/screen/{STEP}/asked/participant/en", "/s/preview/leave"):
        assert (await browser.post(path, {})).status in (404, 405)
    upgrade = await browser.get("/screen/socket", Upgrade="websocket", Connection="Upgrade")
    assert upgrade.status == 404


async def test_a_name_that_was_made_to_lead_here_is_refused(browser: Browser, place: Alone) -> None:
    """P6"""
    port = place.address.rpartition(":")[2]
    for host in (f"evil.example:{port}", "evil.example", "127.0.0.1.evil.example", "x y", ""):
        page = await browser.get("/", Host=host)
        assert page.status in (400, 403) and "A first look" not in page.text
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert (await browser.get("/", Host=host)).status == 200
    async with alone(place.file, only_here=False) as opened, Browser(opened) as other:
        assert (await other.get("/", Host="tablet.local")).status == 200


# --- for staff of a site ---


@pytest.fixture
def folder(site: Premises, tmp_path: Path) -> Path:
    """The folder of this site's curricula."""
    kept = tmp_path / "curricula"
    kept.mkdir()
    shutil.copy(SAMPLE, kept / "look.yaml")
    (tmp_path / "secret.yaml").write_text(SAMPLE.read_text("utf-8").replace(f"id: {ID}", "id: secret"), "utf-8")
    site.site.shelf = Shelf(kept)
    return kept


PATHS = ("", "/state", f"/screen/{STEP}/asked/participant/en", "/screen/picture/" + "0" * 64, "/screen/square")


async def test_previews_of_a_site_are_for_who_is_signed_in(company: Company, folder: Path) -> None:
    """P6"""
    dana = await company.staff()
    async with Browser(company.place) as browser:
        for path in PATHS:
            page = await browser.get(f"/staff/preview/{ID}{path}")
            assert page.status == 303 and page.leads_to == "/staff/sign-in"
            refused = await browser.get(f"/staff/preview/{ID}{path}", Accept="application/json")
            assert refused.status == 401 and "first look" not in refused.text
    page = await dana.browser.get(f"/staff/preview/{ID}")
    first = page.block("first")
    assert page.status == 200 and first["base"] == f"/staff/preview/{ID}" and first["home"] == "/staff"
    screen = await dana.browser.get(f"/staff/preview/{ID}/screen/{STEP}/asked/facilitator/en")
    assert screen.status == 200 and screen.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert screen.block("first")["socket"] == f"/staff/preview/{ID}/screen/socket"
    assert (await dana.browser.get(f"/staff/preview/{ID}/screen/square")).status == 200
    assert (await dana.browser.get(f"/staff/preview/{ID}/state?known={first['state']['mark']}")).status == 204


async def test_a_seat_is_no_staff(company: Company) -> None:
    """P6"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    assert (await ana.browser.get(f"/staff/preview/{ID}")).leads_to == "/staff/sign-in"


@pytest.mark.parametrize(
    "name", ["secret", "../secret", "..%2Fsecret", "look.yaml", "look", "%2e%2e", "*", "facts", "words", "blk-first-look%00", "x" * 3000]
)  # fmt: skip
async def test_no_other_file_is_had_by_any_name(company: Company, folder: Path, name: str) -> None:
    """P6"""
    dana = await company.staff()
    for path in PATHS[:-1]:
        page = await dana.browser.get(f"/staff/preview/{quote(name, safe='%')}{path}")
        assert page.status in (303, 400, 404) and "first look" not in page.text.lower(), (name, path)


async def test_a_broken_file_of_the_folder_is_still_previewed(company: Company, folder: Path) -> None:
    """P5"""
    dana = await company.staff()
    (folder / "look.yaml").write_text(SAMPLE.read_text("utf-8").replace("kind: scale\n", "kind: scales\n", 1), "utf-8")
    state = told(await dana.browser.get(f"/staff/preview/{ID}"))
    assert state["broken"] and state["curriculum"] is None and len(state["findings"]) == 1


async def test_a_site_without_a_folder_has_no_previews(company: Company) -> None:
    """P6"""
    dana = await company.staff()
    assert (await dana.browser.get("/staff/preview/w01")).status == 404
