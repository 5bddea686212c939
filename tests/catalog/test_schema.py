"""The schema of what authors write: fresh, telling, and of one mind with the compiler."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goround.catalog.facts import read_facts
from goround.catalog.load import BESIDE, compiled
from goround.catalog.places import parse
from goround.catalog.schema import FILES, Of, schema, written
from goround.catalog.skeletons import KINDS, skeleton
from goround.shipped import shipped

CURRICULA = shipped("curricula")
EXAMPLES = CURRICULA / "examples"
SHIPPED = [path for path in sorted(CURRICULA.rglob("*.yaml")) if path.name not in BESIDE]
CHECKED = Draft202012Validator(schema("curriculum"))
OF_FACTS = Draft202012Validator(schema("facts"))


def value_of(path: Path) -> Any:
    return parse(path, path.read_bytes()).value


def told(of: Draft202012Validator, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in of.iter_errors(value)]


@pytest.mark.parametrize("of", FILES)
def test_the_kept_schema_is_fresh(of: Of) -> None:
    """N1"""
    kept = (CURRICULA / FILES[of]).read_text("utf-8")
    flag = "" if of == "curriculum" else f" --of {of}"
    assert kept == written(of), f"What authors write has changed. Run: goround schema{flag}"


@pytest.mark.parametrize("of", FILES)
def test_the_schema_is_one(of: Of) -> None:
    """N1"""
    Draft202012Validator.check_schema(schema(of))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_curricula_fit(path: Path) -> None:
    """N1"""
    assert told(CHECKED, value_of(path)) == []
    up = "../" if path.parent == EXAMPLES else ""
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={up}{FILES['curriculum']}\n")


@pytest.mark.parametrize("kind", KINDS)
def test_skeletons_fit(kind: str, tmp_path: Path) -> None:
    """N1"""
    path = tmp_path / "new.yaml"
    path.write_text(skeleton(kind, EXAMPLES), "utf-8")
    assert told(CHECKED, value_of(path)) == []
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={FILES['curriculum']}\n")


def test_shipped_facts_fit() -> None:
    """N1"""
    facts = CURRICULA / "facts.yaml"
    assert told(OF_FACTS, value_of(facts)) == []
    assert facts.read_text("utf-8").startswith(f"# yaml-language-server: $schema={FILES['facts']}\n")
    broken = value_of(facts)
    broken["facts"][0]["reviewed"] = "last week"
    assert told(OF_FACTS, broken)


def properties(made: object, at: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field in a schema, by its place."""
    if isinstance(made, dict):
        for name, inner in made.items():
            if name == "properties":
                for field, of_field in inner.items():
                    yield f"{at}.{field}", of_field
            yield from properties(inner, f"{at}.{name}")
    elif isinstance(made, list):
        for inner in made:
            yield from properties(inner, at)


@pytest.mark.parametrize("of", FILES)
def test_each_field_is_explained(of: Of) -> None:
    """N1"""
    found = dict(properties(schema(of)))
    mute = [name for name, field in found.items() if "description" not in field and "const" not in field]
    assert len(found) > 5 and not mute, f"An editor has nothing to say about: {', '.join(mute)}"


def test_nothing_that_is_compiled_is_asked_of_authors() -> None:
    """N1"""
    names = {name.rpartition(".")[2] for name, _ in properties(schema("curriculum"))}
    assert {"for", "pass", "in"} <= names
    assert not names & {"sha256", "pictures", "facts", "for_whom", "may_pass", "breathe_in", "runs", "blocks"}


Change = Callable[[dict[str, Any]], object]
MISTAKES: dict[str, tuple[str, Change]] = {
    "a field of the file is misspelled": ("scale", lambda whole: whole.update(headline="x")),
    "a field of a step is misspelled": ("scale", lambda whole: whole["steps"][1].update(label={})),
    "a field of another kind": ("slide", lambda whole: whole["steps"][1].update(question="What?")),
    "there is no such step kind": ("scale", lambda whole: whole["steps"][1].update(kind="scales")),
    "a step without a kind": ("scale", lambda whole: whole["steps"][1].pop("kind")),
    "a step without its question": ("choice", lambda whole: whole["steps"][1].pop("question")),
    "there is no such kind of group": ("scale", lambda whole: whole.update(kind="block")),
    "no steps": ("scale", lambda whole: whole.update(steps=[])),
    "minutes in quotes": ("scale", lambda whole: whole["steps"][1].update(minutes="3")),
    "no minutes": ("scale", lambda whole: whole["steps"][1].update(minutes=0)),
    "a version that is a number": ("scale", lambda whole: whole.update(version=1.0)),
    "an id with capitals": ("scale", lambda whole: whole["steps"][1].update(id="Tense Now")),
    "a label beside the scale": ("scale", lambda whole: whole["steps"][1]["labels"].update({"11": "more"})),
    "Spanish alone": ("scale", lambda whole: whole["steps"][1].update(question={"es": "¿Cuánto?"})),
    "a third language": ("scale", lambda whole: whole["steps"][1]["question"].update(fr="Combien ?")),
    "an empty title": ("scale", lambda whole: whole["steps"][1].update(title="")),
    "a list where a text stands": ("slide", lambda whole: whole["steps"][1].update(script=["Welcome."])),
    "a plan for the group": ("plan", lambda whole: whole["steps"][1].update(visibility="group")),
    "a visibility that nobody knows": ("scale", lambda whole: whole["steps"][1].update(visibility="public")),
    "a text without a visibility": ("text", lambda whole: whole["steps"][1].pop("visibility")),
    "one option": ("choice", lambda whole: whole["steps"][1].update(options=whole["steps"][1]["options"][:1])),
    "two options to rank": ("rank", lambda whole: whole["steps"][1].update(options=whole["steps"][1]["options"][:2])),
    "an option without words": ("choice", lambda whole: whole["steps"][1]["options"][0].pop("words")),
    "a box of five lines": ("plan", lambda whole: whole["steps"][1]["fields"][0].update(lines=5)),
    "a breath without breathing in": ("breathe", lambda whole: whole["steps"][1]["seconds"].update({"in": 0})),
    "nobody may pass": ("scale", lambda whole: whole["steps"][1].update({"pass": False})),
    "yes for true": ("scale", lambda whole: whole["steps"][1].update(core="yes")),
    "for nobody that is known": ("scale", lambda whole: whole["steps"][1].update({"for": ["guests"]})),
    "a tag that nobody knows": ("scale", lambda whole: whole["steps"][1].update(tags=["risk"])),
    "a slide on arrival": ("slide", lambda whole: whole["steps"][1].update(arrival=True)),
    "a turn of no length": ("goround", lambda whole: whole["steps"][1].update(seconds=0)),
    "a round in an order that nobody knows": ("goround", lambda whole: whole["steps"][1].update(order="by_name")),
    "an open floor with a visibility": ("openfloor", lambda whole: whole["steps"][1].update(visibility="group")),
    "a break without minutes": ("break", lambda whole: whole["steps"][1].pop("minutes")),
    "an alert of another kind": ("scale", lambda whole: whole["steps"][1].update(alert={"options": ["a"]})),
    "a day that is none": ("scale", lambda whole: whole.update(review={"clinician": {"by": "A", "on": "soon"}})),
    "a hash of one's own": ("scale", lambda whole: whole.update(sha256="0" * 64)),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_seen_by_editor_and_compiler(mistake: str, tmp_path: Path) -> None:
    """N1: JSON is YAML, so that the changed values can be compiled."""
    kind, change = MISTAKES[mistake]
    good = value_of(EXAMPLES / f"{kind}.yaml")
    broken = copy.deepcopy(good)
    change(broken)
    path = tmp_path / "broken.yaml"
    facts, _ = read_facts(CURRICULA / "facts.yaml")
    path.write_text(json.dumps(good), "utf-8")
    assert not told(CHECKED, good) and not compiled(path, facts).findings
    path.write_text(json.dumps(broken), "utf-8")
    assert compiled(path, facts).findings, "The compiler does not see it."
    assert told(CHECKED, broken), "An editor does not see it."


def test_a_mistake_in_a_step_is_told_of_its_kind_alone() -> None:
    """N1: not once for each of the kinds that the step is not either."""
    broken = value_of(EXAMPLES / "scale.yaml")
    broken["steps"][1]["label"] = {}
    [only] = told(CHECKED, broken)
    assert only.startswith("$.steps[1]: ") and "'label'" in only
