"""Previews of the curricula that this site offers, for staff who are signed in."""

import asyncio

from aiohttp import web

from goround.catalog.watched import Look, file_of
from goround.web.access import SignedIn
from goround.web.api.staff import signed_in
from goround.web.previewer import PREVIEWER
from goround.web.site import SITE

routes = web.RouteTableDef()


@routes.get("/staff/preview/{id}")
@signed_in
async def overview(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Every step of a curriculum with its screens."""
    lang = request.app[SITE].lang(request)
    return request.app[PREVIEWER].overview(await _look(request), lang, _base(request), "/staff")


@routes.get("/staff/preview/{id}/state")
@signed_in
async def state(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """What has changed in the file."""
    return request.app[PREVIEWER].news(await _look(request), request.query.get("known", ""))


@routes.get("/staff/preview/{id}/screen/{step}/{stage}/{screen}/{lang}")
@signed_in
async def screen(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """One screen of one step."""
    return await request.app[PREVIEWER].screen(await _look(request), _base(request), request)


@routes.get("/staff/preview/{id}/screen/picture/{sha256}")
@signed_in
async def picture(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A picture of the curriculum."""
    return request.app[PREVIEWER].picture(await _look(request), request.match_info["sha256"])


@routes.get("/staff/preview/{id}/screen/square")
@signed_in
async def join_square(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The square on the console."""
    return request.app[PREVIEWER].square()


def _base(request: web.Request) -> str:
    return f"/staff/preview/{request.match_info['id']}"


async def _look(request: web.Request) -> Look:
    """The file of the catalog's folder that has this id."""
    folder = request.app[SITE].shelf.folder
    path = await asyncio.to_thread(file_of, folder, request.match_info["id"]) if folder else None
    if path is None:
        raise web.HTTPNotFound(text="There is no such curriculum.\n")
    return await request.app[PREVIEWER].look(path)
