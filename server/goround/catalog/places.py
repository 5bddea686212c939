"""YAML text as plain values together with the place of each: nothing is constructed, so no tag or alias can do anything."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

from goround.catalog.finding import Finding, NotACurriculum

Key = str | int
Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

MOST_BYTES = 1_000_000
DEEPEST = 32
_DOCUMENTS = (b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""How files of word processors begin."""
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Controls, halves of characters, and marks that turn the direction of what stands beside them."""


@dataclass(slots=True)
class Placed:
    """A value, and for each path of keys into it the line and column, from 1."""

    value: Value
    places: dict[tuple[Key, ...], tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    """Mistakes that did not keep the rest from being read."""
    lines: list[str] = field(default_factory=list)
    """The file as it was written."""

    def at(self, keys: tuple[Key, ...]) -> tuple[int, int]:
        """The place of this path, or of the nearest one above it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, (1, 1))


def read_raw(path: Path) -> bytes:
    """The bytes of a file, or one more than a file may have: more are not read.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def parse(path: Path, raw: bytes) -> Placed:
    """The values of a YAML file with their places.

    Raises:
        NotACurriculum: it is too large, not UTF-8, not YAML, too deep, or uses anchors, aliases or tags.
    """

    def stop(line: int, column: int, code: str, what: str, todo: str) -> NotACurriculum:
        return NotACurriculum([Finding(path, line, column, code, what, todo)])

    if len(raw) > MOST_BYTES:
        raise stop(1, 1, "too_large", f"the file is larger than {MOST_BYTES} bytes", "split it into several curricula")
    if raw.startswith(_DOCUMENTS):
        what = "this is a document of a word processor, or an archive, and no plain text"
        raise stop(1, 1, "not_utf8", what, "copy its words into a plain text file, and save that as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        raise stop(*_place(before), "not_utf8", "the file is not UTF-8 text", "save it as UTF-8") from None
    try:
        node = _composed(text)
        if node is None:
            raise stop(1, 1, "empty", "the file is empty", "write a curriculum, or copy one from curricula/")
        placed = Placed(None, lines=_LINE_END.split(text))
        placed.value = _value(node, (), placed, path)
        return placed
    except yaml.reader.ReaderError as error:
        what = f"character {error.character:#x} does not belong into a text"
        raise stop(*_place(text[: error.position]), "unfit_character", what, "take it out") from None
    except _Refused as error:
        raise stop(error.line, error.column, error.code, error.what, error.todo) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or "it cannot be read"
        if "\\t" in problem:
            raise stop(
                line, column, "not_yaml", "a tab stands here", "use spaces: they say what belongs to what"
            ) from None
        raise stop(
            line, column, "not_yaml", f"this is not YAML: {problem}", "check indents, quotes and colons here"
        ) from None


class _Refused(Exception):
    """YAML that can do more than hold words, or too deep."""

    def __init__(self, code: str, what: str, todo: str, mark: yaml.Mark) -> None:
        super().__init__(what)
        self.code, self.what, self.todo = code, what, todo
        self.line, self.column = mark.line + 1, mark.column + 1


class _Guarded(Composer):
    """Neither anchors nor aliases nor tags: ten lines of aliases can stand for more values than there is memory."""

    _depth = -1

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[attr-defined]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            what = "anchors and aliases (“&” and “*”) are not used here"
            raise _Refused("not_plain", what, "write the words themselves", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise _Refused("not_plain", "tags (“!”) are not used here", "write the words themselves", event.start_mark)
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Refused("too_deep", f"this is nested deeper than {DEEPEST} levels", "flatten it", event.start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        """What a scalar means is decided later, by the rules of YAML 1.2."""
        event: Any = self.get_event()  # type: ignore[attr-defined]
        return yaml.ScalarNode("", event.value, event.start_mark, event.end_mark, style=event.style)


class _Plain(_Guarded, yaml.SafeLoader):
    """Read by Python: its sentences about mistakes are the same on every machine."""


def _quicker() -> Any:
    """The same read by libyaml, several times as fast, where PyYAML came with it. It forgives a tab or two that Python does not."""
    if not yaml.__with_libyaml__:
        return _Plain

    class Quick(_Guarded, yaml.CSafeLoader):
        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)

    return Quick


_QUICKER = _quicker()


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_QUICKER)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=_Plain)


def _place(before: str) -> tuple[int, int]:
    """The line and column after this text."""
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def _value(node: yaml.Node, keys: tuple[Key, ...], placed: Placed, path: Path) -> Value:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    placed.places.setdefault(keys, (line, column))
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = _UNFIT.sub("", str(key_node.value))
            if key.startswith("fact:") and len(node.value) == 1 and not value_node.value:
                what = f"“{{{key}}}” is read as a field here, not as a fact"
                placed.findings.append(
                    Finding(path, line, column, "fact_unquoted", what, f'put it in quotes: "{{{key}}}"')
                )
                return f"{{{key}}}"
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                what = "a field's name is one plain word"
                placed.findings.append(Finding(path, *place, "not_a_name", what, "write a name and a colon"))
                continue
            if key in result:
                placed.findings.append(
                    Finding(path, *place, "twice", f"“{key}” stands here twice", "keep one of the two")
                )
                continue
            placed.places[(*keys, key)] = place
            placed.findings += _unfit(path, key_node)
            result[key] = _value(value_node, (*keys, key), placed, path)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*keys, number), placed, path) for number, item in enumerate(node.value)]
    placed.findings += _unfit(path, node)
    return _scalar(node)


def _unfit(path: Path, node: yaml.Node) -> list[Finding]:
    """A finding where an escape brought in what the file itself could not hold."""
    found = _UNFIT.search(str(node.value))
    if found is None:
        return []
    what = f"character {ord(found[0]):#x} does not belong into a text"
    return [Finding(path, node.start_mark.line + 1, node.start_mark.column + 1, "unfit_character", what, "take it out")]


_INT = re.compile(r"[-+]?[0-9]{1,18}$")
_FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}$")
_PLAIN: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(node: yaml.Node) -> Value:
    """A plain scalar by the rules of YAML 1.2: only true and false are booleans, so “No” is a text."""
    text = _UNFIT.sub("", str(node.value))
    if getattr(node, "style", None):
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
