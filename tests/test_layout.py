"""House rules about files: how long they are, what they are called, and what must not stand in them."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import files, text

LONGEST = 400
MEDIAN = 120
CODE = ("*.py", "*.js", "*.mjs", "*.css")
NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "managers",
    "manager",
    "core",
    "common",
    "misc",
    "data",
}


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    long = [f"{path} ({lines(path)})" for path in files(*CODE) if lines(path) > LONGEST]
    assert not long, f"Split by idea, these files have over {LONGEST} lines: {', '.join(long)}"


def test_the_middle_file_is_short() -> None:
    median = statistics.median(lines(path) for path in files(*CODE))
    assert median < MEDIAN, f"Half of the files have {median:.0f} lines or more; the house keeps it under {MEDIAN}."


def test_file_and_folder_names_say_something() -> None:
    empty = [str(path) for path in files() if NOTHING & {part.split(".")[0].lower() for part in path.parts}]
    assert not empty, f"These names say nothing about what is inside: {', '.join(empty)}"


def says_nothing(name: str) -> bool:
    bare = name.strip("_")
    last_word = re.split(r"_|(?<=[a-z])(?=[A-Z])", bare)[-1].lower()
    nothing = bare.lower() in NOTHING or bare.lower().startswith("handle_")
    return nothing or (bare[:1].isupper() and last_word in NOTHING)


def defined_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def defined_in_javascript(path: Path) -> Iterator[str]:
    yield from re.findall(r"\b(?:function\*?|class)\s+(\w+)", text(path))
    yield from re.findall(r"\b(?:const|let)\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>", text(path))


def test_functions_and_classes_have_names_that_say_something() -> None:
    python = [(path, name) for path in files("*.py") for name in defined_in_python(path)]
    script = [(path, name) for path in files("*.js", "*.mjs") for name in defined_in_javascript(path)]
    empty = [f"{name} in {path}" for path, name in python + script if says_nothing(name)]
    assert not empty, f"These names say nothing about what they do: {', '.join(empty)}"


@pytest.mark.parametrize("name", ["handle_answer", "utils", "RoomManager", "_helper", "AnswerData"])
def test_an_empty_name_is_seen(name: str) -> None:
    assert says_nothing(name)


@pytest.mark.parametrize("name", ["answer", "Room", "retention_class", "metadata", "to_common_era"])
def test_a_telling_name_is_left_alone(name: str) -> None:
    assert not says_nothing(name)


def test_no_work_is_left_as_a_note() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    notes = [
        f"{path}:{number}"
        for path in files(*CODE)
        for number, line in enumerate(text(path).splitlines(), 1)
        if marks.search(line)
    ]
    assert not notes, f"Do it, or open a ticket: a note in the code is neither. {', '.join(notes)}"


REGISTRIES = re.compile(
    r"pypi\.or" + r"g|pythonhoste" + r"d|npmjs\.(?:or" + r"g|com)|yarnpkg\.c" + r"om"
    r"|(?:index-url|find-links|registry)[\"' ]*[=:]? *[\"']?(?:https?|file):|\"resolved\": *\"https?:"
)
MACHINE_PATHS = re.compile(r"(?<![\w.~$}-])/(?:root|work|tmp|opt/pypi|home/\w+|Users/\w+)(?:/|\b(?=[\"'`\s:]))")


def where(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in files()
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_carries_the_address_of_a_package_registry() -> None:
    found = where(REGISTRIES)
    assert not found, f"Each machine has its own registry, so its address stays out of the project: {', '.join(found)}"


def test_no_file_carries_a_path_of_somebodys_machine() -> None:
    found = where(MACHINE_PATHS)
    assert not found, f"These lines hold an absolute path of the machine that they were written on: {', '.join(found)}"


@pytest.mark.parametrize(
    "line", ["cd /" + "root/goround", 'open("/' + 'tmp/x")', "/" + "home/ann/x.py", "'/" + "work'"]
)
def test_a_path_of_a_machine_is_seen(line: str) -> None:
    assert MACHINE_PATHS.search(line)


@pytest.mark.parametrize("line", ["GET /staff/work/", "#!/usr/bin/env bash", "client_web/tmp/x", "/rootless"])
def test_another_path_is_left_alone(line: str) -> None:
    assert not MACHINE_PATHS.search(line)
