"""A rehearsal says what it is on every screen, and is told apart from real sessions wherever sessions are listed."""

import re

import pytest

from goround.catalog.shelf import Shelf
from goround.domain import commands as c
from goround.domain.curriculum import Review
from goround.domain.people import Role, Viewer
from goround.records.codes import of_rehearsal
from goround.runtime.room import Room
from goround.web.ghosts import MOST_REHEARSALS
from tests.playbook import curriculum, slide
from tests.tree import CHECKOUT
from tests.web.conftest import Company
from tests.web.people import Display, Page, Person, Phone
from tests.web.premises import DANA, Premises
from tests.web.rehearsing import haunted, rehearses, sends

LEADS = Viewer(Role.FACILITATOR, DANA)
UNREAD = curriculum("raw", slide("hello"), title="Never reviewed", review=Review())


def room_of(site: Premises, page: Page) -> Room:
    assert page.status == 303, page.text
    return site.room(page.leads_to.rsplit("/", 1)[1])


def part(page: Page, id: str) -> str:
    """A section of the home by its heading; nothing where there is none."""
    found = re.search(rf'<section[^>]*aria-labelledby="{id}".*?</section>', page.text, re.DOTALL)
    return found[0] if found else ""


async def over(site: Premises, room: Room) -> None:
    end = c.End(visit=room.state.here or 0, until=site.now() + 5_000)
    assert (await room.ask(end, LEADS)).code == "ok"


async def test_a_rehearsal_needs_no_more_than_a_curriculum(site: Premises, company: Company) -> None:
    """H1 M13 M14"""
    site.site.shelf = Shelf(None, (UNREAD.model_copy(update={"audience": ("participants", "family")}),))
    dana = await company.staff()
    [opened] = site.events(room_of(site, await sends(dana, "raw")).session, "opened")
    assert opened.rehearsal and opened.confirmed == () and opened.group == "Practice group"
    named = room_of(site, await sends(dana, "raw", group="Wednesday try-out"))
    assert named.state.group == "Wednesday try-out"
    asked = await dana.browser.post("/staff/sessions", [("group", "Blue"), ("curriculum", "raw")])
    assert asked.status == 422, "What is not for people yet was led with people."


async def test_what_is_wrong_with_a_rehearsal_is_told_and_what_was_typed_stays(
    site: Premises, company: Company
) -> None:
    """H1 W7"""
    dana = await company.staff()
    nothing = await dana.browser.post("/staff/sessions", [("group", ""), ("rehearse", "yes"), ("ghosts", "12")])
    assert nothing.status == 422 and "Please choose what the group will do." in nothing.text
    assert 'id="ghosts-12" name="ghosts" value="12" checked' in nothing.text, "The number was forgotten."
    assert 'name="group" value=""' in nothing.text, "A name that nobody typed stands in the form."
    for _ in range(MOST_REHEARSALS):
        room_of(site, await sends(dana))
    refused = await sends(dana)
    assert refused.status == 422 and "Four rehearsals are on already." in refused.text
    await over(site, site.site.host.rooms()[0])
    room_of(site, await sends(dana))


async def test_a_real_session_is_started_as_before(site: Premises, company: Company) -> None:
    """H6"""
    dana = await company.staff()
    form = [("group", "Blue group"), ("curriculum", "w01"), ("ghosts", "8")]
    room = room_of(site, await dana.browser.post("/staff/sessions", form))
    assert not room.state.rehearsal and site.site.ghosts.calls.empty() and not room.state.seats


async def test_the_home_lists_rehearsals_apart_from_real_sessions(site: Premises, company: Company) -> None:
    """H5 W28"""
    async with haunted(site):
        real, dana = await company.console("Tuesday group"), await company.staff()
        room = await rehearses(site, dana, group="Try-out")
        ana = next(iter(room.state.seats))
        for one, seat in ((room, ana), (site.room(real.session), "")):
            if seat:
                assert (await one.ask(c.NeedPerson(), Viewer(Role.PARTICIPANT, seat))).code == "ok"
        home = await dana.browser.get("/staff")
        assert "One group is running." in home.text
        assert "Rehearsal: Try-out, not started" in part(home, "rehearsing") and "Tuesday" not in part(
            home, "rehearsing"
        )
        assert home.text.count("Try-out") == 1, "A rehearsal stands among the groups, or its name is offered for one."
        await over(site, room)
        home = await dana.browser.get("/staff")
        assert not part(home, "rehearsing") and not part(home, "left"), "A made-up person waits among real ones."
        assert "Rehearsal: Try-out, " in part(home, "rehearsed") and "Try-out" not in part(home, "past")
        spanish = await dana.browser.get("/staff?lang=es")
        assert "Ensayo: Try-out, " in part(spanish, "rehearsed")


async def test_the_facts_say_in_their_title_and_in_what_is_copied_that_it_was_a_rehearsal(
    site: Premises, company: Company
) -> None:
    """H4 E10"""
    async with haunted(site):
        dana = await company.staff()
        room = await rehearses(site, dana, group="Try-out")
        await room.ask(c.Admit(seats=tuple(room.state.seats)), LEADS)
        await over(site, room)
        facts = await dana.browser.get(f"/staff/s/{room.session}/facts")
        assert facts.title == "Rehearsal: Facts" and "Try-out" not in facts.title
        assert "<h1>Rehearsal: Try-out, " in facts.text
        for text in re.findall(r'<pre id="text-[^>]*>(.*?)</pre>', facts.text, re.DOTALL):
            assert "Rehearsal: Try-out, " in text, "A text that is copied does not say so."
        real = await company.console("Tuesday group")
        assert "ehears" not in (await dana.browser.get(f"/staff/s/{real.session}/facts")).text


async def told_at(person: Person, kind: str) -> bool:
    """Whether this screen, once it shows this, is told that it is a rehearsal."""
    shown = await person.line.sees(lambda show: show["scene"]["kind"] == kind)
    return bool(shown["scene"]["rehearsal"])


async def test_every_screen_is_told_that_it_is_a_rehearsal(site: Premises, company: Company) -> None:
    """H4"""
    dana = await company.staff()
    room = room_of(site, await sends(dana))
    await dana.opens(room.session)
    display = await company.new(Display).turns_on()
    await dana.browser.post(f"{dana.path}/displays", body={"word": display.word})
    door = await company.new(Phone).joins(dana.code, "Real")
    inside, gone = await company.inside(dana, "Also real", "Gone")
    assert (await dana.line.asks("remove", seat=gone.seat))["code"] == "ok"

    people = {dana: "facilitator", display: "display", door: "door", inside: "participant", gone: "removed"}
    for person, kind in people.items():
        assert await told_at(person, kind), kind
    assert (await dana.moves("end"))["code"] == "ok"
    for person in (door, inside, display):
        await person.line.sees(lambda show: show["scene"].get("phase") == "ended")
    for person, kind in people.items():
        assert await told_at(person, kind), kind
    await dana.browser.post("/staff/lock")
    locked = await dana.line.sees(lambda show: show["scene"]["locked"])
    assert locked["scene"]["rehearsal"] is True


async def test_a_rehearsals_code_has_a_form_of_its_own_and_who_scans_it_is_told_before_a_name_is_asked(
    site: Premises, company: Company
) -> None:
    """H4 H7"""
    dana = await company.staff()
    room, real = room_of(site, await sends(dana)), await company.console()
    code = str(room.state.code)
    assert of_rehearsal(code) and not of_rehearsal(real.code)
    phone = company.new(Phone)
    assert (await phone.browser.get(f"/j/{code}")).leads_to == "/"
    scanned = (await phone.browser.get("/")).text
    assert "This code is for a rehearsal." in scanned
    assert re.search(r'<span class="mark mark--wait">Rehearsal</span>', scanned)
    other = company.new(Phone)
    await other.browser.get(f"/j/{real.code}")
    assert "rehearsal" not in (await other.browser.get("/")).text
    assert (await company.new(Phone).fills(f"{code[:2]} {code[2:].lower()}", "Ana")).status == 303
    assert len(room.state.seats) == 1


async def test_a_code_typed_in_the_other_order_is_taken_and_the_form_calls_no_real_group_a_rehearsal(
    site: Premises, company: Company
) -> None:
    """H7 W1"""
    real = await company.console()
    word, digits = real.code[:4], real.code[4:]
    wrong = await company.new(Phone).fills(f"{digits} {word.lower()}", "")
    assert wrong.status == 422 and "ehearsal" not in wrong.text, "The code is a real group's."
    assert (await company.new(Phone).fills(f"{digits} {word.lower()}", "Ana")).status == 303
    assert len(site.room(real.session).state.seats) == 1


async def test_where_both_orders_are_codes_the_one_that_was_typed_counts(
    site: Premises, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H7"""

    def drawn(_: list[int], __: int, *, rehearsal: bool = False) -> str:
        return "42LAMP" if rehearsal else "LAMP42"

    monkeypatch.setattr(site.site.codes, "draw", drawn)
    real = site.room((await company.console()).session)
    rehearsal = room_of(site, await sends(await company.staff()))
    for typed, rooms in (("lamp 42", (1, 0)), ("42 lamp", (1, 1))):
        assert (await company.new(Phone).fills(typed, "Ana")).status == 303
        assert (len(real.state.seats), len(rehearsal.state.seats)) == rooms


def test_every_rule_of_rehearsals_has_a_test_and_every_test_its_rule() -> None:
    rules = set(re.findall(r"^- \*\*(H\d+)\*\*", (CHECKOUT / "docs/spec.md").read_text(), re.MULTILINE))
    tests = [path for folder in ("web", "e2e", "runtime") for path in (CHECKOUT / "tests" / folder).glob("test_*.py")]
    first = [line for path in tests for line in re.findall(r'^    """(.*)', path.read_text(), re.MULTILINE)]
    assert rules and {rule for line in first for rule in re.findall(r"\bH\d+\b", line)} == rules
