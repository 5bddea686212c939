"""The rules of the log in docs/spec.md and the tests agree on their numbers."""

import re
from pathlib import Path

RULE = re.compile(r"\b(L\d{1,2})\b")
RANGE = re.compile(r"\bL(\d{1,2}) to L(\d{1,2})\b")
FOLDERS = ("contracts", "journal", "reading_room", "runtime", "sabotage")


def numbers(text: str) -> set[str]:
    """The rules that a text names; “L1 to L3” names three."""
    spans = {f"L{number}" for first, last in RANGE.findall(text) for number in range(int(first), int(last) + 1)}
    return set(RULE.findall(text)) | spans


def written(checkout: Path) -> set[str]:
    return set(re.findall(r"^- \*\*(L\d{1,2})\*\*", (checkout / "docs/spec.md").read_text(), re.MULTILINE))


def named(checkout: Path) -> set[str]:
    """Every rule that a test, or the module that it stands in, names at the start of its docstring."""
    found: set[str] = set()
    for folder in FOLDERS:
        for path in (checkout / "tests" / folder).glob("test_*.py"):
            text = path.read_text()
            found |= numbers(text.partition('"""')[2].partition('"""')[0])
            found |= {rule for line in re.findall(r'^    """(.*)', text, re.MULTILINE) for rule in numbers(line)}
    return found


def test_every_rule_of_the_log_has_a_test_and_every_number_its_rule(checkout: Path) -> None:
    assert len(written(checkout)) >= 26
    assert named(checkout) == written(checkout)
