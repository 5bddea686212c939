"""docs/spec.md, the code and the tests agree on the numbers of the rules, and every refusal has its test."""

import re
from pathlib import Path

from goround.domain.rules.refusal import REFUSAL_CODES

RULE = re.compile(r"\b([MAVJCR]\d{1,2})\b")
RANGE = re.compile(r"\b([MAVJCR])(\d{1,2}) to \1(\d{1,2})\b")


def numbers(text: str) -> set[str]:
    """The rules that a text names; “A1 to A4” names four."""
    spans = {f"{letter}{n}" for letter, a, b in RANGE.findall(text) for n in range(int(a), int(b) + 1)}
    return set(RULE.findall(text)) | spans


def written(checkout: Path) -> set[str]:
    return set(re.findall(r"^- \*\*([MAVJCR]\d{1,2})\*\*", (checkout / "docs/spec.md").read_text(), re.MULTILINE))


def test_every_number_in_the_code_has_its_rule(checkout: Path) -> None:
    code = {path: numbers(path.read_text()) for path in (checkout / "server/goround/domain").rglob("*.py")}
    missing = {str(path.name): sorted(named - written(checkout)) for path, named in code.items()}
    assert not {name: rules for name, rules in missing.items() if rules}


def test_every_rule_has_a_test(checkout: Path) -> None:
    docstrings = "".join(
        "".join(re.findall(r'^    """(.*)', path.read_text(), re.MULTILINE))
        for path in (checkout / "tests/domain").glob("test_*.py")
    )
    assert not sorted(written(checkout) - set(RULE.findall(docstrings)))


def test_every_refusal_is_tested(checkout: Path) -> None:
    tests = "".join(path.read_text() for path in (checkout / "tests/domain").glob("test_*.py"))
    assert not [code for code in REFUSAL_CODES if not re.search(rf'refused\(\s*"{code}"', tests)]
