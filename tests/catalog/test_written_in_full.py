"""The evenings that came along are written in full: what to say, what to look for, and what to do when it is hard, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from goround.catalog.lint.planned import counted
from goround.catalog.load import load
from goround.domain.curriculum import Curriculum
from goround.domain.steps import AnyStep
from goround.domain.text import Text, plain
from goround.shipped import shipped

WRITTEN = {
    "w01b-riding-out-cravings": ("skills", 90),
    "blk-orientation": ("check_in", 45),
    "blk-pause-and-ground": ("check_in", 10),
    "w02a-brain-and-body": ("psychoeducation", 90),
    "blk-checkin-process": ("check_in", 55),
}
FEWEST, MOST = 60, 150
"""Words of a script, as it is spoken."""


def curriculum(id: str) -> Curriculum:
    return load(Path(shipped("curricula")) / f"{id}.yaml")


def core_steps() -> Iterator[tuple[str, AnyStep]]:
    for id in WRITTEN:
        for step in curriculum(id).steps:
            if step.core and not step.arrival:
                yield f"{id}.{step.id}", step


def languages(text: Text | None) -> tuple[str, str]:
    """The words in each language; nothing where there are none."""
    return (plain(text.en) if text else "", plain(text.es) if text and text.es else "")


@pytest.mark.parametrize("id", WRITTEN)
def test_each_is_what_its_outline_asks(id: str) -> None:
    """F18"""
    kind, minutes = WRITTEN[id]
    written = curriculum(id)
    assert (written.kind, written.minutes) == (kind, minutes)
    assert counted(written.steps) == minutes


@pytest.mark.parametrize(
    ("name", "step"), list(core_steps()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_core_step_can_be_led_from_its_page(name: str, step: AnyStep) -> None:
    """F18"""
    for script in languages(step.script):
        assert FEWEST <= len(script.split()) <= MOST, f"{name}: {len(script.split())} words to say."
    hints = step.hints
    for about in (hints.look_for, hints.silence, hints.one_voice, hints.distress):
        assert all(languages(about)), f"{name} lacks a hint in one of the languages."


def test_no_hint_is_copied_from_step_to_step() -> None:
    """F18"""
    told: dict[str, str] = {}
    for name, step in core_steps():
        for about in (step.hints.look_for, step.hints.silence, step.hints.one_voice, step.hints.distress):
            for words in filter(None, languages(about)):
                assert words not in told, f"{name} says what {told[words]} says."
                told[words] = name


def test_what_nobody_has_reviewed_says_so() -> None:
    """F18"""
    assert all(curriculum(id).unreviewed == ("clinician", "spanish") for id in WRITTEN)
