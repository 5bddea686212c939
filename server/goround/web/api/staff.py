"""Signing in, signing out, and the staff's home: what runs, what has been, and a session to start."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from goround.catalog.finding import Finding
from goround.domain.base import Erased
from goround.domain.curriculum import Curriculum
from goround.domain.state import Phase
from goround.web.access import COOKIE, SignedIn
from goround.web.site import SITE, Site
from goround.web.wire import NOT_LET_IN

routes = web.RouteTableDef()

Handler = Callable[[web.Request, SignedIn], Awaitable[web.StreamResponse]]
PATH = "/staff"


def signed_in(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Only for staff who are signed in; a page leads to the sign-in, anything else is refused."""

    @functools.wraps(handler)
    async def check(request: web.Request) -> web.StreamResponse:
        who = await request.app[SITE].access.signed_in(request)
        if who is not None:
            return await handler(request, who)
        if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
            raise web.HTTPSeeOther("/staff/sign-in")
        raise web.HTTPUnauthorized(text="Sign in first.\n")

    return check


@routes.get("/staff/sign-in")
async def sign_in_page(request: web.Request) -> web.Response:
    """The page that asks for account and password."""
    site = request.app[SITE]
    return site.pages.page("staff/sign_in.html", site.lang(request), error=None, values={"account": ""})


@routes.post("/staff/sign-in")
async def sign_in(request: web.Request) -> web.Response:
    """Sign in. The delay grows per account and per network; a right password works within 30 seconds."""
    site = request.app[SITE]
    form = await request.post()
    account, password = str(form.get("account", "")).strip()[:80], str(form.get("password", ""))[:1000]
    address = request.remote or ""

    def again(error: str, status: int) -> web.Response:
        values = {"account": account}
        return site.pages.page("staff/sign_in.html", site.lang(request), status, error=error, values=values)

    if not await site.patience.wait(account.casefold(), address):
        return again("slow_down", 429)
    found = await asyncio.to_thread(site.staff.check, account, password)
    if found is None:
        site.patience.was_wrong(account.casefold(), address)
        return again("wrong_password", 401)
    site.patience.was_right(account.casefold())
    response = web.Response(status=303, headers={"Location": "/staff", "Cache-Control": "no-store"})
    await site.access.give(response, "staff", site.clock.fresh_id(), found.id, PATH)
    return response


@routes.get("/staff/once/{token}")
async def once(request: web.Request) -> web.Response:
    """A link that signs in once: it is exchanged for the cookie, and leads on without its secret."""
    site = request.app[SITE]
    invitation = site.once.use(request.match_info["token"])
    leads_to = invitation.leads_to if invitation else "/staff/sign-in"
    response = web.Response(status=303, headers={"Location": leads_to, "Cache-Control": "no-store"})
    if invitation is not None:
        await site.access.give(response, "staff", site.clock.fresh_id(), invitation.account, PATH)
    return response


@routes.post("/staff/sign-out")
async def sign_out(request: web.Request) -> web.Response:
    """This device is nobody's any more."""
    site = request.app[SITE]
    who = await site.access.signed_in(request)
    if who is not None:
        await site.access.forget("staff", who.sign_in)
        for screen in tuple(site.screens):
            if screen.sign_in == who.sign_in:
                screen.close(NOT_LET_IN)
    response = web.Response(status=303, headers={"Location": "/staff/sign-in"})
    response.del_cookie(COOKIE, path=PATH)
    return response


@routes.get("/staff")
@signed_in
async def home(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """What runs now, and a session to start."""
    return await home_page(request.app[SITE], request, who)


async def home_page(
    site: Site,
    request: web.Request,
    who: SignedIn,
    error: str | None = None,
    values: dict[str, str] | None = None,
    asked: Sequence[Curriculum] = (),
) -> web.Response:
    """The staff's home, with what was typed, what is wrong with it, and which curricula have to be said yes to first."""
    shelf = await asyncio.to_thread(site.shelf.read)
    return site.pages.page(
        "staff/home.html",
        site.lang(request),
        200 if error is None else 422,
        account=who.account,
        curricula=[_line(curriculum) for curriculum in shelf.curricula],
        unfit=_first_of_each(shelf.findings),
        asked=[_line(curriculum) for curriculum in asked],
        running=[
            {"id": room.session, "group": _shown(room.state.group), "since": room.state.started or room.state.opened}
            for room in site.host.rooms()
            if room.state.phase not in (Phase.NEW, Phase.ENDED)
        ],
        past=await site.past_sessions(),
        values=values or {"group": "", "curriculum": ""},
        error=error,
        not_encrypted=not site.settings.secure,
        address=site.address,
    )


def _first_of_each(findings: Sequence[Finding]) -> dict[str, str]:
    """For each file that cannot be led, the first thing that is wrong with it."""
    first: dict[str, str] = {}
    for finding in findings:
        first.setdefault(finding.path.name, finding.sentence)
    return first


def _line(curriculum: Curriculum) -> dict[str, object]:
    return {
        "id": curriculum.id,
        "version": curriculum.version,
        "sha256": curriculum.sha256,
        "title": {"en": curriculum.title.en, "es": curriculum.title.es or curriculum.title.en},
        "minutes": round(curriculum.minutes),
        "steps": len(curriculum.steps),
        "unreviewed": curriculum.unreviewed,
        "family": "family" in curriculum.audience,
    }


def _shown(words: str | Erased) -> str:
    return "" if isinstance(words, Erased) else words
