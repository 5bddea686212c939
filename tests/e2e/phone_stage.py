"""A stage for one phone: the real page, assets and policy, and a room that says what a test wants it to say."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from playwright.async_api import Page

from goround.domain.base import Lang
from goround.web.assets import Assets
from goround.web.pages import Pages, guarded
from goround.web.words import Catalogues

SCREENS = Path(__file__).parents[2] / "client_web"
WAVE = Path(__file__).parents[2] / "curricula/wave.svg"
SEAT = "s1"
Json = dict[str, Any]
LINES = [
    {"number": "988", "words": {"en": "Crisis line, call or text", "es": "Línea de crisis, llamada o mensaje"}},
    {"number": "555-0142", "words": {"en": "Front desk", "es": "Recepción"}},
    {"number": "911", "words": {"en": "If someone is in danger", "es": "Si alguien está en peligro"}},
]
QUESTION: Json = {
    "kind": "scale",
    "question": {
        "en": "How strong is the urge right now?",
        "es": "¿Qué tan fuertes son las ganas en este momento?",
    },
    "labels": {
        "0": {"en": "none", "es": "nada"},
        "5": {"en": "medium", "es": "más o menos"},
        "10": {"en": "strongest ever", "es": "lo más fuerte que he sentido"},
    },
}


def paragraph(words: str, style: str = "plain") -> Json:
    """One thought of a longer text, in one style."""
    return {"kind": "paragraph", "runs": [{"style": style, "words": words}]}


def listed(*items: str, ordered: bool = False) -> Json:
    """Short items of a longer text."""
    return {"kind": "list", "ordered": ordered, "items": [[{"style": "plain", "words": item}] for item in items]}


def option(id: str, en: str, es: str) -> Json:
    """Something to choose."""
    return {"id": id, "words": {"en": en, "es": es}}


SLIDE: Json = {
    "kind": "slide",
    "heading": {"en": "Urges rise, crest and fall", "es": "Las ganas suben, llegan a lo alto y bajan"},
    "text": {
        "en": [
            paragraph("Most last less than half an hour. You do not have to fight them."),
            listed("Notice it.", "Breathe.", "Wait ten minutes.", ordered=True),
            paragraph("You can watch them pass.", "strong"),
        ],
        "es": [
            paragraph("La mayoría dura menos de media hora. No tienes que luchar."),
            listed("Nótalo.", "Respira.", "Espera diez minutos.", ordered=True),
            paragraph("Puedes ver cómo pasan.", "strong"),
        ],
    },
}
NOTE: Json = {
    "en": "This part talks about overdose. You can skip it.",
    "es": "Esta parte habla de sobredosis. Puedes saltarla.",
}
PICTURE: Json = {
    "sha256": "0" * 64,
    "alt": {"en": "A wave that rises, peaks and falls", "es": "Una ola que sube, llega a lo alto y baja"},
}
WROTE: Json = {
    "kind": "text",
    "question": {
        "en": "What helps you when it gets hard?",
        "es": "¿Qué te ayuda cuando las cosas se ponen difíciles?",
    },
    "example": {"en": "I call my sister.", "es": "Llamo a mi hermana."},
    "most_letters": 120,
}
LIST: Json = {
    "kind": "list",
    "question": {"en": "What could go on your list for tonight?", "es": "¿Qué puede ir en tu lista para esta noche?"},
    "suggestions": [
        option("walk", "A walk around the block", "Una vuelta a la manzana con alguien de confianza"),
        option("call", "Call someone who knows", "Llamar a una persona que sabe por lo que estoy pasando hoy"),
        option("water", "Cold water on my hands", "Agua fría en las manos"),
    ],
    "own": True,
    "most": 4,
    "most_letters": 140,
}
COMMIT: Json = {
    "kind": "commit",
    "question": {"en": "One small thing before we meet again?", "es": "¿Una cosa pequeña antes de vernos otra vez?"},
    "suggestions": [
        option("card", "Put my card where I see it", "Poner mi tarjeta donde la vea todos los días al despertar"),
        option("call", "Call one person", "Llamar a una persona"),
    ],
    "own": True,
    "closing": {"en": "Small is enough. See you on Thursday.", "es": "Lo pequeño basta. Nos vemos el jueves."},
    "most_letters": 140,
}

ROUND: Json = {
    "kind": "goround",
    "heading": {"en": "One win and one worry from this week", "es": "Un logro y una preocupación de esta semana"},
    "text": None,
    "seconds": 60,
}
FLOOR: Json = {
    "kind": "openfloor",
    "heading": {"en": "What do you take home tonight?", "es": "¿Qué te llevas a casa esta noche?"},
    "text": {
        "en": [paragraph("One thing is enough. It can be small.")],
        "es": [paragraph("Basta una cosa. Puede ser pequeña.")],
    },
    "seconds": None,
}
BREAK: Json = {"kind": "break", "heading": {"en": "Break", "es": "Descanso"}, "minutes": 10}


def turn(standing: str, before: int | None = None) -> Json:
    """Where this seat is in a round or in line."""
    return {"standing": standing, "before": before}


def arriving(prompt: Json, step: str, **changes: Any) -> Json:
    """A question on arrival."""
    plain = {"step": step, "prompt": prompt, "who_sees": "facilitator", "content_note": None, "picture": None}
    return {**plain, "given": given(), **changes}


def alarm(standing: str = "sent", by: str | None = None, alert: str = "a1") -> Json:
    """What became of an alert that an answer raised."""
    return {"alert": alert, "standing": standing, "by": by}


ROWS = """() => new Promise((done) => {
  const asked = indexedDB.open('goround', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('rows');
  asked.onsuccess = () => {
    const all = asked.result.transaction('rows').objectStore('rows').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""
"""What this browser keeps on the phone."""


async def is_kept(page: Page, words: str) -> None:
    """Waits until these words stand in what the phone keeps: typing and choosing are written a moment later."""
    await page.wait_for_function(f"async (words) => JSON.stringify(await ({ROWS})()).includes(words)", arg=words)


def visit(prompt: Json | None = None, **changes: Any) -> Json:
    """A visit of a step as any screen may show it."""
    plain = {"number": 1, "step": "craving.urge", "who_sees": "facilitator", "open": True, "since": 1_800_000_000_000}
    plain |= {"content_note": None, "picture": None, "results": None}
    return {**plain, "prompt": prompt or QUESTION, **changes}


def scene(**changes: Any) -> Json:
    """What every member's phone shows."""
    plain = {"kind": "participant", "phase": "running", "group": "Tuesday group", "leader": "Dana", "rehearsal": False}
    return {**plain, "help_lines": LINES, "visit": visit(), "ended": None, **changes}


def mine(**changes: Any) -> Json:
    """What only this seat is shown."""
    plain = {"kind": "seat", "name": "Ana", "lang": "en", "mode": "on_site", "for_you": True, "person": None}
    plain |= {"arrival": [], "turn": None, "namesake": False, "alarm": None}
    return {**plain, "given": given(), **changes}


def given(**changes: Any) -> Json:
    """What this seat gave to the present step."""
    plain = {
        "standing": "none",
        "revision": 0,
        "answer": None,
        "told": None,
        "erased": False,
        "after_close": False,
        "by_staff": False,
    }
    return {**plain, **changes}


class Stage:
    """One seat's page and room."""

    def __init__(self) -> None:
        self.assets = Assets(SCREENS)
        self.pages = Pages(SCREENS, self.assets, Catalogues(SCREENS / "shared/words"))
        self.lang: Lang = "en"
        self.zone = "UTC"
        self.scene, self.mine = scene(), mine()
        self.join: Json = {"error": None, "values": {"code": "", "name": "", "mode": "on_site"}}
        self.join |= {"code_known": False, "rehearsal": False}
        self.asks: list[Json] = []
        self.codes: dict[str, Json] = {}
        self.silent: set[str] = set()
        self.open = True
        self.left = 0
        self.posted: list[dict[str, str]] = []
        self.address = ""
        self._sockets: list[web.WebSocketResponse] = []
        self._shown = 0
        self._news = asyncio.Condition()

    def app(self) -> web.Application:
        app = web.Application(middlewares=[guarded])
        app.router.add_get("/", self._join)
        app.router.add_post("/join", self._posted)
        app.router.add_get("/bye", self._bye)
        app.router.add_get(f"/s/{SEAT}", self._page)
        app.router.add_post(f"/s/{SEAT}/leave", self._leave)
        app.router.add_get(f"/s/{SEAT}/socket", self._socket)
        app.router.add_get(f"/s/{SEAT}/picture/{{sha256}}", picture)
        app.router.add_get("/a/{hash}/{name:.+}", self.assets.serve)
        return app

    @property
    def linked(self) -> bool:
        return bool(self._sockets)

    async def until(self, true: Callable[[], Any]) -> None:
        """Wait until something that the phone does makes it so."""
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(true)

    async def _note(self) -> None:
        async with self._news:
            self._news.notify_all()

    @staticmethod
    def now() -> int:
        return int(asyncio.get_running_loop().time() * 1000) + 1_800_000_000_000

    def show(self, n: int = 0) -> Json:
        return {
            "type": "show",
            "n": n,
            "now": self.now(),
            "assets": self.assets.hash,
            "scene": self.scene,
            "mine": self.mine,
        }

    async def tell(self, **changes: Any) -> None:
        """Give the phone another view: ``scene=`` and ``mine=``."""
        self.scene, self.mine = changes.get("scene", self.scene), changes.get("mine", self.mine)
        self._shown += 1
        for socket in self._sockets:
            await socket.send_str(json.dumps(self.show(self._shown)))

    async def cut(self) -> None:
        """The link breaks and stays broken until ``mend``."""
        self.open = False
        for socket in list(self._sockets):
            await socket.close(code=1012)

    def mend(self) -> None:
        self.open = True

    async def close(self, code: int) -> None:
        for socket in list(self._sockets):
            await socket.close(code=code)

    async def _page(self, _: web.Request) -> web.Response:
        prompt = (self.scene.get("visit") or {}).get("prompt")
        first = {"show": self.show(), "socket": f"/s/{SEAT}/socket", "scope": SEAT, "screen": "participant"}
        first |= {"assets": self.assets.hash, "lang": self.lang, "extras": {"zone": self.zone}}
        return self.pages.screen("participant", self.lang, "Tuesday group", first, prompt["kind"] if prompt else None)

    async def _join(self, _: web.Request) -> web.Response:
        return self.pages.page("join/page.html", self.lang, help_lines=LINES, **self.join)

    async def _posted(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.posted.append(form)
        await self._note()
        self.lang = "es" if form.get("switch", form["lang"]) == "es" else "en"
        self.join["values"] = {"code": form.get("code", ""), "name": form["name"], "mode": form["mode"]}
        return await self._join(request)

    async def _bye(self, _: web.Request) -> web.Response:
        return self.pages.page("join/bye.html", self.lang)

    async def _leave(self, _: web.Request) -> web.Response:
        self.left += 1
        await self._note()
        return web.Response(status=204)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self.open:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await self._note()
        self._shown += 1
        await socket.send_str(json.dumps(self.show(self._shown)))
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, json.loads(message.data))
        self._sockets.remove(socket)
        return socket

    async def _heard(self, socket: web.WebSocketResponse, message: Json) -> None:
        if "ref" not in message:
            return
        self.asks.append(message["command"])
        await self._note()
        kind = message["command"]["type"]
        if kind not in self.silent:
            reply = {"type": "reply", "ref": message["ref"], "code": "ok", "facts": {}, "entry": None}
            await socket.send_str(json.dumps(reply | self.codes.get(kind, {})))


async def picture(_: web.Request) -> web.Response:
    """The same picture at every address."""
    return web.Response(body=WAVE.read_bytes(), content_type="image/svg+xml")


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """A stage on a free port of this machine."""
    stage = Stage()
    runner = web.AppRunner(stage.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stage.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield stage
    finally:
        await stage.cut()
        await runner.cleanup()
