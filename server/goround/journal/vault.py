"""Keys under which words are stored. Erasing words is deleting their keys: what was sealed reads as Erased from then on.

Each seat has one random key per retention class; the session itself (subject ``session``) has its own. Keys lie in a file of their own,
wrapped by the site key, and are durable before the entry that needs them.
"""

import base64
import os
from binascii import a2b_base64
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json, to_json
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, delete, insert, select
from sqlalchemy.exc import DBAPIError

from goround.domain.events import Retention
from goround.journal.ages import opened
from goround.journal.database import reading
from goround.journal.port import NotStored, Unreadable
from goround.journal.shapes import VAULT
from goround.journal.site_key import SiteKey

METADATA = MetaData()
KEY = Table(
    "key",
    METADATA,
    Column("session", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("retention", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

SESSION = "session"
"""The subject of what belongs to no seat."""
CLASSES: tuple[Retention, ...] = ("name", "record", "wall")
_NAME, _NONCE = 4, 12
_BODY = _NAME + _NONCE
_TAG = 16
_DRAWN = 256


class Tampered(Exception):
    """Stored bytes are not what was once written."""


class _Key:
    """A key and the name by which sealed words tell it from one that was erased before."""

    __slots__ = ("cipher", "name")

    def __init__(self, secret: bytes) -> None:
        self.cipher = AESGCM(secret)
        self.name = sha256(b"name" + secret).digest()[:_NAME]


class Vault:
    """The keys of every session, in a file or, where the path is None, in memory."""

    def __init__(self, path: Path | None, site: SiteKey, *, read_only: bool = False) -> None:
        self._engine = opened(path, VAULT, read_only=read_only)
        self.site = site
        self._wrap = AESGCM(site.wrapping)
        self._keys: dict[str, dict[tuple[str, str], _Key]] = {}
        self._gone: set[tuple[str, str, bytes]] = set()
        """Sessions, subjects and names of keys that were looked for in the file and are erased."""
        self._nonces: list[bytes] = []
        """Drawn in one go and used once each: a draw lets go of the interpreter, and a busy room is slow to give it back."""
        self._lock = RLock()

    def provide(self, needs: Iterable[tuple[str, str]]) -> None:
        """Make durable every key that these subjects, pairs of session and subject, do not have: all classes together.

        After an erasure a subject gets a new key for new words; the old words name the key that is gone, and stay unreadable.
        """
        rows: list[dict[str, Any]] = []
        made: list[tuple[str, str, str, _Key]] = []
        with self._lock:
            for session, subject in dict.fromkeys(needs):
                known = self._of(session)
                for retention in CLASSES:
                    if (subject, retention) in known:
                        continue
                    key = AESGCM.generate_key(256)
                    nonce = os.urandom(_NONCE)
                    wrapped = nonce + self._wrap.encrypt(nonce, key, _bound(session, subject, retention))
                    rows.append({"session": session, "subject": subject, "retention": retention, "wrapped": wrapped})
                    made.append((session, subject, retention, _Key(key)))
            if not rows:
                return
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(KEY), rows)
            except DBAPIError as error:
                raise NotStored(str(error.orig)) from None
            for session, subject, kind, fresh in made:
                self._keys[session][subject, kind] = fresh

    def seal(self, words: Any, session: str, subject: str, retention: str, place: str) -> str:
        """Words as sealed text, bound to their place in the log.

        Raises:
            KeyError: the subject has no such key (never provided, or erased).
        """
        with self._lock:
            key = self._of(session)[subject, retention]
            if not self._nonces:
                drawn = os.urandom(_NONCE * _DRAWN)
                self._nonces = [drawn[place : place + _NONCE] for place in range(0, len(drawn), _NONCE)]
            nonce = self._nonces.pop()
        return base64.b64encode(
            key.name + nonce + key.cipher.encrypt(nonce, to_json(words), _bound(session, place))
        ).decode()

    def open(self, sealed: str, session: str, subject: str, place: str) -> Any:
        """The words again. The class under which they were sealed need not be known: they name their key.

        Raises:
            KeyError: their key was erased.
            Tampered: bytes were changed.
        """
        try:
            raw = a2b_base64(sealed, strict_mode=True)
            if len(raw) < _BODY + _TAG:
                raise ValueError("too short")
            key = self._named(session, subject, raw[:_NAME])
            return from_json(key.cipher.decrypt(raw[_NAME:_BODY], raw[_BODY:], _bound(session, place)))
        except (InvalidTag, TypeError, ValueError):
            raise Tampered(f"the words at {place} are not what was written") from None

    def erase(self, session: str, subject: str | None = None, retention: Retention | None = None) -> int:
        """Delete keys of a session: of one subject, one class, or all. Returns how many were deleted."""
        gone = delete(KEY).where(KEY.c.session == session)
        if subject is not None:
            gone = gone.where(KEY.c.subject == subject)
        if retention is not None:
            gone = gone.where(KEY.c.retention == retention)
        with self._lock:
            try:
                with self._engine.begin() as connection:
                    count = connection.execute(gone).rowcount
                self._keys.pop(session, None)
                self._overwrite()
            except DBAPIError as error:
                raise NotStored(str(error.orig)) from None
        return count

    def _overwrite(self) -> None:
        """Fold the log of the file into it and cut it to nothing: deleted rows were overwritten with zeros, older copies go too."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    def _named(self, session: str, subject: str, name: bytes) -> _Key:
        """The subject's key of this name. One that is not known yet may have been made by another process since."""
        with self._lock:
            for again in (False, True):
                if again:
                    if (session, subject, name) in self._gone:
                        break
                    self._keys.pop(session, None)
                known = self._of(session)
                for retention in CLASSES:
                    key = known.get((subject, retention))
                    if key is not None and key.name == name:
                        return key
            self._gone.add((session, subject, name))
            raise KeyError(subject)

    def _of(self, session: str) -> dict[tuple[str, str], _Key]:
        with self._lock:
            known = self._keys.get(session)
            if known is None:
                known = self._keys[session] = self._read(session)
            return known

    def _read(self, session: str) -> dict[tuple[str, str], _Key]:
        rows = select(KEY.c.subject, KEY.c.retention, KEY.c.wrapped).where(KEY.c.session == session)
        try:
            with reading(self._engine) as connection:
                found = connection.execute(rows).all()
        except DBAPIError as error:
            raise Unreadable(str(error.orig)) from None
        keys = {}
        for subject, retention, wrapped in found:
            try:
                key = self._wrap.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(session, subject, retention))
            except (InvalidTag, ValueError):
                raise Tampered(
                    f"a key of session {session} cannot be unwrapped: it was changed, or another site key is in use"
                ) from None
            keys[subject, retention] = _Key(key)
        return keys

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def _bound(*parts: str) -> bytes:
    return "|".join(parts).encode()
