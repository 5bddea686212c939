"""The site key: 32 random bytes in a file of their own, outside the data folder. Without it no stored word can be read again."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32


class SiteKeyUnusable(Exception):
    """The key file cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class SiteKey:
    """Two keys made from the site's own: one wraps seat keys, one signs heads."""

    wrapping: bytes
    signing: bytes

    @classmethod
    def of(cls, secret: bytes) -> "SiteKey":
        """Both keys, derived by HKDF-SHA256 (RFC 5869)."""
        return cls(_derived(secret, b"goround wrap seat keys"), _derived(secret, b"goround sign heads"))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), SIZE, salt=None, info=purpose).derive(secret)


def load(path: Path, *, random: Callable[[int], bytes] = os.urandom) -> tuple[SiteKey, bool]:
    """The site key from its file, and whether the file was made just now.

    Raises:
        SiteKeyUnusable: the file cannot be read or made, is of the wrong size, or can be read by others.
    """
    try:
        if path.exists() and not path.is_file():
            raise SiteKeyUnusable(f"The key file {path} cannot be used: it is no file. Name yours with --key-file.")
        made = not path.exists() and _make(path, random(SIZE))
        secret = path.read_bytes()
        mode = path.stat().st_mode & 0o077
    except OSError as error:
        raise SiteKeyUnusable(
            f"The key file {path} cannot be used: {error.strerror}. Check its rights, or name another with --key-file."
        ) from None
    if mode:
        raise SiteKeyUnusable(f"The key file {path} can be read by others. Run: chmod 600 {path}")
    if len(secret) != SIZE:
        raise SiteKeyUnusable(f"The key file {path} is damaged: it must hold {SIZE} bytes. Put your copy of it back.")
    return SiteKey.of(secret), made


def _make(path: Path, secret: bytes) -> bool:
    """Put the key there whole and durably; False if somebody else was faster."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, written = mkstemp(prefix=".key-", dir=path.parent)  # readable by its owner alone
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        os.link(written, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(written)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True
