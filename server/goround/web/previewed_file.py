"""The preview of one file as an application of its own: no sign-in, no data folder, nothing that could be written to."""

from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from goround.config import CRISIS_LINE, DANGER
from goround.domain.base import Lang
from goround.reading_room import ReadingRoom
from goround.runtime.clock import Clock
from goround.web.assets import Assets
from goround.web.discretion import hush_libraries
from goround.web.pages import Pages, guarded
from goround.web.previewer import PREVIEWER, Previewer
from goround.web.site import LANG_COOKIE, remember_lang
from goround.web.words import Catalogues, chosen_lang

FILE = web.AppKey("file", Path)
routes = web.RouteTableDef()


def build_preview(path: Path, client: Path, clock: Clock, *, only_here: bool = True) -> web.Application:
    """The application; ``only_here`` where it listens on this machine's own address alone."""
    hush_libraries()
    assets, catalogues = Assets(client), Catalogues(client / "shared" / "words")
    own_name = [named_by_address] if only_here else []
    app = web.Application(middlewares=[guarded, *own_name, remember_lang], client_max_size=1024)
    pages = Pages(client, assets, catalogues)
    app[PREVIEWER] = Previewer(pages, assets, catalogues, clock, (CRISIS_LINE, DANGER), ReadingRoom(None, apart=False))
    app[FILE] = path
    app.router.add_get("/a/{hash}/{name:.+}", assets.serve)
    app.router.add_routes(routes)
    return app


@web.middleware
async def named_by_address(request: web.Request, handler: Any) -> web.StreamResponse:
    """Refuses a page from elsewhere whose own name was made to lead to this machine: it would ask under that name."""
    try:
        host = urlsplit(f"//{request.host}").hostname or ""
        if host != "localhost":
            ip_address(host)
    except ValueError:
        raise web.HTTPForbidden(text="Open this preview by the link that was printed.\n") from None
    response: web.StreamResponse = await handler(request)
    return response


@routes.get("/")
async def overview(request: web.Request) -> web.StreamResponse:
    """Every step of the file with its screens."""
    previewer = request.app[PREVIEWER]
    return previewer.overview(await previewer.look(request.app[FILE]), _lang(request), "", None)


@routes.get("/state")
async def state(request: web.Request) -> web.StreamResponse:
    """What has changed in the file."""
    previewer = request.app[PREVIEWER]
    return previewer.news(await previewer.look(request.app[FILE]), request.query.get("known", ""))


@routes.get("/screen/{step}/{stage}/{screen}/{lang}")
async def screen(request: web.Request) -> web.StreamResponse:
    """One screen of one step."""
    previewer = request.app[PREVIEWER]
    return await previewer.screen(await previewer.look(request.app[FILE]), "", request)


@routes.get("/screen/picture/{sha256}")
async def picture(request: web.Request) -> web.StreamResponse:
    """A picture of the file."""
    previewer = request.app[PREVIEWER]
    return previewer.picture(await previewer.look(request.app[FILE]), request.match_info["sha256"])


@routes.get("/screen/square")
async def join_square(request: web.Request) -> web.StreamResponse:
    """The square on the console."""
    return request.app[PREVIEWER].square()


def _lang(request: web.Request) -> Lang:
    asked = request.query.get("lang") or request.cookies.get(LANG_COOKIE)
    return chosen_lang(asked, request.headers.get("Accept-Language", ""))
