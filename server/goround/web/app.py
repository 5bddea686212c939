"""The web application: ``build_app`` puts it together from its parts, so that a whole test server is one line."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from aiohttp import web
from sqlalchemy import Engine

from goround import __version__
from goround.catalog.shelf import Shelf
from goround.config import Settings
from goround.domain.curriculum import Curriculum
from goround.journal.folder import DataFolder
from goround.journal.port import Journal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.reading_room import Library, ReadingRoom
from goround.records.codes import Codes
from goround.records.confirmations import Confirmations
from goround.records.credentials import Credentials
from goround.records.pins import Pins
from goround.records.sign_ins import SignIns
from goround.records.staff import Staff
from goround.runtime.clock import Clock
from goround.runtime.host import Host
from goround.runtime.watchdog import SETTLED_S, Watchdog
from goround.web.access import Access, only_own_pages
from goround.web.api import (
    display,
    door,
    facts,
    fault,
    health,
    lock,
    preview,
    reach,
    replay,
    seat,
    session,
    staff,
    tablet,
)
from goround.web.assets import Assets
from goround.web.discretion import fell, hush_libraries
from goround.web.ghosts import Ghosts
from goround.web.limits import Patience, Turnstile
from goround.web.lobby import Lobby
from goround.web.lock import Locks
from goround.web.once import OnceLinks
from goround.web.pages import SECURE, Pages, guarded
from goround.web.previewer import PREVIEWER, Previewer
from goround.web.reach import Reach
from goround.web.site import SITE, Site, remember_lang
from goround.web.socket import SocketScreen
from goround.web.wire import RESTARTING
from goround.web.words import Catalogues

log = logging.getLogger(__name__)

SETTLE_S = 1.0
SPREAD_S = 5.0
"""Screens of a stopping server are closed over at most this long, so that they do not all come back at once."""


def build_app(
    *,
    settings: Settings,
    clock: Clock,
    journal: Journal,
    vault: Vault,
    writer: Writer,
    records: Engine,
    curricula: Shelf | Sequence[Curriculum],
    client: Path,
    address: str,
    apart: bool = True,
) -> web.Application:
    """The application; it lives, and opens its sessions, between start-up and clean-up.

    ``apart`` is False where the reading room is to be a thread and no process of its own, as in tests.
    """
    hush_libraries()
    assets = Assets(client)
    catalogues = Catalogues(client / "shared" / "words")
    accounts = Staff(records)
    screens: dict[SocketScreen, None] = {}
    locks = Locks(clock, SignIns(records), screens)
    folder = DataFolder(settings.data)
    reading = ReadingRoom(Library(folder.journal, folder.vault, vault.site), apart=apart)
    site = Site(
        settings=settings,
        clock=clock,
        host=Host(journal, vault, writer, clock, __version__),
        access=Access(settings, clock, Credentials(records), accounts, locks),
        staff=accounts,
        codes=Codes(records),
        pages=Pages(client, assets, catalogues),
        assets=assets,
        catalogues=catalogues,
        lobby=Lobby(clock),
        turnstile=Turnstile(clock),
        patience=Patience(clock),
        once=OnceLinks(clock),
        shelf=curricula if isinstance(curricula, Shelf) else Shelf(None, curricula),
        confirmations=Confirmations(records),
        pins=Pins(records),
        locks=locks,
        reach=Reach(clock),
        ghosts=Ghosts(clock),
        screens=screens,
        reading=reading,
        address=address,
    )
    app = web.Application(middlewares=[guarded, remember_lang, only_own_pages(site.access)], client_max_size=64 * 1024)
    app[SITE] = site
    app[SECURE] = settings.secure
    app[health.TRIAL] = health.Trial()
    app[PREVIEWER] = Previewer(site.pages, assets, catalogues, clock, settings.help_lines, reading)
    app.cleanup_ctx.append(_alive)
    app.on_shutdown.append(_say_goodbye)
    app.router.add_get("/a/{hash}/{name:.+}", assets.serve)
    for resource in (door, seat, display, staff, lock, session, tablet, preview, fault, facts, replay, health, reach):
        app.router.add_routes(resource.routes)
    return app


async def _alive(app: web.Application) -> AsyncIterator[None]:
    site, loop = app[SITE], asyncio.get_running_loop()
    former = loop.get_exception_handler()
    loop.set_exception_handler(fell)
    watchdog = Watchdog(loop, site.host.figures.lag, SETTLED_S)
    watchdog.start()
    await asyncio.to_thread(site.access.credentials.sweep, site.clock.now())
    await asyncio.to_thread(site.locks.sweep)
    watches = loop.create_task(site.locks.run())
    warms = loop.create_task(asyncio.to_thread(site.pages.warm))
    async with site.host:
        for room in site.host.rooms():
            site.ghosts.call_back(room)
        yield
    watches.cancel()
    await warms
    await site.reading.close()
    watchdog.stop()
    loop.set_exception_handler(former)


async def _say_goodbye(app: web.Application) -> None:
    """No new sockets; what waits is written; screens are closed over a few seconds."""
    site = app[SITE]
    site.stopping = True
    with contextlib.suppress(TimeoutError):
        # Under a storm a room may never rest; what comes in meanwhile is still written and answered.
        async with asyncio.timeout(SETTLE_S):
            for room in site.host.rooms():
                await room.settled()
    screens = tuple(site.screens)
    spread = min(SPREAD_S, len(screens) / 50)
    loop = asyncio.get_running_loop()
    for screen in screens:
        loop.call_later(spread * (site.clock.draw() / 2**64), screen.close, RESTARTING)
    if screens:
        await asyncio.sleep(spread + 0.3)
