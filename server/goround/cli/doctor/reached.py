"""How the server is reached: what is on its port, and for how long its certificate holds."""

import http.client
import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509

from goround.cli.certificate import SOON_DAYS, certificate_of
from goround.cli.doctor.line import Line, fail, ok, warn
from goround.cli.listening import listen
from goround.cli.stop import Stop
from goround.config import Settings
from goround.runtime.clock import Clock
from goround.web.api.health import LIVES

PATIENCE_S = 3.0
WRONG = {
    "stopping": "it is stopping",
    "not_stored": "nothing can be stored: check the disk and the rights of the data folder",
    "session_not_taken_up": "a session could not be read to its end: run goround verify",
    "clock_before_release": "its clock shows a day before this version was made",
    "clock_behind_journal": "its clock is behind what was stored",
    "clock_was_set": "the machine's clock was set while it ran: start it again when no group meets",
}
_UNSAFE = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_UNSAFE.check_hostname = False
_UNSAFE.verify_mode = ssl.CERT_NONE  # it is looked at, not trusted: nothing is sent but a question without secrets


def port(found: Settings) -> Line:
    """Whether the port is free, or this server's own."""
    if found.port == 0:
        return ok("port", "a free one is taken at each start")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(found.host, found.host)  # noqa: S104 - compared, not bound
    try:
        lives = _ask(found, host, "/healthz")
    except (OSError, http.client.HTTPException) as error:
        return _nobody(found) if isinstance(error, ConnectionRefusedError) else _stranger(found)
    if lives != (200, LIVES.encode()):
        return _stranger(found)
    try:
        status, told = _ask(found, host, "/readyz")
        wrong = [WRONG.get(code, code) for code in json.loads(told)["wrong"]]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return fail("port", f"Goround runs on {found.port} and does not say whether it is ready", "Look at its log.")
    if status != 200:
        return fail("port", f"Goround runs on {found.port} and is not ready", f"{'; '.join(wrong)}.".capitalize())
    return ok("port", f"Goround runs on {found.port} and is ready")


def certificate(found: Settings, clock: Clock) -> Line:
    """For how long the certificate holds: the server's own, or that of the proxy before it as far as it is seen from here."""
    if found.tls_cert is not None or found.tls_key is not None:
        return _own(found, clock)
    if not found.secure:
        if found.exposed:
            return warn(
                "certificate", "none: what is said can be read on the network", "See “https” in docs/operations.md."
            )
        return ok("certificate", "none is needed: only this machine reaches the server")
    public = urlsplit(found.address or "")
    host = public.hostname or ""
    try:
        begins, ends = _seen(host, public.port or 443)
    except (OSError, ValueError):
        return ok("certificate", f"that of {host} is not seen from here: look at it where the proxy runs")
    left = ends - datetime.fromtimestamp(clock.now() / 1000, UTC)
    renew = "Look at what the proxy says: it should have renewed it by now."
    if left < timedelta():
        return fail("certificate", f"that of {host} ended on {ends:%Y-%m-%d}", renew)
    # Some live for hours only and are renewed all the time.
    if left < min(timedelta(days=SOON_DAYS), (ends - begins) / 6):
        return warn("certificate", f"that of {host} ends on {ends:%Y-%m-%d}", renew)
    return ok("certificate", f"that of {host} holds until {ends:%Y-%m-%d}")


def _own(found: Settings, clock: Clock) -> Line:
    try:
        own = certificate_of(found, clock)
    except Stop as stop:
        return fail("certificate", str(stop), "The server does not start so.")
    address = found.address or f"https://{found.host}"
    doubts = own.doubts(address) if own else []
    if doubts:
        return warn("certificate", doubts[0], " ".join(doubts[1:]) or "As it says.")
    return ok("certificate", f"{found.tls_cert} holds for more than {SOON_DAYS} days")


def _seen(host: str, port: int) -> tuple[datetime, datetime]:
    """From when until when the certificate holds that is shown for this name on this machine."""
    with (
        socket.create_connection(("localhost", port), PATIENCE_S) as plain,
        _UNSAFE.wrap_socket(plain, server_hostname=host) as tls,
    ):
        shown = x509.load_der_x509_certificate(tls.getpeercert(binary_form=True) or b"")
    return shown.not_valid_before_utc, shown.not_valid_after_utc


def _ask(found: Settings, host: str, path: str) -> tuple[int, bytes]:
    if found.tls_cert is not None:
        asking: http.client.HTTPConnection = http.client.HTTPSConnection(
            host, found.port, timeout=PATIENCE_S, context=_UNSAFE
        )
    else:
        asking = http.client.HTTPConnection(host, found.port, timeout=PATIENCE_S)
    try:
        asking.request("GET", path)
        answer = asking.getresponse()
        return answer.status, answer.read(10_000)
    finally:
        asking.close()


def _nobody(found: Settings) -> Line:
    try:
        listen(found.host, found.port).close()
    except Stop as stop:
        return fail("port", str(stop), "As it says.")
    return ok("port", f"{found.port} is free: the server does not run")


def _stranger(found: Settings) -> Line:
    return fail(
        "port",
        f"something on {found.port} answers that is not Goround, or not by now",
        f"Stop it, or choose another port: --port {found.port + 1}",
    )
