"""The certificate and key with which the server speaks https itself: what is wrong with them, and that renewed ones are taken up."""

import logging
import os
import ssl
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from goround.cli.stop import Stop
from goround.config import Settings
from goround.runtime.clock import Clock

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 10_000
SOON_DAYS = 14
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2, where these are chosen: with forward secrecy, and nothing that is only authenticated afterwards."""


class CertificateUnusable(Exception):
    """The text says which file, why, and what to do."""


class Certificate:
    """Two files that a renewal replaces while the server runs: whoever connects after it gets the new ones.

    A renewal that cannot be used, or that is found half written, is left alone: the former one stays in use until the next look.
    """

    def __init__(self, cert: Path, key: Path, clock: Clock) -> None:
        self._cert, self._key, self._clock = cert, key, clock
        self._seen = self._stamps()
        self._looked = clock.now()
        self._newest = self._load()
        self.context = self._newest
        """What a socket listens with; it hands every connection on to the newest."""
        # Asked at each handshake, also where the browser names no server: https://docs.python.org/3/library/ssl.html#ssl.SSLContext.sni_callback
        self.context.sni_callback = self._choose

    def doubts(self, address: str) -> list[str]:
        """What whoever starts the server ought to know about these files, under this public address."""
        told = []
        if self._key.stat().st_mode & 0o077:
            told.append(
                f"Others on this machine may read the key {self._key}. Let only its owner: chmod 600 {self._key}"
            )
        leaf = _leaf(self._cert)
        host = urlsplit(address).hostname or ""
        names = _names(leaf)
        if not any(_stands_for(name, host) for name in names):
            told.append(
                f"The certificate is for {', '.join(names) or 'no address'}, not for {host}, so browsers will warn. "
                "Name the address that people type: --address https://..."
            )
        days = (leaf.not_valid_after_utc - _instant(self._clock)).days
        if days < SOON_DAYS:
            told.append(
                f"The certificate ends on {leaf.not_valid_after_utc:%Y-%m-%d}. Renew it: it is taken up by itself."
            )
        return told

    def _choose(self, connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        self._look()
        connection.context = self._newest

    def _look(self) -> None:
        now = self._clock.now()
        if now - self._looked < LOOK_EVERY_MS:
            return
        self._looked = now
        seen = self._stamps()
        if seen == self._seen:
            return
        try:
            self._newest = self._load()
        except CertificateUnusable as error:
            log.error("The changed certificate is not taken up, the former one stays: %s", error)
        self._seen = seen

    def _stamps(self) -> tuple[tuple[int, int, int] | None, ...]:
        return tuple(_stamp(path) for path in (self._cert, self._key))

    def _load(self) -> ssl.SSLContext:
        leaf, now = _leaf(self._cert), _instant(self._clock)
        if leaf.not_valid_after_utc <= now:
            raise CertificateUnusable(
                f"The certificate {self._cert} ended on {leaf.not_valid_after_utc:%Y-%m-%d}. Renew it first."
            )
        if leaf.not_valid_before_utc > now:
            raise CertificateUnusable(
                f"The certificate {self._cert} begins only on {leaf.not_valid_before_utc:%Y-%m-%d}. Check this machine's clock."
            )
        _read(self._key, "key")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(CIPHERS)
        context.set_alpn_protocols(["http/1.1"])
        password = _Password()
        try:
            context.load_cert_chain(self._cert, self._key, password)
        except (ssl.SSLError, ValueError) as error:
            if password.was_asked:
                raise CertificateUnusable(
                    f"The key {self._key} is locked with a password, and nobody is there to type it at a start. Name one without."
                ) from None
            if getattr(error, "reason", "") == "KEY_VALUES_MISMATCH":
                raise CertificateUnusable(
                    f"The key {self._key} does not belong to the certificate {self._cert}. Name two files that were made together."
                ) from None
            reason = (getattr(error, "reason", None) or "no key in PEM form was found").replace("_", " ").lower()
            raise CertificateUnusable(
                f"The certificate {self._cert} and the key {self._key} cannot be used: {reason}. Make them anew."
            ) from None
        return context


def certificate_of(found: Settings, clock: Clock) -> Certificate | None:
    """The certificate that the settings name, if they name one.

    Raises:
        Stop: it cannot be used, or only one of the two files is named.
    """
    if found.tls_cert is None and found.tls_key is None:
        return None
    if found.tls_cert is None or found.tls_key is None:
        raise Stop("A certificate needs its key: name --tls-cert and --tls-key together, or neither.", 2)
    if found.address is not None and not found.secure:
        raise Stop(
            f"The public address {found.address} is not https, but with --tls-cert the server speaks https. "
            "Begin the address with https://, or leave the certificate out.",
            2,
        )
    try:
        return Certificate(found.tls_cert, found.tls_key, clock)
    except CertificateUnusable as error:
        raise Stop(str(error)) from None


class _Password:
    """Nobody types one; remembers that it was asked for."""

    was_asked = False

    def __call__(self) -> bytes:
        self.was_asked = True
        return b""


def _leaf(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(_read(path, "certificate"))[0]
    except ValueError:
        raise CertificateUnusable(
            f"{path} holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----. Check --tls-cert."
        ) from None


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CertificateUnusable(
            f"The {what} {path} cannot be read: {error.strerror}. Check its name and its rights."
        ) from None


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Changes whenever the file behind the name does."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _instant(clock: Clock) -> datetime:
    return datetime.fromtimestamp(clock.now() / 1000, UTC)


def _names(leaf: x509.Certificate) -> list[str]:
    try:
        named = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    addresses = (str(one) for one in named.get_values_for_type(x509.IPAddress))
    return [*named.get_values_for_type(x509.DNSName), *addresses]


def _stands_for(name: str, host: str) -> bool:
    """Whether a browser takes this name of a certificate for this host: a star stands for one label."""
    try:
        return ip_address(name) == ip_address(host)
    except ValueError:
        pass
    label, _, rest = host.lower().partition(".")
    return name.lower() == host.lower() or (name.startswith("*.") and bool(label) and name[2:].lower() == rest)
