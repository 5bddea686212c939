"""The facts page of a session: what the record holds, for whoever leads, to be printed and copied."""

import asyncio
from typing import NamedTuple

from aiohttp import web

from goround.domain.base import Instant, Lang
from goround.domain.state import Phase
from goround.review.facts import facts
from goround.web.access import SignedIn
from goround.web.api.staff import signed_in
from goround.web.facts_sheet import Sheet, sheet_of
from goround.web.facts_text import group_text, person_text
from goround.web.site import SITE, Site

routes = web.RouteTableDef()


class Told(NamedTuple):
    """The page's words, and what its buttons copy: the group's part, and each person's."""

    sheet: Sheet
    group: str
    people: tuple[str, ...]


@routes.get("/staff/s/{session}/facts")
@signed_in
async def page(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """The facts up to the end, or up to now while the session is on."""
    site = request.app[SITE]
    session, lang = request.match_info["session"], site.lang(request)
    told = await asyncio.to_thread(_told, site, session, site.clock.now(), lang)
    if told is None:
        raise web.HTTPNotFound(text="There is no such session.\n")
    return site.pages.page(
        "staff/facts.html",
        lang,
        account=who.account,
        session=session,
        sheet=told.sheet,
        group_text=told.group,
        people=tuple(zip(told.sheet.people, told.people, strict=True)),
    )


def _told(site: Site, session: str, now: Instant, lang: Lang) -> Told | None:
    """Reads the whole log and decodes it: never on the event loop."""
    recording = site.host.recording(session)
    if recording is None:
        return None
    if recording.last.phase is Phase.NEW:
        raise web.HTTPGone(
            text="This session cannot be read. Run goround verify on the server, and look for a backup.\n"
        )
    t = site.catalogues.speak(lang)
    sheet = sheet_of(facts(recording.entries, now), lang, t, whole=recording.broken_at is None)
    return Told(
        sheet,
        group_text(sheet, t),
        tuple(person_text(person) for person in sheet.people),
    )
