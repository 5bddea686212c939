"""The room's screen: it shows a word, a console takes it, and it can be turned off."""

from goround.records.codes import WORDS
from tests.web.conftest import Company
from tests.web.people import Console, Display, Page, Person, Phone


async def takes(console: Console, word: object) -> Page:
    return await console.browser.post(f"{console.path}/displays", body={"word": word})


async def test_a_new_screen_shows_a_word_and_nothing_else(company: Company) -> None:
    """W8"""
    display = await company.new(Display).turns_on()
    assert display.word in WORDS
    assert display.line.shows[-1] | {"now": 0} == {
        "type": "show", "n": 1, "now": 0, "assets": company.place.site.assets.hash,
        "scene": {"kind": "unpaired", "word": display.word}, "mine": {"kind": "nothing"},
    }  # fmt: skip
    page = await display.browser.get(display.path)
    assert page.block("first")["show"] is None and page.title == "Group"


async def test_the_console_takes_the_screen_that_shows_the_word(company: Company) -> None:
    """W8"""
    console = await company.console()
    display, other = await company.new(Display).turns_on(), await company.new(Display).turns_on()
    assert display.word != other.word
    word = display.word
    assert (await takes(console, f" {word.lower()[:2]} {word.lower()[2:]} ")).status == 200
    wall = await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    assert wall["scene"]["code"] == console.code and wall["scene"]["group"] == "Blue group"
    await console.line.sees(lambda show: show["scene"]["displays"] == 1)
    assert (await takes(console, word)).status == 404, "A word is taken once."
    assert other.line.shows[-1]["scene"]["kind"] == "unpaired"
    assert (await display.browser.get(display.path)).block("first")["show"]["scene"]["kind"] == "display"


async def test_every_page_carries_the_zone_of_the_site_so_that_all_tell_the_same_hour(company: Company) -> None:
    """W17"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    waiting = await company.new(Phone).joins(console.code, "Ana")
    pages = [await one.browser.get(one.path) for one in (display, waiting, console)]
    assert (await takes(console, display.word)).status == 200
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    pages.append(await display.browser.get(display.path))
    zone = company.place.site.settings.zone
    assert zone != "UTC" and [page.block("first")["extras"]["zone"] for page in pages] == [zone] * 4


async def test_a_wrong_word_takes_nothing(company: Company) -> None:
    """W8"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    wrong = next(word for word in WORDS if word != display.word)
    for word in (wrong, "", "LAMPS", None, 7, ["LAMP"], {"word": "LAMP"}):
        page = await takes(console, word)
        assert (page.status, page.text) == (404, '{"code": "no_such_display"}'), word
    assert (await console.browser.post(f"{console.path}/displays", {"word": display.word})).status == 404
    assert display.line.shows[-1]["scene"]["kind"] == "unpaired"


async def test_a_screen_that_went_away_takes_its_word_along(company: Company) -> None:
    """W8"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    await display.line.close()
    assert (await takes(console, display.word)).status == 404


async def test_screens_are_turned_off_and_can_come_again(company: Company) -> None:
    """W8"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    await takes(console, display.word)
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    assert (await console.browser.post(f"{console.path}/displays/off", body={})).status == 200
    assert (await display.line.sees(lambda show: show["scene"]["kind"] == "removed"))["scene"]["help_lines"]
    await console.line.sees(lambda show: show["scene"]["displays"] == 0)
    await display.line.close()
    await display.links()
    shown = await display.line.sees()
    assert shown["scene"]["kind"] == "unpaired"
    assert (await takes(console, shown["scene"]["word"])).status == 200


async def test_a_screen_follows_through_a_break_of_its_link(company: Company) -> None:
    """W8"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    await takes(console, display.word)
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    await display.line.close()
    await console.goes_to("w01.craving")
    await display.links()
    assert (await display.line.sees())["scene"]["visit"]["step"] == "w01.craving"


async def test_the_square_is_shown_before_the_start_and_later_by_a_tap_and_holds_the_way_in(company: Company) -> None:
    """W3, J15"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    assert (await display.browser.get(f"{display.path}/square")).status == 404
    await takes(console, display.word)
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    wall, tablet = (
        await display.browser.get(f"{display.path}/square"),
        await console.browser.get(f"{console.path}/square"),
    )
    assert wall.text == tablet.text and wall.headers["Cache-Control"] == "no-store"
    await console.moves("start")
    assert (await display.browser.get(f"{display.path}/square")).status == 404
    assert (await console.line.asks("show_join_card", shown=True))["code"] == "ok"
    assert (await display.browser.get(f"{display.path}/square")).text == tablet.text
    await console.goes_to("w01.craving")
    assert (await display.browser.get(f"{display.path}/square")).status == 404


async def test_more_screens_than_words_take_no_word_away_from_one_that_waits(company: Company) -> None:
    """W8"""
    first = await company.new(Display).turns_on()
    rest = [await company.new(Display).turns_on() for _ in WORDS[1:]]
    words = {first.word, *(display.word for display in rest)}
    assert words == set(WORDS)
    late = company.new(Display)
    late.path = (await late.browser.get("/display")).leads_to
    assert await (await late.links()).closed() == 1013
    assert company.place.site.lobby.find(first.word) == first.path.rsplit("/", 1)[1]
    await rest[0].close()
    assert (await late.turns_on()).word == rest[0].word


async def test_an_old_link_that_ends_late_takes_no_word_away(company: Company) -> None:
    """W8"""
    console = await company.console()
    display = await company.new(Display).turns_on()
    old = display.line
    await display.links()
    assert (await display.line.sees())["scene"]["word"] == old.shows[0]["scene"]["word"]
    await old.close()
    assert (await takes(console, display.word)).status == 200
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")


async def test_a_display_without_its_cookie_begins_anew(company: Company) -> None:
    """S3"""
    display = await company.new(Display).turns_on()
    stranger = company.new(Person)
    assert (await stranger.browser.get(display.path)).leads_to == "/display"
    assert await (await stranger.links(path=display.path)).closed() == 4003
