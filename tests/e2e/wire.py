"""A wire between a browser and a server that can go deaf: connections stay open and everything that is sent is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.web.premises import until


class Wire:
    """What goes deaf stays deaf: only connections that are opened later carry anything again."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._ends: set[asyncio.StreamWriter] = set()
        self._lost: set[asyncio.StreamWriter] = set()
        self._deaf = False
        self.address = ""

    def go_deaf(self) -> None:
        """Everything that is sent from now on is lost, and nobody is told."""
        self._deaf = True
        self._lost |= self._ends

    def hear_again(self) -> None:
        """New connections carry again."""
        self._deaf = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(*self._there)
        ends = {writer, there_writer}
        self._ends |= ends
        if self._deaf:
            self._lost |= ends
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._pass_on(reader, there_writer))
                ways.create_task(self._pass_on(there_reader, writer))
        except* OSError:
            pass
        finally:
            self._ends -= ends
            for end in ends:
                end.close()

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while sent := await source.read(65_536):
            if target not in self._lost:
                target.write(sent)
                await target.drain()
        target.close()

    async def cut(self) -> None:
        """Every connection ends."""
        for end in tuple(self._ends):
            end.transport.abort()
        await until(lambda: not self._ends)


@asynccontextmanager
async def wired(address: str) -> AsyncIterator[Wire]:
    """A wire to this address, with an address of its own."""
    host, _, port = address.removeprefix("http://").partition(":")
    wire = Wire(host, int(port))
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    wire.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.close()
        await wire.cut()
        await server.wait_closed()
