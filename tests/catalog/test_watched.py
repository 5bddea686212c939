"""A file in its author's hands: what is saved is seen, and a mistake does not take the last good one away."""

import os
from datetime import date
from pathlib import Path

import pytest

from goround.catalog.watched import Watched, file_of
from goround.shipped import shipped

SAMPLE = (shipped("curricula") / "blk-first-look.yaml").read_text("utf-8")
TODAY = date(2026, 11, 22)


def watching(path: Path) -> Watched:
    return Watched(path, lambda: TODAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "look.yaml"
    path.write_text(SAMPLE, "utf-8")
    return path


def test_a_saved_file_is_read_again_and_an_unchanged_one_is_not(file: Path) -> None:
    """P5"""
    watched = watching(file)
    first = watched.look()
    assert first.curriculum and not first.broken and watched.look() is first
    file.write_text(SAMPLE.replace('version: "1.0"', 'version: "1.1"'), "utf-8")
    second = watched.look()
    assert second.curriculum and second.curriculum.version == "1.1"
    assert second.mark == second.drawn != first.mark


def test_after_a_mistake_the_last_good_one_stays(file: Path) -> None:
    """P5"""
    watched = watching(file)
    good = watched.look()
    file.write_text(SAMPLE.replace("kind: scale", "kind: scales", 1), "utf-8")
    broken = watched.look()
    assert broken.broken and broken.curriculum == good.curriculum and broken.drawn == good.mark
    [finding] = broken.findings
    assert "scales" in finding.sentence and finding.severity == "error" and finding.line > 10
    file.write_text(SAMPLE, "utf-8")
    assert not watched.look().broken and watched.look().mark == good.mark


def test_what_the_check_finds_is_told_with_the_step(file: Path) -> None:
    """P5"""
    file.write_text(SAMPLE.replace("    minutes: 4\n", "    minutes: 5\n", 1), "utf-8")
    look = watching(file).look()
    assert not look.broken and [one.severity for one in look.findings] == ["warning"]


@pytest.mark.parametrize("raw", [b"", b"\0\1\2", b"id: [", b"a: b\n" * 300_000, "título".encode("latin-1")])
def test_whatever_the_bytes_there_is_a_finding(file: Path, raw: bytes) -> None:
    """P5"""
    file.write_bytes(raw)
    look = watching(file).look()
    assert look.broken and look.curriculum is None and look.findings


def test_a_file_that_comes_later_is_seen(tmp_path: Path) -> None:
    """P5"""
    watched = watching(tmp_path / "later.yaml")
    missing = watched.look()
    assert missing.broken and "cannot be read" in missing.findings[0].what
    (tmp_path / "later.yaml").write_text("", "utf-8")
    assert watched.look().findings[0].what != missing.findings[0].what, "An empty file passed for none."
    (tmp_path / "later.yaml").write_text(SAMPLE, "utf-8")
    assert watched.look().curriculum
    (tmp_path / "later.yaml").unlink()
    assert watched.look().broken and watched.look().curriculum


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """P5"""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("pipe.yaml", "folder.yaml"):
        [finding] = watching(tmp_path / name).look().findings
        assert finding.what == "this is not a file"


def test_facts_and_pictures_beside_it_are_watched_too(file: Path) -> None:
    """P5"""
    watched = watching(file)
    marks = [watched.look().mark]
    (file.parent / "facts.yaml").write_text("facts: []\n", "utf-8")
    marks.append(watched.look().mark)
    (file.parent / "words.yaml").write_text("taught: {en: [wave], es: []}\nbanned: []\n", "utf-8")
    marks.append(watched.look().mark)
    (file.parent / "wave.svg").write_text("<svg/>", "utf-8")
    marks.append(watched.look().mark)
    assert len(set(marks)) == 4


def test_a_curriculum_is_found_by_its_id_also_while_it_is_broken(file: Path) -> None:
    """P6"""
    assert file_of(file.parent, "blk-first-look") == file
    file.write_text(SAMPLE + "\nsteps: [", "utf-8")
    assert file_of(file.parent, "blk-first-look") == file
    (file.parent / "no-id.yaml").write_text("kind: skills\n", "utf-8")
    assert file_of(file.parent, "no-id") == file.parent / "no-id.yaml"


@pytest.mark.parametrize("id", ["", ".", "..", "../look", "/etc/passwd", "look.yaml", "facts", "words", "*", "look\0"])
def test_no_other_name_finds_a_file(file: Path, id: str) -> None:
    """P6"""
    (file.parent / "facts.yaml").write_text("facts: []\n", "utf-8")
    assert file_of(file.parent, id) is None
