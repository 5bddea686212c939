"""A server that stops takes no new sockets, writes what it has heard, and closes every screen as restarting."""

from pathlib import Path

from websockets.exceptions import WebSocketException

from goround.web import app
from tests.web.people import Console, Display, Phone
from tests.web.premises import Premises, opened, staffed


async def stop(place: Premises) -> None:
    """What SIGTERM does before everything is let go."""
    await app._say_goodbye(place.app)


async def test_every_screen_is_closed_as_restarting_and_what_was_asked_is_stored(
    tmp_path: Path, accounts: Path
) -> None:
    """W22"""
    async with opened(staffed(accounts, tmp_path)) as place, Console(place) as console, Phone(place) as ana:
        await (await console.follows(place.let_in("dana"))).starts()
        await ana.joins(console.code, "Ana")
        await console.admits(ana)
        await console.goes_to("w01.craving")
        async with Display(place) as waiting:
            await waiting.turns_on()
            refs = [
                await ana.line.sends("answer", step="w01.craving", revision=n, answer={"number": n}) for n in range(9)
            ]
            await stop(place)
            assert [await person.line.closed() for person in (ana, console, waiting)] == [1012] * 3
            replies = [await ana.line.reply(ref) for ref in refs]
            assert [reply["code"] for reply in replies] == ["ok"] * 9
            for person in (ana, console, waiting):
                try:
                    line = await person.links()
                except (WebSocketException, OSError):
                    continue
                raise AssertionError(f"A stopping server took a new socket: {line}")
        session = console.session
    async with opened(tmp_path) as place:
        assert [event.answer.number for event in place.events(session, "answered")] == list(range(9))
        assert place.room(session).state.seats[ana.seat].linked is False
        assert [event.type for event in place.recording(session).entries[-1].events] == ["resumed"]


async def test_after_a_restart_everybody_comes_back_by_the_same_cookie(tmp_path: Path, accounts: Path) -> None:
    """W22"""
    async with opened(staffed(accounts, tmp_path)) as place:
        console, ana, display = Console(place), Phone(place), Display(place)
        await (await console.follows(place.let_in("dana"))).starts()
        await ana.joins(console.code, "Ana")
        await console.admits(ana)
        await display.turns_on()
        await console.browser.post(f"{console.path}/displays", body={"word": display.word})
        await display.line.sees(lambda show: show["scene"]["kind"] == "display")
        cookies = {person: person.browser.cookie(person.path) for person in (console, ana, display)}
        for person in cookies:
            await person.close()
    async with opened(tmp_path) as place:
        for person, cookie in cookies.items():
            async with type(person)(place) as again:
                again.path = person.path
                shown = await (await again.links(cookie=cookie)).sees()
                assert shown["n"] == 1 and shown["scene"]["kind"] in ("facilitator", "participant", "display")
