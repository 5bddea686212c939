"""The replay of a session for staff: a line of time, and console, room and phones as they were. Nothing that is asked here enters a journal."""

import json
from dataclasses import asdict
from typing import Any, get_args

from aiohttp import web

from goround.review.exports import Reader
from goround.review.preview import Screen
from goround.web.access import SignedIn
from goround.web.api.staff import signed_in
from goround.web.pages import POLICY
from goround.web.pictures import picture_response
from goround.web.previewer import PREVIEWER, SPOKEN, THEMES, Previewer, still
from goround.web.replayed import Seen, agenda_of, seen, told
from goround.web.site import SITE
from goround.web.wire import PROTOCOL

routes = web.RouteTableDef()
NO_STORE = {"Cache-Control": "no-store"}
PLAYED = "supervisor/played.js"
"""The entry of a screen in a replay: it takes the network and the storage away, and draws what the page around it hands in."""
NOTES = ("changed", "taken_back", "erased", "private", "no_names", "asked_person")
"""What a phone says in a replay, and never says live: why words are not there, and what its person had just done."""


@routes.get("/staff/s/{session}/replay")
@signed_in
async def page(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The line of time, with the screens beside it."""
    site = request.app[SITE]
    session, lang = request.match_info["session"], site.lang(request)
    found = await site.reading.ask(told, session)
    if found is None:
        raise web.HTTPNotFound(text="There is no such session, or nothing of it can be read.\n")
    first = {
        "base": f"/staff/s/{session}/replay",
        "home": "/staff",
        "facts": f"/staff/s/{session}/facts",
        "lang": lang,
        "told": asdict(found),
    }
    t = site.catalogues.speak(lang)
    title = t("staff.rehearsal_of", what=t("supervisor.title")) if found.rehearsal else t("supervisor.title")
    response = site.pages.drawn("supervisor/page.html", lang, title, first, "supervisor/main.js")
    response.headers["Content-Security-Policy"] = POLICY.format(sockets="") + "; frame-src 'self'"
    return response


@routes.get("/staff/s/{session}/replay/told")
@signed_in
async def news(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The line of time again: of a session that is still on, up to now."""
    found = await request.app[SITE].reading.ask(told, request.match_info["session"])
    if found is None:
        raise web.HTTPNotFound(text="There is no such session, or nothing of it can be read.\n")
    return web.json_response(asdict(found), headers=NO_STORE)


@routes.get("/staff/s/{session}/replay/look")
@signed_in
async def look(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The screens at one moment: ``entry`` or ``at`` (milliseconds since 1970), ``seat`` for a phone, ``as=supervisor`` without names."""
    found = await _seen(request, request.query.get("seat", ""))
    return web.Response(body=found.json, content_type="application/json", headers=NO_STORE)


@routes.get("/staff/s/{session}/replay/screen/{screen}/{lang}")
@signed_in
async def screen(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The page of one screen, with its view at the entry that is asked for; later ones are handed in by the page around it."""
    site = request.app[SITE]
    named, lang = request.match_info["screen"], SPOKEN.get(request.match_info["lang"])
    seat = request.query.get("seat", "")
    if named not in get_args(Screen) or lang is None:
        raise web.HTTPNotFound
    found = await _seen(request, seat)
    show: dict[str, Any] | None = json.loads(found.json)["screens"].get(named)
    if show is None:
        raise web.HTTPNotFound(text="This seat was not there yet.\n")
    theme = request.query.get("theme") if request.query.get("theme") in THEMES else None
    t = site.catalogues.speak(lang)
    first = {
        "show": {**show, "n": 0, "assets": site.assets.hash},
        "socket": f"/staff/s/{request.match_info['session']}/replay/screen/socket",
        "scope": "replay",
        "screen": named,
        "assets": site.assets.hash,
        "protocol": PROTOCOL,
        "lang": lang,
        "extras": {
            "still": {"theme": theme, "kept": {}},
            "zone": found.zone,
            "notes": {what: t(f"supervisor.note_{what}") for what in NOTES},
        },
    }
    stage = show["scene"].get("stage") or show["scene"].get("visit")
    kind = stage["prompt"]["kind"] if stage else None
    return still(site.pages.screen(named, lang, t("supervisor.title"), first, kind, entry=PLAYED))


@routes.get("/staff/s/{session}/replay/screen/picture/{sha256}")
@signed_in
async def picture(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A picture of the session's curricula."""
    site = request.app[SITE]
    agenda = await site.reading.ask(agenda_of, request.match_info["session"])
    return picture_response(agenda, request.match_info["sha256"])


@routes.get("/staff/s/{session}/replay/screen/square")
@signed_in
async def join_square(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The square on the console; nobody can join a recording."""
    previewer: Previewer = request.app[PREVIEWER]
    return previewer.square()


async def _seen(request: web.Request, seat: str) -> Seen:
    query = request.query
    reader = Reader.SUPERVISOR if query.get("as") == Reader.SUPERVISOR else Reader.FACILITATOR
    entry, at = _number(query.get("entry")), _number(query.get("at"))
    found = await request.app[SITE].reading.ask(
        seen, request.match_info["session"], reader, entry=entry, at=at, seat=seat
    )
    if found is None:
        raise web.HTTPNotFound(text="There is no such session, or nothing of it can be read.\n")
    return found


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise web.HTTPBadRequest(text="entry and at are whole numbers.\n")
    return int(text)
