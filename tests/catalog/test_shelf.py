"""The folder of curricula while a server runs: what is saved can be led, and what is broken takes nothing else along."""

from pathlib import Path

from goround.catalog.shelf import Shelf
from goround.catalog.watched import file_of
from goround.shipped import shipped
from tests.playbook import AGENDA

SAMPLE = (shipped("curricula") / "blk-first-look.yaml").read_text()


def test_what_is_saved_is_there_at_the_next_look(tmp_path: Path) -> None:
    """W24"""
    shelf = Shelf(tmp_path)
    assert shelf.read().curricula == ()
    (tmp_path / "look.yaml").write_text(SAMPLE)
    assert [one.version for one in shelf.read().curricula] == ["1.0"]
    (tmp_path / "look.yaml").write_text(SAMPLE.replace('version: "1.0"', 'version: "1.1 longer"'))
    found = shelf.read().find("blk-first-look")
    assert found is not None and found.version == "1.1 longer"
    (tmp_path / "look.yaml").unlink()
    assert shelf.read().curricula == ()


def test_a_file_that_ends_in_yml_is_led_and_previewed_too(tmp_path: Path) -> None:
    """W24"""
    (tmp_path / "look.yml").write_text(SAMPLE)
    assert Shelf(tmp_path).read().find("blk-first-look") is not None
    assert file_of(tmp_path, "blk-first-look") == tmp_path / "look.yml"


def test_nothing_is_read_again_while_nothing_changes(tmp_path: Path) -> None:
    """W24"""
    (tmp_path / "look.yaml").write_text(SAMPLE)
    shelf = Shelf(tmp_path)
    assert shelf.read() is shelf.read()


def test_a_broken_file_is_told_and_leaves_the_others(tmp_path: Path) -> None:
    """W24"""
    (tmp_path / "look.yaml").write_text(SAMPLE)
    (tmp_path / "broken.yaml").write_text("id: broken\nsteps: [")
    read = Shelf(tmp_path).read()
    assert [one.id for one in read.curricula] == ["blk-first-look"]
    assert {finding.path.name for finding in read.findings} == {"broken.yaml"}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "nowhere").read().curricula == ()


def test_a_shelf_without_a_folder_holds_what_it_was_given() -> None:
    assert Shelf(None, AGENDA.blocks).read().curricula == AGENDA.blocks
