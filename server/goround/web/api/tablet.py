"""The room's view on a facilitator's own tablet, for when there is no other screen: the display's page behind the staff cookie."""

from aiohttp import web

from goround.domain.people import ON_TABLET, Role, Viewer
from goround.domain.scenes import Audience, DisplayScene
from goround.domain.state import Phase
from goround.domain.views import scene
from goround.runtime.room import Room
from goround.web.access import SignedIn
from goround.web.api.staff import even_locked
from goround.web.pictures import picture_response
from goround.web.site import SITE
from goround.web.socket import SocketScreen, converse, open_socket
from goround.web.square import square
from goround.web.wire import NOT_LET_IN

routes = web.RouteTableDef()

VIEWER = Viewer(Role.DISPLAY, ON_TABLET)


@routes.get("/staff/s/{session}/room")
@even_locked
async def page(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """What the room's screen shows, and a way back. It stays behind the idle lock: nobody's data is in it."""
    site, room = request.app[SITE], await _room(request)
    console = f"/staff/s/{room.session}"
    if room.state.phase is Phase.ENDED:
        raise web.HTTPSeeOther(console)
    return site.screen(
        "display",
        site.lang(request),
        room,
        VIEWER,
        f"{console}/room/socket",
        f"{room.session}-{ON_TABLET}",
        entry="facilitator/room_here.js",
        back=console,
    )


@routes.get("/staff/s/{session}/room/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """Its live link. It counts as nobody's screen: who stands in front of it does not see who waits."""
    site = request.app[SITE]
    if site.stopping:
        raise web.HTTPServiceUnavailable
    who = await site.access.signed_in(request)
    room = await site.host.find(request.match_info["session"]) if who else None
    connection, transport = await open_socket(request)
    screen = SocketScreen(transport, VIEWER, "", site.clock, site.assets.hash)
    if who is None or room is None or room.state.phase is Phase.NEW:
        screen.close(NOT_LET_IN)
        return connection
    screen.sign_in = who.sign_in
    site.screens[screen] = None
    screen.enter(room)
    try:
        await converse(connection, screen, room, site.clock)
    finally:
        site.screens.pop(screen, None)
        screen.leave()
    return connection


@routes.get("/staff/s/{session}/room/square")
@even_locked
async def join_square(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The square to scan, while the way in is shown."""
    state = (await _room(request)).state
    shown = scene(state, Audience.DISPLAY)
    if not isinstance(shown, DisplayScene) or shown.code is None:
        raise web.HTTPNotFound
    return web.json_response(square(f"{state.address}/j/{state.code}"), headers={"Cache-Control": "no-store"})


@routes.get("/staff/s/{session}/room/picture/{sha256}")
@even_locked
async def picture(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A picture of this session."""
    return picture_response((await _room(request)).state.agenda, request.match_info["sha256"])


async def _room(request: web.Request) -> Room:
    room = await request.app[SITE].host.find(request.match_info["session"])
    if room is None or room.state.phase is Phase.NEW:
        raise web.HTTPNotFound(text="There is no such session.\n")
    return room
