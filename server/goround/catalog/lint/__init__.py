"""What is doubtful in a file that can be run: one module for each subject, and ``RULES`` is the list of the rules."""

from collections.abc import Callable, Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.absent import missing_paper, missing_spanish
from goround.catalog.lint.known import fact_old, fact_old_itself, fact_typed
from goround.catalog.lint.page import Page
from goround.catalog.lint.passing import pass_not_said
from goround.catalog.lint.planned import core_without_script, minutes_do_not_add_up, round_too_short
from goround.catalog.lint.readable import long_sentence, reading_ease_es, reading_grade
from goround.catalog.lint.wording import banned_term, named_on_display

Rule = Callable[[Page], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    minutes_do_not_add_up,
    core_without_script,
    round_too_short,
    pass_not_said,
    named_on_display,
    missing_spanish,
    missing_paper,
    reading_grade,
    reading_ease_es,
    long_sentence,
    banned_term,
    fact_typed,
    fact_old,
)
"""What a curriculum is looked through for."""
RULES_FOR_FACTS: tuple[Rule, ...] = (missing_spanish, long_sentence, banned_term, fact_old_itself)
"""What a file of facts is looked through for."""


def lint(page: Page) -> Iterator[Finding]:
    """Every doubt about this file."""
    for rule in RULES if page.curriculum else RULES_FOR_FACTS:
        yield from rule(page)
