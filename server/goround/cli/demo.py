"""``goround demo``: a sample session, and eight made-up people who come to it by themselves."""

import asyncio
import os
from argparse import Namespace
from urllib.parse import urlsplit

import segno

from goround.cli.opened import chosen_settings
from goround.cli.serve import NOT_REVIEWED, say, serve
from goround.cli.stop import Stop
from goround.config import Settings, default_data, this_machine
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.commands import End
from goround.domain.people import Role, Viewer
from goround.domain.state import Phase
from goround.records.codes import spaced
from goround.records.pins import is_easy
from goround.records.staff import Account
from goround.runtime.room import Room
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from goround.web.site import Site

PEOPLE = 8
SAMPLE = ("blk-checkin-process", "w01b-riding-out-cravings")
"""What the demo leads, as far as it is in the folder, with a break between."""
BREAK = 10
ACCOUNT = "demo"


def run(chosen: Namespace) -> int:
    """Run the demo; HOST and PORT of the environment stand for the flags, so that ``make demo`` can pass them on."""
    chosen.host = chosen.host or os.environ.get("HOST")
    chosen.port = _port(chosen)
    found = chosen_settings(chosen)
    if chosen.data is None and found.data == default_data():
        found = found.model_copy(update={"data": default_data() / "demo"})

    async def started(site: Site, address: str) -> None:
        room = await _sample(site)
        await _welcome(site, room, address, found, f" --key-file {chosen.key_file}" if chosen.key_file else "")
        site.ghosts.call(room, range(1, PEOPLE + 1))

    serve(found, started)
    return 0


def _port(chosen: Namespace) -> int | None:
    named = os.environ.get("PORT", "")
    if chosen.port is not None or not named:
        return chosen.port  # type: ignore[no-any-return]
    if not named.isdigit():
        raise Stop(f"PORT must be a number, not “{named}”.", 2)
    return int(named)


async def _sample(site: Site) -> Room:
    who = SignedIn(await asyncio.to_thread(_demo_account, site), "demo")
    shelf = await site.offered()
    blocks = tuple(found for id in SAMPLE if (found := shelf.find(id))) or (shelf.curricula[0],)
    breaks = tuple(PlannedBreak(after=block.id, minutes=BREAK) for block in blocks[:-1])
    for former in site.host.rooms():
        if former.state.rehearsal and former.state.phase is not Phase.ENDED:
            end = End(visit=former.state.here or 0, until=site.clock.now() + 5_000)
            await former.ask(end, Viewer(Role.FACILITATOR, who.account.id))
    return await open_session(site, "Tuesday group", Agenda(blocks=blocks, breaks=breaks), who, rehearsal=True)


def _demo_account(site: Site) -> Account:
    """The account that leads the demo; nobody knows its password, the printed link signs in once."""
    for account in site.staff.all():
        if account.account == ACCOUNT:
            return account
    return site.staff.add(site.clock.fresh_id(), ACCOUNT, "Dana", site.clock.token())


def drawn_pin(draw: int) -> str:
    """Four digits by a drawn number, and none that would be refused as easy to guess."""
    near = (f"{(draw + step) % 10_000:04}" for step in range(10_000))
    return next(pin for pin in near if not is_easy(pin))


async def _welcome(site: Site, room: Room, address: str, found: Settings, key: str) -> None:
    who = await asyncio.to_thread(_demo_account, site)
    once = site.once.make(who.id, f"/staff/s/{room.session}")
    pin = drawn_pin(site.clock.draw())
    await asyncio.to_thread(site.pins.set, who.id, pin)
    if isinstance(room.state.code, str):
        code = spaced(room.state.code)
    else:
        raise Stop("The sample session has no code.")
    say(f"""
Goround, a demo. {NOT_REVIEWED}

  1  Lead it      {address}/staff/once/{once}
                  (opens once, in one browser; then: Admit all, Start, Next, and Facts after the end)
                  (when it locks: the PIN {pin})
  2  Room screen  {address}/display
                  (shows a word; type it on the console)
  3  A phone      {address}/   with the code  {code}

Eight made-up people are coming to the door and will answer at a human pace.
Replay it        .venv/bin/goround replay {room.session} --data {found.data}{key}
                 ... --as display, ... --as participant:1, ... --to 20
Data             {found.data}""")
    if this_machine(urlsplit(address).hostname or ""):
        say("Phones           HOST=0.0.0.0 make demo")
    else:
        doubt = " (not encrypted: for a look, never for patients)" if found.exposed else ""
        say(f"Phones scan this, or open {address}/{doubt}")
        segno.make(f"{address}/j/{room.state.code}", error="m", micro=False).terminal(compact=True)
    say("Stop with Ctrl-C.\n")
