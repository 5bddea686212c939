"""HTML pages: forms and notices whole, live screens as a shell that carries its first view and its words as JSON."""

import json
import logging
import re
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goround.domain.base import Lang
from goround.web.assets import Assets
from goround.web.words import Catalogues

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'{sockets}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


BROKEN = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Group</title><h1>This did not work.</h1><p>Nothing that was saved is lost. Go back and try once more.</p>
<p lang="es">Esto no funcionó. No se perdió nada de lo guardado. Vuelve atrás e inténtalo otra vez.</p></html>
"""
log = logging.getLogger(__name__)
NOT_ON_PHONES = frozenset({"console", "facts", "join", "lock", "notice", "preview", "replay", "staff", "wall"})
"""Parts of the catalogue that a participant's screen never says: a page for a bad network carries no more than it needs."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9A-Fa-f:]+\](:[0-9]+)?")


class Pages:
    """Renders pages from the templates beside the screens' modules."""

    def __init__(self, root: Path, assets: Assets, catalogues: Catalogues) -> None:
        self._assets, self._catalogues = assets, catalogues
        self._templates = Environment(
            loader=FileSystemLoader(root),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(self, template: str, lang: Lang, status: int = 200, **facts: Any) -> web.Response:
        """A page that is whole without a script."""
        t = self._catalogues.speak(lang)
        text = self._templates.get_template(template).render(
            lang=lang, t=t, asset=self._assets.url, words=_json(self._words(template, lang)), **facts
        )
        headers = {"Cache-Control": "no-store"}
        response = web.Response(text=text, status=status, content_type="text/html", headers=headers)
        response.enable_compression()
        return response

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
        needed = (own, f"steps/{step_kind}.js") if step_kind is not None else (own,)
        return self.drawn(f"{screen}/page.html", lang, title, first, entry or own, *needed)

    def drawn(
        self, template: str, lang: Lang, title: str, first: dict[str, Any], entry: str, *needed: str
    ) -> web.Response:
        """A page that a script draws: its entry, what else it is going to need, and everything that these import come in one go."""
        modules = dict.fromkeys(name for one in (entry, *needed) for name in self._assets.modules(one))
        return self.page(
            template,
            lang,
            title=title,
            first=_json(first),
            entry=self._assets.url(entry),
            preload=[self._assets.url(name) for name in modules],
        )

    def _words(self, template: str, lang: Lang) -> dict[str, Any]:
        """The words that a phone's page may need; every other page gets all of them."""
        catalogue = self._catalogues.of(lang)
        if template != "participant/page.html":
            return catalogue
        return {key: words for key, words in catalogue.items() if key.partition(".")[0] not in NOT_ON_PHONES}

    def notice(self, what: str, lang: Lang, status: int) -> web.Response:
        """One plain sentence and a way on; ``what`` names its words: ``notice.<what>``."""
        return self.page("shared/notice.html", lang, status, what=what)


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
        response.headers.update(HEADERS)
        sockets = f" ws://{request.host} wss://{request.host}" if _HOST.fullmatch(request.host) else ""
        response.headers.setdefault("Content-Security-Policy", POLICY.format(sockets=sockets))
        response.headers.setdefault("X-Frame-Options", "DENY")
    if isinstance(response, web.HTTPException):
        raise response
    return response


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"


__all__ = ["Pages", "guarded"]
