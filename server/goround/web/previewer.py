"""A curriculum before there is a group: every step as phone, console and room would show it, drawn by their own modules, with what check says."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, get_args

from aiohttp import web

from goround.catalog.finding import Finding
from goround.catalog.watched import Look, Watched, read_file
from goround.domain.agenda import Agenda
from goround.domain.base import Lang
from goround.domain.curriculum import Curriculum, HelpLine
from goround.domain.steps import AnyStep
from goround.domain.views import View
from goround.reading_room import Desk, ReadingRoom
from goround.review.preview import Screen, Stage, play, stages
from goround.runtime.clock import Clock
from goround.web.assets import Assets
from goround.web.pages import POLICY, Pages
from goround.web.pictures import picture_response
from goround.web.square import square
from goround.web.wire import PROTOCOL, Show
from goround.web.words import LANGS, Catalogues

STILL = "preview/still.js"
"""The entry of a screen that stands still: it takes the network and the storage away before it loads the screen's own entry."""
STAGES: dict[str, Stage] = {one: one for one in get_args(Stage)}
SCREENS: dict[str, Screen] = {one: one for one in get_args(Screen)}
SPOKEN: dict[str, Lang] = {one: one for one in LANGS}
THEMES = ("day", "night")
NO_STORE = {"Cache-Control": "no-store"}


class Drawn(NamedTuple):
    """What one screen shows of a moment that was played."""

    seen: View
    kind: str | None
    """Of the step."""
    kept: dict[str, Any]
    """By step: what this phone's person keeps for themselves."""


def still(response: web.Response) -> web.Response:
    """A screen that stands still: it opens no socket, and only our own pages frame it."""
    policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'").format(sockets="")
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _read(_: Desk, stale: Look, today: date) -> Look:
    return read_file(stale, today)


def _play(_: Desk, about: tuple[Curriculum, str, Stage, Lang, int, tuple[HelpLine, ...]], screen: Screen) -> Drawn:
    played = play(*about)
    visit = played.state.visit
    kept = {visit.step: played.kept} if visit and screen == "participant" and played.kept is not None else {}
    return Drawn(played.seen(screen), played.state.plan.steps[visit.step].kind if visit else None, kept)


@dataclass(frozen=True, slots=True)
class Previewer:
    """What previews are made with, and the files that somebody has looked at."""

    pages: Pages
    assets: Assets
    catalogues: Catalogues
    clock: Clock
    help_lines: tuple[HelpLine, ...]
    reading: ReadingRoom
    """Where files are read and evenings are played."""
    watched: dict[Path, Watched] = field(default_factory=dict)

    async def look(self, path: Path) -> Look:
        """What stands in this file now."""
        watched = self.watched.get(path) or self.watched.setdefault(path, Watched(path, self._today))
        stale = await asyncio.to_thread(watched.stale)
        return watched.held if stale is None else watched.put(await self.reading.ask(_read, stale, self._today()))

    def _today(self) -> date:
        return datetime.fromtimestamp(self.clock.now() / 1000, UTC).date()

    def overview(self, look: Look, lang: Lang, base: str, home: str | None) -> web.Response:
        """The page with every step and its screens. ``base`` is the path below which they are, ``home`` where the way back leads."""
        title = look.curriculum.title.in_(lang) if look.curriculum else look.path.name
        first = {"base": base, "home": home, "lang": lang, "state": state_of(look)}
        response = self.pages.drawn("preview/page.html", lang, title, first, "preview/main.js")
        # Its frames are its own pages, and nobody else frames it.
        response.headers["Content-Security-Policy"] = POLICY.format(sockets="") + "; frame-src 'self'"
        return response

    def news(self, look: Look, known: str) -> web.Response:
        """What has changed since ``known``; nothing (204) where nothing has."""
        if look.mark == known:
            return web.Response(status=204, headers=NO_STORE)
        return web.json_response(state_of(look), headers=NO_STORE)

    async def screen(self, look: Look, base: str, request: web.Request) -> web.Response:
        """One screen at one stage of one step, as it would be with twelve people."""
        named = request.match_info
        stage, screen = STAGES.get(named["stage"]), SCREENS.get(named["screen"])
        lang = SPOKEN.get(named["lang"])
        if look.curriculum is None or stage is None or screen is None or lang is None:
            raise web.HTTPNotFound
        theme = request.query.get("theme") if request.query.get("theme") in THEMES else None
        now = self.clock.now()
        try:
            about = (look.curriculum, named["step"], stage, lang, now, self.help_lines)
            drawn = await self.reading.ask(_play, about, screen)
        except LookupError:
            raise web.HTTPNotFound from None
        return self._still(drawn, screen, lang, theme, now, f"{base}/screen/socket")

    def _still(
        self, drawn: Drawn, screen: Screen, lang: Lang, theme: str | None, now: int, socket: str
    ) -> web.Response:
        shown = Show(n=0, now=now, assets=self.assets.hash, scene=drawn.seen.scene, mine=drawn.seen.mine)
        first = {
            "show": json.loads(shown.model_dump_json()),
            "socket": socket,
            "scope": "preview",
            "screen": screen,
            "assets": self.assets.hash,
            "protocol": PROTOCOL,
            "lang": lang,
            "extras": {"still": {"theme": theme, "kept": drawn.kept}},
        }
        title = self.catalogues.speak(lang)("preview.title")
        return still(self.pages.screen(screen, lang, title, first, drawn.kind, entry=STILL))

    @staticmethod
    def picture(look: Look, sha256: str) -> web.Response:
        """A picture of the curriculum by its hash, as screens of a session fetch it."""
        return picture_response(Agenda(blocks=(look.curriculum,)) if look.curriculum else None, sha256)

    @staticmethod
    def square() -> web.Response:
        """The square that a console shows; it leads nowhere."""
        return web.json_response(square("https://group.example/j/LAMP24"), headers=NO_STORE)


PREVIEWER = web.AppKey("previewer", Previewer)


def state_of(look: Look) -> dict[str, Any]:
    """What the page draws: the steps of the last good file, and what is wrong with the present one."""
    return {
        "mark": look.mark,
        "drawn": look.drawn,
        "broken": look.broken,
        "file": look.path.name,
        "curriculum": _curriculum(look.curriculum) if look.curriculum else None,
        "findings": [_finding(finding, look.path) for finding in look.findings],
    }


def _curriculum(curriculum: Curriculum) -> dict[str, Any]:
    return {
        **curriculum.model_dump(
            mode="json", include={"id", "version", "kind", "title", "aim", "audience", "minutes", "review"}
        ),
        "unreviewed": list(curriculum.unreviewed),
        "steps": [_step(step) for step in curriculum.steps],
    }


def _step(step: AnyStep) -> dict[str, Any]:
    told = {"id", "kind", "title", "minutes", "at_least", "core", "visibility", "for_whom", "arrival"}
    return {**step.model_dump(mode="json", include=told), "stages": list(stages(step))}


def _finding(finding: Finding, path: Path) -> dict[str, Any]:
    return {
        "line": finding.line,
        "column": finding.column,
        "file": None if finding.path == path else finding.path.name,
        "severity": finding.severity,
        "sentence": finding.sentence,
        "step": finding.step,
    }
