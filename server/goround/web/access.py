"""Who is this: a seat, a display or a staff member, by the cookie of their own path; and whether a page of ours asks."""

import asyncio
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import web

from goround.config import Settings
from goround.records.credentials import Credential, Credentials, Kind
from goround.records.staff import Account, Staff
from goround.runtime.clock import Clock
from goround.web.lock import Locks

COOKIE = "goround"
DOOR = "goround-door"
HOUR_MS = 60 * 60 * 1000
LASTS_MS: dict[Kind, int] = {"seat": 12 * HOUR_MS, "display": 24 * HOUR_MS, "staff": 14 * HOUR_MS}


class SignedIn(NamedTuple):
    """A staff member and the sign-in that their cookie names."""

    account: Account
    sign_in: str
    locked: bool = False
    """Whether nobody's data may be shown on it until its PIN is typed."""


@dataclass(frozen=True, slots=True)
class Access:
    """Gives cookies and reads them."""

    settings: Settings
    clock: Clock
    credentials: Credentials
    staff: Staff
    locks: Locks

    async def give(self, response: web.StreamResponse, kind: Kind, id: str, session: str, path: str) -> None:
        """Make this device the seat, display or signed-in staff member. The cookie is sent to its own path only."""
        token = self.clock.token()
        until = self.clock.now() + LASTS_MS[kind]
        await asyncio.to_thread(self.credentials.give, Credential(kind, id, session, until), token)
        self.set_cookie(response, COOKIE, f"{id}.{token}", path, LASTS_MS[kind] // 1000)

    def set_cookie(self, response: web.StreamResponse, name: str, value: str, path: str, seconds: int) -> None:
        """A cookie no script can read. ``Secure`` exactly where the public address is https: elsewhere it would vanish silently."""
        response.set_cookie(
            name, value, path=path, max_age=seconds, httponly=True, samesite="Lax", secure=self.settings.secure
        )

    async def forget(self, kind: Kind, id: str) -> None:
        """A credential is worth nothing any more."""
        await asyncio.to_thread(self.credentials.take, kind, id)

    async def who(self, request: web.Request, kind: Kind) -> Credential | None:
        """The credential of this request's cookie, if it is of this kind and, where the address names an id, its own."""
        id, _, token = request.cookies.get(COOKIE, "").partition(".")
        named = request.match_info.get("id") if kind != "staff" else None
        if not id or not token or (named is not None and named != id):
            return None
        return await asyncio.to_thread(self.credentials.check, kind, id, token, self.clock.now())

    async def signed_in(self, request: web.Request) -> SignedIn | None:
        """The staff member who is signed in on this device."""
        credential = await self.who(request, "staff")
        if credential is None:
            return None
        account = await asyncio.to_thread(self.staff.find, credential.session)
        if account is None:
            return None
        locked = await self.locks.look(credential.id, credential.until - LASTS_MS["staff"])
        return SignedIn(account, credential.id, locked)

    def same_origin(self, request: web.Request) -> bool:
        """Whether one of our own pages asks: its Origin is the host that was asked, or the public address."""
        try:
            origin = urlsplit(request.headers.get("Origin", ""))
        except ValueError:
            return False
        if origin.scheme not in ("http", "https") or not origin.netloc:
            return False
        public = urlsplit(self.settings.address or "")
        if (origin.scheme, origin.netloc.lower()) == (public.scheme, public.netloc.lower()):
            return True
        return origin.netloc.lower() == request.host.lower()


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def only_own_pages(access: Access) -> "web.Middleware":  # type: ignore[name-defined]
    """Refuses every write and every socket whose Origin is not ours."""

    @web.middleware
    async def check(request: web.Request, handler):  # type: ignore[no-untyped-def]
        upgrade = request.headers.get("Upgrade", "").lower() == "websocket"
        if (upgrade or request.method not in SAFE) and not access.same_origin(request):
            raise web.HTTPForbidden(text="This was not asked by a page of this site.\n")
        return await handler(request)

    return check
