"""One small file for each thing that the check can say, with all that it says about it."""

from pathlib import Path

import pytest

from goround.catalog.check import check_paths
from goround.cli.check import as_text
from tests.catalog.codes import codes
from tests.catalog.written import GOOD, TODAY, replaced
from tests.tree import CHECKOUT

GOLDEN = CHECKOUT / "tests/golden/check"
BESIDE = ("facts.yaml", "words.yaml")
FILES = {path.stem: path.name for path in sorted(GOLDEN.glob("*.yaml")) if path.name not in BESIDE}
FILES |= {path.parent.name: f"{path.parent.name}/{path.name}" for path in sorted(GOLDEN.glob("*/*.yaml"))}

PICTURED = replaced(GOOD, ("    minutes: 2\n", "    minutes: 2\n    picture: {file: large.png, alt: {en: A, es: B}}\n"))
MADE: dict[str, tuple[str | bytes, str]] = {
    "too_large": (GOOD + "#" * 1_000_000, "1:1: the file is larger than 1000000 bytes."),
    "not_utf8": (GOOD.encode("latin-1"), "5:46: the file is not UTF-8 text."),
    "picture_too_large": (PICTURED, "13:15: “large.png” is larger than 100000 bytes."),
    "and_more": (
        replaced(GOOD, ("steps:", "".join(f"x{n}: 1\n" for n in range(250)) + "steps:")),
        "208:1: there are more mistakes",
    ),
}
"""Files that are too large, or no text: they are written by the test."""


def test_each_code_has_its_file() -> None:
    """F8"""
    assert codes() - {"unreadable"} == set(FILES) | set(MADE)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(FILES)


@pytest.mark.parametrize("code", FILES)
def test_a_file_is_told_as_it_was(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """F1, F8"""
    monkeypatch.chdir(GOLDEN)
    checked = check_paths([Path(FILES[code])], TODAY)
    assert as_text(checked) + "\n" == (GOLDEN / f"{code}.txt").read_text()
    assert {finding.code for finding in checked.findings} == {code}


@pytest.mark.parametrize("code", MADE)
def test_a_file_that_is_no_text_is_told_in_one_sentence(code: str, tmp_path: Path) -> None:
    """F2"""
    words, sentence = MADE[code]
    path = tmp_path / "made.yaml"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100_000))
    last = check_paths([path], TODAY).findings[-1 if code == "and_more" else 0]
    assert str(last).removeprefix(f"{path}:").startswith(sentence)
    assert last.code == code


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """F2"""
    (tmp_path / "folder.yaml").mkdir()
    [finding] = check_paths([tmp_path], TODAY).findings
    assert (finding.code, finding.sentence) == (
        "unreadable",
        "the file cannot be read: Is a directory. Check its name and rights.",
    )
