"""The facts of a session in words, once for the page and for what is copied: the group's part without names, and a part for each person alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from goround.domain.base import Erased, Lang
from goround.review.facts import AlertFacts, Facts, MarkFacts
from goround.review.people_facts import PersonFacts
from goround.review.step_facts import StepFacts
from goround.web.local_time import LocalTime
from goround.web.person_sheet import Line, PersonSheet, alert_after, person_sheet
from goround.web.words import Speak


@dataclass(frozen=True, slots=True)
class Sum:
    """One of the facts at the head of the page."""

    label: str
    value: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One row of the steps."""

    title: str
    planned: str
    real: str
    what: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert; the name stands apart, since it is shown by a tap and never copied."""

    text: str
    small: str
    name: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page says."""

    title: str
    rehearsal: bool
    lead: str
    notices: tuple[str, ...]
    sums: tuple[Sum, ...]
    steps: tuple[StepLine, ...]
    arrivals: tuple[StepLine, ...]
    alerts: tuple[AlertLine, ...]
    marks: tuple[Line, ...]
    people: tuple[PersonSheet, ...]


def sheet_of(facts: Facts, lang: Lang, t: Speak, *, whole: bool = True) -> Sheet:
    """The facts in words; ``whole`` is False where the end of the record cannot be read."""
    when = LocalTime(facts.zone, t)
    group = t("staff.group_erased") if isinstance(facts.group, Erased) else facts.group
    title = t("facts.heading", group=group, day=when.day(facts.started or facts.opened, year=True))
    if facts.rehearsal:
        title = t("staff.rehearsal_of", what=title)
    often = Counter(person.name for person in facts.people)
    return Sheet(
        title=title,
        rehearsal=facts.rehearsal,
        lead=t("facts.lead", zone=when.zone),
        notices=tuple(_notices(facts, t, when, whole)),
        sums=tuple(_sums(facts, lang, t, when)),
        steps=tuple(_step(step, lang, t, when) for step in facts.steps),
        arrivals=tuple(_arrival(step, lang, t) for step in facts.arrivals),
        alerts=tuple(_alert(alert, lang, t, when, facts.ended is not None) for alert in facts.alerts),
        marks=tuple(_mark(mark, lang, t, when) for mark in facts.marks),
        people=tuple(
            person_sheet(facts, person, _label(person, often, t), title, lang, t, when) for person in facts.people
        ),
    )


def _label(person: PersonFacts, often: Counter[str | None], t: Speak) -> str:
    """The name, with the seat's number where somebody else has the same."""
    seat = t("facts.seat", number=person.number)
    if person.name is None:
        return seat
    return person.name if often[person.name] == 1 else f"{person.name} ({seat})"


def _notices(facts: Facts, t: Speak, when: LocalTime, whole: bool) -> Iterator[str]:
    if not whole:
        yield t("facts.not_whole")
    if facts.rehearsal:
        yield t("facts.rehearsal")
    if facts.ended is None:
        yield t("facts.so_far", time=when.clock(facts.until))
    elif facts.by_clock:
        yield t("facts.by_clock", time=when.clock(facts.ended))


def _sums(facts: Facts, lang: Lang, t: Speak, when: LocalTime) -> Iterator[Sum]:
    none = t("facts.none")
    if facts.started is None:
        began = t("facts.never_started")
    elif facts.ended is None:
        began = t("facts.still_on", time=when.clock(facts.started))
    else:
        began = t("staff.from_to", since=when.clock(facts.started), until=when.clock(facts.ended))
    yield Sum(t("facts.start_and_end"), began)
    yield Sum(t("facts.breaks"), ", ".join(map(when.span, facts.breaks)) or none)
    yield Sum(t("facts.counted"), when.minutes(facts.counted), t("facts.counted_why"))
    yield Sum(t("facts.led_by"), ", ".join(facts.leaders) or none)
    here = facts.here
    how = ((here.on_site, "on_site"), (here.remote, "remote"), (here.no_device, "no_device"), (here.never_in, "never"))
    from_where = ", ".join(t(f"facts.here_{key}", count=count) for count, key in how if count)
    yield Sum(t("facts.here"), t("facts.people", count=here.people), from_where)
    closing = next(step for step in facts.steps if step.ref == facts.closing)
    what = f"{_happened(closing, t)}, {when.minutes(closing.real)}" if closing.real else _happened(closing, t)
    yield Sum(t("facts.closing"), what, closing.title.in_(lang))
    if facts.pauses:
        yield Sum(t("facts.pauses"), ", ".join(map(when.span, facts.pauses)), t("facts.pauses_why"))
    if facts.restarts:
        yield Sum(t("facts.restarts"), ", ".join(map(when.clock, facts.restarts)))
    curricula = (f"{title.in_(lang)} ({t('facts.version', version=version)})" for title, version in facts.curricula)
    yield Sum(t("facts.curricula"), ", ".join(curricula))


def _step(step: StepFacts, lang: Lang, t: Speak, when: LocalTime) -> StepLine:
    what = [_happened(step, t), *_gave(step, t)]
    if step.aside:
        what.append(t("facts.aside"))
    planned = t("facts.min", count=f"{step.planned:g}")
    return StepLine(step.title.in_(lang), planned, when.minutes(step.real), ", ".join(what), step.aside)


def _arrival(step: StepFacts, lang: Lang, t: Speak) -> StepLine:
    return StepLine(step.title.in_(lang), "", "", ", ".join(_gave(step, t)) or t("facts.none"))


def _happened(step: StepFacts, t: Speak) -> str:
    if step.happened == "skipped":
        return t("facts.skipped", reason=t(f"facts.reason.{step.reason}"))
    if step.kind == "break" and step.happened == "delivered":
        return t("facts.happened.held")
    return t(f"facts.happened.{step.happened}")


def _gave(step: StepFacts, t: Speak) -> Iterator[str]:
    """Where answers carry no name, only how many there are is known."""
    if step.turns is not None:
        yield t("facts.spoke", count=step.turns.spoke)
        if step.turns.passed:
            yield t("facts.turns_passed", count=step.turns.passed)
    gave = step.gave
    if gave is None:
        return
    yield t("facts.answered", count=gave.answered)
    if gave.passed:
        yield t("facts.passed", count=gave.passed)
    if gave.on_paper:
        yield t("facts.on_paper", count=gave.on_paper)
    if gave.after_close:
        yield t("facts.after_close", count=gave.after_close)


def _alert(alert: AlertFacts, lang: Lang, t: Speak, when: LocalTime, ended: bool) -> AlertLine:
    after = alert_after(alert, alert.seen_by, t, ended)
    if alert.told_unseen:
        # In the order in which it was: told by the phone, then seen.
        after.insert(0 if alert.seen_after is not None else 1, t("facts.told_unseen"))
    asked = "facts.alert_asked" if alert.why is None else "facts.alert_answer"
    return AlertLine(
        text=t(asked, time=when.clock(alert.raised), title=alert.why.in_(lang) if alert.why else ""),
        small="; ".join(after),
        name=alert.name or t("facts.seat", number=alert.number),
        stands=alert.standing in ("open", "seen"),
    )


def _mark(mark: MarkFacts, lang: Lang, t: Speak, when: LocalTime) -> Line:
    words = t("facts.erased") if isinstance(mark.words, Erased) else mark.words or ""
    kind = t(f"facts.mark.{mark.kind}")
    text = f"{when.clock(mark.made)}, {kind}"
    step = t("facts.during", title=mark.step.in_(lang)) if mark.step is not None else ""
    return Line(f"{text}: {words}" if words else text, step)
