"""``goround new``: what it writes passes the strict check as it is, and nothing that is there is written over."""

import stat
from pathlib import Path

import pytest

from goround.catalog.skeletons import GROUPS, KINDS, STEPS, skeleton
from goround.cli import main
from goround.shipped import shipped


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_writes_passes_the_strict_check(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """N2"""
    path = tmp_path / "tuesday.yaml"
    assert main(["new", kind, "--output", str(path)]) == 0
    told = capsys.readouterr().out
    assert f"Written: {path}\n" in told and f"goround check {path}\n" in told and f"goround preview {path}\n" in told
    assert f"goround schema --output {tmp_path / 'schema.json'}\n" in told
    assert "\nid: tuesday " in path.read_text("utf-8")
    assert main(["check", "--strict", str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("kind", ["scale", "family_group"])
def test_without_a_file_it_is_printed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """N2"""
    assert main(["new", kind]) == 0
    assert capsys.readouterr().out == skeleton(kind, shipped("curricula") / "examples")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """N2"""
    path = tmp_path / "tuesday.yaml"
    path.write_text("mine", "utf-8")
    assert main(["new", "scale", "--output", str(path)]) == 1
    assert path.read_text("utf-8") == "mine"
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        f"goround: {path} is there already, and is left as it is. Name another one with --output FILE.\n",
    )


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """N2"""
    path = tmp_path / "nowhere" / "tuesday.yaml"
    assert main(["new", "scale", "--output", str(path)]) == 1
    assert capsys.readouterr().err == (
        f"goround: {path} cannot be written: No such file or directory. Name another one with --output FILE.\n"
    )


@pytest.mark.parametrize(
    ("wrong", "near"), [("skils", "skills"), ("if-then", "ifthen"), ("brethe", "breathe"), ("x", None)]
)
def test_an_unknown_kind_is_told_with_all_there_are(
    wrong: str, near: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """N2"""
    assert main(["new", wrong]) == 1
    meant = f"Did you mean “{near}”? " if near else ""
    listed = f"Groups: {', '.join(GROUPS)}. Steps: {', '.join(STEPS)}."
    assert capsys.readouterr().err == f"goround: There is no kind “{wrong}”. {meant}{listed}\n"


def test_everybody_may_read_what_it_writes(tmp_path: Path) -> None:
    """N2: a server of another account may have to."""
    path = tmp_path / "tuesday.yaml"
    assert main(["new", "scale", "--output", str(path)]) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_where_a_schema_lies_none_is_offered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """N2"""
    (tmp_path / "schema.json").write_text("{}", "utf-8")
    assert main(["new", "scale", "--output", str(tmp_path / "tuesday.yaml")]) == 0
    assert "goround schema" not in capsys.readouterr().out
