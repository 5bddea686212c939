"""Signing in, signing out, and the staff's home: what runs, what has been, and a session to start."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from goround.domain.curriculum import Curriculum
from goround.domain.state import Phase
from goround.web import home
from goround.web.access import COOKIE, SignedIn
from goround.web.ghosts import NUMBERS
from goround.web.home import Typed
from goround.web.local_time import LocalTime
from goround.web.site import SITE, Site
from goround.web.wire import NOT_LET_IN
from goround.web.words import Speak

routes = web.RouteTableDef()

Handler = Callable[[web.Request, SignedIn], Awaitable[web.StreamResponse]]
PATH = "/staff"


def even_locked(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Only for staff who are signed in, also behind the idle lock; a page leads to the sign-in, anything else is refused."""

    @functools.wraps(handler)
    async def check(request: web.Request) -> web.StreamResponse:
        who = await request.app[SITE].access.signed_in(request)
        if who is not None:
            return await handler(request, who)
        if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
            raise web.HTTPSeeOther("/staff/sign-in")
        raise web.HTTPUnauthorized(text="Sign in first.\n")

    return check


def signed_in(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Only for staff who are signed in and not behind the idle lock: that asks for the PIN where a page is wanted, and refuses anything else."""

    @functools.wraps(handler)
    async def check(request: web.Request, who: SignedIn) -> web.StreamResponse:
        site = request.app[SITE]
        wants_page = "text/html" in request.headers.get("Accept", "")
        if not who.locked:
            if wants_page:
                site.locks.touch(who.sign_in)  # what a script asks by itself is no touch
            return await handler(request, who)
        if wants_page:
            return await site.locked_page(request, who, request.path if request.method == "GET" else "/staff")
        return web.json_response({"code": "locked"}, status=403)

    return even_locked(check)


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
        await site.locks.forget(who.sign_in)
        for screen in tuple(site.screens):
            if screen.sign_in == who.sign_in:
                screen.close(NOT_LET_IN)
    response = web.Response(status=303, headers={"Location": "/staff/sign-in"})
    response.del_cookie(COOKIE, path=PATH)
    return response


@routes.get("/staff")
@signed_in
async def home_of_staff(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """What runs now, and a session to start."""
    return await home_page(request.app[SITE], request, who)


async def home_page(
    site: Site,
    request: web.Request,
    who: SignedIn,
    error: str | None = None,
    typed: Typed | None = None,
    asked: Sequence[Curriculum] = (),
) -> web.Response:
    """The staff's home, with what was typed, what is wrong with it, and which curricula have to be said yes to first."""
    shelf = await site.offered()
    confirmed = await asyncio.to_thread(site.confirmations.of, who.account.id)
    over = await site.past_sessions()
    lang = site.lang(request)
    t = site.catalogues.speak(lang)
    when = LocalTime(site.settings.zone, t)
    rooms = [room for room in site.host.rooms() if room.state.phase not in (Phase.NEW, Phase.ENDED)]
    told = [home.past(one, lang, t) for one in over if not one.rehearsal]
    now = site.clock.now()
    return site.pages.page(
        "staff/home.html",
        lang,
        200 if error is None else 422,
        account=who.account,
        today=f"{when.day(now)[:1].upper()}{when.day(now)[1:]}",
        now=now,
        zone=when.zone,
        curricula=list(home.choices(shelf.curricula, confirmed, lang)),
        unfit=home.first_of_each(shelf.findings),
        asked=[curriculum.id for curriculum in asked],
        running=[home.running(room.session, room.state, lang, t, when) for room in rooms if not room.state.rehearsal],
        rehearsing=[home.running(room.session, room.state, lang, t, when) for room in rooms if room.state.rehearsal],
        groups=home.groups((room.state for room in rooms), over),
        waits=[one for one in told if one["waits"]],
        past=[one for one in told if not one["waits"]] + [one for one in told if one["waits"]],
        rehearsed=[home.past(one, lang, t) for one in over if one.rehearsal],
        ghosts=NUMBERS,
        values=typed or Typed(),
        error=_told(error, t),
        error_at=_PLACES.get(error or "", "start") if error is not None and not asked else None,
        not_encrypted=site.settings.exposed,
        keeps_people_out=site.settings.keeps_people_out,
    )


_PLACES = {
    "group_missing": "group",
    "group_long": "group",
    "curriculum_missing": "curriculum",
    "curriculum_gone": "curriculum",
    "curriculum_twice": "curriculum",
    "too_many": "curriculum",
    "break_minutes": "break",
    "many_rehearsals": "start",
}
"""Beside which part of the form a mistake is told; whatever else is refused is told beside the button."""


def _told(error: str | None, t: Speak) -> str:
    if error is None:
        return ""
    return t(f"staff.error.{error}" if error in _PLACES else f"refused.{error}")
