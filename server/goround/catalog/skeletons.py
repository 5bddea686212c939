"""Curricula to begin with: one for every kind of group, and one for every kind of step that shows all of its fields."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from goround.domain.agenda import RESERVED
from goround.domain.curriculum import Kind
from goround.domain.steps import AnyStep

GROUPS: Mapping[Kind, str] = {
    "psychoeducation": "people learn something about addiction, the body or recovery.",
    "skills": "people practice something that they can use tonight.",
    "relapse_prevention": "people look ahead at hard moments, and plan for them.",
    "refusal": "people practice saying no, in their own words.",
    "family_group": "for family and friends. It can be checked and previewed; led with people it cannot be yet.",
    "check_in": "a short block to begin an evening with: how is everybody, and what is new.",
    "continuing_care": "for people who have finished the program and come once a week.",
    "alumni": "for people who finished long ago and drop in.",
}
STEPS: tuple[str, ...] = tuple(
    get_args(step.model_fields["kind"].annotation)[0] for step in get_args(get_args(AnyStep)[0])
)
KINDS: tuple[str, ...] = (*GROUPS, *STEPS)
"""Everything for which there is a curriculum to begin with."""

_BASE = "session.yaml"
_ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")


def skeleton(kind: str, examples: Path, id: str | None = None) -> str:
    """A commented curriculum that passes the check, from the shipped examples; with this id, where it can be one."""
    name = f"{kind}.yaml" if kind in STEPS else _BASE
    text = (examples / name).read_text("utf-8").replace("$schema=../", "$schema=", 1)
    if kind in GROUPS:
        text = text.replace("\n", f"\n# The kind “{kind}”: {GROUPS[kind]}\n", 1)  # type: ignore[index]
        text = _line(text, "kind", kind)
        text = _line(text, "id", f"new-{kind.replace('_', '-')}")
        text = _line(text, "audience", "[family]" if kind == "family_group" else "[participants]")
    return _line(text, "id", id) if id and _ID.match(id) and id not in RESERVED else text


def _line(text: str, field: str, value: str) -> str:
    """The text with another value in a field of the curriculum, its comment in its column."""
    return re.sub(rf"^{field}: \S+ *", f"{field}: {value} ".ljust(32), text, count=1, flags=re.MULTILINE)
