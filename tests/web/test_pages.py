"""Pages and files: the policy on every answer, files that never change under one address, and errors that tell nothing."""

import gzip
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from goround.shipped import shipped
from goround.web.pages import ALONE, HEADERS
from tests.web.conftest import Company
from tests.web.people import Browser, Console, Display, Page
from tests.web.premises import Premises, opened, staffed

MARK = "zaunkoenig"


@pytest_asyncio.fixture
async def browser(site: Premises) -> AsyncIterator[Browser]:
    async with Browser(site) as one:
        yield one


def is_guarded(page: Page) -> None:
    """The answer carries the whole policy, and nothing in it opens a way for foreign code."""
    policy = dict(part.strip().partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'" and policy["trusted-types"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'" and policy["form-action"] == "'self'"
    assert (
        "unsafe" not in page.headers["Content-Security-Policy"] and "*" not in page.headers["Content-Security-Policy"]
    )
    for name, value in (HEADERS | ALONE).items():
        assert page.headers[name] == value


async def test_every_answer_carries_the_policy(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """S8"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    display = await company.new(Display).turns_on()
    hash = company.place.site.assets.hash
    for person, paths in (
        (ana, ["/", "/?lang=es", ana.path, "/bye", "/j/LAMP22", "/s/nobody", "/nothing/here", f"/a/{hash}/join/main.js",
               f"/a/{'0' * 12}/join/main.js", f"/a/{hash}/none.js", "/s/nobody/socket", "/staff/once/none"]),
        (console, ["/staff", "/staff/sign-in", console.path, f"{console.path}/square", "/staff/s/none"]),
        (display, ["/display", display.path, f"{display.path}/square"]),
    ):  # fmt: skip
        for path in paths:
            is_guarded(await person.browser.get(path))
    for path in ("/join", "/fault", "/staff/sign-in", f"{console.path}/displays", "/nothing/here", "/"):
        is_guarded(await console.browser.post(path, {}))
        is_guarded(await console.browser.post(path, {}, origin="http://evil.example"))
    is_guarded(await ana.browser.post("/join", {"name": "x" * 100_000}))
    monkeypatch.setattr(company.place.site.host, "coded", lambda code: 1 / 0)
    broken = await ana.fills("LAMP22", "Ana")
    assert broken.status == 500
    is_guarded(broken)


async def test_pages_are_kept_apart_where_browsers_know_how_and_elsewhere_they_complain_of_nothing(
    browser: Browser, site: Premises, tmp_path: Path, accounts: Path
) -> None:
    """S8: over plain http on a network Chromium would write an error into each page's console."""

    async def alone(one: Browser, host: str) -> bool:
        return (await one.get("/", Host=host)).headers.get("Cross-Origin-Opener-Policy") == "same-origin"

    for here in (site.address.removeprefix("http://"), "localhost:8484", "127.0.0.1", "[::1]:8484", "group.localhost"):
        assert await alone(browser, here), here
    for beyond in ("192.168.1.20:8484", "group.example", "localhost.example", "[fe80::1]", "x; localhost", "[zz"):
        assert not await alone(browser, beyond), beyond
    folder = staffed(accounts, tmp_path / "secure")
    async with opened(folder, public="https://group.example") as secure, Browser(secure) as one:
        assert await alone(one, "group.example")


async def test_the_policy_names_this_host_and_nothing_that_a_stranger_says(browser: Browser, site: Premises) -> None:
    """S8"""
    host = site.address.removeprefix("http://")
    usual = await browser.get("/")
    assert f"connect-src 'self' ws://{host} wss://{host};" in usual.headers["Content-Security-Policy"]
    for strange in ("x; script-src *", "a b", "evil.example'", "h;default-src *"):
        policy = (await browser.get("/", Host=strange)).headers["Content-Security-Policy"]
        assert "connect-src 'self';" in policy and "*" not in policy


async def test_pages_hold_no_inline_code_and_no_foreign_address(company: Company) -> None:
    """S8"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    display = await company.new(Display).turns_on()
    pages = [await ana.browser.get(path) for path in ("/", ana.path, "/bye", "/s/nobody")]
    pages += [await console.browser.get(path) for path in ("/staff", "/staff/sign-in", console.path)]
    pages += [await display.browser.get(display.path)]
    for page in pages:
        assert page.status in (200, 410)
        scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL)
        for attributes, code in scripts:
            assert "application/json" in attributes or ('src="/a/' in attributes and not code.strip()), attributes
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page.text)
        assert not re.findall(r'(?:src|href|action)="(?!/|data:,|tel:)[^"]*"', page.text)
        assert page.headers["Cache-Control"] == "no-store", "A page with somebody's view must not lie in a cache."


async def test_a_live_page_carries_its_first_view(company: Company) -> None:
    """W17"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")
    await ana.answers("w01.craving", 7)
    display = await company.new(Display).turns_on()
    await console.browser.post(f"{console.path}/displays", body={"word": display.word})
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    for person, screen in ((ana, "participant"), (console, "facilitator"), (display, "display")):
        page = await person.browser.get(person.path)
        first = page.block("first")
        line = await person.links()
        shown = await line.sees()
        assert first["show"] | {"n": 1, "now": 0} == shown | {"now": 0}, "The page and the socket differ."
        assert (first["screen"], first["socket"]) == (screen, f"{person.path}/socket")
        assert first["assets"] == company.place.site.assets.hash and page.block("words")
        assert page.title == "Blue group"


async def test_what_people_typed_cannot_leave_its_place_in_the_page(company: Company) -> None:
    """S8"""
    console = await company.console('</script><b a="1">&')
    [ana] = await company.inside(console, "<!--<script>'\"")
    for person in (ana, console):
        page = await person.browser.get(person.path)
        assert page.block("first")["show"]["scene"]["group"] == '</script><b a="1">&'
        assert not set("<>&") & set(page.raw("first")), "A script block could end before its time."
        assert '<b a="1">' not in page.text and "<!--<script>" not in page.text
    assert "&lt;/script&gt;" in (await console.browser.get("/staff")).text


async def test_files_never_change_under_their_address(browser: Browser, site: Premises) -> None:
    """W18"""
    url = site.site.assets.url("participant/main.js")
    source = (shipped("client_web") / "participant/main.js").read_bytes()
    async with browser.web.get(
        site.address + url, auto_decompress=False, headers={"Accept-Encoding": "gzip"}
    ) as packed:
        raw = gzip.decompress(await packed.read())
        assert raw.count(b"\n") == source.count(b"\n"), "A fault in the field must point at the right line."
        assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert packed.headers["Content-Type"] == "text/javascript; charset=utf-8"
    async with browser.web.get(site.address + url, headers={"Accept-Encoding": "identity"}) as plain:
        assert await plain.read() == raw and "Content-Encoding" not in plain.headers
    assert (await browser.get(url.replace(site.site.assets.hash, "0123456789ab"))).status == 410


async def test_only_files_of_the_screens_are_served(browser: Browser, site: Premises) -> None:
    """W18"""
    base = f"/a/{site.site.assets.hash}"
    inside = {
        path.relative_to(shipped("client_web")).as_posix()
        for path in shipped("client_web").rglob("*")
        if path.is_file()
    }
    served = {name for name in inside if name in site.site.assets._files}
    assert not [name for name in served if "dev" in Path(name).parts or name.endswith((".d.ts", ".html", ".md"))]
    for name in ("dev/ui.entry.js", "dev/package.json", "protocol.d.ts", "participant/page.html", "../pyproject.toml",
                 "%2e%2e/pyproject.toml", "participant/../../pyproject.toml", "", "vendor/VENDOR.json/"):  # fmt: skip
        async with browser.web.get(f"{site.address}{base}/{name}") as found:
            assert found.status == 404, name


async def test_what_a_page_preloads_is_what_it_imports(company: Company) -> None:
    """W17"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")
    page = await ana.browser.get(ana.path)
    preloaded = re.findall(r'<link rel="modulepreload" href="([^"]+)"', page.text)
    assert len(preloaded) == len(set(preloaded)) <= 12
    assert any(url.endswith("/steps/scale.js") for url in preloaded)
    for url in preloaded:
        assert (await ana.browser.get(url)).status == 200, url


async def test_a_broken_screen_tells_a_code_and_nothing_else(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """S9"""
    with caplog.at_level(logging.DEBUG):
        assert (await browser.post("/fault", body={"code": "screen_threw", "screen": "participant"})).status == 204
        for told in (
            {"code": MARK, "screen": "participant"},
            {"code": "screen_threw", "screen": MARK},
            {"code": "screen_threw", "screen": "join", "message": MARK},
            {"code": MARK * 9_999, "screen": "join"},
            MARK,
            None,
        ):
            page = await browser.post("/fault", body=told)
            assert page.status in (400, 413) and MARK not in page.text, told
    assert "screen broke: screen_threw on participant" in caplog.messages
    assert MARK not in caplog.text


async def test_an_unknown_fault_gives_a_neutral_page_and_logs_no_content(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """S9"""

    def breaks(*given: object) -> None:
        raise RuntimeError(f"{MARK} {given}")

    monkeypatch.setattr(company.place.site.host, "coded", breaks)
    with caplog.at_level(logging.DEBUG):
        page = await company.new(Console).browser.post("/join", {"code": "LAMP22", "name": MARK})
    assert page.status == 500 and page.title == "Group"
    assert "Nothing that was saved is lost" in page.text and "Esto no funcionó" in page.text
    assert MARK not in page.text and "RuntimeError" not in page.text
    assert MARK not in caplog.text and "fault at POST /join: RuntimeError" in caplog.messages


def test_the_head_of_every_page_stands_in_one_place() -> None:
    """The copy that is taken along is whole by itself: it is opened without a server."""
    client = shipped("client_web")
    pages = [path for path in client.rglob("*.html") if "node_modules" not in path.parts]
    whole = {path.relative_to(client).as_posix() for path in pages if "<!doctype" in path.read_text()}
    assert whole == {"shared/page.html", "staff/export.html"}
