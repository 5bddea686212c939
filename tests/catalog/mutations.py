"""Ways to break one thing in a good curriculum: each is a file that is wrong at one known place."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from goround.catalog.places import Key
from goround.catalog.shape import owners
from goround.domain.curriculum import Curriculum

Keys = tuple[Key, ...]
Doc = dict[str, Any]
SMALL: Doc = {"id": "small", "kind": "slide", "title": "Small", "minutes": 1, "heading": "Small"}
BESIDE: Doc = SMALL | {"core": False, "title": "12", "heading": "12"}
"""What a step stands beside that would be nothing for the group by itself. Nothing is said of it."""


@dataclass(frozen=True)
class Broken:
    """One thing broken: how, where it stands now, and whether it is an error or a warning."""

    how: str
    doc: Doc
    at: Keys
    """The keys of what was changed, or of what lost something."""
    codes: frozenset[str]
    """The one code of these that has to be told, at this place."""
    twice: Keys | None = None
    """Where a field is written a second time."""
    alone: bool = True
    """Whether it is the only error."""


def single_steps(whole: Doc) -> Iterator[Doc]:
    """The curriculum as many small ones: each step by itself, behind the rating with which it is compared, or something for the group."""
    steps = {step["id"]: step for step in whole["steps"]}
    for step in whole["steps"]:
        before = [steps[step["first"]]] if "first" in step else [] if counts(step) else [BESIDE]
        several = [*before, step]
        yield whole | {"minutes": sum(one["minutes"] for one in several if counts(one)), "steps": several}


def counts(step: Doc) -> bool:
    """Whether the group goes through this step, and its minutes count."""
    return not step.get("arrival") and step["kind"] != "break"


def shape_of(doc: Doc, keys: Keys) -> tuple[Key, ...]:
    """What distinguishes one field from another: the kind of its step and its names, without its place in lists."""
    if len(keys) > 1 and keys[0] == "steps":
        return (doc["steps"][keys[1]]["kind"], *(key for key in keys[2:] if isinstance(key, str)))
    return tuple(key for key in keys if isinstance(key, str))


def nodes(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """Every value under its keys."""
    if keys:
        yield keys, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from nodes(inner, (*keys, str(key)))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from nodes(inner, (*keys, place))


def breakages(doc: Doc, keys: Keys, value: Any) -> Iterator[Broken]:
    """Every way to break one thing about this value."""
    if isinstance(keys[-1], str):
        yield from _of_fields(doc, keys, value)
    yield from _of_values(doc, keys, value)


def _of_fields(doc: Doc, keys: Keys, value: Any) -> Iterator[Broken]:
    name, above = str(keys[-1]), keys[:-1]
    if _is_needed(above, name, doc):
        codes = {"kind": {"no_kind"}}.get(name, {"missing"}) if len(keys) == 3 else {"missing"}
        yield Broken("taken out", _without(doc, keys), above, frozenset(codes))
    if name == "es":
        yield Broken("no Spanish", _without(doc, keys), above, frozenset({"missing_spanish"}))
    wrong = f"{name}x"
    misspelt = (
        {"not_a_number"} if name.isdigit() else {"no_kind"} if name == "kind" and len(keys) == 3 else {"unknown_field"}
    )
    renamed = _renamed(doc, keys, wrong)
    at = above if "no_kind" in misspelt else (*above, wrong)
    yield Broken("misspelt", renamed, at, frozenset(misspelt))
    yield Broken("twice", doc, keys, frozenset({"twice"}), twice=keys)


def _of_values(doc: Doc, keys: Keys, value: Any) -> Iterator[Broken]:
    def other(new: Any, how: str, *codes: str) -> Broken:
        return Broken(how, _with(doc, keys, new), keys, frozenset(codes))

    name = next(str(key) for key in reversed(keys) if isinstance(key, str))
    words = isinstance(value, dict) and "en" in value
    if isinstance(value, bool):
        yield other("No", "another type", "not_true_or_false", "no_pass")
    elif isinstance(value, int | float):
        yield other("many", "another type", "not_a_number")
        yield other(100_000, "out of range", "too_high")
        yield other(-1, "out of range", "too_low")
    elif isinstance(value, str):
        yield other(["x"], "another type", "not_a_text", "not_words", "unknown_word", "not_a_day", "unknown_kind")
        yield other("", "empty", "empty", "wrong_letters", "unknown_word", "not_a_day", "unknown_kind", "dangling")
        yield other("{fact:nobody-knows}", "no such fact", "unknown_fact")
        if name in ("kind", "visibility", "room", "tags", "for", "audience"):
            yield other("zzz", "unknown", "unknown_word", "unknown_kind")
        elif name in ("first", "right", "file") or keys[-3:-1] == ("alert", "options"):
            yield other("zzz", "named and not there", "dangling")
        elif name == "id":
            yield other("Bad Id", "not an id", "wrong_letters")
        elif name in ("en", "es") and set(keys) & {"script", "hints", "remote"}:
            yield other("# Big", "not drawn", "not_drawn")
    elif isinstance(value, list):
        yield other("one", "another type", "not_a_list")
        if not {"sources", "for", "tags", "suggestions"} & {name}:
            yield other([], "nothing in it", "too_few")
        many = [SMALL if name == "steps" else deepcopy(value[0]) for _ in range(201)]
        yield Broken("too much in it", _with(doc, keys, many), keys, frozenset({"too_many"}), alone=name != "steps")
    else:
        yield other(["x"], "another type", "not_words" if words else "not_fields")


def _is_needed(above: Keys, name: str, doc: Doc) -> bool:
    loc = list(above)
    if len(loc) > 1 and loc[0] == "steps":
        loc.insert(2, doc["steps"][loc[1]]["kind"])
    for owner in owners(Curriculum, tuple(loc)):
        field = owner.model_fields.get(name)
        if field is not None and (field.is_required() or (name == "kind" and len(above) == 2)):
            return True
    return False


def _with(doc: Doc, keys: Keys, new: Any) -> Doc:
    changed = deepcopy(doc)
    _above(changed, keys)[_key(changed, keys)] = new
    return changed


def _without(doc: Doc, keys: Keys) -> Doc:
    changed = deepcopy(doc)
    del _above(changed, keys)[_key(changed, keys)]
    return changed


def _renamed(doc: Doc, keys: Keys, wrong: str) -> Doc:
    changed = deepcopy(doc)
    above, key = _above(changed, keys), _key(changed, keys)
    renamed = {wrong if one == key else one: inner for one, inner in above.items()}
    above.clear()
    above.update(renamed)
    return changed


def _above(doc: Doc, keys: Keys) -> Any:
    value: Any = doc
    for key in keys[:-1]:
        value = value[key if isinstance(value, list) or key in value else int(key)]
    return value


def _key(doc: Doc, keys: Keys) -> Any:
    above: Any = _above(doc, keys)
    return keys[-1] if isinstance(above, list) or keys[-1] in above else int(keys[-1])


def as_yaml(value: Any, indent: str = "") -> str:
    """The file, each field on a line of its own."""
    lines = []
    items = value.items() if isinstance(value, dict) else ((None, inner) for inner in value)
    for key, inner in items:
        begin = (
            f"{indent}- "
            if key is None
            else f"{indent}{json.dumps(key) if isinstance(key, str) and key[:1].isdigit() else key}:"
        )
        if isinstance(inner, dict | list) and inner:
            inside = as_yaml(inner, indent + "  ")
            lines.append(begin + inside.lstrip(" ") if key is None else f"{begin}\n{inside}")
        else:
            lines.append(f"{begin.rstrip()} {json.dumps(inner, ensure_ascii=False)}\n")
    return "".join(lines)
