"""Keys: made before they are needed, wrapped by the site key, and gone for good when they are erased (rules L8, L11 to L14)."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from goround.journal.port import NotStored
from goround.journal.vault import CLASSES, KEY, Tampered, Vault
from tests.logbook import MARK, OTHER_SITE, SITE

PLACE = "1|0|name"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    vault = Vault(path, SITE)
    vault.provide([("s1", "ann"), ("s1", "ben"), ("s2", "ann")])
    yield vault
    vault.close()


def erased(vault: Vault, sealed: str, session: str = "s1", subject: str = "ann") -> bool:
    try:
        return bool(vault.open(sealed, session, subject, PLACE) != MARK)
    except KeyError:
        return True


def test_words_open_again_with_the_key_under_which_they_were_sealed(vault: Vault) -> None:
    """L8"""
    for retention in CLASSES:
        sealed = vault.seal({"number": 3}, "s1", "ann", retention, PLACE)
        assert vault.open(sealed, "s1", "ann", PLACE) == {"number": 3}


def test_another_process_reads_them_from_the_file(vault: Vault, path: Path) -> None:
    """L12"""
    sealed = vault.seal(MARK, "s1", "ann", "name", PLACE)
    reader = Vault(path, SITE, read_only=True)
    assert reader.open(sealed, "s1", "ann", PLACE) == MARK
    reader.close()


def test_a_reader_sees_keys_that_were_made_after_it_looked(vault: Vault, path: Path) -> None:
    """L12: a new seat's words are not told as erased."""
    reader = Vault(path, SITE, read_only=True)
    assert reader.open(vault.seal(MARK, "s1", "ann", "name", PLACE), "s1", "ann", PLACE) == MARK
    vault.provide([("s1", "cam")])
    assert reader.open(vault.seal(MARK, "s1", "cam", "name", PLACE), "s1", "cam", PLACE) == MARK
    reader.close()


def test_every_subject_has_keys_of_its_own(vault: Vault) -> None:
    """L8: one seat's key opens nobody else's words, and another session's key none of this."""
    sealed = vault.seal(MARK, "s1", "ann", "record", PLACE)
    assert erased(vault, sealed, subject="ben")
    assert erased(vault, sealed, session="s2")


def test_words_are_bound_to_their_place(vault: Vault) -> None:
    """L9"""
    sealed = vault.seal(MARK, "s1", "ann", "name", PLACE)
    with pytest.raises(Tampered, match=r"the words at 2\|0\|name are not what was written"):
        vault.open(sealed, "s1", "ann", "2|0|name")


def test_a_changed_byte_of_sealed_words_is_found(vault: Vault) -> None:
    """L9: every one of them; the first four name the key, and with another name there is no key."""
    raw = base64.b64decode(vault.seal(MARK, "s1", "ann", "name", PLACE))
    for place in range(len(raw)):
        changed = base64.b64encode(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]).decode()
        with pytest.raises(KeyError if place < 4 else Tampered):
            vault.open(changed, "s1", "ann", PLACE)


def test_no_two_boxes_of_a_key_share_a_nonce(vault: Vault) -> None:
    """L8"""
    nonces = {base64.b64decode(vault.seal(MARK, "s1", "ann", "name", PLACE))[4:16] for _ in range(1_000)}
    assert len(nonces) == 1_000


def test_erasing_a_seat_erases_that_seat_alone(vault: Vault) -> None:
    """L11"""
    ann, ben = (vault.seal(MARK, "s1", who, "name", PLACE) for who in ("ann", "ben"))
    assert vault.erase("s1", subject="ann") == len(CLASSES)
    assert erased(vault, ann)
    assert not erased(vault, ben, subject="ben")


def test_erasing_a_class_erases_that_class_alone(vault: Vault) -> None:
    """L11"""
    sealed = {retention: vault.seal(MARK, "s1", "ann", retention, PLACE) for retention in CLASSES}
    assert vault.erase("s1", retention="record") == 2
    assert [retention for retention in CLASSES if erased(vault, sealed[retention])] == ["record"]


def test_erasing_a_session_erases_that_session_alone(vault: Vault) -> None:
    """L11"""
    here, there = vault.seal(MARK, "s1", "ann", "name", PLACE), vault.seal(MARK, "s2", "ann", "name", PLACE)
    assert vault.erase("s1") == 2 * len(CLASSES)
    assert erased(vault, here)
    assert not erased(vault, there, session="s2")


def test_new_words_after_an_erasure_get_a_new_key_and_the_old_stay_erased(vault: Vault, path: Path) -> None:
    """L11"""
    old = vault.seal(MARK, "s1", "ann", "name", PLACE)
    vault.erase("s1", subject="ann")
    with pytest.raises(KeyError):
        vault.seal(MARK, "s1", "ann", "name", PLACE)
    vault.provide([("s1", "ann")])
    new = vault.seal(MARK, "s1", "ann", "name", PLACE)
    for reader in (vault, Vault(path, SITE)):
        assert erased(reader, old)
        assert reader.open(new, "s1", "ann", PLACE) == MARK
    reader.close()


def test_an_erased_key_is_in_no_byte_of_the_files(vault: Vault, path: Path) -> None:
    """L13: neither in a free page nor in SQLite's own log."""
    with vault._engine.connect() as connection:
        wrapped = list(connection.execute(select(KEY.c.wrapped).where(KEY.c.subject == "ann")).scalars())

    def holds(key: bytes) -> bool:
        return any(key in file.read_bytes() for file in path.parent.iterdir())

    assert all(holds(key) for key in wrapped)
    vault.erase("s1", subject="ann")
    vault.erase("s2", subject="ann")
    assert not any(holds(key) for key in wrapped)


def test_keys_are_durable_once_they_are_provided(path: Path) -> None:
    """L12: a second process finds them before any entry is written."""
    vault = Vault(path, SITE)
    vault.provide([("s1", "ann"), ("s1", "ann")])
    other = Vault(path, SITE, read_only=True)
    with other._engine.connect() as connection:
        assert len(connection.execute(select(KEY)).all()) == len(CLASSES)
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    with vault._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    other.close()
    vault.close()


def test_no_key_stands_in_the_file_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L12: they are wrapped by the site key."""
    secret = bytes(range(100, 132))
    monkeypatch.setattr("goround.journal.vault.AESGCM.generate_key", lambda _: secret)
    vault = Vault(path, SITE)
    vault.provide([("s1", "ann")])
    vault.close()
    assert not any(secret in file.read_bytes() for file in path.parent.iterdir())


def test_another_site_key_is_told_in_words(vault: Vault, path: Path) -> None:
    """L14"""
    sealed = vault.seal(MARK, "s1", "ann", "name", PLACE)
    other = Vault(path, OTHER_SITE)
    with pytest.raises(Tampered) as told:
        other.open(sealed, "s1", "ann", PLACE)
    assert str(told.value) == "a key of session s1 cannot be unwrapped: it was changed, or another site key is in use"
    other.close()


def test_a_wrapped_key_fits_its_own_seat_only(vault: Vault, path: Path) -> None:
    """L14: a key row that is moved to another seat is told as changed."""
    with vault._engine.begin() as connection:
        row = connection.execute(select(KEY).where(KEY.c.subject == "ann", KEY.c.session == "s1")).first()
        assert row is not None
        connection.execute(insert(KEY), [{**row._mapping, "subject": "eve"}])
    reader = Vault(path, SITE)
    with pytest.raises(Tampered):
        reader.seal(MARK, "s1", "ben", "name", PLACE)
    reader.close()


def test_a_vault_that_takes_nothing_is_refused_in_words(vault: Vault, path: Path, tmp_path: Path) -> None:
    """L6"""
    reader = Vault(path, SITE, read_only=True)
    with pytest.raises(NotStored, match="readonly"):
        reader.provide([("s9", "ann")])
    with pytest.raises(NotStored, match="readonly"):
        reader.erase("s1")
    with pytest.raises(NotStored, match="unable to open"):
        Vault(tmp_path / "nowhere" / "vault.db", SITE)
    reader.close()


def test_a_refused_key_is_not_used(vault: Vault, path: Path) -> None:
    """L12: words are never sealed under a key that is not durable."""
    reader = Vault(path, SITE, read_only=True)
    with pytest.raises(NotStored):
        reader.provide([("s9", "ann")])
    with pytest.raises(KeyError):
        reader.seal(MARK, "s9", "ann", "name", PLACE)
    reader.close()
