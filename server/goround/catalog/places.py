"""YAML text as plain values together with the place of each: nothing is constructed, so no tag or alias can do anything."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from goround.catalog.finding import Finding, NotACurriculum

Key = str | int
Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

MOST_BYTES = 1_000_000
DEEPEST = 32


@dataclass(slots=True)
class Placed:
    """A value, and for each path of keys into it the line and column, from 1."""

    value: Value
    places: dict[tuple[Key, ...], tuple[int, int]] = field(default_factory=dict)

    def at(self, keys: tuple[Key, ...]) -> tuple[int, int]:
        """The place of this path, or of the nearest one above it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, (1, 1))


def parse(path: Path, raw: bytes) -> Placed:
    """The values of a YAML file with their places.

    Raises:
        NotACurriculum: it is too large, not UTF-8, not YAML, too deep, or uses anchors, aliases or tags.
    """

    def stop(line: int, column: int, code: str, what: str, todo: str) -> NotACurriculum:
        return NotACurriculum([Finding(path, line, column, code, what, todo)])

    if len(raw) > MOST_BYTES:
        raise stop(1, 1, "too_large", f"the file is larger than {MOST_BYTES} bytes", "split it into several curricula")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        raise stop(*_place(before), "not_utf8", "the file is not UTF-8 text", "save it as UTF-8") from None
    deepest = max((len(line) - len(line.lstrip(" ")) for line in text.splitlines()), default=0)
    if deepest > 2 * DEEPEST * 8 or _flow_depth(text) > DEEPEST:
        raise stop(1, 1, "too_deep", f"the file is nested deeper than {DEEPEST} levels", "flatten it")
    try:
        node = yaml.compose(text, Loader=_Plain)
        if node is None:
            raise stop(1, 1, "empty", "the file is empty", "write a curriculum, or copy one from curricula/")
        placed = Placed(None)
        placed.value = _value(node, (), placed, path, 0)
        return placed
    except yaml.reader.ReaderError as error:
        what = f"character {error.character:#x} does not belong into a text"
        raise stop(*_place(text[: error.position]), "not_yaml", what, "take it out") from None
    except _NotPlain as error:
        raise stop(error.line, error.column, "not_plain", error.what, "write the words themselves") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise stop(
            line, column, "not_yaml", f"this is not YAML: {problem}", "check indents, quotes and colons here"
        ) from None
    except RecursionError:
        raise stop(1, 1, "too_deep", f"the file is nested deeper than {DEEPEST} levels", "flatten it") from None


class _NotPlain(Exception):
    """YAML that can do more than hold words."""

    def __init__(self, what: str, mark: yaml.Mark) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, mark.line + 1, mark.column + 1


class _Plain(yaml.SafeLoader):
    """Neither anchors nor aliases nor tags: ten lines of aliases can stand for more values than there is memory."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _NotPlain("anchors and aliases (“&” and “*”) are not used here", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise _NotPlain("tags (“!”) are not used here", event.start_mark)
        return super().compose_node(parent, index)


def _place(before: str) -> tuple[int, int]:
    """The line and column after this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _flow_depth(text: str) -> int:
    depth = deepest = 0
    for letter in text:
        if letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth = max(0, depth - 1)
    return deepest


def _value(node: yaml.Node, keys: tuple[Key, ...], placed: Placed, path: Path, depth: int) -> Value:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    placed.places.setdefault(keys, (line, column))
    if depth > DEEPEST:
        finding = Finding(path, line, column, "too_deep", f"this is nested deeper than {DEEPEST} levels", "flatten it")
        raise NotACurriculum([finding])
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                finding = Finding(
                    path, *place, "not_a_name", "a field's name is one plain word", "write a name and a colon"
                )
                raise NotACurriculum([finding])
            if key in result:
                finding = Finding(path, *place, "twice", f"“{key}” stands here twice", "keep one of the two")
                raise NotACurriculum([finding])
            placed.places[(*keys, key)] = place
            result[key] = _value(value_node, (*keys, key), placed, path, depth + 1)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*keys, number), placed, path, depth + 1) for number, item in enumerate(node.value)]
    return _scalar(node)


_INT = re.compile(r"[-+]?[0-9]{1,18}$")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}$")
_PLAIN: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(node: yaml.Node) -> Value:
    """A plain scalar by the rules of YAML 1.2: only true and false are booleans, so “No” is a text."""
    text = str(node.value)
    if getattr(node, "style", None) is not None:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
