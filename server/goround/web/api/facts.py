"""The facts page of a session, and its copies to take along: what the record holds, for whoever leads, to be printed and copied."""

from functools import cache
from typing import Literal, NamedTuple, TypeVar

from aiohttp import web

from goround.domain.base import Instant, Lang
from goround.domain.events import FORMAT
from goround.domain.state import Phase
from goround.reading_room import Desk
from goround.review.exports import Reader
from goround.review.facts import facts
from goround.review.recording import Recording
from goround.shipped import shipped
from goround.web.access import SignedIn
from goround.web.api.staff import signed_in
from goround.web.export_files import ExportFile, Format, export_file
from goround.web.facts_sheet import Sheet, sheet_of
from goround.web.facts_text import group_text, person_text
from goround.web.site import SITE, Site
from goround.web.words import Catalogues

routes = web.RouteTableDef()
Answer = TypeVar("Answer")


class Unreadable(NamedTuple):
    """Nothing of a session can be read, or not by this program."""

    newer: int | None
    """The format in which a newer program wrote it."""


Unread = Literal["none"] | Unreadable
"""Why there is nothing to tell: no such session, or it cannot be read."""


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
    told = found(await site.reading.ask(_told, session, site.clock.now(), lang))
    if isinstance(told, Unreadable):
        return _unread(site, told, who, session, lang)
    return site.pages.page(
        "staff/facts.html",
        lang,
        account=who.account,
        session=session,
        sheet=told.sheet,
        group_text=told.group,
        people=tuple(zip(told.sheet.people, told.people, strict=True)),
        formats=tuple(Format),
    )


@routes.get("/staff/s/{session}/export/{format}")
@signed_in
async def export(request: web.Request, who: SignedIn) -> web.StreamResponse:
    """A copy for those who lead, as a file."""
    site = request.app[SITE]
    session, named = request.match_info["session"], request.match_info["format"]
    if named not in tuple(Format):
        raise web.HTTPNotFound(text="There is no such format.\n")
    lang = site.lang(request)
    made = found(await site.reading.ask(_exported, session, Format(named), lang))
    if isinstance(made, Unreadable):
        return _unread(site, made, who, session, lang)
    headers = {
        "Content-Disposition": f'attachment; filename="session.{made.ending}"',
        "Content-Type": made.content_type,
        "Cache-Control": "no-store",
    }
    return web.Response(body=made.content, headers=headers)


def found(told: "Answer | Unread") -> Answer | Unreadable:
    """What was told, where there is such a session."""
    if told == "none":
        raise web.HTTPNotFound(text="There is no such session.\n")
    return told


def _unread(site: Site, why: Unreadable, who: SignedIn, session: str, lang: Lang) -> web.Response:
    """The page that says why nothing is told, and what to do."""
    return site.pages.page(
        "staff/unread.html", lang, 410, account=who.account, session=session, newer=why.newer, known=FORMAT
    )


def _why(recording: Recording) -> Unreadable | None:
    """What a newer program wrote is not told in part: nobody here knows what is missing in it."""
    if recording.newer is not None or recording.last.phase is Phase.NEW:
        return Unreadable(recording.newer)
    return None


@cache
def _catalogues() -> Catalogues:
    return Catalogues(shipped("client_web") / "shared" / "words")


def _told(desk: Desk, session: str, now: Instant, lang: Lang) -> Told | Unread:
    """Reads and decodes a whole log: in the reading room."""
    opened = desk.session(session)
    if opened is None:
        return "none"
    recording = opened.recording
    if (why := _why(recording)) is not None:
        return why
    t = _catalogues().speak(lang)
    sheet = sheet_of(facts(recording.entries, now), lang, t, whole=recording.broken_at is None)
    return Told(sheet, group_text(sheet, t), tuple(person_text(person) for person in sheet.people))


def _exported(desk: Desk, session: str, form: Format, lang: Lang) -> ExportFile | Unread:
    opened = desk.session(session)
    if opened is None:
        return "none"
    if (why := _why(opened.recording)) is not None:
        return why
    return export_file(opened.recording, form, Reader.FACILITATOR, lang)
