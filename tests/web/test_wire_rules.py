"""The rules W and S of docs/spec.md and the tests of tests/web agree on their numbers."""

import re
from pathlib import Path

RULE = re.compile(r"\b([WS]\d{1,2})\b")


def written(checkout: Path) -> list[str]:
    return re.findall(r"^- \*\*([WS]\d{1,2})\*\*", (checkout / "docs/spec.md").read_text(), re.MULTILINE)


def carried(checkout: Path) -> set[str]:
    """The numbers in the first lines of tests."""
    tests = (
        path.read_text()
        for folder in ("web", "commands", "e2e")
        for path in (checkout / "tests" / folder).glob("test_*.py")
    )
    return {
        rule
        for text in tests
        for first in re.findall(r'^    """(.*)', text, re.MULTILINE)
        for rule in RULE.findall(first)
    }


def test_every_rule_of_the_wire_and_of_secrets_has_a_test(checkout: Path) -> None:
    assert written(checkout) and len(written(checkout)) == len(set(written(checkout)))
    assert not sorted(set(written(checkout)) - carried(checkout))


def test_every_number_that_a_test_carries_has_its_rule(checkout: Path) -> None:
    assert not sorted(carried(checkout) - set(written(checkout)))
