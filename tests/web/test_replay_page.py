"""The replay over HTTP: every screen of every moment equals the one view, and what was changed, taken back or nameless comes back nowhere."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pydantic_core import to_jsonable_python
from sqlalchemy import create_engine, text

from goround.domain import commands as c
from goround.domain.history import replay
from goround.domain.people import ON_TABLET, Role, Viewer
from goround.domain.views import view
from goround.review.recording import Recording
from goround.review.shadow import shadow_of
from goround.runtime.room import Room
from tests.playbook import dana
from tests.review.evening import NAMES, SECRET, after, lived
from tests.web.conftest import Company
from tests.web.looked_back import CHANGED, EVERYBODY, INSTEAD, LEFT_OUT, PAST, TAKEN_BACK, WHOLE, looked_back_on
from tests.web.people import Browser, Console, Page
from tests.web.premises import DANA, Premises, opened, staffed

SCREENS = ("facilitator", "display", "participant")


class Looker:
    """Dana, who is signed in and looks back at one session."""

    def __init__(self, site: Premises, room: Room, console: Console) -> None:
        self.site, self.room, self.browser = site, room, console.browser
        self.base = f"/staff/s/{room.session}/replay"

    async def told(self) -> Any:
        page = await self.browser.get(f"{self.base}/told")
        assert page.status == 200, page.text
        return json.loads(page.text)

    async def look(self, entry: int | str, seat: str = "ann", **more: str) -> Any:
        page = await self.asks(f"look?entry={entry}&seat={seat}", **more)
        assert page.status == 200, page.text
        return json.loads(page.text)

    async def screen(self, screen: str, entry: int, seat: str = "ann", lang: str = "en", **more: str) -> Page:
        return await self.asks(f"screen/{screen}/{lang}?entry={entry}&seat={seat}", **more)

    async def asks(self, what: str, **more: str) -> Page:
        query = "".join(f"&{name.rstrip('_')}={value}" for name, value in more.items())
        return await self.browser.get(f"{self.base}/{what}{query}")

    @property
    def recording(self) -> Recording:
        return self.site.recording(self.room.session)

    async def stops(self) -> list[int]:
        """Every entry at which it may be stopped, from the first to the last."""
        found = [int((await self.look(1))["entry"])]
        while (after := (await self.look(found[-1]))["after"]) is not None:
            found.append(after)
        return found


async def looks_back(site: Premises, room: Room) -> Looker:
    """Dana signs in now: whoever was away for an evening is locked out."""
    return Looker(site, room, await Console(site).follows(site.let_in(DANA)))


@pytest_asyncio.fixture(scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory, accounts: Path) -> AsyncIterator[Premises]:
    """One site for all of these tests: whoever looks back changes nothing."""
    async with opened(staffed(accounts, tmp_path_factory.mktemp("replay") / "site")) as place:
        yield place


@pytest_asyncio.fixture(scope="module")
async def evening(site: Premises) -> Room:
    """The whole evening."""
    return await looked_back_on(site)


@pytest_asyncio.fixture
async def looker(site: Premises, evening: Room) -> AsyncIterator[Looker]:
    """Dana, who looks back at the whole evening."""
    one = await looks_back(site, evening)
    yield one
    await one.browser.close()


@pytest_asyncio.fixture
async def looks(site: Premises) -> AsyncIterator[Callable[..., Awaitable[Looker]]]:
    """Somebody who looks back at another one, and goes home."""
    come: list[Looker] = []

    async def look(past: Any = WHOLE, *, rehearsal: bool = False) -> Looker:
        come.append(await looks_back(site, await looked_back_on(site, past, rehearsal=rehearsal)))
        return come[-1]

    yield look
    for one in come:
        await one.browser.close()


Looks = Callable[..., Awaitable[Looker]]


def first_entry_with(recording: Recording, word: str) -> int:
    return next(entry.seq for entry in recording.entries if word in entry.model_dump_json())


async def test_the_three_screens_are_the_one_view_after_every_entry(looker: Looker) -> None:
    """B1 B2"""
    log, last = looker.recording.entries, looker.recording.last
    shadow = shadow_of(last)
    stops = await looker.stops()
    assert len(stops) > 60 and stops[-1] == len(log)
    for entry in (*stops[::9], stops[-1]):
        state = replay(log[:entry])
        for named, staff in (
            ("facilitator", Viewer(Role.FACILITATOR, state.leader)),
            ("supervisor", Viewer(Role.SUPERVISOR)),
        ):
            seen = await looker.look(entry, "ben", as_=named)
            expected = {
                "facilitator": view(state, staff, shadow=shadow),
                "display": view(state, Viewer(Role.DISPLAY, ON_TABLET), shadow=shadow),
            }
            if "ben" in state.seats:
                over = Viewer(Role(named))
                expected["participant"] = view(state, over, "ben", shadow)
            assert set(seen["screens"]) == set(expected), entry
            for screen, one in expected.items():
                told = seen["screens"][screen]
                assert told["scene"] == to_jsonable_python(one.scene), (entry, named, screen)
                assert told["mine"] == to_jsonable_python(one.mine), (entry, named, screen)
                assert told["now"] == state.at == seen["at"]
                page = await looker.screen(screen, entry, "ben", as_=named)
                assert page.block("first")["show"]["scene"] == told["scene"], (entry, named, screen)
                assert page.block("first")["show"]["mine"] == told["mine"], (entry, named, screen)


async def everything_told(
    looker: Looker, seats: tuple[str, ...] = ("ben", "dee", "fay"), **more: str
) -> list[tuple[str, str]]:
    """All that the replay gives out of this session: each look over each seat at each stop, and pages of the screens."""
    found = [("page", (await looker.browser.get(looker.base)).text), ("told", json.dumps(await looker.told()))]
    stops = await looker.stops()
    for entry in stops:
        for seat in seats:
            found.append(
                (f"look {entry} over {seat}", (await looker.asks(f"look?entry={entry}&seat={seat}", **more)).text)
            )
    for entry in stops[::12]:
        for screen in SCREENS:
            found.append((f"{screen} {entry}", (await looker.screen(screen, entry, "dee", **more)).text))
    return found


async def test_what_was_changed_taken_back_or_nameless_is_told_nowhere(looker: Looker) -> None:
    """B3"""
    assert all(word in "".join(entry.model_dump_json() for entry in looker.recording.entries) for word in LEFT_OUT)
    told = await everything_told(looker)
    for where, what in told:
        assert not [word for word in LEFT_OUT if word in what], where
    assert any(INSTEAD in what for _, what in told), "The newest answer may be seen."
    for where, what in told:
        if where.startswith("look") and SECRET in what:
            phone = json.loads(what)["screens"].get("participant", {}).get("mine", {})
            assert SECRET not in json.dumps(phone), f"{where}: a nameless answer stands on its writer's phone."


async def test_a_supervisor_is_told_no_name(looker: Looker) -> None:
    """B4"""
    for where, what in await everything_told(looker, ("ben",), as_="supervisor"):
        own = what if where not in ("page", "told") else ""
        assert not [name for name in EVERYBODY if re.search(rf"\b{name}\b", own)], where
    assert not [name for name in EVERYBODY if name in (await looker.browser.get(looker.base)).text], (
        "The page names somebody."
    )
    assert {one["name"] for one in (await looker.look(70))["seats"]} == {*NAMES.values(), "Gustavo"} - {NAMES["eli"]}


async def test_what_was_kept_back_is_said_where_it_stood(looker: Looker) -> None:
    """B3"""
    for word, seat, later in ((CHANGED, "ben", "changed"), (TAKEN_BACK, "dee", "taken_back")):
        screens = (await looker.look(first_entry_with(looker.recording, word), seat))["screens"]
        person = next(one for one in screens["facilitator"]["scene"]["people"] if one["seat"] == seat)
        assert (person["later"], person["given"], person["status"]) == (later, None, "answered")
        own = screens["participant"]["mine"]["given"]
        assert (own["later"], own["answer"], own["standing"]) == (later, None, "answered")


async def test_a_nameless_answer_is_no_stop(looker: Looker) -> None:
    """B2"""
    nameless = first_entry_with(looker.recording, f"{SECRET} ann")
    assert nameless not in await looker.stops()
    assert (await looker.look(nameless))["entry"] < nameless


async def test_a_seat_that_had_not_come_has_no_phone_yet(looker: Looker) -> None:
    """B2"""
    joined = first_entry_with(looker.recording, '"seat":"fay"')
    assert "participant" not in (await looker.look(joined - 1, "fay"))["screens"]
    at_the_door = await looker.look(joined, "fay")
    assert at_the_door["screens"]["participant"]["scene"]["kind"] == "door"
    assert "fay" not in [one["seat"] for one in at_the_door["seats"]], "Who waits at the door is not in."
    assert [one["seat"] for one in (await looker.told())["seats"]] == ["ann", "cam", "dee", "ben", "gus", "fay"]


async def test_an_instant_finds_the_entry_before_it(looker: Looker) -> None:
    """B2"""
    one = await looker.look(30)
    found = json.loads((await looker.asks(f"look?at={one['next_at'] - 1}")).text)
    assert found["entry"] == one["entry"] and (found["before"], found["after"]) == (one["before"], one["after"])
    assert json.loads((await looker.asks("look?at=0")).text)["entry"] == 1


async def test_chapters_and_signs_stand_on_the_line(looker: Looker) -> None:
    """B5"""
    told = await looker.told()
    kinds = [one["kind"] for one in told["moments"]]
    assert kinds.count("step") == 12 and kinds.count("alert") == 2 and kinds.count("mark") == 1
    assert {"started", "paused", "went_on", "ended"} <= set(kinds)
    assert (told["running"], told["rehearsal"], told["broken"]) == (False, False, "")
    assert told["zone"] == "America/Chicago" and told["entries"] == len(looker.recording.entries)


async def test_a_session_that_is_on_is_told_up_to_now(site: Premises, looks: Looks) -> None:
    """B6"""
    looker = await looks(PAST)
    before = await looker.told()
    assert before["running"]
    await lived(looker.room, site.clock, after(1, dana, c.Mark(kind="follow_up")))
    await looker.room.settled()
    later = await looker.told()
    assert later["entries"] > before["entries"] and later["until"] > before["until"]
    assert later["moments"][-1]["mark"] == "follow_up"


async def test_of_a_rehearsal_everything_is_shown_and_the_page_says_so(looks: Looks) -> None:
    """B7"""
    looker = await looks(rehearsal=True)
    page = await looker.browser.get(looker.base)
    assert page.title == "Rehearsal: Replay" and (await looker.told())["rehearsal"]
    seen = await looker.look(first_entry_with(looker.recording, CHANGED), "ben", as_="supervisor")
    assert CHANGED in json.dumps(seen["screens"]["facilitator"])


async def test_a_record_that_cannot_be_read_to_its_end_plays_what_there_is(site: Premises, looks: Looks) -> None:
    """B8"""
    looker = await looks()
    spoiler = create_engine(f"sqlite:///{site.folder / 'goround.db'}")
    with spoiler.begin() as connection:
        connection.execute(
            text("UPDATE entry SET at = at + 1 WHERE session = :s AND seq = 30"), {"s": looker.room.session}
        )
    spoiler.dispose()
    # The room still holds it open as it was: only what is read anew finds the damage.
    site.site.reading._desk._open.clear()
    told = await looker.told()
    assert told["broken"] and told["entries"] == 29 and not told["running"]
    assert (await looker.look(99))["entry"] == 29


@pytest.mark.parametrize(
    ("what", "status", "sentence"),
    [
        ("look?entry=x", 400, "entry and at are whole numbers."),
        ("look?entry=-1", 400, "entry and at are whole numbers."),
        ("look?entry=²", 400, "entry and at are whole numbers."),
        ("look?at=1e9", 400, "entry and at are whole numbers."),
        ("screen/participant/en?entry=30&seat=nobody", 404, "This seat was not there yet."),
        ("screen/participant/en?entry=30", 404, "This seat was not there yet."),
        ("screen/nothing/en?entry=30", 404, ""),
        ("screen/display/fr?entry=30", 404, ""),
        ("screen/picture/00", 404, ""),
    ],
)
async def test_what_is_wrong_is_one_sentence(looker: Looker, what: str, status: int, sentence: str) -> None:
    """B9"""
    page = await looker.asks(what)
    assert page.status == status and sentence in page.text and "Traceback" not in page.text


async def test_an_entry_beyond_the_last_is_the_last(looker: Looker) -> None:
    """B9"""
    assert (await looker.look(999_999))["after"] is None and (await looker.look(0))["entry"] == 1


async def test_only_who_is_signed_in_and_not_locked_out_looks(site: Premises, looker: Looker, company: Company) -> None:
    """B10"""
    whats = ("", "/told", "/look?entry=9", "/screen/display/en?entry=9")
    async with Browser(site) as stranger:
        for what in whats:
            assert (await stranger.get(looker.base + what)).status in (303, 401), what
    assert (await looker.browser.post("/staff/lock")).status in (200, 303)
    for what in whats:
        page = await looker.browser.get(looker.base + what)
        assert page.status == 403 and not [name for name in EVERYBODY if name in page.text], what
    script = await looker.browser.get(f"{looker.base}/look?entry=9", Accept="*/*")
    assert (script.status, json.loads(script.text)["code"]) == (403, "locked")
    assert (await company.new(Console).browser.get("/staff/s/nothere/replay")).status == 303
    console = await company.staff()
    assert (await console.browser.get("/staff/s/nothere/replay")).status == 404


async def test_looking_enters_no_log_and_nothing_private_stands_in_addresses(looker: Looker) -> None:
    """B10"""
    before = len(looker.recording.entries)
    page = await looker.browser.get(looker.base)
    screen = await looker.screen("participant", 60, "ben")
    await looker.look(60, "ben")
    assert len(looker.recording.entries) == before
    assert page.title == screen.title == "Replay"
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page.text + screen.text)
    assert addresses and not [one for one in addresses if any(name in one for name in EVERYBODY)]


async def test_a_screen_is_framed_by_our_own_pages_alone_and_links_nowhere(looker: Looker) -> None:
    """B10"""
    screen = await looker.screen("facilitator", 40)
    policy = screen.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy and "ws" not in policy.partition("connect-src")[2].partition(";")[0]
    assert screen.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "supervisor/played.js" in screen.text
    page = await looker.browser.get(looker.base)
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


async def test_the_words_of_the_replay_are_on_no_live_phone(looker: Looker, company: Company) -> None:
    """B10"""
    console = await company.console()
    [phone] = await company.inside(console, "Ana")
    live = (await phone.browser.get(phone.path)).text
    assert '"supervisor.' not in live and "supervisor/played.js" not in live
    played = (await looker.screen("participant", 60)).block("first")
    assert played["extras"]["notes"]["changed"].startswith("Answered. This person changed")


async def test_facts_and_home_lead_to_it(looker: Looker) -> None:
    """B10"""
    facts = await looker.browser.get(f"/staff/s/{looker.room.session}/facts")
    assert f'href="{looker.base}"' in facts.text
    assert f'href="{looker.base}"' in (await looker.browser.get("/staff")).text


def test_every_rule_of_looking_back_has_a_test_and_every_number_its_rule(checkout: Path) -> None:
    written = re.findall(r"^- \*\*(B\d{1,2})\*\*", (checkout / "docs/spec.md").read_text("utf-8"), re.MULTILINE)
    assert len(written) == len(set(written)) > 20
    tests = [path for folder in ("web", "commands", "e2e") for path in (checkout / "tests" / folder).glob("test_*.py")]
    lines = re.findall(r'^    """(.*)', "\n".join(path.read_text("utf-8") for path in tests), re.MULTILINE)
    assert {number for line in lines for number in re.findall(r"\bB\d{1,2}\b", line)} == set(written)
