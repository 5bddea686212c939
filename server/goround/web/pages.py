"""HTML pages: forms and notices whole, live screens as a shell that carries its first view and its words as JSON."""

import json
import logging
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goround.config import this_machine
from goround.domain.base import Lang
from goround.web.assets import Assets
from goround.web.first_words import FirstWords
from goround.web.words import Catalogues

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'{sockets}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
SECURE = web.AppKey("secure", bool)
"""Whether the public address is https."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
ALONE = {"Cross-Origin-Opener-Policy": "same-origin"}
"""Browsers take it over https or from this machine itself; elsewhere they write an error into every page's console."""


BROKEN = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Group</title><h1>This did not work.</h1><p>Nothing that was saved is lost. Go back and try once more.</p>
<p lang="es">Esto no funcionó. No se perdió nada de lo guardado. Vuelve atrás e inténtalo otra vez.</p></html>
"""
log = logging.getLogger(__name__)
ON_ARRIVAL = ("scale",)
"""The kinds of most first questions: a phone gets them while its person writes a name."""
_PORT = re.compile(r":[0-9]+$")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:]+\](:[0-9]+)?")


@cache
def templates(root: Path) -> Environment:
    """The templates that lie beside the screens' modules; whatever is put into them is escaped."""
    return Environment(
        loader=FileSystemLoader(root), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


class Pages:
    """Renders pages from the templates beside the screens' modules."""

    def __init__(self, root: Path, assets: Assets, catalogues: Catalogues) -> None:
        self._assets, self._catalogues = assets, catalogues
        self._first_words = FirstWords(assets, catalogues)
        self._templates = templates(root)
        self._templates.globals["ahead"] = self.ahead

    def page(self, template: str, lang: Lang, status: int = 200, **facts: Any) -> web.Response:
        """A page that is whole without a script."""
        t = self._catalogues.speak(lang)
        told = {"words": self._catalogues.of(lang), **facts}
        text = self._templates.get_template(template).render(
            **told | {"lang": lang, "t": t, "asset": self._assets.url, "words": _json(told["words"])}
        )
        headers = {"Cache-Control": "no-store"}
        response = web.Response(text=text, status=status, content_type="text/html", headers=headers)
        response.enable_compression()
        return response

    def warm(self) -> None:
        """Compile every template, which takes tenths of a second: never on the event loop."""
        for name in self._templates.list_templates(
            filter_func=lambda name: name.endswith(".html") and "/node_modules/" not in name
        ):
            self._templates.get_template(name)

    def screen(
        self,
        screen: str,
        lang: Lang,
        title: str,
        first: dict[str, Any],
        step_kind: str | None,
        *,
        entry: str | None = None,
    ) -> web.Response:
        """A live screen's page. Its first view lies in it, so that nothing waits for the socket.

        ``entry`` is a module that is loaded in the place of the screen's own, and loads that itself.
        """
        own = f"{screen}/main.js"
        if screen == "participant":
            return self._phone(lang, title, first, entry or own)
        drawn = (f"steps/{step_kind}.js", f"steps/shown/{step_kind}.js") if step_kind is not None else ()
        return self.drawn(f"{screen}/page.html", lang, title, first, entry or own, own, *drawn)

    def _phone(self, lang: Lang, title: str, first: dict[str, Any], entry: str) -> web.Response:
        """A participant's page: what its first view needs, and nothing else."""
        modules, facts = self._on_phone(lang, first, entry)
        return self.drawn("participant/page.html", lang, title, first, entry, *modules, **facts)

    def phone_in_place(self, lang: Lang, title: str, first: dict[str, Any]) -> dict[str, Any]:
        """What the page with the form needs to become a participant's page without another way to the server and back."""
        _, facts = self._on_phone(lang, first, "participant/main.js")
        sheets = [self._assets.url(name) for name in facts["sheets"]]
        return {"lang": lang, "title": title, "first": first, "likely": ON_ARRIVAL, **facts, "sheets": sheets}

    def _on_phone(self, lang: Lang, first: dict[str, Any], entry: str) -> tuple[tuple[str, ...], dict[str, Any]]:
        """The modules that a phone's first view needs, and the words and looks that these need."""
        kind, *also = first_needs(first["show"])
        modules = self._all((entry, "participant/main.js", *([f"steps/{kind}.js"] if kind else ()), *also))
        facts = {
            "words": self._first_words.of(lang, modules),
            "words_from": self._first_words.source,
            "sheets": ("steps/frame.css", *(self._assets.sheets(kind) if kind else ())),
        }
        return modules, facts

    def drawn(
        self, template: str, lang: Lang, title: str, first: dict[str, Any], entry: str, *needed: str, **facts: Any
    ) -> web.Response:
        """A page that a script draws: its entry, what else it is going to need, and everything that these import come in one go."""
        return self.page(
            template,
            lang,
            title=title,
            first=_json(first),
            entry=self._assets.url(entry),
            preload=[self._assets.url(name) for name in self._all((entry, *needed))],
            **facts,
        )

    def ahead(self) -> list[str]:
        """What a phone may fetch while its person fills in the form: what the page after it needs, and most first questions."""
        kinds = [f"steps/{kind}.js" for kind in ON_ARRIVAL]
        sheets = dict.fromkeys(["steps/frame.css", *(one for kind in ON_ARRIVAL for one in self._assets.sheets(kind))])
        return [self._assets.url(name) for name in (*self._all(("participant/main.js", *kinds)), *sheets)]

    def _all(self, entries: Iterable[str]) -> tuple[str, ...]:
        """These modules and all that they import."""
        return tuple(dict.fromkeys(name for one in entries for name in self._assets.modules(one)))

    def notice(self, what: str, lang: Lang, status: int) -> web.Response:
        """One plain sentence and a way on; ``what`` names its words: ``notice.<what>``."""
        return self.page("shared/notice.html", lang, status, what=what)


def first_needs(show: dict[str, Any]) -> tuple[str | None, *tuple[str, ...]]:
    """The kind of the step that a phone shows first, and the modules that its page needs beside it (`start` in participant/main.js)."""
    scene, mine = show["scene"], show["mine"]
    arrival = [one for one in mine.get("arrival") or () if one["given"]["standing"] == "none"]
    if arrival:
        return (arrival[0]["prompt"]["kind"],)
    visit = scene.get("visit")
    if not visit:
        return (None,)
    kind: str = visit["prompt"]["kind"]
    results = ("participant/after.js", f"steps/shown/{kind}.js") if visit["results"] else ()
    return kind, *results, *(("participant/turn.js",) if mine.get("turn") else ())


def _json(value: Any) -> str:
    """JSON that may stand in a script block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


@web.middleware
async def guarded(request: web.Request, handler: Any) -> web.StreamResponse:
    """Every answer carries the policy; no error carries details."""
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException as error:
        response = error
    except Exception as error:  # noqa: BLE001 - whatever it is, the page stays neutral
        # Its text may hold what somebody typed; its type does not.
        log.error("fault at %s %s: %s", request.method, _route(request), type(error).__name__)
        response = web.Response(text=BROKEN, status=500, content_type="text/html")
    if not response.prepared:
        response.headers.update(HEADERS | (ALONE if _trusted(request) else {}))
        sockets = f" ws://{request.host} wss://{request.host}" if _HOST.fullmatch(request.host) else ""
        response.headers.setdefault("Content-Security-Policy", POLICY.format(sockets=sockets))
        response.headers.setdefault("X-Frame-Options", "DENY")
    if isinstance(response, web.HTTPException):
        raise response
    return response


def _trusted(request: web.Request) -> bool:
    """Whether a browser trusts the way here: https, also up to a proxy before us, or this machine by its own name."""
    if request.secure or request.app.get(SECURE, False):
        return True
    return bool(_HOST.fullmatch(request.host)) and this_machine(_PORT.sub("", request.host))


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"


__all__ = ["Pages", "guarded", "templates"]
