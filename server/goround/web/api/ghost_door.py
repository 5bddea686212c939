"""The door for the ghosts of rehearsals: an application of its own, which this machine alone reaches, takes cards and opens no real session."""

from typing import Literal

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from goround.domain.base import Lang, ShownName
from goround.domain.commands import Join
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import Phase
from goround.web.access import only_own_pages
from goround.web.api import seat
from goround.web.ghosts import seat_of
from goround.web.pages import guarded
from goround.web.site import SITE, Site

_NAME: TypeAdapter[str] = TypeAdapter(ShownName)
_LANG: TypeAdapter[Literal["en", "es"]] = TypeAdapter(Lang)


def ghost_door(site: Site) -> web.Application:
    """The door; its limits are its own, so that ghosts use up none of those that people have."""
    app = web.Application(middlewares=[guarded, only_own_pages(site.access)], client_max_size=4 * 1024)
    app[SITE] = site
    app.router.add_post("/join", join)
    app.router.add_get("/s/{id}/socket", seat.socket)
    return app


async def join(request: web.Request) -> web.Response:
    """Give a ghost its seat: a new one the first time, later the one that it has."""
    site = request.app[SITE]
    form = await request.post()
    called = site.ghosts.cards.get(str(form.get("code", "")))
    room = await site.host.find(called[0]) if called else None
    if called is None or room is None or not room.state.rehearsal or room.state.phase in (Phase.NEW, Phase.ENDED):
        raise web.HTTPForbidden(text="This card opens no rehearsal.\n")
    try:
        name, lang = _NAME.validate_python(form.get("name")), _LANG.validate_python(form.get("lang"))
    except ValidationError:
        raise web.HTTPBadRequest(text="A name and a language are needed.\n") from None
    id = seat_of(room.state, called[1], site.clock.fresh_id())
    response = web.Response(status=303, headers={"Location": f"/s/{id}", "Cache-Control": "no-store"})
    await site.access.give(response, "seat", id, room.session, f"/s/{id}")
    if id not in room.state.seats:
        outcome = await room.ask(Join(name=name, mode=Mode.ON_SITE, lang=lang), Viewer(Role.PARTICIPANT, id))
        if outcome.code != "ok":
            raise web.HTTPConflict(text="There is no seat.\n")
    return response
