"""``goround preview FILE``: every step of a curriculum as phones, console and room would show it, drawn again when the file is saved."""

import asyncio
import signal
import socket
from argparse import Namespace
from pathlib import Path

from aiohttp import web

from goround.catalog.watched import Look
from goround.cli.listening import address_of, listen
from goround.cli.stop import Stop
from goround.config import this_machine
from goround.runtime.clock import SystemClock
from goround.shipped import shipped
from goround.web.previewed_file import FILE, build_preview
from goround.web.previewer import PREVIEWER


def run(chosen: Namespace) -> int:
    """Show the preview until told to stop."""
    port = chosen.port or 0
    if not 0 <= port <= 65535:
        raise Stop(f"There is no port {port}. Choose one from 1 to 65535, or leave --port out.", 2)
    listening = listen(chosen.host, port)
    try:
        asyncio.run(_show(chosen.file, listening, only_here=this_machine(chosen.host)))
    finally:
        listening.close()
    return 0


async def _show(path: Path, listening: socket.socket, *, only_here: bool) -> None:
    told = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    app = build_preview(path, shipped("client_web"), SystemClock(), only_here=only_here)
    runner = web.AppRunner(app, handle_signals=False, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        print(f"Preview of {path.name}: {address_of(listening)}/", flush=True)
        print(_found(await app[PREVIEWER].look(app[FILE])), flush=True)
        if not only_here:
            print("Anybody on this network can open it: there is no sign-in.", flush=True)
        print("It is drawn again whenever you save the file. Stop with Ctrl-C.", flush=True)
        await told.wait()
    finally:
        await runner.cleanup()


def _found(look: Look) -> str:
    """What check says, in one line; the page says the rest."""
    count = len(look.findings)
    if not count:
        return "Nothing was found in it."
    findings = "1 finding" if count == 1 else f"{count} findings"
    return f"{findings} in it{', so it cannot be run yet' if look.broken else ''}. The page shows {'it' if count == 1 else 'them'}."
