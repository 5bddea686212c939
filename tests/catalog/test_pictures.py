"""Pictures beside a curriculum: which files are pictures, and what is said of those that are not."""

from pathlib import Path

import pytest

from goround.catalog.load import compiled
from goround.shipped import shipped

SAMPLE = (shipped("curricula") / "blk-first-look.yaml").read_text()
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 20


def pictured(folder: Path, name: str, content: bytes | str | None) -> Path:
    """A curriculum whose first step has this picture."""
    if content is not None:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    path = folder / "look.yaml"
    picture = f'    picture: {{file: "{name}", alt: {{en: "A wave", es: "Una ola"}}}}\n'
    path.write_text(SAMPLE.replace("    kind: slide\n", f"    kind: slide\n{picture}", 1))
    return path


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("wave.svg", DRAWING, "image/svg+xml"),
        ("wave.png", PNG, "image/png"),
        ("wave.jpg", JPEG, "image/jpeg"),
        ("wave.webp", WEBP, "image/webp"),
    ],
)
def test_a_picture_travels_with_its_curriculum(tmp_path: Path, name: str, content: bytes | str, media: str) -> None:
    """F17"""
    curriculum = compiled(pictured(tmp_path, name, content)).curriculum
    assert curriculum is not None
    picture = curriculum.steps[0].picture
    assert picture is not None and picture.sha256 is not None
    assert curriculum.pictures[picture.sha256].media == media


UNFIT = {
    "not there": ("wave.svg", None, "there is no picture"),
    "something else": ("wave.png", "just words", "is not a picture"),
    "too large": ("wave.png", PNG + b"\0" * 100_000, "larger than 100000 bytes"),
    "a drawing that runs a script": (
        "wave.svg",
        DRAWING.replace("<path", "<script>x</script><path"),
        "is not a picture",
    ),
    "a drawing that fetches": (
        "wave.svg",
        DRAWING.replace("<path", '<use href="https://example.org/x"/><path'),
        "is not a picture",
    ),
    "a drawing with a document type": ("wave.svg", "<!DOCTYPE svg>" + DRAWING, "is not a picture"),
    "a drawing cut in half": ("wave.svg", DRAWING[:50], "is not a picture"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_no_picture_is_told_with_its_place(tmp_path: Path, case: str) -> None:
    """F17"""
    name, content, said = UNFIT[case]
    [finding] = compiled(pictured(tmp_path, name, content)).findings
    assert said in finding.what
    assert finding.line == 1 + SAMPLE[: SAMPLE.index("    kind: slide\n")].count("\n") + 1


def test_a_picture_lies_beside_its_file_and_nowhere_else(tmp_path: Path) -> None:
    """F17"""
    (tmp_path / "inner").mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    found = compiled(pictured(tmp_path / "inner", "../secret.png", None)).findings
    assert found and all(finding.code in ("picture_elsewhere", "string_pattern_mismatch") for finding in found)


def test_an_author_cannot_name_a_hash(tmp_path: Path) -> None:
    """F17"""
    path = pictured(tmp_path, "wave.svg", DRAWING)
    path.write_text(path.read_text().replace('{file: "wave.svg",', f'{{file: "wave.svg", sha256: "{"0" * 64}",'))
    assert [finding.code for finding in compiled(path).findings] == ["unknown_field"]


def test_the_pictures_of_one_file_are_limited_together(tmp_path: Path) -> None:
    """F17"""
    path = pictured(tmp_path, "one.png", PNG + b"\0" * 99_000)
    text, step = path.read_text(), "\n  - id: "
    first = text.index(step)
    welcome = text[first : text.index(step, first + 1)]
    path.write_text(text + "".join(welcome.replace("id: welcome", f"id: more-{number}") for number in range(11)))
    found = [finding for finding in compiled(path).findings if finding.code == "picture_too_large"]
    assert len(found) == 1
    assert "larger than 1000000 bytes" in found[0].what


@pytest.mark.parametrize(("ours", "theirs"), [("for_whom: [remote]", "for"), ("may_pass: true", "pass")])
def test_names_of_the_code_are_no_fields(tmp_path: Path, ours: str, theirs: str) -> None:
    """F4"""
    path = tmp_path / "look.yaml"
    path.write_text(SAMPLE.replace("    kind: slide\n", f"    kind: slide\n    {ours}\n", 1))
    [finding] = compiled(path).findings
    assert (finding.code, finding.todo) == ("unknown_field", f"did you mean “{theirs}”")
