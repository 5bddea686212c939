"""What machines ask: whether the process lives, whether it can do its work, and what it counts. Nothing of any session stands in it."""

import asyncio
import hmac
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from aiohttp import web

from goround.config import this_machine
from goround.runtime.clock import RELEASED
from goround.web.site import SITE, Site
from goround.web.snapshot import Snapshot

routes = web.RouteTableDef()

LIVES = "goround lives\n"
KEPT_S = 5.0
"""For how long a trial of the journal is believed: whoever asks often costs the disk nothing."""
ASTRAY_MS = 60_000
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
_NO_STORE = {"Cache-Control": "no-store"}


@dataclass(slots=True)
class Trial:
    """When the journal was tried, and whether it took what it was given."""

    since: float = field(default_factory=monotonic)
    """When the server was started."""
    tried: float | None = None
    stores: bool = False
    once: asyncio.Lock = field(default_factory=asyncio.Lock)


TRIAL = web.AppKey("trial", Trial)


@routes.get("/healthz")
async def lives(_: web.Request) -> web.Response:
    """The event loop answers."""
    return web.Response(text=LIVES, headers=_NO_STORE)


@routes.get("/readyz")
async def ready(request: web.Request) -> web.Response:
    """Whether sessions can be led here now; where not, the codes of what is wrong."""
    wrong = await amiss(request.app[SITE], request.app[TRIAL])
    return web.json_response({"ready": not wrong, "wrong": wrong}, status=503 if wrong else 200, headers=_NO_STORE)


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """For Prometheus on this machine, or whoever has the token."""
    site = request.app[SITE]
    if not _may_watch(request, site.settings.metrics):
        raise web.HTTPForbidden(text="Metrics are read from this machine, or with the token that the setting names.\n")
    seen = Snapshot.of(site, monotonic() - request.app[TRIAL].since)
    text, kind = await asyncio.to_thread(_written, seen)
    return web.Response(body=text, headers={**_NO_STORE, "Content-Type": kind})


def _written(seen: Snapshot) -> tuple[bytes, str]:
    # Whoever watches waits for Prometheus' library the first time, and not everybody for the first page of the server.
    from goround.web import metrics

    return metrics.written(seen), metrics.CONTENT_TYPE_LATEST


async def amiss(site: Site, trial: Trial) -> list[str]:
    """Codes of what keeps this server from its work."""
    wrong = []
    if site.stopping:
        wrong.append("stopping")
    if not await _stores(site, trial):
        wrong.append("not_stored")
    if site.host.not_taken_up:
        wrong.append("session_not_taken_up")
    now = site.clock.now()
    if now < RELEASED:
        wrong.append("clock_before_release")
    if any(room.state.at > now + ASTRAY_MS for room in site.host.rooms()):
        wrong.append("clock_behind_journal")
    if abs(site.clock.astray()) > ASTRAY_MS:
        wrong.append("clock_was_set")
    return wrong


async def _stores(site: Site, trial: Trial) -> bool:
    async with trial.once:
        if trial.tried is None or monotonic() - trial.tried > KEPT_S:
            trial.stores = await site.host.would_store()
            trial.tried = monotonic()
    return trial.stores


def _may_watch(request: web.Request, setting: str) -> bool:
    """By the token where there is one. Else this machine alone: a proxy on it that passes others on says so, or passes their Host on."""
    if setting == "off":
        return False
    if setting != "local":
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), setting.encode())
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        host = urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return False
    return this_machine(request.remote or "") and this_machine(host)
