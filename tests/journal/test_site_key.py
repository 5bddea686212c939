"""The site key's file: made once, whole, for its owner alone (rule L14)."""

import threading
from pathlib import Path

import pytest

from goround.journal.site_key import SIZE, SiteKey, SiteKeyUnusable, load


def test_it_is_made_once_and_read_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "site.key"
    first, made = load(path)
    assert made
    again, made = load(path)
    assert (again, made) == (first, False)
    assert [file.name for file in path.parent.iterdir()] == ["site.key"]


def test_it_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    load(tmp_path / "site.key")
    assert (tmp_path / "site.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "site.key").stat().st_size == SIZE


def test_two_that_start_at_once_use_one_key(tmp_path: Path) -> None:
    found: list[tuple[SiteKey, bool]] = []
    ready = threading.Barrier(8)

    def start() -> None:
        def together(size: int) -> bytes:
            key = bytes([threading.get_ident() % 251]) * size
            ready.wait()
            return key

        found.append(load(tmp_path / "site.key", random=together))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key.signing for key, _ in found}) == 1
    assert [made for _, made in found].count(True) == 1


def test_a_file_that_others_can_read_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "site.key"
    load(path)
    path.chmod(0o640)
    with pytest.raises(SiteKeyUnusable, match=f"chmod 600 {path}"):
        load(path)


@pytest.mark.parametrize("size", [0, 1, SIZE - 1, SIZE + 1])
def test_a_file_of_another_size_is_refused_in_words_and_left_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "site.key"
    path.write_bytes(bytes(size))
    path.chmod(0o600)
    with pytest.raises(SiteKeyUnusable, match="is damaged: it must hold 32 bytes"):
        load(path)
    assert path.read_bytes() == bytes(size)


def test_a_path_that_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "site.key", tmp_path):
        with pytest.raises(SiteKeyUnusable, match=r"cannot be used: .*\."):
            load(path)


def test_the_two_keys_tell_nothing_of_each_other_and_follow_from_the_secret() -> None:
    site = SiteKey.of(bytes(SIZE))
    assert site == SiteKey.of(bytes(SIZE))
    assert len({site.wrapping, site.signing, bytes(SIZE)}) == 3
    assert site.wrapping != SiteKey.of(b"\1" * SIZE).wrapping
