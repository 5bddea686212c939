"""F7: whatever one thing is broken in a good curriculum, one sentence says so, at its place."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from goround.catalog import load
from goround.catalog.check import look_through
from goround.catalog.finding import Finding
from goround.catalog.lint.absent import ON_PAPER_ALREADY
from goround.catalog.places import Placed, parse
from goround.shipped import shipped
from tests.catalog.mutations import Broken, Doc, Keys, as_yaml, breakages, counts, nodes, shape_of, single_steps
from tests.catalog.written import TODAY, shipped_facts, shipped_words
from tests.needs import DEEP
from tests.tree import CHECKOUT

SHIPPED = shipped("curricula")
EVERY_FIELD = CHECKOUT / "tests/catalog/every_field.yaml"
FILES = [*(path for path in sorted(SHIPPED.glob("*.yaml")) if path.name not in load.BESIDE), EVERY_FIELD]
EVERY_NODE = DEEP
"""Otherwise one of each field of each kind of step: in every way in the small file, in the others in one way."""
LINT = {"missing_spanish"}


class Bench:
    """Looks through words as if they stood in a file, beside the pictures that they name."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = folder / "broken.yaml"
        self._raw = b""
        for picture in SHIPPED.glob("*.svg"):
            shutil.copy(picture, folder)
        monkeypatch.setattr(load, "read_raw", lambda path: self._raw)

    def found(self, words: str) -> tuple[Placed, list[Finding]]:
        """What stands where, and the findings."""
        self._raw = words.encode()
        result, findings = look_through(self.path, shipped_facts(), shipped_words(), today=TODAY)
        return result.placed, findings


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@cache
def values(path: Path) -> Doc:
    """The plain values of a file."""
    value = parse(path, path.read_bytes()).value
    assert isinstance(value, dict)
    return value


def broken(path: Path) -> Iterator[tuple[str, Broken]]:
    """Each broken thing, with the words of the good file."""
    seen: set[Any] = set()
    for doc in single_steps(values(path)):
        words = as_yaml(doc)
        for keys, value in nodes(doc):
            if keys[:2] == ("steps", 0) and len(doc["steps"]) == 2:
                continue  # what stands before it is looked at by itself, or is nothing of the file
            shape = shape_of(doc, keys)
            if not EVERY_NODE and shape in seen:
                continue
            seen.add(shape)
            ways = list(breakages(doc, keys, value))
            yield from (
                (words, way) for way in (ways if EVERY_NODE or path == EVERY_FIELD else [ways[len(seen) % len(ways)]])
            )


@pytest.mark.timeout(1800 if EVERY_NODE else 120)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_broken_thing_is_one_sentence_at_its_place(path: Path, bench: Bench) -> None:
    """F7"""
    wrong = [told for words, one in broken(path) if (told := misjudged(words, one, bench))]
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:20])


def misjudged(words: str, one: Broken, bench: Bench) -> str:
    """What is wrong with what was said, or nothing."""
    if one.twice is None:
        placed, findings = bench.found(as_yaml(one.doc))
        line = placed.at(one.at)[0]
    else:
        twice, line = doubled(words, one.twice)
        findings = bench.found(twice)[1]
    errors = [finding for finding in findings if finding.severity == "error"]
    where = f"{one.how}: {'.'.join(map(str, one.at))} (line {line})"
    if not any(finding.code in one.codes and abs(finding.line - line) <= 1 for finding in findings):
        return f"{where}: {[str(finding) for finding in findings]}"
    if len(errors) != (not one.codes & LINT) and one.alone:
        return f"{where} is told {len(errors)} times: {[str(finding) for finding in errors]}"
    return ""


@cache
def placed_in(words: str) -> Placed:
    return parse(Path("good.yaml"), words.encode())


def doubled(words: str, keys: Keys) -> tuple[str, int]:
    """The words with a field written once more behind it, and the line of the second."""
    places = placed_in(words).places
    last = max(at for inside, at in places.items() if inside[: len(keys)] == keys)
    lines = words.splitlines()
    after = min((at[0] for at in places.values() if at > last), default=len(lines) + 1)
    lines.insert(after - 1, f"{' ' * (places[keys][1] - 1)}{keys[-1]}: again")
    return "\n".join(lines) + "\n", after


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_good_file_stays_good_when_it_is_written_anew(path: Path, bench: Bench) -> None:
    """F7: what the mutations start from."""
    assert bench.found(as_yaml(values(path)))[1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_minutes_that_are_off_are_told_where_they_are_summed_up(path: Path, bench: Bench) -> None:
    """F7, F9"""
    *others, last = values(path)["steps"]
    doc = values(path) | {"steps": [*others, last | {"minutes": last["minutes"] + 1}]}
    placed, [finding] = bench.found(as_yaml(doc))
    assert (finding.code, finding.line) == ("minutes_do_not_add_up", placed.at(("minutes",))[0])


@pytest.mark.parametrize("name", ["script", "paper"])
def test_what_a_step_lacks_is_told_at_the_step(name: str, bench: Bench) -> None:
    """F7, F9, F10"""
    for doc in single_steps(values(EVERY_FIELD)):
        *before, step = doc["steps"]
        led = step.get("core", True) and counts(step)
        needs = led if name == "script" else step["kind"] not in ON_PAPER_ALREADY
        lacking = {key: value for key, value in step.items() if key != name}
        placed, findings = bench.found(as_yaml(doc | {"steps": [*before, lacking]}))
        told = [finding for finding in findings if finding.code in ("core_without_script", "missing_paper")]
        assert bool(told) == needs, step["id"]
        at = placed.at(("steps", len(before)))
        assert all(((finding.line, finding.column), finding.step) == (at, step["id"]) for finding in told)
