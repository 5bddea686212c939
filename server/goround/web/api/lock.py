"""The idle lock as staff meet it: locked by a tap, opened by PIN or password, and the page on which the PIN is chosen."""

import asyncio
import re
from collections.abc import Mapping

from aiohttp import web

from goround.records.pins import is_easy, is_pin
from goround.web.access import SignedIn
from goround.web.api.staff import even_locked, signed_in
from goround.web.site import SITE, Site

routes = web.RouteTableDef()

HOME = "/staff"
_OURS = re.compile(r"/staff(/[A-Za-z0-9_~-]+)*")
_STATUS = {"slow_down": 429}
_NO_STORE = {"Cache-Control": "no-store"}


@routes.get("/staff/lock")
@even_locked
async def told(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Whether this sign-in is locked, and whether its PIN would open it."""
    works = await asyncio.to_thread(request.app[SITE].pins.works, who.account.id)
    return web.json_response({"locked": who.locked, "pin": works}, headers=_NO_STORE)


@routes.post("/staff/lock")
@even_locked
async def lock(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Lock every page of this sign-in now."""
    await request.app[SITE].locks.lock(who.sign_in)
    return web.json_response({"locked": True}) if _by_script(request) else _leads(HOME)


@routes.post("/staff/touch")
@even_locked
async def touched(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A page without a socket tells for how long nobody has touched it, and hears whether it is locked: ``{"idle": 4000}``."""
    site = request.app[SITE]
    idle = (await _asked(request)).get("idle")
    if isinstance(idle, int) and not isinstance(idle, bool):
        site.locks.touch(who.sign_in, idle)
    return web.json_response({"locked": site.locks.holds(who.sign_in)}, headers=_NO_STORE)


@routes.post("/staff/lock/open")
@even_locked
async def open_lock(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Open the lock with ``pin`` or ``password``. The delay grows as it does for signing in."""
    site = request.app[SITE]
    asked = await _asked(request)
    leads_to = str(asked.get("leads_to", HOME))
    leads_to = leads_to if _OURS.fullmatch(leads_to) else HOME
    error = await _tried(site, who, asked, request.remote or "")
    if error is None:
        await site.locks.open(who.sign_in)
        return web.json_response({"locked": False}) if _by_script(request) else _leads(leads_to)
    status = _STATUS.get(error, 401)
    if _by_script(request):
        return web.json_response({"code": error}, status=status)
    return await site.locked_page(request, who, leads_to, error, status)


@routes.get("/staff/pin")
@signed_in
async def pin_page(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The page on which the PIN is chosen."""
    return await _pin_page(request, who, None, 200)


@routes.post("/staff/pin")
@signed_in
async def choose_pin(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """Keep a new PIN; the password says that it is the account's own person who asks."""
    site = request.app[SITE]
    asked = await _asked(request)
    pin, again = str(asked.get("pin", "")), str(asked.get("again", ""))
    if not is_pin(pin):
        return await _pin_page(request, who, "pin_shape", 422)
    if is_easy(pin):
        return await _pin_page(request, who, "pin_easy", 422)
    if pin != again:
        return await _pin_page(request, who, "pin_differs", 422)
    error = await _password(site, who, str(asked.get("password", "")), request.remote or "")
    if error is not None:
        return await _pin_page(request, who, error, _STATUS.get(error, 401))
    await asyncio.to_thread(site.pins.set, who.account.id, pin)
    return await _pin_page(request, who, None, 200, kept=True)


async def _pin_page(
    request: web.Request, who: SignedIn, error: str | None, status: int, *, kept: bool = False
) -> web.Response:
    site = request.app[SITE]
    works = await asyncio.to_thread(site.pins.works, who.account.id)
    return site.pages.page("staff/pin.html", site.lang(request), status, pin_works=works, error=error, kept=kept)


async def _tried(site: Site, who: SignedIn, asked: Mapping[str, object], address: str) -> str | None:
    """Why the lock stays, or None where what was typed opens it."""
    pin = "".join(str(asked.get("pin", "")).split())
    if not pin:
        return await _password(site, who, str(asked.get("password", "")), address)
    if not is_pin(pin):
        return "wrong_pin"
    name = f"pin {who.account.id}"
    if not await site.patience.wait(name, address):
        return "slow_down"
    found = await asyncio.to_thread(site.pins.check, who.account.id, pin)
    if found == "right":
        site.patience.was_right(name)
        return None
    site.patience.was_wrong(name, address)
    return "wrong_pin" if found == "wrong" else found


async def _password(site: Site, who: SignedIn, password: str, address: str) -> str | None:
    """Why this password will not do, or None where it is the account's; then its PIN may be tried again."""
    if not await site.patience.wait(who.account.account, address):
        return "slow_down"
    found = await asyncio.to_thread(site.staff.check, who.account.account, password[:1000])
    if found is None:
        site.patience.was_wrong(who.account.account, address)
        return "wrong_password"
    site.patience.was_right(who.account.account)
    await asyncio.to_thread(site.pins.forgive, who.account.id)
    return None


async def _asked(request: web.Request) -> Mapping[str, object]:
    """What was sent, by a form or by a script."""
    if not _by_script(request):
        return dict(await request.post())
    try:
        asked = await request.json()
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _by_script(request: web.Request) -> bool:
    return request.content_type == "application/json"


def _leads(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path, **_NO_STORE})
