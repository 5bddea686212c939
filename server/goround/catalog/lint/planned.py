"""What a leader plans by: the minutes, and what to say."""

from collections.abc import Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page


def minutes_do_not_add_up(page: Page) -> Iterator[Finding]:
    """The steps take as long as the curriculum says."""
    if page.curriculum is None:
        return
    together = round(sum(step.minutes for step in page.curriculum.steps), 3)
    if together != round(page.curriculum.minutes, 3):
        what = f"the steps take {together:g} minutes together, and “minutes” says {page.curriculum.minutes:g}"
        yield page.doubt(("minutes",), "minutes_do_not_add_up", what, "change one of them")


def core_without_script(page: Page) -> Iterator[Finding]:
    """A step that is not left out says how it is led."""
    for place, step in enumerate(page.curriculum.steps if page.curriculum else ()):
        if step.core and step.script is None:
            what = f"the step “{step.id}” is a core step, and has no script"
            yield page.doubt(("steps", place), "core_without_script", what, "write what to say, or “core: false”")
