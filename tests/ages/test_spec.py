"""The rules of ages in docs/spec.md and the tests agree on their numbers."""

import re
from pathlib import Path


def test_every_rule_of_ages_has_a_test_and_every_number_its_rule(checkout: Path) -> None:
    written = re.findall(r"^- \*\*(O\d{1,2})\*\*", (checkout / "docs/spec.md").read_text("utf-8"), re.MULTILINE)
    assert written and len(written) == len(set(written))
    tests = (checkout / "tests" / "ages").glob("test_*.py")
    lines = re.findall(r'^    """(.*)', "\n".join(path.read_text("utf-8") for path in tests), re.MULTILINE)
    assert {number for line in lines for number in re.findall(r"\bO\d{1,2}\b", line)} == set(written)
