"""The server speaks https itself: joining and answering over it, certificates that are renewed, and every file that cannot be used."""

import asyncio
import re
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from aiohttp import ClientSession, CookieJar, TCPConnector
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from goround.cli.certificate import LOOK_EVERY_MS, Certificate, certificate_of
from goround.cli.stop import Stop
from goround.config import Settings
from goround.runtime.clock import SettableClock, SystemClock
from tests.commands.running import PASSWORD, Home, serving
from tests.web.people import Console, Person, Phone

URGE = "blk-evening.urge"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whom the browsers of these tests trust."""
    return trustme.CA()


class Files:
    """A certificate and its key in a folder."""

    def __init__(self, folder: Path, authority: trustme.CA) -> None:
        self.authority = authority
        self.cert, self.key = folder / "cert.pem", folder / "key.pem"
        self.made()

    def made(self, *names: str, ends: datetime | None = None, begins: datetime | None = None) -> trustme.LeafCert:
        """Make both anew, for this machine where nothing else is said."""
        leaf = self.authority.issue_cert(*(names or ("127.0.0.1",)), not_after=ends, not_before=begins)
        self.cert.write_bytes(b"".join(part.bytes() for part in leaf.cert_chain_pems))
        self.key.write_bytes(leaf.private_key_pem.bytes())
        self.key.chmod(0o600)
        return leaf

    @property
    def flags(self) -> list[str]:
        return ["--tls-cert", str(self.cert), "--tls-key", str(self.key)]

    @property
    def number(self) -> int:
        """By which the certificate on the disk is told from others."""
        return x509.load_pem_x509_certificate(self.cert.read_bytes()).serial_number


@pytest.fixture
def files(tmp_path: Path, authority: trustme.CA) -> Files:
    return Files(tmp_path, authority)


@pytest.fixture
def trusts(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """What a browser trusts that trusts this authority."""
    authority.cert_pem.write_to_path(str(tmp_path / "trusted.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return trusting(authority)


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def trust(trusts: ssl.SSLContext, *people: Person) -> None:
    """From now on their browsers trust this authority; their sockets do by the environment."""
    for person in people:
        await person.browser.web.close()
        person.browser.web = ClientSession(cookie_jar=CookieJar(unsafe=True), connector=TCPConnector(ssl=trusts))


@pytest.mark.command
async def test_an_evening_over_https(home: Home, files: Files, trusts: ssl.SSLContext) -> None:
    """X6"""
    assert home.run("staff", "add", "dana", "--name", "Dana", said=f"{PASSWORD}\n").returncode == 0
    with serving(home, *files.flags) as served:
        assert served.address.startswith("https://127.0.0.1:")
        assert "--address" not in served.printed and "chmod" not in served.printed, "It doubts what is well."
        async with Console(served) as dana, Phone(served) as ana:
            await trust(trusts, dana, ana)
            signed_in = await dana.signs_in("dana", PASSWORD)
            assert "Secure" in signed_in.headers["Set-Cookie"]
            assert "not encrypted" not in (await dana.browser.get("/staff")).text
            await dana.starts("Tuesday group", "blk-evening")
            await ana.joins(dana.code, "Ana", mode="remote")
            await dana.admits(ana)
            await dana.goes_to(URGE)
            assert (await ana.answers(URGE, 7))["code"] == "ok"
            counts = await dana.line.sees(lambda show: (show["scene"]["counts"] or {}).get("answered") == 1)
            assert counts["scene"]["phase"] == "running"
        await refuses_what_is_not_modern(served.address, trusts)
        assert served.stop() < 10
        assert "Traceback" not in served.printed


async def refuses_what_is_not_modern(address: str, trusts: ssl.SSLContext) -> None:
    host, _, port = address.removeprefix("https://").partition(":")
    trusts.maximum_version = ssl.TLSVersion.TLSv1_2
    trusts.set_ciphers("AES128-SHA256:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await asyncio.open_connection(host, int(port), ssl=trusts)
    trusts.set_ciphers("ECDHE+AESGCM")
    _, writer = await asyncio.open_connection(host, int(port), ssl=trusts)
    writer.close()
    # Whoever speaks plain http to it hurts nobody.
    with socket.create_connection((host, int(port))) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with suppress(ConnectionError):
            assert not plain.recv(100).startswith(b"HTTP/1.1 2")


@pytest.mark.command
async def test_a_demo_over_https_has_its_rehearsal_seats(home: Home, files: Files, trusts: ssl.SSLContext) -> None:
    """X6"""
    with serving(home, *files.flags, command="demo") as served:
        once = re.search(r"Lead it +https://127.0.0.1:\d+(/staff/once/\S+)", served.printed)
        assert once, served.printed
        async with Console(served) as dana:
            await trust(trusts, dana)
            await dana.opens((await dana.browser.get(once[1])).leads_to.rsplit("/", 1)[1])
            await dana.line.sees(lambda show: show["scene"]["people"])
        assert served.stop() < 10
        assert "Traceback" not in served.printed


# --- renewal ---


@asynccontextmanager
async def listening(files: Files, clock: SettableClock) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    """A socket that listens with these files; asked, it gives the number of the certificate that it shows."""
    certificate = Certificate(files.cert, files.key, clock)
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=certificate.context)
    trusts = trusting(files.authority)

    async def shown() -> int:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusts)
        seen = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        return x509.load_der_x509_certificate(seen).serial_number

    async with server:
        yield shown


async def test_a_renewed_certificate_is_taken_up_without_a_restart(
    files: Files, caplog: pytest.LogCaptureFixture
) -> None:
    """X7"""
    clock = SettableClock(SystemClock().now())
    async with listening(files, clock) as shown:
        first = files.number
        assert await shown() == first
        files.made()
        second = files.number
        assert await shown() == first, "It looks at the files at every connection."
        clock.advance(LOOK_EVERY_MS)
        assert await shown() == second != first
        assert not caplog.records


async def test_a_renewal_that_cannot_be_used_leaves_the_former_certificate_in_use(
    files: Files, caplog: pytest.LogCaptureFixture
) -> None:
    """X7"""
    clock = SettableClock(SystemClock().now())
    async with listening(files, clock) as shown:
        first = files.number
        former = files.key.read_bytes()
        files.made()
        second = files.number
        renewed = files.key.read_bytes()
        for broken, told in ((former, "does not belong"), (b"", "cannot be used"), (None, "cannot be read")):
            files.key.unlink()
            if broken is not None:
                files.key.write_bytes(broken)
            caplog.clear()
            for _ in range(3):
                clock.advance(LOOK_EVERY_MS)
                assert await shown() == first
            assert len(caplog.records) == 1 and told in caplog.text, "It is told once, in a sentence."
        files.key.write_bytes(renewed)
        clock.advance(LOOK_EVERY_MS)
        assert await shown() == second


# --- what cannot be used ---


def stopped(tmp_path: Path, **more: object) -> str:
    """The sentence with which the start ends."""
    found = Settings.model_validate({"data": tmp_path, "key_file": tmp_path / "site.key", **more})
    with pytest.raises(Stop) as stop:
        certificate_of(found, SystemClock())
    assert stop.value.status in (1, 2)
    return str(stop.value)


def test_both_files_or_neither(tmp_path: Path, files: Files) -> None:
    """X6"""
    for one in ({"tls_cert": files.cert}, {"tls_key": files.key}):
        assert "name --tls-cert and --tls-key together, or neither" in stopped(tmp_path, **one)
    assert certificate_of(Settings(data=tmp_path, key_file=tmp_path / "k"), SystemClock()) is None


def test_a_public_address_that_is_not_https(tmp_path: Path, files: Files) -> None:
    """X6"""
    told = stopped(tmp_path, tls_cert=files.cert, tls_key=files.key, address="http://group.example")
    assert "Begin the address with https://" in told


def gone(files: Files) -> None:
    files.cert.unlink()


def no_key(files: Files) -> None:
    files.key.unlink()


def no_pem(files: Files) -> None:
    files.cert.write_text("hello")


def no_key_in_it(files: Files) -> None:
    files.key.write_text("hello")


def ended(files: Files) -> None:
    files.made(begins=datetime(2020, 1, 1, tzinfo=UTC), ends=datetime(2020, 2, 1, tzinfo=UTC))


def not_begun(files: Files) -> None:
    files.made(begins=datetime(2199, 1, 1, tzinfo=UTC), ends=datetime(2199, 2, 1, tzinfo=UTC))


def of_another(files: Files) -> None:
    former = files.key.read_bytes()
    files.made()
    files.key.write_bytes(former)


def locked(files: Files) -> None:
    key = serialization.load_pem_private_key(files.key.read_bytes(), None)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    files.key.write_bytes(key.private_bytes(*form, serialization.BestAvailableEncryption(b"secret")))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (gone, "cert.pem cannot be read: No such file"),
        (no_key, "key.pem cannot be read: No such file"),
        (no_pem, "holds no certificate in PEM form"),
        (no_key_in_it, "cannot be used"),
        (ended, "ended on 2020-02-01. Renew it first."),
        (not_begun, "begins only on 2199-01-01. Check this machine's clock."),
        (of_another, "does not belong to the certificate"),
        (locked, "is locked with a password"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(
    spoil: Callable[[Files], None], told: str, tmp_path: Path, files: Files
) -> None:
    """X6"""
    spoil(files)
    assert told in stopped(tmp_path, tls_cert=files.cert, tls_key=files.key)


@pytest.mark.command
def test_the_command_ends_with_the_sentence_and_leaves_nothing_behind(home: Home, files: Files) -> None:
    """X6"""
    of_another(files)
    ended = home.run("serve", *files.flags)
    assert ended.returncode == 1
    assert "does not belong to the certificate" in ended.stderr and "Traceback" not in ended.stderr
    assert not home.folder.exists() and not home.key.exists()


# --- what is doubtful ---


def test_what_is_doubtful_is_told_and_the_server_starts(files: Files) -> None:
    """X6"""
    clock = SystemClock()
    assert Certificate(files.cert, files.key, clock).doubts("https://127.0.0.1:8484") == []
    files.key.chmod(0o640)
    soon = datetime.fromtimestamp(clock.now() / 1000, UTC) + timedelta(days=5)
    files.made("group.example", "*.group.example", ends=soon)
    files.key.chmod(0o640)
    certificate = Certificate(files.cert, files.key, clock)
    rights, names, days = certificate.doubts("https://127.0.0.1:8484")
    assert "chmod 600" in rights
    assert "is for group.example, *.group.example, not for 127.0.0.1" in names
    assert f"ends on {soon:%Y-%m-%d}" in days
    for host, well in (("group.example", True), ("a.GROUP.example", True), ("a.b.group.example", False)):
        assert (len(certificate.doubts(f"https://{host}")) == 2) is well, host
