"""The room's view on a facilitator's own tablet: what a display is shown, behind the staff cookie, asking nothing."""

from goround.domain import commands as c
from goround.domain.people import Role, Viewer
from tests.web.conftest import Company
from tests.web.people import Console, Person
from tests.web.premises import until

STAFF_WORDS = ("Script of", "Hint of", "Noa")


async def beside(company: Company, console: Console) -> Person:
    """The same tablet, with the room's view open."""
    tablet = company.new(Person)
    await tablet.browser.close()
    tablet.browser = console.browser
    tablet.path = f"{console.path}/room"
    await tablet.links()
    await tablet.line.sees()
    return tablet


async def test_the_tablet_shows_what_the_rooms_screen_shows(company: Company) -> None:
    """V14"""
    console = await company.console()
    await company.inside(console, "Noa")
    page = await console.browser.get(f"{console.path}/room")
    first = page.block("first")
    assert first["show"]["scene"]["kind"] == "display" and first["show"]["scene"]["code"] == console.code
    assert first["extras"] == {"back": console.path, "zone": "America/Chicago"} and page.title == "Blue group"
    tablet = await beside(company, console)
    await console.goes_to("w01.craving")
    shown = await tablet.line.sees(lambda show: (show["scene"]["visit"] or {}).get("step") == "w01.craving")
    assert not [word for word in STAFF_WORDS if word in str(shown)]
    assert (await console.browser.get(f"{console.path}/room")).block("first")["show"]["scene"] == shown["scene"]


async def test_the_tablet_asks_nothing(company: Company) -> None:
    """J9"""
    console = await company.console()
    tablet = await beside(company, console)
    for ask in ({"type": "need_person"}, {"type": "start", "until": company.place.now() + 5_000}):
        reply = await tablet.line.asks(**ask)
        assert (reply["code"], reply.get("entry")) == ("not_yours_to_ask", None), ask
    assert company.place.room(console.session).state.started is None


async def test_only_staff_who_are_signed_in_see_it(company: Company) -> None:
    """S7 W14"""
    console = await company.console()
    stranger = company.new(Person)
    assert (await stranger.browser.get(f"{console.path}/room")).leads_to == "/staff/sign-in"
    assert (await stranger.browser.get(f"{console.path}/room/square", Accept="*/*")).status == 401
    assert await (await stranger.links(path=f"{console.path}/room")).closed() == 4003
    tablet = await beside(company, console)
    await console.browser.post("/staff/sign-out")
    assert await tablet.line.closed() == 4003


async def test_no_facilitator_counts_as_awake_before_the_rooms_view(company: Company) -> None:
    """C5"""
    console = await company.console()
    [phone] = await company.inside(console, "Noa")
    await beside(company, console)
    await console.line.close()
    room = company.place.room(console.session)
    await until(lambda: not room.state.someone_awake, company.place.clock)
    await phone.line.asks("need_person")
    shown = await phone.line.sees(lambda show: show["mine"]["person"] is not None)
    assert shown["mine"]["person"]["standing"] == "unseen"


async def test_the_square_is_there_while_the_way_in_is_shown(company: Company) -> None:
    """W3 J15"""
    console = await company.console()
    square = f"{console.path}/room/square"
    first = await console.browser.get(square)
    assert first.status == 200 and first.headers["Cache-Control"] == "no-store"
    await console.moves("start")
    assert (await console.browser.get(square)).status == 404
    room = company.place.room(console.session)
    await room.ask(c.ShowJoinCard(shown=True), Viewer(Role.FACILITATOR, "dana"))
    assert (await console.browser.get(square)).text == first.text


async def test_after_the_end_the_tablet_leads_back_to_the_console(company: Company) -> None:
    """M8"""
    console = await company.console()
    await console.moves("end")
    assert (await console.browser.get(f"{console.path}/room")).leads_to == console.path
