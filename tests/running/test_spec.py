"""docs/spec.md and the tests agree on the rules of upkeep."""

import re

from tests.tree import CHECKOUT

RULE = re.compile(r"\bU\d{1,2}\b")


def test_every_rule_of_upkeep_has_a_test_and_every_test_its_rule() -> None:
    rules = set(re.findall(r"^- \*\*(U\d{1,2})\*\*", (CHECKOUT / "docs/spec.md").read_text(), re.MULTILINE))
    paths = (CHECKOUT / "tests/running").glob("test_*.py")
    first_lines = "".join(
        line for path in paths for line in re.findall(r'^    """(.*)', path.read_text(), re.MULTILINE)
    )
    assert rules and set(RULE.findall(first_lines)) == rules
