"""A seat's own page and its live link."""

from aiohttp import web

from goround.domain.commands import Leave
from goround.domain.people import Role, Viewer
from goround.domain.state import Phase
from goround.runtime.room import Room
from goround.web.access import COOKIE, HOUR_MS
from goround.web.pictures import picture_response
from goround.web.site import SITE
from goround.web.socket import SocketScreen, converse, open_socket
from goround.web.wire import ELSEWHERE, NOT_LET_IN, OVER

routes = web.RouteTableDef()

MOST_SCREENS = 4
"""Screens of one seat; a further one takes the place of the oldest."""


@routes.get("/s/{id}")
async def page(request: web.Request) -> web.Response:
    """The participant's screen."""
    site = request.app[SITE]
    room = await _room(request)
    if room is None:
        return site.pages.notice("over", site.lang(request), 410)
    seat = request.match_info["id"]
    lang = room.state.seats[seat].lang if seat in room.state.seats else site.lang(request)
    return site.screen("participant", lang, room, Viewer(Role.PARTICIPANT, seat), f"/s/{seat}/socket", seat)


@routes.get("/s/{id}/picture/{sha256}")
async def picture(request: web.Request) -> web.Response:
    """A picture of the session that this seat is in."""
    room = await _room(request)
    return picture_response(room.state.agenda if room else None, request.match_info["sha256"])


@routes.get("/s/{id}/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """The participant's live link."""
    site = request.app[SITE]
    if site.stopping:
        raise web.HTTPServiceUnavailable
    room = await _room(request)
    connection, transport = await open_socket(request)
    seat = request.match_info["id"]
    screen = SocketScreen(transport, Viewer(Role.PARTICIPANT, seat), "", site.clock, site.assets.hash)
    if room is None or seat not in room.state.seats:
        screen.close(NOT_LET_IN if room is None else OVER)
        return connection
    others = [other for other in site.screens if other.viewer == screen.viewer]
    for oldest in others[: max(0, len(others) - MOST_SCREENS + 1)]:
        oldest.close(ELSEWHERE)
    site.screens[screen] = None
    screen.enter(room)
    try:
        await converse(connection, screen, room, site.clock)
    finally:
        site.screens.pop(screen, None)
        screen.leave()
    return connection


@routes.post("/s/{id}/leave")
async def leave(request: web.Request) -> web.Response:
    """This device forgets the seat, and the group's leaders are told that its person left on the phone."""
    site = request.app[SITE]
    credential = await site.access.who(request, "seat")
    response = web.Response(status=204)
    if credential is not None:
        if room := await _room(request):
            await room.ask(Leave(), Viewer(Role.PARTICIPANT, credential.id))
        await site.access.forget("seat", credential.id)
        response.del_cookie(COOKIE, path=f"/s/{credential.id}")
    return response


async def _room(request: web.Request) -> Room | None:
    """The room of this device's seat, until an hour after the end."""
    site = request.app[SITE]
    credential = await site.access.who(request, "seat")
    if credential is None:
        return None
    room = await site.host.find(credential.session)
    if room is None or room.state.phase is Phase.NEW:
        return None
    ended = room.state.ended
    if ended is not None and site.clock.now() - ended > HOUR_MS:
        return None
    return room
