"""The page that tells whether a phone reaches the group: without a session, a code or a cookie; and the staff's page beside it."""

import asyncio
from typing import Any

from aiohttp import WSMsgType, web
from pydantic import ValidationError

from goround.config import this_machine
from goround.web.access import SignedIn
from goround.web.api.staff import signed_in
from goround.web.limits import Bucket
from goround.web.reach import MOST_LINKS, Told, kind_of
from goround.web.site import SITE, Site
from goround.web.square import square
from goround.web.wire import SLOW_DOWN
from goround.web.words import Catalogue

routes = web.RouteTableDef()

LASTS_S = 60.0
PINGS_AT_ONCE = 40
LONGEST = 32
SAID = "reach."


@routes.get("/reach")
async def page(request: web.Request) -> web.Response:
    """What a phone opens; anybody may."""
    site = request.app[SITE]
    lang = site.lang(request)
    first = {"sentences": _sentences(site.catalogues.of(lang)), "loopback": this_machine(request.url.host or "")}
    title = site.catalogues.speak(lang)("reach.title")
    return site.pages.drawn("reach/page.html", lang, title, first, "reach/main.js")


@routes.get("/reach/here")
async def here(request: web.Request) -> web.Response:
    """A plain answer: where it comes and no live link opens, something between swallows live links."""
    return web.json_response({"now": request.app[SITE].clock.now()}, headers={"Cache-Control": "no-store"})


@routes.get("/reach/socket")
async def socket(request: web.Request) -> web.StreamResponse:
    """A live link of its own that sends back the number that it is given, with our time."""
    site = request.app[SITE]
    if site.stopping:
        raise web.HTTPServiceUnavailable
    link = web.WebSocketResponse(compress=False, max_msg_size=4 * LONGEST, timeout=2.0)
    await link.prepare(request)
    if site.reach.links >= MOST_LINKS:
        await link.close(code=SLOW_DOWN)
        return link
    site.reach.links += 1
    try:
        async with asyncio.timeout(LASTS_S):
            await _echo(link, site)
    except TimeoutError:
        await link.close()
    finally:
        site.reach.links -= 1
    return link


async def _echo(link: web.WebSocketResponse, site: Site) -> None:
    bucket = Bucket(10, PINGS_AT_ONCE, site.clock.now())
    async for message in link:
        number = message.data if message.type is WSMsgType.TEXT else ""
        if len(number) > LONGEST or not (number.isascii() and number.isdigit()) or not bucket.take(site.clock.now()):
            await link.close(code=SLOW_DOWN)
            return
        await link.send_json({"n": int(number), "now": site.clock.now()})


@routes.post("/reach/found")
async def found(request: web.Request) -> web.Response:
    """A phone is there, or tells what it found; it is told its number on the staff's list."""
    site = request.app[SITE]
    if not site.reach.take():
        return web.json_response({"code": "slow_down"}, status=429)
    try:
        told = Told.model_validate_json(await request.read())
    except ValidationError:
        return web.json_response({"code": "malformed"}, status=400)
    phone = site.reach.came(told, kind_of(request.headers.get("User-Agent", "")))
    return web.json_response({"number": phone.number})


@routes.post("/reach/left")
async def left(request: web.Request) -> web.Response:
    """A phone has closed the page: it is forgotten."""
    request.app[SITE].reach.left((await request.text())[:LONGEST])
    return web.Response(status=204)


@routes.get("/staff/reach")
@signed_in
async def staff_page(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The square for any phone on any Wi-Fi, and which have come."""
    site = request.app[SITE]
    lang = site.lang(request)
    address = f"{site.address}/reach"
    return site.pages.page(
        "staff/reach.html",
        lang,
        account=who.account,
        address=address,
        square=square(address),
        only_here=not (site.settings.secure or site.settings.exposed),
        not_encrypted=site.settings.exposed,
        first={
            "sentences": _sentences(site.catalogues.of(lang)),
            "phones": _listed(site),
            "encrypted": site.settings.secure,
        },
    )


@routes.get("/staff/reach/phones")
@signed_in
async def phones(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Which phones have come and what they found: no addresses, nothing that tells whose they are."""
    return web.json_response(_listed(request.app[SITE]), headers={"Cache-Control": "no-store"})


def _listed(site: Site) -> list[dict[str, Any]]:
    now = site.clock.now()
    return [phone.model_dump(mode="json", exclude={"at"}) | {"ago": now - phone.at} for phone in site.reach.phones()]


def _sentences(catalogue: Catalogue) -> Catalogue:
    """The few words that these pages say by script: a phone on a bad network is sent no others."""
    return {key: words for key, words in catalogue.items() if key.startswith(SAID)}
