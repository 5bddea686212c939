"""Files and folders looked through in one run: what is read with them, and what is said once."""

from datetime import date
from pathlib import Path

import pytest

from goround.catalog import facts, load, places, wordlist
from goround.catalog.check import NothingToCheck, check, check_paths, look_through
from goround.shipped import shipped
from tests.catalog.written import GOOD, TODAY, replaced, shipped_facts, written

FACTS = """\
facts:
  - id: line
    words: {en: "988", es: "988"}
    source: The line
    reviewed: 2026-01-01
    review_by: 2026-11-21
"""
CALLS = replaced(GOOD, ("{en: Welcome, es: Les saludo}", '"{fact:line}"'))


def told(*paths: Path, today: date = TODAY) -> list[str]:
    """The findings about these paths, each by the name of its file, its line and its code."""
    return [f"{finding.path.name}:{finding.line} {finding.code}" for finding in check_paths(paths, today).findings]


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    """F1"""
    path = written(tmp_path, GOOD)
    assert check(path, today=TODAY) == []
    assert check_paths([path], TODAY).files == 1


def test_errors_come_alone_and_warnings_only_of_what_can_be_run(tmp_path: Path) -> None:
    """F6: as long as something is wrong, nothing is said of taste."""
    doubtful = replaced(GOOD, ("minutes: 6.5", "minutes: 7"))
    path = written(tmp_path, doubtful)
    [finding] = check(path, today=TODAY)
    assert (finding.code, finding.severity) == ("minutes_do_not_add_up", "warning")
    [finding] = check(written(tmp_path, replaced(doubtful, ("id: hello", "id: Hello"))), today=TODAY)
    assert (finding.code, finding.severity, finding.step) == ("wrong_letters", "error", "Hello")


def test_who_needs_the_curriculum_too_gets_both(tmp_path: Path) -> None:
    path = written(tmp_path, replaced(GOOD, ("minutes: 6.5", "minutes: 7")))
    result, findings = look_through(path, today=TODAY)
    assert result.curriculum and [finding.code for finding in findings] == ["minutes_do_not_add_up"]


def test_a_folder_is_looked_through_with_what_stands_in_it(tmp_path: Path) -> None:
    """F14"""
    written(tmp_path, CALLS, "b.yaml")
    written(tmp_path, GOOD.replace("id: w01", "id: w02"), "a.yaml")
    written(tmp_path, FACTS, "facts.yaml")
    written(tmp_path, "banned: [{lang: en, terms: [Welcome], use: Hello}]\n", "words.yaml")
    written(tmp_path, "not looked at", "notes.txt")
    assert told(tmp_path) == ["a.yaml:13 banned_term", "b.yaml:13 fact_old", "facts.yaml:6 fact_old"]
    assert check_paths([tmp_path], TODAY).files == 4
    assert told(tmp_path, today=date(2026, 11, 21)) == ["a.yaml:13 banned_term"], "Until its day a fact holds."


def test_facts_and_words_that_came_along_serve_where_there_are_none(tmp_path: Path) -> None:
    """F14"""
    path = written(
        tmp_path, replaced(GOOD, ("{en: Welcome, es: Les saludo}", '{en: "{fact:line-988}", es: "Eres adicto."}'))
    )
    assert told(path) == ["w01.yaml:13 banned_term"]


def test_facts_that_cannot_be_read_are_told_in_place_of_every_reference(tmp_path: Path) -> None:
    """F5, F14"""
    path = written(tmp_path, CALLS)
    written(tmp_path, "facts: [", "facts.yaml")
    assert told(path) == ["facts.yaml:1 not_yaml"]
    assert [finding.code for finding in check(path, today=TODAY)] == ["not_yaml"]
    assert told(path, tmp_path / "facts.yaml") == ["facts.yaml:1 not_yaml"]
    assert told(tmp_path) == ["facts.yaml:1 not_yaml"]


def test_words_that_cannot_be_read_are_told_once(tmp_path: Path) -> None:
    """F14"""
    paths = [written(tmp_path, GOOD, "a.yaml"), written(tmp_path, GOOD.replace("w01", "w02"), "b.yaml")]
    written(tmp_path, "banned: 1", "words.yaml")
    assert told(*paths) == ["words.yaml:1 not_a_list"]


def test_two_curricula_of_one_id_are_told_at_the_second(tmp_path: Path) -> None:
    """F14"""
    written(tmp_path, GOOD, "a.yaml")
    written(tmp_path, "# the same\n" + GOOD, "b.yaml")
    [finding] = check_paths([tmp_path], TODAY).findings
    assert str(finding) == (
        f"{tmp_path}/b.yaml:2:1: the id “w01” is that of {tmp_path}/a.yaml too. Give this curriculum an id of its own."
    )
    assert told(tmp_path / "b.yaml") == []


def test_a_file_that_is_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    """F14"""
    path = written(tmp_path, GOOD)
    (tmp_path / "link.yaml").symlink_to(path)
    assert check_paths([path, tmp_path, path], TODAY).files == 1
    assert told(path, tmp_path) == []


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F14"""
    read: list[str] = []

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return places_read(path)

    places_read = places.read_raw
    for module in (facts, load, wordlist):
        monkeypatch.setattr(module, "read_raw", counted)
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        written(tmp_path, CALLS.replace("w01", name[0]), name)
    written(tmp_path, FACTS, "facts.yaml")
    written(tmp_path, "{}", "words.yaml")
    check_paths([tmp_path], TODAY)
    assert sorted(read) == ["a.yaml", "b.yaml", "c.yaml", "facts.yaml", "words.yaml"]


def test_where_there_is_nothing_it_says_so(tmp_path: Path) -> None:
    """F15"""
    with pytest.raises(NothingToCheck, match=r"^There is no file or folder .*gone\.yaml\.$"):
        check_paths([tmp_path / "gone.yaml"], TODAY)
    with pytest.raises(NothingToCheck, match=r"^The folder .* holds no file that ends in \.yaml or \.yml\.$"):
        check_paths([tmp_path], TODAY)
    with pytest.raises(NothingToCheck, match=r" cannot be looked at: File name too long\.$"):
        check_paths([tmp_path / ("a" * 300)], TODAY)


def test_the_facts_file_is_looked_through_like_words_for_participants(tmp_path: Path) -> None:
    """F10, F11, F12"""
    long = "Rest " * 21
    text = replaced(FACTS, ('{en: "988", es: "988"}', f'{{en: "An addict. {long}."}}'), ("2026-11-21", "2027-01-01"))
    path = written(tmp_path, text, "facts.yaml")
    assert told(path) == ["facts.yaml:3 missing_spanish", "facts.yaml:3 banned_term", "facts.yaml:3 long_sentence"]


def test_what_came_along_is_neither_wrong_nor_doubtful() -> None:
    """F6: with the day on which the facts were last looked at."""
    latest = max(fact.reviewed for fact in shipped_facts().all)
    folder = shipped("curricula")
    assert [str(finding) for finding in check_paths([folder, *folder.glob("examples")], latest).findings] == []
