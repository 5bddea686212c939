"""A session as staff lead it: opened from a curriculum, shown on the console, with displays that it takes."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from goround import __version__
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.base import ShownName
from goround.domain.commands import ConnectDisplay, DisconnectDisplay, Open
from goround.domain.curriculum import Curriculum
from goround.domain.people import Role, Viewer
from goround.domain.state import Phase
from goround.runtime.host import NotOpened
from goround.runtime.room import Outcome, Room
from goround.web.access import SignedIn
from goround.web.api.staff import even_locked, home_page, signed_in
from goround.web.ghosts import MOST_REHEARSALS, NUMBERS, USUAL
from goround.web.home import Typed
from goround.web.pictures import picture_response
from goround.web.site import SITE, Site
from goround.web.socket import SocketScreen, converse, open_socket
from goround.web.square import square
from goround.web.wire import NOT_LET_IN

routes = web.RouteTableDef()

_GROUP: TypeAdapter[str] = TypeAdapter(ShownName)
LONGEST_NAME = 40
MOST_BLOCKS = 20


@routes.post("/staff/sessions")
@signed_in
async def start(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Open a session from one or more curricula."""
    site = request.app[SITE]
    form = await request.post()
    typed = _typed(form.items())
    shelf = await site.offered()
    by_id = {curriculum.id: curriculum for curriculum in shelf.curricula}
    unnamed = typed.rehearses and not typed.group.strip()
    name = site.catalogues.speak(site.lang(request))("staff.rehearsal_group") if unnamed else typed.group
    begins = _agenda(replace(typed, group=name), by_id)
    if isinstance(begins, str):
        return await home_page(site, request, who, begins, typed)
    group, agenda = begins
    if typed.rehearses:
        return await _rehearse(site, request, who, typed, group, agenda)
    said_yes = {str(hash) for hash in form.getall("confirmed", [])}
    ahead = await asyncio.to_thread(site.confirmations.of, who.account.id)
    asked = [block for block in agenda.blocks if block.unreviewed and block.sha256 not in said_yes | ahead]
    if asked and not any("family" in block.audience for block in agenda.blocks):
        return await home_page(site, request, who, "not_confirmed", typed, asked)
    new = {str(block.sha256) for block in agenda.blocks if block.unreviewed and block.sha256 in said_yes}
    if new - ahead:
        await asyncio.to_thread(site.confirmations.add, who.account.id, new - ahead, site.clock.now())
    confirmed = tuple(block.id for block in agenda.blocks if block.unreviewed)
    try:
        room = await open_session(site, group, agenda, who, confirmed=confirmed)
    except NotOpened as error:
        return await home_page(site, request, who, error.outcome.code, typed)
    raise web.HTTPSeeOther(f"/staff/s/{room.session}")


async def _rehearse(
    site: Site, request: web.Request, who: SignedIn, typed: Typed, group: str, agenda: Agenda
) -> web.StreamResponse:
    """Open a rehearsal, and call ghosts to its door."""
    on = sum(1 for room in site.host.rooms() if room.state.rehearsal and room.state.phase is not Phase.ENDED)
    if on >= MOST_REHEARSALS:
        return await home_page(site, request, who, "many_rehearsals", typed)
    try:
        room = await open_session(site, group, agenda, who, rehearsal=True)
    except NotOpened as error:
        return await home_page(site, request, who, error.outcome.code, typed)
    site.ghosts.call(room, range(1, typed.ghosts + 1))
    raise web.HTTPSeeOther(f"/staff/s/{room.session}")


def _typed(form: Iterable[tuple[str, object]]) -> Typed:
    """What the form holds: curricula in their order, and the minutes of the break after each under ``break.<id>``."""
    said = [(name, value[:200]) for name, value in form if isinstance(value, str)]
    return Typed(
        group=next((value for name, value in said if name == "group"), ""),
        chosen=tuple(value for name, value in said if name == "curriculum")[:100],
        breaks={name.removeprefix("break."): value for name, value in said if name.startswith("break.")},
        rehearses=any(name == "rehearse" for name, _ in said),
        ghosts=next((number for number in NUMBERS if ("ghosts", str(number)) in said), USUAL),
    )


def _agenda(typed: Typed, by_id: Mapping[str, Curriculum]) -> tuple[str, Agenda] | str:
    """The group and the agenda that the form asks for, or the code of what is wrong with it."""
    try:
        group = _GROUP.validate_python(typed.group)
    except ValidationError:
        return "group_long" if len(" ".join(typed.group.split())) > LONGEST_NAME else "group_missing"
    if not typed.chosen:
        return "curriculum_missing"
    if len(typed.chosen) > MOST_BLOCKS:
        return "too_many"
    if len(set(typed.chosen)) != len(typed.chosen):
        return "curriculum_twice"
    if not set(typed.chosen) <= set(by_id):
        return "curriculum_gone"
    breaks: list[PlannedBreak] = []
    for id in typed.chosen[:-1]:
        minutes = typed.breaks.get(id, "").strip().replace(",", ".")
        if minutes in ("", "0"):
            continue
        try:
            breaks.append(PlannedBreak(after=id, minutes=float(minutes)))
        except ValueError:
            return "break_minutes"
    return group, Agenda(blocks=tuple(by_id[id] for id in typed.chosen), breaks=tuple(breaks))


async def open_session(
    site: Site, group: str, agenda: Agenda, who: SignedIn, *, confirmed: tuple[str, ...] = (), rehearsal: bool = False
) -> Room:
    """Open a session; ``confirmed`` are the curricula without a review that the leader has said yes to.

    Raises:
        NotOpened: it was refused.
    """
    if site.settings.keeps_people_out and not rehearsal:
        raise NotOpened(Outcome("plain_http"))
    draws = [site.clock.draw() for _ in range(200)]
    code = await asyncio.to_thread(site.codes.draw, draws, site.clock.now(), rehearsal=rehearsal)
    command = Open(
        group=group,
        agenda=agenda,
        leader=who.account.id,
        leader_name=who.account.name,
        code=code,
        address=site.address,
        zone=site.settings.zone,
        software=__version__,
        help_lines=site.settings.help_lines,
        rehearsal=rehearsal,
        confirmed=confirmed,
    )
    return await site.host.open(site.clock.fresh_id(), command, Viewer(Role.FACILITATOR, who.account.id))


@routes.get("/staff/s/{session}")
@even_locked
async def console(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The facilitator's console."""
    site = request.app[SITE]
    room = await _room(request)
    session = room.session
    viewer = Viewer(Role.FACILITATOR, who.account.id, site.locks.holds(who.sign_in))
    return site.screen(
        "facilitator",
        site.lang(request),
        room,
        viewer,
        f"/staff/s/{session}/socket",
        f"{session}-{who.sign_in}",
        read_only=room.read_only,
        exposed=site.settings.exposed,
    )


@routes.get("/staff/s/{session}/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """The console's live link."""
    site = request.app[SITE]
    if site.stopping:
        raise web.HTTPServiceUnavailable
    who = await site.access.signed_in(request)
    room = await site.host.find(request.match_info["session"]) if who else None
    if room is not None and room.state.phase is Phase.NEW:
        room = None
    connection, transport = await open_socket(request)
    viewer = Viewer(Role.FACILITATOR, who.account.id if who else "", who is None or site.locks.holds(who.sign_in))
    screen = SocketScreen(transport, viewer, who.account.name if who else "", site.clock, site.assets.hash)
    if who is None or room is None:
        screen.close(NOT_LET_IN)
        return connection
    screen.sign_in = who.sign_in
    screen.touched = partial(site.locks.touch, who.sign_in)
    site.screens[screen] = None
    screen.enter(room)
    try:
        await converse(connection, screen, room, site.clock)
    finally:
        site.screens.pop(screen, None)
        screen.leave()
    return connection


@routes.get("/staff/s/{session}/picture/{sha256}")
@even_locked
async def picture(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A picture of this session."""
    return picture_response((await _room(request)).state.agenda, request.match_info["sha256"])


@routes.get("/staff/s/{session}/square")
@signed_in
async def join_square(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The square that phones scan."""
    room = await _room(request)
    return web.json_response(square(f"{room.state.address}/j/{room.state.code}"), headers={"Cache-Control": "no-store"})


@routes.post("/staff/s/{session}/displays")
@signed_in
async def take_display(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Make the display that shows this word the room's screen: ``{"word": "LAMP"}``."""
    site = request.app[SITE]
    room = await _room(request)
    display = site.lobby.find(await _word(request))
    if display is None:
        return web.json_response({"code": "no_such_display"}, status=404)
    await asyncio.to_thread(site.access.credentials.assign, "display", display, room.session)
    outcome = await room.ask(ConnectDisplay(display=display), Viewer(Role.FACILITATOR, who.account.id))
    if outcome.code not in ("ok", "nothing"):
        return web.json_response({"code": outcome.code}, status=409)
    site.lobby.take(display, room.session)
    return web.json_response({})


@routes.post("/staff/s/{session}/displays/off")
@signed_in
async def displays_off(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Take every display out of the session."""
    room = await _room(request)
    for display in tuple(room.state.displays):
        await room.ask(DisconnectDisplay(display=display), Viewer(Role.FACILITATOR, who.account.id))
    return web.json_response({})


async def _word(request: web.Request) -> str:
    try:
        asked = await request.json()
    except ValueError:
        asked = None
    word = asked.get("word") if isinstance(asked, dict) else None
    return "".join(word.upper().split()) if isinstance(word, str) else ""


async def _room(request: web.Request) -> Room:
    room = await request.app[SITE].host.find(request.match_info["session"])
    if room is None:
        raise web.HTTPNotFound(text="There is no such session.\n")
    if room.state.phase is Phase.NEW:
        # Not even its first entry could be read: there is nothing that could be shown.
        raise web.HTTPGone(
            text="This session cannot be read. Run goround verify on the server, and look for a backup.\n"
        )
    return room
