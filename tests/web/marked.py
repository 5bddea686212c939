"""An evening on which everything that people say is one marker word: taken, refused, malformed, oversized, broken and stolen."""

import asyncio
import json
from urllib.parse import quote

from websockets.exceptions import WebSocketException

from tests.web.people import Console, Page, Person, Phone

MARK = "Zaunkoenig"
"""Nobody but those who may read it shall find this word."""
GROUP = "Kleiber"
"""The group's name may stand in the title of a page of somebody who is in; nowhere else."""
OVERSIZED = json.dumps({"ref": "ANAS:1", "command": {"type": "speak", "lang": MARK * 8_000}})
MALFORMED = (
    MARK,
    f'{{"ref": "{MARK}-{MARK}:1"}}',
    json.dumps({"ref": "ANAS:1", "command": {"type": MARK}}),
    json.dumps({"ref": "ANAS:1", "command": {"type": "pass", "step": MARK, "revision": MARK}}),
    json.dumps({"ref": "ANAS:1", "command": {"type": "pass", MARK: MARK}}),
    json.dumps({MARK: {MARK: [MARK]}}),
    json.dumps({"ping": MARK}),
)
BROKEN_HTTP = (
    f"GET /{MARK} HTTP/9.{MARK}\r\n\r\n",
    f"{MARK} / HTTP/1.1\r\n\r\n",
    f"GET /{MARK}\x00 HTTP/1.1\r\nHost: {MARK}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: x\r\n{MARK}: a\r\n b\x01{MARK}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: {MARK}\r\n\r\n",
    f"POST /join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n",
    f"GET /{MARK * 2_000} HTTP/1.1\r\nHost: x\r\nCookie: {MARK}\r\n\r\n",
)


class Heard:
    """What the server told on this evening."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.titles: list[str] = []
        self.addresses: list[str] = []

    def page(self, page: Page) -> Page:
        self.titles.append(page.title)
        self.addresses.append(page.leads_to)
        if page.status >= 400 and "<form" not in page.text:
            self.errors.append(page.text)
        return page

    def replies(self, person: Person) -> None:
        for line in person._lines:
            self.errors += [json.dumps(message) for message in line.heard if message["type"] == "reply"]


async def evening(console: Console, heard: Heard, asked: str = "w01.craving") -> Phone:
    """From the door to the middle of a session, with everything that can go wrong on the way; gives the phone of the one who is in."""
    place = console.place
    phone = Phone(place)
    await _at_the_door(phone, heard, console.code)
    await phone.joins(console.code, f"Ana {MARK}")
    await console.admits(phone)
    await console.line.asks("add_seat", seat="gus", name=f"Gus {MARK}")
    await console.line.asks("rename", seat="gus", name=f"Gustav {MARK}")
    await console.goes_to(asked)
    for step, answer in ((asked, {"number": 7}), (asked, MARK), (asked, {MARK: 1}), (MARK, 1)):
        await phone.line.asks("answer", step=step, revision=0, answer=answer)
    for text in MALFORMED:
        before = len(phone.line.heard)
        await phone.line.says(text)
        await phone.line.hears(lambda message: message["type"] == "reply", before)
    await phone.line.asks("need_person")
    await _strangers(place.address, phone, console, heard)
    await phone.links()
    await phone.line.says(OVERSIZED)
    assert await phone.line.closed() == 4008
    for person in (phone, console):
        heard.page(await person.browser.get(person.path))
        heard.replies(person)
    await phone.links()
    await phone.line.sees()
    return phone


async def _at_the_door(phone: Phone, heard: Heard, code: str) -> None:
    for form in (
        {"code": MARK, "name": MARK},
        {"code": code, "name": MARK * 9},
        {"code": code, "name": MARK, "switch": MARK},
        {"code": code, "name": MARK, "switch": "es"},
        {MARK: MARK},
        {"code": "", "name": MARK * 9_999},
    ):
        heard.page(await phone.browser.post("/join", form))
    heard.page(await phone.browser.get("/?lang=en"))


async def _strangers(address: str, phone: Phone, console: Console, heard: Heard) -> None:
    async with Console(phone.place) as stranger:
        browser = stranger.browser
        for path in (f"/{MARK}", f"/?lang={MARK}", f"/j/{MARK}", f"/s/{MARK}", f"/s/{MARK}/socket", f"/staff/once/{MARK}",
                     f"/display/{MARK}", f"/staff/s/{MARK}", f"/a/{MARK}/{MARK}", f"/{quote('ä' + MARK)}"):  # fmt: skip
            heard.page(await browser.get(path, Cookie=f"goround={MARK}; {MARK}={MARK}", Accept_Language=MARK))
            heard.page(await console.browser.get(path, User_Agent=MARK, Referer=f"http://{MARK}"))
        for account, password in ((MARK, MARK), ("dana", MARK), (f"{MARK}\x00", MARK)):
            heard.page(await stranger.signs_in(account, password))
        for body in ({"code": MARK, "screen": MARK}, {"code": "screen_threw", "screen": "join", MARK: MARK}, MARK):
            heard.page(await browser.post("/fault", body=body))
        for path in ("/join", "/fault", f"/staff/s/{MARK}/displays"):
            heard.page(await browser.post(path, {MARK: MARK}, origin=f"http://{MARK}"))
        heard.page(await console.browser.post(f"{console.path}/displays", body={"word": MARK}))
        heard.page(await console.browser.post("/staff/sessions", {"group": MARK * 9, "curriculum": MARK}))
        for cookie in (MARK, f"goround={MARK}.{MARK}", f"goround={phone.seat}.{MARK}"):
            try:
                await (await stranger.links(path=phone.path, cookie=cookie)).closed()
            except WebSocketException as refused:
                heard.errors.append(str(refused))
    host, _, port = address.removeprefix("http://").partition(":")
    for text in BROKEN_HTTP:
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(text.encode())
        async with asyncio.timeout(10):
            head = await reader.read(65_536)
        writer.close()
        assert b" 4" in head[:12], f"{text[:40]!r}: {head[:40]!r}"
