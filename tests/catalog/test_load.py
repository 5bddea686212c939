"""Curricula from YAML: each kind of mistake is told by a sentence with its file, line and column, and never by a traceback."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goround.catalog.finding import NotACurriculum
from goround.catalog.load import load, load_folder
from goround.domain.base import Words
from goround.domain.steps import Visibility
from goround.domain.steps.scale import Scale
from goround.domain.steps.slide import Slide

GOOD = """\
id: w01
kind: relapse_prevention
version: "1"
title: {en: Week one, es: Semana uno}
aim: Know the signs.
steps:
  - kind: slide
    id: hello
    title: Hello
    minutes: 2
    heading: {en: Welcome, es: Hola}
    script:
      - Say hello.
      - {en: Wait., es: Espera.}
  - kind: scale
    id: craving
    title: Craving
    minutes: 4.5
    question: {en: "How strong: now?", es: "¿Qué tan fuerte: ahora?"}
    labels:
      0: None
      10: {en: Most, es: Lo más}
    visibility: anonymous
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "w01.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(path: Path) -> list[str]:
    """The findings of a file that cannot be run, without the file's own path."""
    with pytest.raises(NotACurriculum) as wrong:
        load(path)
    for finding in wrong.value.findings:
        assert (finding.line, finding.column) >= (1, 1)
        assert str(finding).startswith(f"{path}:{finding.line}:{finding.column}: ")
        assert str(finding).endswith(".")
    return [str(finding).removeprefix(f"{path}:") for finding in wrong.value.findings]


def test_a_curriculum_is_what_its_file_says(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    curriculum = load(path)
    hello, craving = curriculum.steps
    assert isinstance(hello, Slide)
    assert isinstance(craving, Scale)
    assert curriculum.aim == Words(en="Know the signs.", es="Know the signs.")
    assert hello.script == (Words(en="Say hello.", es="Say hello."), Words(en="Wait.", es="Espera."))
    assert craving.question.en == "How strong: now?"
    assert craving.labels == {0: Words(en="None", es="None"), 10: Words(en="Most", es="Lo más")}
    assert (craving.minutes, craving.visibility) == (4.5, Visibility.ANONYMOUS)
    assert curriculum.sha256 == sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("word", ["No", "yes", "on", "Off", "12:30", "1e5", "0x10", "2026-01-01", "~user", "=", "nan"])
def test_words_stay_words(tmp_path: Path, word: str) -> None:
    """Only true, false, null and plain numbers are anything else: a label “No” is a text."""
    curriculum = load(written(tmp_path, GOOD.replace("0: None", f"0: {word}")))
    assert isinstance(curriculum.steps[1], Scale)
    assert curriculum.steps[1].labels[0].en == word


MISTAKES: dict[str, tuple[str, str, str]] = {
    "a field is missing": ("    minutes: 2\n", "", "7:5: “minutes” is missing. Add it."),
    "the id is missing": ("id: w01\n", "", "1:1: “id” is missing. Add it."),
    "a language is missing": ("{en: Welcome, es: Hola}", "{en: Welcome}", "11:5: “es” is missing. Add it."),
    "a field is misspelt": (
        "    minutes: 2",
        "    minuets: 3\n    minutes: 2",
        "10:5: “minuets” is not a field here. Check its spelling, or take it out.",
    ),
    "the file says its own hash": (
        "aim: Know",
        "sha256: abc\naim: Know",
        "5:1: “sha256” is not a field here. Take it out.",
    ),
    "a kind that is none": (
        "kind: scale",
        "kind: quizz",
        "15:5: there is no such step kind. Use one of the step kinds in docs/curriculum.md.",
    ),
    "no kind": ("  - kind: scale\n    id", "  - id", "15:5: item 2 of “steps” has no kind. Add the step's kind."),
    "too many minutes": (
        "minutes: 4.5",
        "minutes: 999",
        "18:5: “minutes”: input should be less than or equal to 240. Correct it.",
    ),
    "a number that is words": (
        "minutes: 4.5",
        "minutes: soon",
        "18:5: “minutes”: input should be a valid number, unable to parse string as a number. Correct it.",
    ),
    "a label beyond the scale": (
        "      10: {",
        "      11: {",
        "22:7: “11”: input should be less than or equal to 10. Correct it.",
    ),
    "two steps of one id": (
        "id: craving",
        "id: hello",
        "16:5: the step id “hello” is used twice. Give each step an id of its own.",
    ),
    "a field twice": (
        "    minutes: 2",
        "    minutes: 2\n    minutes: 3",
        "11:5: “minutes” stands here twice. Keep one of the two.",
    ),
    "a tab": (
        "    minutes: 2",
        "\tminutes: 2",
        "10:1: this is not YAML: found character '\\t' that cannot start any token. Check indents, quotes and colons here.",
    ),
    "a colon in plain words": (
        "aim: Know the signs.",
        "aim: Know: the signs.",
        "5:10: this is not YAML: mapping values are not allowed here. Check indents, quotes and colons here.",
    ),
    "an open quote": (
        'version: "1"',
        'version: "1',
        "19:21: this is not YAML: expected <block end>, but found '<scalar>'.",
    ),
    "an anchor": (
        "aim: Know",
        "aim: &a Know",
        "5:6: anchors and aliases (“&” and “*”) are not used here. Write the words themselves.",
    ),
    "an alias": ("aim: Know the signs.", "aim: *a", "5:6: anchors and aliases"),
    "a tag": ("aim: Know", "aim: !!python/name:os.system Know", "5:6: tags (“!”) are not used here."),
    "a list for a name": ("aim: Know", "? [a, b]\n: c\naim: Know", "5:3: a field's name is one plain word."),
    "two documents": ("id: w01", "---\nid: w01\n---\nid: w02", "3:1: this is not YAML: but found another document."),
    "a long number": ("minutes: 4.5", f"minutes: {'9' * 5000}", "18:5: “minutes”: "),
    "steps that are no list": ("steps:\n", "steps: none\nold:\n", "6:1: “steps”: "),
    "no steps": (GOOD[GOOD.index("steps:") :], "steps: []\n", "6:1: “steps”: "),
}


@pytest.mark.parametrize(("good", "bad", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, good: str, bad: str, sentence: str) -> None:
    assert good in GOOD
    said = told(written(tmp_path, GOOD.replace(good, bad, 1)))
    assert any(one.startswith(sentence) for one in said), said


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    said = told(written(tmp_path, GOOD.replace("id: w01", "id: W 01").replace("minutes: 2", "minutes: 0")))
    assert [one.split(": ")[1] for one in said] == ["“id”", "“minutes”"]


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "1:1: the file is empty."),
    "only a comment": (b"# later\n", "1:1: the file is empty."),
    "a list": (b"- a\n- b\n", "1:1: a curriculum is a list of fields"),
    "a word": (b"hello", "1:1: a curriculum is a list of fields"),
    "binary": (bytes(range(256)), "2:118: the file is not UTF-8 text."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "1:1: the file is not UTF-8 text."),
    "a null character": (b"id: w01\naim: a\0b\n", "2:7: character 0x0 does not belong into a text."),
    "latin-1": (GOOD.encode("latin-1"), "19:45: the file is not UTF-8 text. Save it as UTF-8."),
    "utf-16": (GOOD.encode("utf-16"), "1:1: the file is not UTF-8 text."),
    "very deep lists": (b"a: " + b"[" * 5_000 + b"]" * 5_000, "1:1: the file is nested deeper than 32 levels."),
    "very deep items": (b"a:\n  " + b"- " * 5_000 + b"b", "1:1: the file is nested deeper than 32 levels."),
    "deep items": (b"a:\n  " + b"- " * 40 + b"b", "2:67: this is nested deeper than 32 levels."),
    "very deep indents": (
        b"".join(b" " * depth + b"a:\n" for depth in range(600)),
        "1:1: the file is nested deeper than 32 levels.",
    ),
    "too large": (b"a: " + b"x" * 1_000_001, "1:1: the file is larger than 1000000 bytes."),
    "aliases that grow": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in range(97, 120)),
        "1:4: anchors and aliases",
    ),
}


@pytest.mark.parametrize(("raw", "sentence"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_curriculum_is_told_in_one_sentence(tmp_path: Path, raw: bytes, sentence: str) -> None:
    (said,) = told(written(tmp_path, raw))[:1]
    assert said.startswith(sentence), said


def test_a_mark_at_the_start_of_the_file_is_no_mistake(tmp_path: Path) -> None:
    """Some editors put one there."""
    assert load(written(tmp_path, GOOD.encode("utf-8-sig"))).id == "w01"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "none.yaml") == [
        "1:1: the file cannot be read: No such file or directory. Check its name and rights."
    ]
    assert told(tmp_path)[0].startswith("1:1: the file cannot be read: Is a directory.")


@given(st.binary(max_size=300))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    told(written(tmp_path_factory.mktemp("any"), raw))


@given(st.integers(0, len(GOOD) - 1), st.text("{}[]:-&*!|>'\"%@`#?,\t \n0aé", max_size=4))
def test_no_typing_error_makes_a_traceback(tmp_path_factory: pytest.TempPathFactory, place: int, typed: str) -> None:
    path = written(tmp_path_factory.mktemp("any"), GOOD[:place] + typed + GOOD[place + 1 :])
    try:
        load(path)
    except NotACurriculum as wrong:
        assert wrong.findings


def test_a_folder_gives_what_can_be_run_and_says_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(GOOD)
    (tmp_path / "a.yaml").write_text(GOOD.replace("id: w01", "id: w02"))
    (tmp_path / "broken.yaml").write_text("id: [")
    (tmp_path / "facts.yaml").write_text("not: a curriculum")
    (tmp_path / "readme.txt").write_text("nothing")
    good, findings = load_folder(tmp_path)
    assert [curriculum.id for curriculum in good] == ["w01", "w02"]
    assert [finding.path.name for finding in findings] == ["broken.yaml"]
