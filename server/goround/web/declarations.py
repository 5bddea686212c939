"""The wire's messages as TypeScript declarations, made from the models themselves (``client_web/protocol.d.ts``)."""

import json
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from goround.domain.commands import AnyCommand, Asked
from goround.web.wire import Ask, Awake, Beat, Ping, Reply, Show

HEADER = "// Made from server/goround/web/wire.py by `make protocol`. A test keeps it fresh. Do not edit.\n"
MESSAGES: tuple[type[Any], ...] = (Ask, Awake, Ping, Reply, Show, Beat)


def declarations() -> str:
    """The text of ``protocol.d.ts``."""
    modes = [(message, "serialization" if message in (Reply, Show, Beat) else "validation") for message in MESSAGES]
    _, schema = models_json_schema(modes, ref_template="{model}")  # type: ignore[arg-type]
    parts = [HEADER]
    for name, definition in sorted(schema["$defs"].items()):
        parts.append(_declaration(name.partition("-")[0], definition))
    parts.append(f"export type Command = {' | '.join(sorted(_names(Asked)))};\n")
    parts.append("export type Outgoing = Show | Reply | Beat;\n")
    parts.append("export type Scene = Show['scene'];\nexport type Mine = Show['mine'];\n")
    return "\n".join(parts)


def _names(union: Any) -> list[str]:
    refs = json.dumps(TypeAdapter(union).json_schema(ref_template="{model}")["anyOf"])
    return [item["$ref"] for item in json.loads(refs)]


def command_types() -> list[str]:
    """The type of every command that there is, in order."""
    return [command.model_fields["type"].default for command in get_args(AnyCommand)]


def _declaration(name: str, definition: dict[str, Any]) -> str:
    comment = f"/** {definition['description'].splitlines()[0]} */\n" if "description" in definition else ""
    if "properties" not in definition:
        return f"{comment}export type {name} = {_type(definition)};\n"
    required = set(definition.get("required", ()))
    lines = []
    for field, schema in definition["properties"].items():
        said = " ".join(schema.get("description", "").split())
        note = f"  /** {said} */\n" if said else ""
        optional = "" if field in required or "const" in schema else "?"
        lines.append(f"{note}  {field}{optional}: {_type(schema)};\n")
    return f"{comment}export interface {name} {{\n{''.join(lines)}}}\n"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).partition("-")[0]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(_type(part) for part in schema[union]))
    match schema.get("type"):
        case "string":
            return "string"
        case "integer" | "number":
            return "number"
        case "boolean":
            return "boolean"
        case "null":
            return "null"
        case "array":
            return f"({_type(schema.get('items', {}))})[]"
        case "object":
            inner = schema.get("additionalProperties")
            return f"Record<string, {_type(inner) if isinstance(inner, dict) else 'unknown'}>"
        case _:
            return "unknown"
