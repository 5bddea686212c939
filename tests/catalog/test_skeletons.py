"""The curricula to begin with: they show every field that there is, and each kind once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import AliasChoices, BaseModel

from goround.catalog.facts import read_facts
from goround.catalog.load import compiled
from goround.catalog.skeletons import GROUPS, KINDS, STEPS, skeleton
from goround.domain.curriculum import Curriculum, Kind
from goround.domain.steps import AnyStep
from goround.shipped import shipped

EXAMPLES = shipped("curricula") / "examples"
MODELS = {get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(AnyStep)[0])}
NOT_WRITTEN = {"pass", "sha256", "pictures", "facts"}


def of(kind: str, tmp_path: Path) -> Curriculum:
    path = tmp_path / "new.yaml"
    path.write_text(skeleton(kind, EXAMPLES), "utf-8")
    result = compiled(path, read_facts(shipped("curricula") / "facts.yaml")[0])
    assert result.curriculum is not None, [str(finding) for finding in result.findings]
    return result.curriculum


def fields(model: type[BaseModel]) -> Iterator[str]:
    """What an author can write in a model and in those inside it; words and texts apart."""
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        yield str(alias.choices[0]) if isinstance(alias, AliasChoices) else name
        for inner in inside(field.annotation):
            if inner.__name__ not in ("Words", "Text"):
                yield from fields(inner)


def inside(type_: Any) -> Iterator[type[BaseModel]]:
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        yield type_
    for part in get_args(type_):
        yield from inside(part)


def test_there_is_one_for_each_kind() -> None:
    """N2"""
    assert set(GROUPS) == set(get_args(Kind))
    assert set(STEPS) == set(MODELS)
    assert len(KINDS) == len(set(KINDS)) == len(GROUPS) + len(STEPS)
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} == {"session", *STEPS}


@pytest.mark.parametrize("kind", STEPS)
def test_that_of_a_step_kind_shows_all_its_fields(kind: str) -> None:
    """N2"""
    text = skeleton(kind, EXAMPLES)
    allowed = set(fields(MODELS[kind])) - NOT_WRITTEN
    if not MODELS[kind].answerable:
        allowed -= {"visibility", "arrival"}
    absent = [
        name
        for name in sorted(allowed)
        if not re.search(rf"(?:^[ #-]*|[{{,] ?|“|is ){name}(?::|”)", text, re.MULTILINE)
    ]
    assert not absent, f"Nobody learns of: {', '.join(absent)}"


@pytest.mark.parametrize("kind", STEPS)
def test_that_of_a_step_kind_is_a_small_session(kind: str, tmp_path: Path) -> None:
    """N2"""
    opening, *shown, closing = of(kind, tmp_path).steps
    assert opening.kind == closing.kind == "slide"
    assert {step.kind for step in shown} == {kind}


@pytest.mark.parametrize("kind", GROUPS)
def test_that_of_a_group_is_of_its_kind(kind: str, tmp_path: Path) -> None:
    """N2"""
    made = of(kind, tmp_path)
    assert made.kind == kind and GROUPS[made.kind] in skeleton(kind, EXAMPLES)
    assert made.audience == (("family",) if kind == "family_group" else ("participants",))
    assert made.id == f"new-{kind.replace('_', '-')}"


@pytest.mark.parametrize(
    ("name", "id"),
    [("tuesday", "tuesday"), ("Tuesday group", "example-scale"), ("break", "example-scale"), ("", "example-scale")],
)
def test_it_gets_the_id_that_it_is_given_where_it_can_be_one(name: str, id: str) -> None:
    """N2"""
    assert f"\nid: {id} " in skeleton("scale", EXAMPLES, name)
