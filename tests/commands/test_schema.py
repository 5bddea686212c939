"""``goround schema``: writes the schema of curricula or of facts, by default where they lie."""

from pathlib import Path

import pytest

from goround.catalog.schema import FILES, Of, written
from goround.cli import main

FLAGS: dict[Of, list[str]] = {"curriculum": [], "facts": ["--of", "facts"]}


@pytest.mark.parametrize("of", FILES)
def test_it_is_written_where_curricula_lie(
    of: Of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """N1"""
    (tmp_path / "curricula").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["schema", *FLAGS[of]]) == 0
    path = Path("curricula") / FILES[of]
    assert path.read_text("utf-8") == written(of)
    assert capsys.readouterr().out == f"Written: {path}\n"


@pytest.mark.parametrize("of", FILES)
def test_it_is_written_over_the_old_one(of: Of, tmp_path: Path) -> None:
    """N1"""
    path = tmp_path / "mine.json"
    path.write_text("old", "utf-8")
    assert main(["schema", *FLAGS[of], "--output", str(path)]) == 0
    assert path.read_text("utf-8") == written(of)


def test_where_there_is_no_folder_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """N1"""
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 1
    told = (
        "curricula/schema.json cannot be written: No such file or directory. Say where it is to go with --output FILE."
    )
    assert capsys.readouterr().err == f"goround: {told}\n"
