"""The whole application on a free port of this machine, in the test's own loop: a settable clock, files in a folder, and nothing staged."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from goround.catalog.shelf import Shelf
from goround.config import Settings
from goround.domain.curriculum import Curriculum
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.records.staff import Staff
from goround.records.store import open_records
from goround.review.recording import Recording, read
from goround.runtime.clock import SettableClock
from goround.runtime.room import Room
from goround.shipped import shipped
from goround.web.app import build_app
from goround.web.site import SITE, Site
from tests.logbook import SITE as SITE_KEY
from tests.playbook import AGENDA

DANA, SAM = "dana", "sam"
"""Two facilitators; each one's password is the account and this ending."""
ENDING = "-opens-the-door"
ON = 1_000
"""Milliseconds by which time goes on while a test waits for something that only time brings."""


@dataclass
class Premises:
    """A running site and what a test may look at behind its doors."""

    address: str
    app: web.Application
    clock: SettableClock
    journal: SqlJournal
    vault: Vault
    folder: Path

    @property
    def site(self) -> Site:
        return self.app[SITE]

    def now(self) -> int:
        return self.clock.now()

    def let_in(self, account: str, leads_to: str = "/staff") -> str:
        """The path of a link that signs this account in, once: hashing is not what most tests are about."""
        return f"/staff/once/{self.site.once.make(account, leads_to)}"

    def room(self, session: str) -> Room:
        found = self.site.host.room(session)
        assert found is not None, f"There is no room for {session}."
        return found

    def recording(self, session: str) -> Recording:
        """The session as it is read back from its file."""
        return read(self.journal, self.vault, session)

    def events(self, session: str, kind: str) -> list[Any]:
        """Every stored event of this type, in order."""
        return [event for entry in self.recording(session).entries for event in entry.events if event.type == kind]


@asynccontextmanager
async def opened(
    folder: Path,
    *,
    public: str | None = None,
    sends: int | None = None,
    curricula: Shelf | None = None,
    plain_http: bool = False,
) -> AsyncIterator[Premises]:
    """The application over the files of a folder; used twice on one folder, the second is a restart.

    Args:
        folder: where its files lie.
        public: the public address, such as ``https://group.example``.
        plain_http: whether sessions with people are held although their link is not encrypted.
        curricula: where they lie; a few steps of ours where nothing is said.
        sends: the size of the kernel's buffer for what the server sends, so that a reader who stalls is soon noticed.
    """
    journal, vault = SqlJournal(folder / "goround.db"), Vault(folder / "vault.db", SITE_KEY)
    records, writer, clock = open_records(folder / "records.db"), Writer(journal, vault, SITE_KEY), SettableClock()
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    if sends is not None:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, sends)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = build_app(
        settings=Settings(
            data=folder, key_file=folder / "unused.key", address=public, zone="America/Chicago", plain_http=plain_http
        ),
        clock=clock,
        journal=journal,
        vault=vault,
        writer=writer,
        records=records,
        curricula=curricula or blocks(),
        client=shipped("client_web"),
        address=public or address,
        apart=False,
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    try:
        await runner.setup()
        await web.SockSite(runner, listening, backlog=1024).start()
        yield Premises(address, app, clock, journal, vault, folder)
    finally:
        await runner.cleanup()
        listening.close()
        writer.close()
        journal.close()
        vault.close()
        records.dispose()


def blocks() -> tuple[Curriculum, ...]:
    """The curricula that this site offers: of the second week there are two steps, so that it can end early."""
    return AGENDA.blocks


def staffed(template: Path, folder: Path) -> Path:
    """A folder in which two facilitators have accounts. Hashing is slow, so the file is made once and copied."""
    if not template.exists():
        records = open_records(template)
        for account in (DANA, SAM):
            Staff(records).add(account, account, account.title(), account + ENDING)
        records.dispose()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, folder / "records.db")
    return folder


async def until(holds: Callable[[], object], clock: SettableClock | None = None) -> None:
    """Wait for a condition; with a clock, time goes on meanwhile, a second at a time."""
    async with asyncio.timeout(10):
        while not holds():
            if clock is not None:
                clock.advance(ON)
            await asyncio.sleep(0.005)
