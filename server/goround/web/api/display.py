"""The room's screen: it shows a word until a console takes it, then it follows the session."""

import asyncio
from typing import Any

from aiohttp import web

from goround.domain.people import Role, Viewer
from goround.domain.scenes import Audience, DisplayScene
from goround.domain.state import Phase
from goround.domain.views import scene
from goround.runtime.clock import Clock
from goround.runtime.room import Room
from goround.web.access import COOKIE
from goround.web.limits import Bucket
from goround.web.pictures import picture_response
from goround.web.site import SITE, Site
from goround.web.socket import ASKS_A_SECOND, ASKS_AT_ONCE, SocketScreen, converse, open_socket
from goround.web.square import square
from goround.web.wire import BEAT_MS, NOT_LET_IN, SLOW_DOWN, TRY_LATER, UnpairedScene

routes = web.RouteTableDef()

_NOTHING = b'{"kind":"nothing"}'


@routes.get("/display")
async def new(request: web.Request) -> web.Response:
    """Make this device a display that waits to be taken."""
    site = request.app[SITE]
    display = site.clock.fresh_id()
    response = web.Response(status=303, headers={"Location": f"/display/{display}", "Cache-Control": "no-store"})
    await site.access.give(response, "display", display, "", f"/display/{display}")
    return response


@routes.get("/display/{id}")
async def page(request: web.Request) -> web.Response:
    """The display's screen."""
    site = request.app[SITE]
    credential = await site.access.who(request, "display")
    if credential is None:
        response = web.Response(status=303, headers={"Location": "/display", "Cache-Control": "no-store"})
        response.del_cookie(COOKIE, path=request.path)
        return response
    lang = site.lang(request)
    live = f"/display/{credential.id}/socket"
    room = await _room(site, credential.id, credential.session)
    if room is not None:
        viewer = Viewer(Role.DISPLAY, credential.id)
        return site.screen("display", lang, room, viewer, live, credential.id)
    first = {"show": None, **site.carried("display", lang, live, credential.id, zone=site.settings.zone)}
    return site.pages.screen("display", lang, site.catalogues.speak(lang)("page.title"), first, None)


@routes.get("/display/{id}/square")
async def join_square(request: web.Request) -> web.Response:
    """The square to scan, as long as the way in is on this screen."""
    site = request.app[SITE]
    credential = await site.access.who(request, "display")
    room = await _room(site, credential.id, credential.session) if credential else None
    shown = scene(room.state, Audience.DISPLAY) if room else None
    if not isinstance(shown, DisplayScene) or shown.code is None:
        raise web.HTTPNotFound
    return web.json_response(square(f"{shown.address}/j/{shown.code}"), headers={"Cache-Control": "no-store"})


@routes.get("/display/{id}/picture/{sha256}")
async def picture(request: web.Request) -> web.Response:
    """A picture of the session that this display shows."""
    site = request.app[SITE]
    credential = await site.access.who(request, "display")
    room = await _room(site, credential.id, credential.session) if credential else None
    return picture_response(room.state.agenda if room else None, request.match_info["sha256"])


@routes.get("/display/{id}/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """The display's live link: first with its word, then with the session's view."""
    site = request.app[SITE]
    if site.stopping:
        raise web.HTTPServiceUnavailable
    credential = await site.access.who(request, "display")
    connection, transport = await open_socket(request)
    viewer = Viewer(Role.DISPLAY, credential.id if credential else "")
    screen = SocketScreen(transport, viewer, "", site.clock, site.assets.hash)
    if credential is None:
        screen.close(NOT_LET_IN)
        return connection
    room = await _room(site, credential.id, credential.session)
    site.screens[screen] = None
    try:
        if room is None:
            room = await _taken(site, credential.id, screen, connection)
        if room is not None:
            screen.enter(room)
            await converse(connection, screen, room, site.clock)
    finally:
        site.screens.pop(screen, None)
        screen.leave()
    return connection


async def _taken(site: Site, display: str, screen: SocketScreen, connection: web.WebSocketResponse) -> Room | None:
    """Show the word until a console takes it; None if the display goes first."""
    taken: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def paired(session: str) -> None:
        if not taken.done():
            taken.set_result(session)

    word = site.lobby.wait(display, paired)
    if word is None:
        screen.close(TRY_LATER)
        return None
    screen.show(UnpairedScene(word=word).model_dump_json().encode(), _NOTHING)
    try:
        async with asyncio.TaskGroup() as tasks:
            gone = tasks.create_task(_until_closed(connection, screen, site.clock))
            beats = tasks.create_task(_beats(screen, site.clock))
            waiting: tuple[asyncio.Future[Any], ...] = (gone, taken)
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            beats.cancel()
            if not taken.done():
                taken.cancel()
            else:
                gone.cancel()
    finally:
        site.lobby.leave(display, paired)
    return await site.host.find(taken.result()) if taken.done() and not taken.cancelled() else None


async def _beats(screen: SocketScreen, clock: Clock) -> None:
    """A display without a room hears that the link stands, as others do from their room."""
    while True:
        await clock.sleep_until(clock.now() + BEAT_MS)
        screen.beat()


async def _until_closed(connection: web.WebSocketResponse, screen: SocketScreen, clock: Clock) -> None:
    """An unpaired display may ask for a beat, and for nothing else; one that asks for too much is closed."""
    bucket = Bucket(ASKS_A_SECOND, ASKS_AT_ONCE, clock.now())
    async for _ in connection:
        if not bucket.take(clock.now()):
            screen.close(SLOW_DOWN)
            return
        screen.beat()


async def _room(site: Site, display: str, session: str) -> Room | None:
    room = await site.host.find(session) if session else None
    if room is None or display not in room.state.displays or room.state.phase is Phase.ENDED:
        return None
    return room
