"""The way in: the page that asks for code and name, and what becomes of it. Whatever is wrong, what was typed stays."""

import json
from typing import Literal

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from goround.domain.base import Lang, ShownName
from goround.domain.commands import Join
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import Phase
from goround.records.codes import is_code, of_rehearsal, tidy, turned
from goround.runtime.room import Room
from goround.web.access import DOOR
from goround.web.site import LANG_COOKIE, SITE, Site
from goround.web.words import chosen_lang

routes = web.RouteTableDef()

DOOR_SECONDS = 15 * 60
_NAME: TypeAdapter[str] = TypeAdapter(ShownName)
_EMPTY = {"code": "", "name": "", "mode": "on_site"}


@routes.get("/")
async def ask(request: web.Request) -> web.Response:
    """The page that asks for the code and a name; only for the name where the code came by the square."""
    site = request.app[SITE]
    return _form(site, request, site.lang(request), _EMPTY)


@routes.get("/j/{code}")
async def scanned(request: web.Request) -> web.Response:
    """The square was scanned: the code goes into a short-lived cookie and out of the address."""
    site = request.app[SITE]
    response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
    code = tidy(request.match_info["code"])
    if is_code(code):
        site.access.set_cookie(response, DOOR, code, "/", DOOR_SECONDS)
    return response


@routes.post("/join")
async def join(request: web.Request) -> web.Response:
    """Take a seat at the door. The code buys the waiting page and nothing else.

    The page with the form asks for JSON, and becomes the seat's page where it is; a form without a script is led to it.
    """
    site = request.app[SITE]
    form = await request.post()
    values = {name: str(form.get(name, ""))[:200] for name in _EMPTY}
    lang = chosen_lang(str(form.get("lang", "")), request.headers.get("Accept-Language", ""))
    if switch := form.get("switch"):
        response = _form(site, request, chosen_lang(str(switch), ""), values)
        response.set_cookie(LANG_COOKIE, chosen_lang(str(switch), ""), path="/", httponly=True, samesite="Lax")
        return response
    in_place = "application/json" in request.headers.get("Accept", "")
    seat = site.clock.fresh_id()
    # The credential comes first: a seat that nobody could come back to would stand in the log for ever.
    response = web.Response(status=303, headers={"Location": f"/s/{seat}", "Cache-Control": "no-store"})
    found = await _take_seat(site, request, response, seat, values, lang)
    if isinstance(found, str):
        if in_place:
            told = site.catalogues.speak(lang)(f"join.error.{found}") if found != "not_encrypted" else ""
            return web.json_response({"code": found, "told": told}, status=422, headers={"Cache-Control": "no-store"})
        return _form(site, request, lang, values | ({"mode": "on_site"} if found == "not_encrypted" else {}), found)
    response.del_cookie(DOOR, path="/")
    if in_place:
        del response.headers["Location"]
        response.set_status(200)
        response.content_type = "application/json"
        response.text = json.dumps(site.seat_in_place(lang, found, seat), ensure_ascii=False, separators=(",", ":"))
        response.enable_compression()
    return response


async def _take_seat(
    site: Site, request: web.Request, response: web.Response, seat: str, values: dict[str, str], lang: Lang
) -> Room | str:
    """The room in which the seat now waits at the door, or what is wrong; its credential goes with the response."""
    try:
        name = _NAME.validate_python(values["name"])
    except ValidationError:
        return "name_too_long" if values["name"].strip() else "name_missing"
    if not tidy(values["code"]) and not request.cookies.get(DOOR):
        return "code_missing"
    if not await site.turnstile.enter():
        return "slow_down"
    code = tidy(values["code"]) or request.cookies.get(DOOR, "")
    room = (site.host.coded(code) or site.host.coded(turned(code))) if is_code(code) else None
    if room is None:
        return "no_such_code"
    site.turnstile.was_right()
    mode: Literal[Mode.ON_SITE, Mode.REMOTE] = Mode.REMOTE if values["mode"] == Mode.REMOTE else Mode.ON_SITE
    if mode is Mode.REMOTE and site.settings.exposed and not room.state.rehearsal:
        return "not_encrypted"
    await site.access.give(response, "seat", seat, room.session, f"/s/{seat}")
    outcome = await room.ask(Join(name=name, mode=mode, lang=lang), Viewer(Role.PARTICIPANT, seat))
    if outcome.code != "ok":
        return {"already_ended": "session_over", "full": "full"}.get(outcome.code, "try_again")
    return room


@routes.get("/bye")
async def bye(request: web.Request) -> web.Response:
    """A plain page that says nothing."""
    site = request.app[SITE]
    return site.pages.page("join/bye.html", site.lang(request))


def _form(
    site: Site, request: web.Request, lang: str, values: dict[str, str], error: str | None = None
) -> web.Response:
    scanned = request.cookies.get(DOOR, "")
    code_known = is_code(scanned) and error != "no_such_code"
    return site.pages.page(
        "join/page.html",
        chosen_lang(lang, ""),
        status=200 if error is None else 422,
        values=values,
        error=error,
        code_known=code_known,
        # A code that was typed may be in the other order: only of one that was scanned it is sure what it is for.
        rehearsal=code_known and not tidy(values["code"]) and of_rehearsal(scanned),
        help_lines=site.settings.help_lines,
        remote=_takes_remote(site) and error != "not_encrypted",
    )


def _takes_remote(site: Site) -> bool:
    """Whether anybody may come in from elsewhere: over a link that is not encrypted only to a rehearsal."""
    return not site.settings.exposed or any(
        room.state.rehearsal and room.state.phase is not Phase.ENDED for room in site.host.rooms()
    )
