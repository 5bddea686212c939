"""What a leader plans by: the minutes, and what to say."""

from collections.abc import Iterable, Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.domain.steps import AnyStep
from goround.domain.steps.goround import GoRound

A_SMALL_GROUP = 6
"""A round in which not even so many people have their turn is planned too short."""


def counted(steps: Iterable[AnyStep]) -> float:
    """The minutes in which the group is at work: breaks do not count, and what each person is asked on arrival takes none of the group's."""
    return round(sum(step.minutes for step in steps if not step.arrival and step.kind != "break"), 3)


def minutes_do_not_add_up(page: Page) -> Iterator[Finding]:
    """The steps take as long as the curriculum says."""
    if page.curriculum is None:
        return
    steps = page.curriculum.steps
    together = counted(steps)
    if together == round(page.curriculum.minutes, 3):
        return
    left_out = [
        name
        for name, some in (
            ("breaks", any(step.kind == "break" for step in steps)),
            ("questions on arrival", any(step.arrival for step in steps)),
        )
        if some
    ]
    without = f" without {' and '.join(left_out)}" if left_out else ""
    what = f"the steps take {together:g} minutes together{without}, and “minutes” says {page.curriculum.minutes:g}"
    yield page.doubt(("minutes",), "minutes_do_not_add_up", what, "change one of them")


def core_without_script(page: Page) -> Iterator[Finding]:
    """A step that the group is led through says how, unless it is left out or only a rest."""
    for place, step in enumerate(page.curriculum.steps if page.curriculum else ()):
        if step.core and step.script is None and not step.arrival and step.kind != "break":
            what = f"the step “{step.id}” is a core step, and has no script"
            yield page.doubt(("steps", place), "core_without_script", what, "write what to say, or “core: false”")


def round_too_short(page: Page) -> Iterator[Finding]:
    """A round has time for the turns of a small group."""
    for place, step in enumerate(page.curriculum.steps if page.curriculum else ()):
        if isinstance(step, GoRound) and step.minutes * 60 < A_SMALL_GROUP * step.seconds:
            needed = A_SMALL_GROUP * step.seconds / 60
            what = f"{A_SMALL_GROUP} people at {step.seconds} seconds each take {needed:g} minutes, and this round has {step.minutes:g}"
            yield page.doubt(
                ("steps", place, "minutes"), "round_too_short", what, "plan more minutes, or write fewer “seconds”"
            )
