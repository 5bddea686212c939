"""A file compiled to a curriculum, and a folder of them."""

from hashlib import sha256
from pathlib import Path

import pytest

from goround.catalog.finding import Finding, NotACurriculum
from goround.catalog.load import compiled, in_order, load, load_folder
from goround.catalog.places import parse
from goround.domain.agenda import RESERVED
from tests.catalog.written import GOOD, replaced, shipped_facts, written


def test_a_curriculum_carries_the_hash_of_its_file(tmp_path: Path) -> None:
    """M1: so that a log can say of what it was made."""
    path = written(tmp_path, GOOD)
    assert load(path).sha256 == sha256(path.read_bytes()).hexdigest()


def test_what_cannot_be_run_raises_every_finding(tmp_path: Path) -> None:
    """F1"""
    path = written(tmp_path, replaced(GOOD, ("id: w01", "id: W 01"), ("    minutes: 2", "    minutes: 0")))
    with pytest.raises(NotACurriculum) as wrong:
        load(path)
    assert [finding.code for finding in wrong.value.findings] == ["wrong_letters", "too_low"]
    assert str(wrong.value) == "\n".join(map(str, wrong.value.findings))
    assert compiled(path).curriculum is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """F2"""
    path = tmp_path / "none.yaml"
    [finding] = compiled(path).findings
    assert str(finding) == f"{path}:1:1: the file cannot be read: No such file or directory. Check its name and rights."
    assert compiled(tmp_path).findings[0].sentence.startswith("the file cannot be read: Is a directory.")


def test_a_rating_is_compared_with_an_earlier_scale(tmp_path: Path) -> None:
    """F7: of a mistake in the earlier one nothing more is said."""
    second = GOOD[GOOD.index("  - kind: scale") :].replace("id: craving", "id: after\n    first: craving")
    good = replaced(GOOD, ("minutes: 6.5", "minutes: 11")) + second
    assert compiled(written(tmp_path, good), shipped_facts()).findings == []
    bad = replaced(good, ("minutes: 4.5", "minutes: 0"))
    assert [finding.code for finding in compiled(written(tmp_path, bad)).findings] == ["too_low"]
    gone = replaced(good, ("id: craving", "id: other"))
    [finding] = compiled(written(tmp_path, gone)).findings
    assert finding.what == "“first” names “craving”, and no scale before this one has that id"


def test_what_each_is_asked_on_arrival_is_not_all_there_is_while_other_steps_have_mistakes(tmp_path: Path) -> None:
    """F7: of a mistake in what the group goes through nothing more is said."""
    good = replaced(GOOD, ("    visibility: anonymous\n", "    arrival: true\n"))
    assert compiled(written(tmp_path, good), shipped_facts()).findings == []
    bad = replaced(good, ("    minutes: 2\n", "    minutes: 0\n"))
    assert [finding.code for finding in compiled(written(tmp_path, bad)).findings] == ["too_low"]


@pytest.mark.parametrize("id", sorted(RESERVED))
def test_an_id_that_a_session_needs_itself_is_told_at_its_place(id: str, tmp_path: Path) -> None:
    """F14"""
    [finding] = compiled(written(tmp_path, replaced(GOOD, ("id: w01", f"id: {id}")))).findings
    assert (finding.code, finding.line, finding.column, finding.severity) == ("reserved", 1, 1, "error")
    assert finding.what.startswith(f"“{id}” cannot be the id of a curriculum")


def test_findings_stand_in_the_order_of_the_file_each_with_its_step() -> None:
    """F1"""
    path = Path("one.yaml")
    text = replaced(GOOD, ("minutes: 6.5\n", "")) + "minutes: 6.5\n"
    placed = parse(path, text.encode())

    def at(line: int, column: int = 5) -> Finding:
        return Finding(path, line, column, "x", "x", "x")

    ordered = in_order([at(26, 1), at(25), at(9), at(1, 1), at(9), at(16), at(7, 1)], placed)
    assert [(finding.line, finding.step) for finding in ordered] == [
        (1, None), (7, None), (9, "hello"), (16, "craving"), (25, "craving"), (26, None),
    ]  # fmt: skip


def test_a_folder_gives_what_can_be_run_and_says_what_cannot(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "b.yaml")
    written(tmp_path, GOOD.replace("id: w01", "id: w02"), "a.yaml")
    written(tmp_path, GOOD, "c.yaml")
    written(tmp_path, "id: [", "broken.yaml")
    written(tmp_path, "banned: []", "words.yaml")
    written(tmp_path, "nothing", "readme.txt")
    good, findings = load_folder(tmp_path)
    assert [curriculum.id for curriculum in good] == ["w01", "w02"]
    assert [finding.path.name for finding in findings] == ["broken.yaml", "c.yaml"]
    assert findings[1].what == "the id “w01” is that of b.yaml too"


def test_a_folder_uses_its_own_facts(tmp_path: Path) -> None:
    """F14"""
    written(tmp_path, replaced(GOOD, ("{en: Welcome, es: Les saludo}", '"{fact:line-988}"')))
    assert [curriculum.id for curriculum in load_folder(tmp_path)[0]] == ["w01"]
    written(tmp_path, "facts: []\n", "facts.yaml")
    good, findings = load_folder(tmp_path)
    assert not good and [finding.code for finding in findings] == ["unknown_fact"]
