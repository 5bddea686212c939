"""A curriculum file compiled to the domain's model, or every finding about why not."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from goround.catalog.finding import Finding, NotACurriculum
from goround.catalog.places import Placed, parse
from goround.domain.curriculum import Curriculum

_TODO = {
    "missing": "add it",
    "extra_forbidden": "check its spelling, or take it out",
    "union_tag_invalid": "use one of the step kinds in docs/curriculum.md",
    "union_tag_not_found": "add the step's kind",
}


def load(path: Path) -> Curriculum:
    """The curriculum in this file.

    Raises:
        NotACurriculum: with a finding for each mistake.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}"
        raise NotACurriculum([Finding(path, 1, 1, "unreadable", sentence, "check its name and rights")]) from None
    placed = parse(path, raw)
    if not isinstance(placed.value, dict):
        raise NotACurriculum(
            [Finding(path, 1, 1, "not_a_mapping", "a curriculum is a list of fields such as “id:”", "start with “id:”")]
        )
    if "sha256" in placed.value:
        what = "“sha256” is not a field here"
        raise NotACurriculum([Finding(path, *placed.at(("sha256",)), "extra_forbidden", what, "take it out")])
    try:
        return Curriculum.model_validate({**_both_languages(placed.value), "sha256": sha256(raw).hexdigest()})
    except ValidationError as error:
        raise NotACurriculum(list(_findings(path, placed, error))) from None


def load_folder(folder: Path) -> tuple[list[Curriculum], list[Finding]]:
    """Every curriculum of a folder, by id, and the findings about those that cannot be run."""
    good: dict[str, tuple[Path, Curriculum]] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in ("facts.yaml", "words.yaml"):
            continue
        try:
            curriculum = load(path)
        except NotACurriculum as error:
            findings.extend(error.findings)
            continue
        if curriculum.id in good:
            what = f"the id “{curriculum.id}” is that of {good[curriculum.id][0].name} too"
            findings.append(Finding(path, 1, 1, "twice", what, "give this curriculum an id of its own"))
            continue
        good[curriculum.id] = path, curriculum
    return [good[id][1] for id in sorted(good)], findings


WORDED = frozenset({"title", "aim", "heading", "text", "question", "script", "hints", "labels"})
"""Fields that hold words: a plain string stands for the same words in every language."""


def _both_languages(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _words(inner) if key in WORDED else _both_languages(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_both_languages(inner) for inner in value]
    return value


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return {"en": value, "es": value}
    if isinstance(value, list):
        return [_words(inner) for inner in value]
    if isinstance(value, dict) and not set(value) <= {"en", "es"}:
        return {key: _words(inner) for key, inner in value.items()}
    return value


def _findings(path: Path, placed: Placed, error: ValidationError) -> Iterable[Finding]:
    for mistake in error.errors(include_url=False, include_input=False, include_context=False):
        keys = _keys(placed, mistake["loc"])
        kind, said = mistake["type"], mistake["msg"].removeprefix("Value error, ")
        what, _, todo = said.partition(". ")
        if kind == "missing":
            name = _name((*keys, mistake["loc"][-1]))
            what = f"{name} is missing"
        elif kind == "extra_forbidden":
            what = f"{_name(keys)} is not a field here"
        elif kind == "union_tag_not_found":
            what = f"{_name(keys)} has no kind"
        elif kind == "union_tag_invalid":
            keys = (*keys, "kind")
            what = "there is no such step kind"
        elif kind == "value_error":
            keys = keys or _doubled_step(placed)
        else:
            what = f"{_name(keys)}: {what[:1].lower()}{what[1:]}"
        yield Finding(path, *placed.at(keys), kind, what, todo or _TODO.get(kind, "correct it"))


def _keys(placed: Placed, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The keys of a mistake as they stand in the file: the models' own marks, such as a step's kind, are left out."""
    keys: tuple[str | int, ...] = ()
    for key in loc:
        inner = (*keys, str(key)) if (*keys, str(key)) in placed.places else (*keys, key)
        if inner in placed.places:
            keys = inner
    return keys


def _doubled_step(placed: Placed) -> tuple[str | int, ...]:
    """Where a step has the id of an earlier one."""
    steps = placed.value.get("steps") if isinstance(placed.value, dict) else None
    ids: set[object] = set()
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        id = str(step.get("id")) if isinstance(step, dict) else None
        if id in ids:
            return ("steps", number, "id")
        ids.add(id)
    return ()


def _name(keys: tuple[str | int, ...]) -> str:
    """What stands at the end of these keys: a field by its name, an item by its place in the list."""
    if not keys:
        return "the curriculum"
    last = keys[-1]
    if isinstance(last, str):
        return f"“{last}”"
    return f"item {last + 1} of {_name(keys[:-1])}"
