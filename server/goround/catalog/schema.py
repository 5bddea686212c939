"""The JSON Schema of what an author writes, made from the models: with it an editor completes, explains and underlines."""

import ast
import inspect
import json
from collections.abc import Mapping
from itertools import pairwise
from textwrap import dedent
from types import NoneType
from typing import Any, Literal, get_args

from pydantic import AliasChoices, BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from goround.catalog.facts import FactFile
from goround.domain.base import Model, Words
from goround.domain.curriculum import COMPILED, Curriculum
from goround.domain.steps import Picture, Step, Visibility
from goround.domain.text import Text

Of = Literal["curriculum", "facts"]
FILES: Mapping[Of, str] = {"curriculum": "schema.json", "facts": "facts.schema.json"}
"""The file of each schema, in a folder of curricula."""

_MODELS: Mapping[Of, type[Model]] = {"curriculum": Curriculum, "facts": FactFile}
_COMPILED: Mapping[type[BaseModel], frozenset[str]] = {Curriculum: COMPILED, Picture: frozenset({"sha256"})}
_LANGUAGES = "Write {en: ..., es: ...}; plain words alone are the English ones. {fact:some-id} stands for a fact."
_WORDS = f"Words on one line. {_LANGUAGES}"
_TEXT = f"Longer words: paragraphs, lists with “- ” or “1. ”, **strong** and *em*. {_LANGUAGES}"


def schema(of: Of) -> dict[str, Any]:
    """The schema of one kind of file."""
    made = TypeAdapter(_MODELS[of]).json_schema(by_alias=True, mode="validation", schema_generator=_Authored)
    return {"$schema": _Authored.schema_dialect, **made}


def written(of: Of) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(of), indent=1, ensure_ascii=False) + "\n"


class _Authored(GenerateJsonSchema):
    """Models as an author writes them: without what is compiled, empty or only stored."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """One model; words and texts in the form of the file."""
        model = schema["cls"]
        if model is Words:
            one = super().model_schema(schema)["properties"]["en"]
            return _in_both(one, _WORDS)
        if model is Text:
            return _in_both({"type": "string", "minLength": 1}, _TEXT)
        made = super().model_schema(schema)
        fields = made["properties"]
        for name, said in _said(model).items():
            fields[_key(model, name)] = {"description": said} | fields[_key(model, name)]
        for name in _COMPILED.get(model, ()):
            del fields[name]
        if issubclass(model, Step):
            _as_step(model, made)
        return made

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Steps by their kind: a mistake is told of the kind that was meant, and not of all of them."""
        kinds = {str(kind): self.generate_inner(choice) for kind, choice in schema["choices"].items()}
        of_kind = [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": made}
            for kind, made in kinds.items()
        ]
        kind = {"description": "What the step asks, and how it looks on each screen.", "enum": list(kinds)}
        return {"type": "object", "properties": {"kind": kind}, "required": ["kind"], "allOf": of_kind}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What is not there is left out, and not written as nothing."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default that says something."""
        made = super().default_schema(schema)
        if isinstance(made.get("default"), NoneType | list | dict):
            made.pop("default", None)
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are numbers stand as they are written."""
        made = super().dict_schema(schema)
        keys = schema.get("keys_schema")
        if keys is not None and keys["type"] == "int":
            numbers = "|".join(str(number) for number in range(keys["ge"], keys["le"] + 1))
            return {
                "type": "object",
                "patternProperties": {f"^({numbers})$": made["additionalProperties"]},
                "additionalProperties": False,
            }
        return made

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        """A day, in the one form that is read."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A field is called by its name."""
        return False


def _in_both(one: JsonSchemaValue, said: str) -> JsonSchemaValue:
    each = {
        "type": "object",
        "properties": {"en": {"description": "English."} | one, "es": {"description": "Spanish."} | one},
        "required": ["en"],
        "additionalProperties": False,
    }
    return {"description": said, "anyOf": [each, one]}


def _as_step(model: type[Step], made: JsonSchemaValue) -> None:
    """The fields in the order in which they are written, and the visibilities that the kind can have."""
    fields = made["properties"]
    [kind] = get_args(model.model_fields["kind"].annotation)
    if model.answerable:
        fields["visibility"] = _without(fields["visibility"], "$ref") | {
            "enum": [one.value for one in Visibility if one in model.may_be]
        }
    else:
        del fields["visibility"]
        fields["arrival"] |= {"const": False}
    made["properties"] = {"id": fields.pop("id"), "kind": {"const": kind}} | _without(fields, "kind")
    made["title"] = f"A step of the kind “{kind}”"
    made["required"] = ["id", "kind", *(name for name in made["required"] if name != "id")]


def _without(values: JsonSchemaValue, key: str) -> JsonSchemaValue:
    return {name: value for name, value in values.items() if name != key}


def _key(model: type[BaseModel], name: str) -> str:
    """The name by which an author writes a field."""
    alias = model.model_fields[name].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else name


def _said(model: type[BaseModel]) -> dict[str, str]:
    """The sentences that stand under the fields of a model and of those that it is made from."""
    told: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if not issubclass(owner, Model):
            continue
        [parsed] = ast.parse(dedent(inspect.getsource(owner))).body
        for field, below in pairwise(getattr(parsed, "body", ())):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(sentence))):
                    told[name] = " ".join(sentence.split())
                case _:
                    pass
    return {name: sentence for name, sentence in told.items() if name in model.model_fields}
