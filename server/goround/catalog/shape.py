"""What the models refuse, told in the words of whoever writes the file: what is wrong with which field, and what to do."""

import json
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from goround.catalog.finding import MOST_TOLD, Finding
from goround.catalog.near import nearest
from goround.catalog.places import Key, Placed, Value
from goround.domain.base import Words
from goround.domain.text import ReadMarkup, Text

M = TypeVar("M", bound=BaseModel)


_MARKUP = {"empty_text": "empty", "not_drawn": "not_drawn", "text_too_long": "too_long"}
"""What ``markup`` calls a mistake, by its code."""


def shaped(
    path: Path, placed: Placed, model: type[M], value: Value, context: dict[str, Any] | None = None
) -> tuple[M | None, list[Finding]]:
    """The value as this model, or a finding for each mistake. Nothing is guessed: “No” is no boolean, and “3” in quotes no number."""
    try:
        return model.model_validate_json(json.dumps(value), strict=True, context=context), []
    except ValidationError as error:
        mistakes = [
            mistake for mistake in error.errors(include_url=False) if mistake["loc"] or mistake["type"] != "value_error"
        ]
        # What steps say of one another has no place of its own here, and is found apart.
        return None, list(_findings(path, placed, model, mistakes[: MOST_TOLD + 1], context))


def _findings(
    path: Path, placed: Placed, model: type[BaseModel], mistakes: list[ErrorDetails], context: dict[str, Any] | None
) -> Iterator[Finding]:
    missing = {mistake["loc"] for mistake in mistakes if mistake["type"] == "missing"}
    misspelt = {loc for mistake in mistakes if (loc := _meant(mistake, model)) in missing}
    for mistake in mistakes:
        if mistake["loc"] in misspelt:
            continue  # it is there, under a name that is told
        if mistake["type"] == "too_short" and len(mistake["input"]) >= mistake["ctx"]["min_length"]:
            continue  # there are enough of them, and those that are wrong are told by themselves
        keys = placed_keys(placed, mistake["loc"])
        if mistake["type"] in _MARKUP:
            for lang, wrong in _in_languages(mistake, (context or {})["read_markup"]):
                at = (*keys, *lang)
                what, _, todo = wrong.message().partition(". ")
                yield Finding(path, *placed.at(at), _MARKUP[wrong.type], f"{named(at)}: {what}", todo)
        else:
            code, what, todo, at = _told(mistake, keys, model)
            yield Finding(path, *placed.at(at), code, what, todo)


def _meant(mistake: ErrorDetails, model: type[BaseModel]) -> tuple[Key, ...] | None:
    """Where the field would be that a misspelt name may mean."""
    if mistake["type"] != "extra_forbidden":
        return None
    *above, wrong = mistake["loc"]
    near = nearest(str(wrong), _fields(model, tuple(above)))
    return None if near is None else (*above, near)


def _in_languages(mistake: ErrorDetails, read: ReadMarkup) -> Iterator[tuple[tuple[str, ...], PydanticCustomError]]:
    """Each language whose markup cannot be read: the models stop at the first."""
    value = mistake["input"]
    for lang, markup in value.items() if isinstance(value, dict) else (("", value),):
        if not isinstance(markup, str):
            continue
        try:
            read(markup)
        except PydanticCustomError as wrong:
            yield (lang,) if lang else (), wrong


def placed_keys(placed: Placed, loc: tuple[Key, ...]) -> tuple[Key, ...]:
    """The keys of a mistake as they stand in the file: the models' own marks, such as a step's kind, are left out."""
    keys: tuple[Key, ...] = ()
    for key in loc:
        for inner in ((*keys, str(key)), (*keys, key)):
            if inner in placed.places:
                keys = inner
                break
    return keys


def _told(
    mistake: ErrorDetails, keys: tuple[Key, ...], model: type[BaseModel]
) -> tuple[str, str, str, tuple[Key, ...]]:
    """Its code, what is wrong, what to do, and where."""
    kind, facts, loc = mistake["type"], mistake.get("ctx", {}), mistake["loc"]
    name = named(keys)
    match kind:
        case "missing" if loc[-1] == "en":
            return "missing", f"{name} has no English words", "write them under “en”", keys
        case "missing":
            return "missing", f"{named((*keys, loc[-1]))} is missing", "add it", keys
        case "extra_forbidden":
            return "unknown_field", f"{name} is not a field here", _field_todo(str(loc[-1]), model, loc), keys
        case "union_tag_not_found":
            return "no_kind", f"{name} has no kind", "add the step's kind", keys
        case "union_tag_invalid":
            expected = [tag.strip(" '") for tag in str(facts.get("expected_tags", "")).split(",")]
            todo = _one_of(str(facts.get("tag")), expected)
            return "unknown_kind", f"there is no step kind “{facts.get('tag')}”", todo, (*keys, "kind")
        case "literal_error" if loc[-1] in ("pass", "may_pass"):
            return "no_pass", "everybody may pass on every step", "take “pass” out", keys
        case "literal_error" | "enum":
            expected = [part.strip(" '") for part in str(facts.get("expected", "")).replace(" or ", ", ").split(",")]
            return (
                "unknown_word",
                f"{name} cannot be “{mistake['input']}”",
                _one_of(str(mistake["input"]), expected),
                keys,
            )
        case "model_type" if {Words, Text} & set(owners(model, loc)):
            return (
                "not_words",
                f"{name} is not in the right form",
                "write words, or one text for each language: {en: ..., es: ...}",
                keys,
            )
        case "model_type" | "model_attributes_type" | "dict_type" if fields := _fields(model, loc):
            return (
                "not_fields",
                f"{name} is not in the right form",
                f"write its fields under it: {', '.join(fields)}",
                keys,
            )
        case "string_pattern_mismatch" if loc[-1] == "file":
            todo = "use letters, digits, dots, hyphens and underscores, without spaces"
            return "wrong_letters", f"{name} has letters that do not belong into a file's name here", todo, keys
        case "string_too_short" if int(facts["min_length"]) > 1:
            return "too_short", f"{name} is shorter than {facts['min_length']} letters", "write more of it", keys
        case "tuple_type" if Text in owners(model, loc[:-1]):
            return "not_words", f"{name} is not in the right form", "write words, and lists with “- ” after a “|”", keys
        case _:
            code, what, todo = _SENTENCES.get(
                kind, ("not_understood", "is not what is needed here", "see docs/curriculum.md")
            )
            return code, f"{name} {what.format(**facts)}", todo.format(**facts), keys


_FIELDS = ("not_fields", "is not in the right form", "write its fields under it, each with a colon")
_WHOLE = ("not_a_number", "is not a whole number", "write a whole number without quotes")
_DAY = ("not_a_day", "is not a day", "write it as year-month-day: 2026-11-01")
_SENTENCES: dict[str, tuple[str, str, str]] = {
    "string_type": ("not_a_text", "is not a text", "write it in quotes"),
    "string_too_short": ("empty", "is empty", "write some words, or take the field out"),
    "string_too_long": ("too_long", "is longer than {max_length} letters", "make it shorter"),
    "string_pattern_mismatch": (
        "wrong_letters",
        "has letters that do not belong there",
        "use small letters, digits and hyphens",
    ),
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "dict_type": _FIELDS,
    "tuple_type": ("not_a_list", "is not a list", "write each item on a line that begins with “- ”"),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing": _WHOLE,
    "float_type": ("not_a_number", "is not a number", "write a number without quotes"),
    "bool_type": ("not_true_or_false", "is neither true nor false", "write true or false, without quotes"),
    "greater_than": ("too_low", "is too small", "write more than {gt:g}"),
    "greater_than_equal": ("too_low", "is too small", "write {ge:g} or more"),
    "less_than": ("too_high", "is too large", "write less than {lt:g}"),
    "less_than_equal": ("too_high", "is too large", "write {le:g} or less"),
    "too_short": ("too_few", "has too few items", "write {min_length} or more"),
    "too_long": ("too_many", "has too many items", "write {max_length} or fewer"),
    "none_required": ("unknown_field", "is not a field here: nobody answers this kind of step", "take it out"),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}
"""What pydantic calls a mistake, by our code and in our words."""


def _one_of(wrong: str, expected: Iterable[str]) -> str:
    names = [name for name in expected if name]
    near = nearest(wrong, names)
    return f"did you mean “{near}”" if near else f"use one of: {', '.join(names)}"


def _field_todo(wrong: str, model: type[BaseModel], loc: tuple[Key, ...]) -> str:
    fields = _fields(model, loc[:-1])
    near = nearest(wrong, fields)
    if near:
        return f"did you mean “{near}”"
    return f"the fields here are {', '.join(fields)}" if fields else "take it out"


def _fields(model: type[BaseModel], loc: tuple[Key, ...]) -> list[str]:
    return sorted({name for owner in owners(model, loc) for name in field_names(owner)})


def field_names(model: type[BaseModel]) -> list[str]:
    """The names by which an author writes the fields of a model."""
    names = []
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        names.append(str(alias.choices[0]) if isinstance(alias, AliasChoices) else name)
    return [name for name in names if name not in ("sha256", "pictures", "facts") or model.__name__ == "FactFile"]


def owners(model: type[BaseModel], loc: tuple[Key, ...]) -> list[type[BaseModel]]:
    """The models that can stand at these keys."""
    here: list[Any] = [model]
    for key in loc:
        here = (
            [one for one in _flat(here) if _kind(one) == key]
            or [inside for type_ in here for inside in _inside(type_, key)]
            or here
        )
    return [type_ for type_ in _flat(here) if isinstance(type_, type) and issubclass(type_, BaseModel)]


def _flat(found: Iterable[Any]) -> Iterator[Any]:
    for type_ in found:
        if get_origin(type_) is Annotated:
            yield from _flat(get_args(type_)[:1])
        elif get_origin(type_) in (Union, types.UnionType):
            yield from _flat(get_args(type_))
        else:
            yield type_


def _kind(type_: Any) -> object:
    """The mark by which pydantic names a model of several in a place."""
    kind = type_.model_fields.get("kind") if isinstance(type_, type) and issubclass(type_, BaseModel) else None
    return None if kind is None else kind.default


def _inside(type_: Any, key: Key) -> Iterator[Any]:
    for one in _flat([type_]):
        if get_origin(one) is tuple:
            yield from _flat(get_args(one)[:1])
        elif get_origin(one) is dict:
            yield from _flat(get_args(one)[1:])
        elif isinstance(one, type) and issubclass(one, BaseModel):
            for name, field in one.model_fields.items():
                alias = field.validation_alias
                if key == name or (isinstance(alias, AliasChoices) and key in alias.choices):
                    yield from _flat([field.annotation])


def named(keys: tuple[Key, ...]) -> str:
    """What stands at the end of these keys: a field by its name, an item by its place in the list."""
    if not keys:
        return "the file"
    last = keys[-1]
    if last in ("en", "es") and len(keys) > 1:
        return f"“{last}” of {named(keys[:-1])}"
    if isinstance(last, str):
        return f"“{last}”"
    return f"item {last + 1} of {named(keys[:-1])}"
