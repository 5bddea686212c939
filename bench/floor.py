"""The floor: aiohttp on uvloop with nothing around it, which sends the bytes that it was given to every socket, one after the other.

What a screen says is answered with one short frame. No room, no rights, no journal, no scenes: what any server on aiohttp pays to bring
these bytes to so many screens.
"""

import asyncio

import uvloop
from aiohttp import WSMsgType, web

REPLY = '{"type":"reply","code":"ok"}'
sockets: set[web.WebSocketResponse] = set()


async def listen(request: web.Request) -> web.WebSocketResponse:
    """A screen."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    sockets.add(socket)
    async for _ in socket:
        await socket.send_str(REPLY)
    sockets.discard(socket)
    return socket


async def lead(request: web.Request) -> web.WebSocketResponse:
    """Binary: the bytes to send. Text: send them to every screen."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    payload = b""
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            payload = message.data
        else:
            for screen in sockets:
                await screen.send_frame(payload, WSMsgType.TEXT)
    return socket


async def main() -> None:
    """Serve on a free port and print it."""
    app = web.Application()
    app.router.add_get("/screen", listen)
    app.router.add_get("/lead", lead)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
