"""Every code that a finding can have, read out of the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from goround.catalog import shape
from tests.tree import CHECKOUT

PLACES = (CHECKOUT / "server/goround/catalog", CHECKOUT / "server/goround/domain")
TAKES_CODE = {
    "Finding": 3,
    "Slip": 1,
    "NotAPicture": 0,
    "_Refused": 0,
    "stop": 2,
    "_told": 1,
    "doubt": 1,
    "_too_hard": 4,
}
"""Which argument of each call is the code, from 0."""


def codes() -> set[str]:
    """All of them."""
    found = {code for folder in PLACES for path in folder.rglob("*.py") for code in _in(path)}
    found |= set(shape._MARKUP.values()) | {code for code, *_ in shape._SENTENCES.values()}
    return found


def _in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in TAKES_CODE:
                yield from _code(node, TAKES_CODE[name])
        elif isinstance(node, ast.FunctionDef) and path.name == "shape.py" and node.name == "_told":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                    yield from _text(inner.value.elts[0])


def _code(call: ast.Call, place: int) -> Iterator[str]:
    passed = 0
    for argument in call.args:
        if passed == place:
            yield from _text(argument)
        passed += 2 if isinstance(argument, ast.Starred) else 1  # what is unpacked is a line and a column


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
