"""YAML as plain values with their places: what is refused, and that no bytes make a traceback."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goround.catalog import places
from goround.catalog.finding import NotACurriculum
from goround.catalog.places import DEEPEST, MOST_BYTES, Placed, parse
from tests.catalog.written import GOOD, told, written

PATH = Path("one.yaml")
ODD = "{}[]:-&*!|>'\"%@`#?,\t \n\r\\~<0aé\x85\u2028"

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "1:1: the file is empty."),
    "only a comment": (b"# later\n", "1:1: the file is empty."),
    "a list": (b"- a\n- b\n", "1:1: a curriculum is a list of fields"),
    "a word": (b"hello", "1:1: a curriculum is a list of fields"),
    "binary": (bytes(range(256)), "3:115: the file is not UTF-8 text."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "1:1: the file is not UTF-8 text."),
    "a null character": (b"id: w01\naim: a\0b\n", "2:7: character 0x0 does not belong into a text."),
    "a bell": (b"id: w01\naim: a\ab\n", "2:7: character 0x7 does not belong into a text."),
    "latin-1": (GOOD.encode("latin-1"), "5:46: the file is not UTF-8 text. Save it as UTF-8."),
    "latin-1 after CRLF": (GOOD.replace("\n", "\r\n").encode("latin-1"), "5:46: the file is not UTF-8 text."),
    "utf-16": (GOOD.encode("utf-16"), "1:1: the file is not UTF-8 text."),
    "half a character": (GOOD.encode()[: GOOD.encode().index(b"\xc3") + 1], "5:46: the file is not UTF-8 text."),
    "very deep flow": (b"a: " + b"[" * 5_000 + b"]" * 5_000, "1:36: this is nested deeper than 32 levels."),
    "very deep fields": (b"{a: " * 5_000 + b"}" * 5_000, "1:130: this is nested deeper than 32 levels."),
    "deep items": (b"a:\n  " + b"- " * 40 + b"b", "2:67: this is nested deeper than 32 levels."),
    "very deep items": (b"a:\n  " + b"- " * 5_000 + b"b", "2:67: this is nested deeper than 32 levels."),
    "deep indents": (b"".join(b" " * n + b"a:\n" for n in range(600)), "33:33: this is nested deeper than 32 levels."),
    "deep names": (b"? " * 5_000, "1:67: this is nested deeper than 32 levels."),
    "too large": (b"a: " + b"x" * 1_000_001, "1:1: the file is larger than 1000000 bytes."),
    "aliases that grow": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in range(97, 120)),
        "1:4: anchors and aliases",
    ),
    "tabs": (GOOD.replace("    minutes: 2", "\tminutes: 2").encode(), "12:1: a tab stands here. Use spaces"),
    "a document of Word": (
        b"PK\x03\x04\x14",
        "1:1: this is a document of a word processor, or an archive, and no plain text.",
    ),
    "a document in RTF": (
        b"{\\rtf1 Hello}",
        "1:1: this is a document of a word processor, or an archive, and no plain text.",
    ),
    "an open quote": (GOOD.replace('version: "1"', 'version: "1').encode(), "21:21: this is not YAML:"),
    "two documents": (b"id: w01\n---\nid: w02\n", "2:1: this is not YAML: but found another document."),
    "a directive": (b"%YAML 9.9\n---\nid: w01\n", "1:1: this is not YAML: found incompatible YAML document"),
}


@pytest.mark.parametrize(("raw", "sentence"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_curriculum_is_told_in_one_sentence(tmp_path: Path, raw: bytes, sentence: str) -> None:
    """F2"""
    [said] = told(written(tmp_path, raw))
    assert said.startswith(sentence), said


WORDS: dict[str, tuple[str, str]] = {
    "an anchor": ("aim: &a {", "5:6: anchors and aliases (“&” and “*”) are not used here. Write the words themselves."),
    "an alias": ("aim: *a #", "5:6: anchors and aliases"),
    "a tag": ("aim: !!python/name:os.system {", "5:6: tags (“!”) are not used here."),
    "a merge key": ("<<: {a: 1}\naim: {", "5:1: “<<” is not a field here."),
    "a list for a name": ("? [a, b]\n: c\naim: {", "5:3: a field's name is one plain word."),
    "half a character": ('aim: {de: "\\ud800", ', "5:11: character 0xd800 does not belong into a text. Take it out."),
    "a colour of the terminal": ('"a\\e[31mim": {', "5:1: character 0x1b does not belong into a text. Take it out."),
    "a mark inside of the file": ('aim: {de: "\ufeff", ', "5:11: character 0xfeff does not belong into a text."),
    "a mark that turns words round": ('aim: {de: "\\u202e", ', "5:11: character 0x202e does not belong into a text."),
}


@pytest.mark.parametrize(("words", "sentence"), WORDS.values(), ids=WORDS)
def test_what_can_do_more_than_hold_words_is_refused(tmp_path: Path, words: str, sentence: str) -> None:
    """F2"""
    said = told(written(tmp_path, GOOD.replace("aim: {", words, 1)))
    assert any(one.startswith(sentence) for one in said), said


def test_a_file_without_its_end_is_told_at_places_in_it(tmp_path: Path) -> None:
    """F2: half a file, cut anywhere."""
    raw = GOOD.encode()
    for end in range(0, len(raw), 7):
        said = told(written(tmp_path, raw[:end]))
        assert said, end


def test_a_hundred_thousand_lines_are_told_in_one_sentence(tmp_path: Path) -> None:
    """F2"""
    assert told(written(tmp_path, b"- a\n" * 100_000))[0].startswith("1:1: a curriculum is a list of fields")
    many = told(written(tmp_path, b"a: 1\n" * 20_000))
    assert len(many) == 201 and many[-1].endswith("there are more mistakes from here on. Mend the others first.")


def test_a_file_is_read_only_as_far_as_it_may_go(tmp_path: Path) -> None:
    """F2: what is larger is not taken into memory first."""
    path = tmp_path / "sparse.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert len(places.read_raw(path)) == MOST_BYTES + 1
    assert told(path) == ["1:1: the file is larger than 1000000 bytes. Split it into several curricula."]


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\r"), ("id: w01", "\ufeffid: w01")])
def test_ends_of_lines_and_a_mark_at_the_start_are_no_mistake(tmp_path: Path, change: tuple[str, str]) -> None:
    """F2: some editors write them."""
    assert told(written(tmp_path, GOOD.replace(*change))) == []
    bad = GOOD.replace("    minutes: 2", "    minuten: 2").replace(*change)
    assert told(written(tmp_path, bad)) == ["12:5: “minuten” is not a field here. Did you mean “minutes”?"]


def test_each_value_has_the_line_and_column_of_its_name() -> None:
    """F1"""
    placed = parse(PATH, GOOD.encode())
    assert placed.at(("title",)) == (4, 1)
    assert placed.at(("title", "es")) == (4, 23)
    assert placed.at(("steps", 1)) == (17, 5)
    assert placed.at(("steps", 1, "labels", "10", "en")) == (24, 12)
    assert placed.at(("steps", 1, "labels", "10", "fr")) == (24, 7), (
        "What is not there has the place of what is above it."
    )
    assert placed.lines[3] == "title: {en: Week one, es: Semana uno}"


def test_just_as_deep_as_may_be() -> None:
    """F2"""
    assert parse(PATH, b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)).value
    with pytest.raises(NotACurriculum):
        parse(PATH, b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2))


def read(text: str) -> Placed | list[str]:
    try:
        return parse(PATH, text.encode())
    except NotACurriculum as wrong:
        return [str(finding) for finding in wrong.findings]


@given(st.integers(0, len(GOOD) - 1), st.text(ODD, max_size=4))
def test_what_both_readers_take_they_read_alike(place: int, typed: str) -> None:
    """F2: libyaml, where it is there, and Python."""
    text = GOOD[:place] + typed + GOOD[place + 1 :]
    quick = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_QUICKER", places._Plain)
        plain = read(text)
    if isinstance(quick, list):
        assert isinstance(plain, list), "Python took what libyaml had refused."
    elif not isinstance(plain, list):
        assert quick == plain


@given(st.binary(max_size=300))
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """F2"""
    assert told(written(tmp_path_factory.mktemp("any"), raw))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 30), st.text(max_size=6))
def test_no_slip_of_the_keyboard_makes_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, place: int, lost: int, typed: str
) -> None:
    """F2"""
    raw = (GOOD[:place] + typed + GOOD[place + lost :]).encode("utf-8", "surrogatepass")
    told(written(tmp_path_factory.mktemp("any"), raw))


SCALARS = st.sampled_from(
    ["1", "-3", "0.5", "true", "No", "''", '"a"', "{fact:line-988}", '"{fact:x}"', "w01", "{", "|\n  a"]
)
NAMES = st.sampled_from(
    ["id", "kind", "title", "en", "es", "minutes", "steps", "options", "alert", "picture", "file", "script", "x"]
)
YAMLISH = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(NAMES, inner, max_size=5).map(
            lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
        ),
    ),
    max_leaves=25,
)


@given(st.dictionaries(NAMES, YAMLISH, max_size=6))
def test_nothing_that_looks_like_yaml_makes_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]
) -> None:
    """F2"""
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    assert told(written(tmp_path_factory.mktemp("any"), text)), "Something is always missing from these."
