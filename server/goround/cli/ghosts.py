"""How ghosts come to the rehearsals of a running site: they are fetched for whoever called them, by a door on this machine alone."""

import asyncio
import contextlib
import importlib
import logging
import socket
from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import web

from goround.domain.state import State
from goround.web.api.ghost_door import ghost_door
from goround.web.ghosts import Called
from goround.web.site import Site

if TYPE_CHECKING:
    from goround.rehearsal.ghosts import Company
    from goround.rehearsal.seat import Pace

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def ghosts_about(site: Site, pace: "Pace | None" = None, apart: int | None = None) -> AsyncIterator[None]:
    """Ghosts come to rehearsals while this is entered, and leave with it."""
    bringing = asyncio.get_running_loop().create_task(_bring(site, pace, apart))
    try:
        yield
    finally:
        bringing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bringing


async def _bring(site: Site, pace: "Pace | None", apart: int | None) -> None:
    try:
        await _answer_calls(site, pace, apart)
    except Exception as error:  # noqa: BLE001 - a site goes on without ghosts; the text of an error may hold an answer
        log.error("no ghosts can come any more: %s", type(error).__name__)


async def _answer_calls(site: Site, pace: "Pace | None", apart: int | None) -> None:
    called = await site.ghosts.calls.get()
    await asyncio.to_thread(_learn)
    listening = socket.create_server(("127.0.0.1", 0))
    runner = web.AppRunner(ghost_door(site), handle_signals=False, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with asyncio.TaskGroup() as companies:
            while True:
                company = _company(address, site, called, pace, apart)
                companies.create_task(_stay(site, company, called))
                called = await site.ghosts.calls.get()
    finally:
        await runner.cleanup()


def _learn() -> None:
    """What ghosts are made of is loaded with the first call: no server waits for it that nobody rehearses on."""
    importlib.import_module("goround.rehearsal.ghosts")


def _company(address: str, site: Site, called: Called, pace: "Pace | None", apart: int | None) -> "Company":
    from goround.rehearsal.ghosts import APART_MS, Company
    from goround.rehearsal.seat import Pace

    state = partial(_state, site, called.session)
    return Company(address, site.clock, state, pace or Pace(), APART_MS if apart is None else apart)


async def _stay(site: Site, company: "Company", called: Called) -> None:
    try:
        await company.stay(called.cards)
    except* Exception as group:  # noqa: BLE001 - a rehearsal that loses its ghosts takes no real group with it
        log.error("ghosts fell: %s", ", ".join(type(error).__name__ for error in group.exceptions))
    finally:
        site.ghosts.dismiss(called.session)


def _state(site: Site, session: str) -> State | None:
    room = site.host.room(session)
    return room.state if room is not None else None
