"""A wire between a browser and a server that can go deaf: connections stay open and everything that is sent is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Wire:
    """What goes deaf stays deaf: only connections that are opened later carry anything again."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._deaf = False
        self._age = 0
        self.address = ""

    def go_deaf(self) -> None:
        self._deaf = True

    def hear_again(self) -> None:
        self._deaf = False
        self._age += 1

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(*self._there)
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._pass_on(reader, there_writer, self._age))
                ways.create_task(self._pass_on(there_reader, writer, self._age))
        except* OSError:
            pass
        finally:
            writer.close()
            there_writer.close()

    async def _pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, age: int) -> None:
        lost = False
        while sent := await source.read(65_536):
            lost = lost or self._deaf or (age < self._age and lost)
            if not lost:
                target.write(sent)
                await target.drain()
        target.close()


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
        server.close_clients()
        await server.wait_closed()
