"""A rehearsal as the tests of several folders start one: from the staff's home, with ghosts who do at once what people take a while for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from goround.cli.ghosts import ghosts_about
from goround.rehearsal.seat import Pace
from goround.runtime.room import Room
from tests.web.people import Console, Page
from tests.web.premises import Premises, until

AT_ONCE = Pace(least=0, most=0, speak_least=0, speak_most=0, pass_percent=0, later_percent=0, floor_percent=100)


@asynccontextmanager
async def haunted(site: Premises, pace: Pace = AT_ONCE) -> AsyncIterator[Premises]:
    """The site with ghosts who come as soon as they are called."""
    async with ghosts_about(site.site, pace, apart=0):
        yield site


async def sends(console: Console, *curricula: str, group: str = "", ghosts: str = "3", **more: str) -> Page:
    """Press “Rehearse” on the staff's home."""
    chosen = [("curriculum", one) for one in curricula or ("w01",)]
    form = [("group", group), ("lang", "en"), *chosen, ("rehearse", "yes"), ("ghosts", ghosts), *more.items()]
    return await console.browser.post("/staff/sessions", form)


async def rehearses(site: Premises, console: Console, *curricula: str, group: str = "", ghosts: str = "3") -> Room:
    """Rehearse: the room, once every ghost that was called is at its door."""
    page = await sends(console, *curricula, group=group, ghosts=ghosts)
    assert page.status == 303, page.text
    room = site.room(page.leads_to.rsplit("/", 1)[1])
    await until(lambda: len(room.state.seats) == int(ghosts), site.clock)
    return room
