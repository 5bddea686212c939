"""The rules of rehearsed evenings in docs/spec.md and the tests agree on their numbers."""

import re
from pathlib import Path

FOLDERS = ("rehearsal", "commands")


def test_every_rule_of_rehearsed_evenings_has_a_test_and_every_number_its_rule(checkout: Path) -> None:
    written = re.findall(r"^- \*\*(Z\d{1,2})\*\*", (checkout / "docs/spec.md").read_text("utf-8"), re.MULTILINE)
    assert written and len(written) == len(set(written))
    tests = [path for folder in FOLDERS for path in (checkout / "tests" / folder).glob("test_*.py")]
    lines = re.findall(r'^    """(.*)', "\n".join(path.read_text("utf-8") for path in tests), re.MULTILINE)
    assert {number for line in lines for number in re.findall(r"\bZ\d{1,2}\b", line)} == set(written)
