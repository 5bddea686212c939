"""docs/spec.md, the code and the tests agree on the numbers of the rules, and every refusal has its test."""

import re
from pathlib import Path

from goround.domain.rules.refusal import REFUSAL_CODES

RULE = re.compile(r"\b([MAVJCRKT]\d{1,2})\b")
RANGE = re.compile(r"\b([MAVJCRKT])(\d{1,2}) to \1(\d{1,2})\b")


def numbers(text: str) -> set[str]:
    """The rules that a text names; “A1 to A4” names four."""
    spans = {f"{letter}{n}" for letter, a, b in RANGE.findall(text) for n in range(int(a), int(b) + 1)}
    return set(RULE.findall(text)) | spans


def written(checkout: Path) -> set[str]:
    return set(re.findall(r"^- \*\*([MAVJCRKT]\d{1,2})\*\*", (checkout / "docs/spec.md").read_text(), re.MULTILINE))


def test_every_number_in_the_code_has_its_rule(checkout: Path) -> None:
    code = {path: numbers(path.read_text()) for path in (checkout / "server/goround/domain").rglob("*.py")}
    missing = {str(path.name): sorted(named - written(checkout)) for path, named in code.items()}
    assert not {name: rules for name, rules in missing.items() if rules}


def test_every_rule_has_a_test(checkout: Path) -> None:
    assert not sorted(written(checkout) - carried(checkout))


def test_every_number_that_a_test_carries_has_its_rule(checkout: Path) -> None:
    assert not sorted(carried(checkout) - written(checkout))


def carried(checkout: Path) -> set[str]:
    """The numbers in the first lines of tests."""
    paths = (checkout / "tests/domain").rglob("test_*.py")
    return set(RULE.findall("".join("".join(re.findall(r'^    """(.*)', p.read_text(), re.MULTILINE)) for p in paths)))


def test_every_refusal_is_tested(checkout: Path) -> None:
    tests = "".join(path.read_text() for path in (checkout / "tests/domain").rglob("test_*.py"))
    assert not [code for code in REFUSAL_CODES if not re.search(rf'refused\(\s*"{code}"', tests)]
