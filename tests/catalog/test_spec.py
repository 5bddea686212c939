"""docs/spec.md and the tests agree on the rules of checking."""

import re

from tests.tree import CHECKOUT

RULE = re.compile(r"\bF\d{1,2}\b")


def test_every_rule_of_checking_has_a_test_and_every_test_its_rule() -> None:
    rules = set(re.findall(r"^- \*\*(F\d{1,2})\*\*", (CHECKOUT / "docs/spec.md").read_text(), re.MULTILINE))
    paths = [*(CHECKOUT / "tests/catalog").rglob("test_*.py"), CHECKOUT / "tests/commands/test_check.py"]
    first_lines = "".join(
        line for path in paths for line in re.findall(r'^    """(.*)', path.read_text(), re.MULTILINE)
    )
    assert rules and set(RULE.findall(first_lines)) == rules
