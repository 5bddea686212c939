"""``goround serve``: run sessions on a data folder until told to stop."""

import asyncio
import contextlib
import gc
import logging
import resource
import signal
import socket
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

import uvloop
from aiohttp import web

from goround import __version__
from goround.catalog.finding import Finding
from goround.catalog.shelf import Shelf
from goround.cli.certificate import Certificate, certificate_of
from goround.cli.diagnostics import speak_in_lines, write_diagnostics
from goround.cli.ghosts import ghosts_about
from goround.cli.listening import address_of, listen
from goround.cli.opened import NotStored, chosen_settings, demand_startable, folder_to_run, site_key
from goround.cli.stop import Stop
from goround.config import Settings
from goround.journal.folder import DataFolder
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.records.store import open_records
from goround.runtime.clock import Clock, SystemClock
from goround.shipped import shipped
from goround.web.app import build_app
from goround.web.site import SITE, Site

NOT_REVIEWED = "Not reviewed by a clinician, a translator or a lawyer. Not for use with patients."

PLAIN = (
    "Not encrypted: what is said over http can be read on the network. Sessions with people are refused, rehearsals are not. "
    "--tls-cert and --tls-key encrypt it; --plain-http says that you take it as it is."
)
TAKEN_AS_IT_IS = "Not encrypted: what is said over http can be read on the network. Remote seats are refused."

log = logging.getLogger(__name__)

Started = Callable[[Site, str], Awaitable[None]]
"""Called once the server listens, with its address; it runs until the server stops."""


class Staged(NamedTuple):
    """What is other where a rehearsal stages the server: its time, and what can be led on it. No ghosts come."""

    clock: Clock
    shelf: Shelf


def run(chosen: Namespace) -> int:
    """Run sessions."""
    found = chosen_settings(chosen)

    async def started(site: Site, address: str) -> None:
        say(f"Goround is ready: {address}   staff: {address}/staff   the room's screen: {address}/display")
        say(f"Data: {found.data}   key: {found.key_file}")
        if not await asyncio.to_thread(site.staff.all):
            say(f"Nobody can sign in yet. Add somebody: goround staff add NAME --data {found.data}")
        if found.exposed:
            say(PLAIN if found.keeps_people_out else TAKEN_AS_IT_IS)
        say(NOT_REVIEWED)

    if found.log == "json":
        speak_in_lines()
    serve(found, started)
    return 0


def say(line: str) -> None:
    """A line for the person at the terminal, at once."""
    print(line, flush=True)


def serve(found: Settings, started: Started, staged: Staged | None = None) -> None:
    """Listen, call ``started``, and stop cleanly at SIGTERM or Ctrl-C; ``staged`` for a server that only strangers of a rehearsal come to."""
    write_diagnostics(found.log)
    _allow_many_screens()
    clock = staged.clock if staged else SystemClock()
    # Whatever can be refused is refused before the first file is made: nobody is left with a folder of a server that never ran.
    certificate = certificate_of(found, clock)
    demand_startable(found)
    listening = listen(found.host, found.port)
    shelf = staged.shelf if staged else Shelf(found.curricula or shipped("curricula"))
    read = shelf.read()
    _tell(read.findings)
    if not read.curricula:
        raise Stop(f"There is no curriculum in {shelf.folder} that can be run.")
    key = site_key(found.key_file, make=not DataFolder(found.data).holds_sessions)
    folder = folder_to_run(found.data)
    try:
        try:
            journal, vault = SqlJournal(folder.journal), Vault(folder.vault, key)
            records = open_records(folder.records)
        except NotStored as error:
            raise Stop(
                f"The data folder {found.data} cannot be used: {error}. Check its rights and the free space."
            ) from None
        writer = Writer(journal, vault, key)
        address = found.address or address_of(listening, "https" if certificate else "http")
        for doubt in certificate.doubts(address) if certificate else ():
            print(doubt, file=sys.stderr)
        app = build_app(
            settings=found,
            clock=clock,
            journal=journal,
            vault=vault,
            writer=writer,
            records=records,
            curricula=shelf,
            client=shipped("client_web"),
            address=address,
        )
        try:
            # Short turns between the loop and the writer's thread: a reply waits for neither.
            sys.setswitchinterval(0.001)
            uvloop.run(_live(app, listening, certificate, started, address, ghosts=staged is None))
        finally:
            writer.close()
            journal.close()
            vault.close()
            records.dispose()
    finally:
        folder.unlock()
    log.info("stopped")


async def _live(
    app: web.Application,
    listening: socket.socket,
    certificate: Certificate | None,
    started: Started,
    address: str,
    *,
    ghosts: bool,
) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told.set)
    runner = web.AppRunner(app, handle_signals=False, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    context = certificate.context if certificate else None
    await web.SockSite(runner, listening, backlog=1024, ssl_context=context).start()
    # What is loaded by now stays: the collector need not look through it again while a room waits.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    found = app[SITE].settings
    where = {
        "address": address,
        "data": found.data.resolve(),
        "key_file": found.key_file.resolve(),
        "version": __version__,
    }
    log.info("ready", extra=where)
    async with asyncio.TaskGroup() as tasks:
        async with ghosts_about(app[SITE]) if ghosts else contextlib.nullcontext():
            beside = tasks.create_task(_beside(started(app[SITE], address), told))
            await told.wait()
            log.info("stopping")
            beside.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beside
        await runner.cleanup()


async def _beside(work: Awaitable[None], told: asyncio.Event) -> None:
    try:
        await work
    except Exception:
        told.set()
        raise


def _allow_many_screens() -> None:
    """Every screen holds a file descriptor, and so does whoever only opens connections: take as many as this machine gives."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(finding, file=sys.stderr)


__all__ = ["NOT_REVIEWED", "run", "say", "serve"]
