"""deploy/Caddyfile, run by Caddy itself before a real server: people come in over https, and nothing is left in its log."""

import asyncio
import json
import os
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector

from tests.commands.running import soon
from tests.needs import needs
from tests.running.machines import ask
from tests.tree import CHECKOUT
from tests.web import people
from tests.web.people import Console, Phone
from tests.web.premises import Premises, opened, staffed

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]

CADDYFILE = CHECKOUT / "deploy/Caddyfile"
MARK = "Zaunkoenig"


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Front:
    """A site as the people see it: Caddy's address."""

    place: Premises
    https: int
    http: int
    printed: Path
    stop_server: Callable[[], Awaitable[None]]
    trusted: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        return f"https://localhost:{self.https}"

    def now(self) -> int:
        return self.place.now()

    def asking(self, **given: Any) -> ClientSession:
        """A client that trusts Caddy's authority, and no other."""
        assert self.trusted is not None
        return ClientSession(connector=TCPConnector(ssl=self.trusted), **given)

    def let_in(self, account: str) -> str:
        return self.place.let_in(account)


def on_loopback(caddy: Path, environment: dict[str, str]) -> str:
    """The Caddyfile as Caddy understands it, listening on loopback alone."""
    adapted = subprocess.run(
        [caddy, "adapt", "--config", CADDYFILE, "--adapter", "caddyfile"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert adapted.returncode == 0, adapted.stderr
    assert "formatted" not in adapted.stderr, "Write it with: caddy fmt --overwrite deploy/Caddyfile"
    config = json.loads(adapted.stdout)
    for listening in config["apps"]["http"]["servers"].values():
        listening["listen"] = [f"127.0.0.1{port}" for port in listening["listen"]]
    return json.dumps(config)


@asynccontextmanager
async def fronted(folder: Path, accounts: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Front]:
    """A server that is told its public address, and Caddy before it, with a certificate of its own authority."""
    caddy = needs("caddy")
    https, http = free_port(), free_port()
    async with AsyncExitStack() as running:
        site = opened(staffed(accounts, folder / "site"), public=f"https://localhost:{https}")
        place = await running.enter_async_context(site)
        front = Front(place, https, http, folder / "caddy.txt", running.aclose)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
            "GOROUND_SITE": "localhost", "GOROUND_CERTIFICATES": "internal", "GOROUND_HTTPS_PORT": str(https),
            "GOROUND_HTTP_PORT": str(http), "GOROUND_UPSTREAM": place.address.removeprefix("http://"),
        }  # fmt: skip
        config = folder / "caddy.json"
        config.write_text(on_loopback(caddy, environment), "utf-8")
        root = folder / "caddy/pki/authorities/local/root.crt"
        with front.printed.open("wb") as out:
            caddied = await asyncio.create_subprocess_exec(
                caddy, "run", "--config", config, env=environment, stdout=out, stderr=out
            )
        try:
            await soon(lambda: root.exists() or caddied.returncode is not None, "Caddy made no authority.", 30)
            assert caddied.returncode is None, front.printed.read_text("utf-8")
            monkeypatch.setenv("SSL_CERT_FILE", str(root))
            front.trusted = ssl.create_default_context(cafile=str(root))
            monkeypatch.setattr(people, "ClientSession", front.asking)
            await _answers(front)
            yield front
        finally:
            caddied.terminate()
            await asyncio.wait_for(caddied.wait(), 20)


async def _answers(front: Front) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                async with front.asking() as asking, asking.get(front.address) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                await asyncio.sleep(0.05)


async def test_people_come_in_over_https_and_their_answers_through_its_socket(
    tmp_path: Path, accounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U9"""
    async with fronted(tmp_path, accounts, monkeypatch) as front:
        async with Console(front) as console, Phone(front) as phone:
            await console.follows(front.let_in("dana"))
            await console.starts()
            page = await phone.fills(console.code, MARK)
            assert page.status == 303 and page.cookies["goround"]["secure"] and page.cookies["goround"]["httponly"]
            assert "Server" not in page.headers
            phone.path = page.leads_to
            await phone.links()
            await phone.line.sees()
            await console.admits(phone)
            await console.goes_to("w01.craving")
            assert (await phone.answers("w01.craving", 7))["code"] == "ok"
            shown = await phone.line.sees(lambda show: show["mine"]["given"]["answer"])
            assert shown["mine"]["given"]["answer"]["number"] == 7
            await _machines_find_nothing(front)
            await _plain_http_leads_to_https(front)
        await front.stop_server()
        await _nothing_private_is_logged_of_a_server_that_is_gone(front, console.code, phone.seat)


async def _machines_find_nothing(front: Front) -> None:
    async with front.asking() as asking:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await ask(front.place.address, path)).status == 200
            async with asking.get(front.address + path) as answer:
                assert answer.status == 404, path


async def _plain_http_leads_to_https(front: Front) -> None:
    plain = f"http://localhost:{front.http}/staff"
    async with front.asking() as asking, asking.get(plain, allow_redirects=False) as answer:
        assert answer.status == 308
        assert answer.headers["Location"].startswith("https://localhost")


async def _nothing_private_is_logged_of_a_server_that_is_gone(front: Front, code: str, seat: str) -> None:
    async with front.asking() as asking:
        for path in (f"/j/{code}", f"/s/{seat}"):
            async with asking.get(
                front.address + path, headers={"X-Seen": MARK, "Cookie": f"goround={MARK}"}
            ) as answer:
                assert answer.status == 502
                told = await answer.text()
                assert "does not answer" in told and "no responde" in told
    logged = front.printed.read_text("utf-8")
    assert logged.strip(), "Caddy logged nothing at all."
    for private in (code, seat, MARK, "/j/", "/s/"):
        assert private not in logged, private
