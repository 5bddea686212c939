"""The facts as plain text, for copying into another system: the group's part, which names nobody, and each person's part by itself."""

from collections.abc import Iterable, Iterator

from goround.web.facts_sheet import Sheet, StepLine
from goround.web.person_sheet import PersonSheet
from goround.web.words import Speak


def group_text(sheet: Sheet, t: Speak) -> str:
    """The group's part. Names of people stay on the page."""
    lines = [sheet.title, sheet.lead, *sheet.notices, ""]
    lines += (f"{one.label}: {one.value}{f' ({one.small})' if one.small else ''}" for one in sheet.sums)
    if sheet.arrivals:
        lines += ["", t("facts.arrivals"), *(f"- {step.title}: {step.what}" for step in sheet.arrivals)]
    lines += ["", t("facts.steps"), *_steps(sheet.steps, t)]
    alerts = [f"- {alert.text}: {alert.small}" for alert in sheet.alerts]
    lines += ["", t("facts.alerts"), *(alerts or [t("facts.no_alerts")])]
    marks = [_line(mark.text, mark.small) for mark in sheet.marks]
    lines += ["", t("facts.marks"), *(marks or [t("facts.no_marks")])]
    return "\n".join(lines) + "\n"


def person_text(person: PersonSheet) -> str:
    """One person's part, whole by itself."""
    lines = [person.name, person.title, person.lead, "", *(_line(line.text, line.small) for line in person.lines)]
    return "\n".join(lines) + "\n"


def _steps(steps: Iterable[StepLine], t: Speak) -> Iterator[str]:
    for step in steps:
        yield f"- {step.title}: {t('facts.planned_real', planned=step.planned, real=step.real)}, {step.what}"


def _line(text: str, small: str) -> str:
    return f"- {text} ({small})" if small else f"- {text}"
