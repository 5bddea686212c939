"""The facts of one person in words, whole by themselves: they name no other person and hold nobody else's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from goround.domain.base import Erased, Lang
from goround.domain.people import Mode
from goround.review.facts import AlertFacts, Facts
from goround.review.people_facts import GivenFacts, OwnAlertFacts, PersonFacts
from goround.web.local_time import MINUTE_MS, LocalTime
from goround.web.words import Speak


@dataclass(frozen=True, slots=True)
class Line:
    """A fact, and a smaller one below it."""

    text: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """One person's part."""

    seat: str
    name: str
    title: str
    """The group and the day."""
    lead: str
    """What this is, and whose clock the times are of."""
    lines: tuple[Line, ...]


def person_sheet(
    facts: Facts, person: PersonFacts, name: str, title: str, lang: Lang, t: Speak, when: LocalTime
) -> PersonSheet:
    """What the record says of this person."""
    lines = [
        *_here(facts, person, t, when),
        *_turns(person, lang, t),
        *_sum(person, t),
        *(_given(given, lang, t, when) for given in person.given),
        *(Line(t("facts.arrival", title=title.in_(lang)), t("facts.not_answered")) for title in person.unanswered),
        *(_alert(alert, lang, t, when, facts.ended is not None) for alert in person.alerts),
    ]
    return PersonSheet(person.seat, name, title, t("facts.lead", zone=when.zone), tuple(lines))


def _here(facts: Facts, person: PersonFacts, t: Speak, when: LocalTime) -> Iterator[Line]:
    here = person.attendance
    if here.let_in is None:
        yield Line(t("facts.never_in"))
        return
    mode = t(f"facts.mode_{person.mode.value}")
    if not here.stays:
        yield Line(t("facts.not_here"), mode)
    else:
        spans = _listed([when.span(stay.span) for stay in here.stays], t)
        yield Line(t("facts.here_from_to", spans=spans), mode)
        yield Line(t("facts.counted_of", count=_minutes(person.counted), all=_minutes(facts.counted)))
    for gap in here.gaps:
        back = "_back" if gap.why in ("left", "removed") and gap.span.until < facts.until else ""
        yield Line(t(f"facts.away_{gap.why}{back}", since=when.clock(gap.span.since), until=when.clock(gap.span.until)))
    if here.phone_left is not None:
        small = t("facts.phone_left_unsaid") if here.unsaid else ""
        yield Line(t("facts.phone_left", time=when.clock(here.phone_left)), small)
    if person.mode is Mode.REMOTE:
        for stay in here.stays:
            if stay.confirmed is None:
                yield Line(t("facts.unconfirmed"), when.span(stay.span))
            else:
                yield Line(t("facts.confirmed", time=when.clock(stay.confirmed)), when.span(stay.span))


def _turns(person: PersonFacts, lang: Lang, t: Speak) -> Iterator[Line]:
    for had in ("spoke", "passed", "none"):
        titles = [t("written.quoted", words=turn.title.in_(lang)) for turn in person.turns if turn.had == had]
        if titles:
            yield Line(t(f"facts.turn_{had}", titles=_listed(titles, t)))


def _sum(person: PersonFacts, t: Speak) -> Iterator[Line]:
    passed = sum(1 for given in person.given if given.passed)
    answered = len(person.given) - passed
    if answered or passed:
        parts = [t("facts.answered_questions", count=answered)]
        if passed:
            parts.append(t("facts.passed_questions", count=passed))
        yield Line(", ".join(parts), t("facts.anonymous_not_here"))


def _given(given: GivenFacts, lang: Lang, t: Speak, when: LocalTime) -> Line:
    title = given.title.in_(lang)
    if given.arrival:
        title = t("facts.arrival", title=title)
    small = [t(f"facts.sees_{given.visibility.value}")] if not given.passed else []
    if given.by_staff:
        small.append(t("facts.by_staff"))
    if given.after_close:
        small.append(t("facts.late"))
    return Line(t("facts.given", title=title, time=when.clock(given.at), said=_said(given, lang, t)), ", ".join(small))


def _said(given: GivenFacts, lang: Lang, t: Speak) -> str:
    if given.passed:
        return t("facts.skipped_it")
    if isinstance(given.answer, Erased):
        return t("facts.erased")
    return t("facts.answered_it") if given.answer is None else given.prompt.said(given.answer, lang)


def _alert(alert: OwnAlertFacts, lang: Lang, t: Speak, when: LocalTime, ended: bool) -> Line:
    """A part names no one else: not who had seen it either."""
    asked = "facts.alert_asked" if alert.why is None else "facts.alert_answer"
    title = alert.why.in_(lang) if alert.why else ""
    return Line(t(asked, time=when.clock(alert.raised), title=title), "; ".join(alert_after(alert, None, t, ended)))


def alert_after(alert: AlertFacts | OwnAlertFacts, seen_by: str | None, t: Speak, ended: bool) -> list[str]:
    """What became of an alert: seen when, and what was done. Of one that nobody marked as done it is said whether the session is over."""
    by = "" if seen_by is None else "_by"
    if alert.seen_after is None:
        seen = t("facts.not_seen")
    elif alert.seen_after < MINUTE_MS:
        seen = t(f"facts.seen{by}_soon", name=seen_by)
    else:
        seen = t(f"facts.seen{by}_after", name=seen_by, count=alert.seen_after // MINUTE_MS)
    match alert.standing:
        case "resolved":
            return [seen, t(f"facts.done.{alert.done}" if alert.done else "facts.resolved")]
        case "taken_back":
            return [seen, t("facts.taken_back")]
        case _:
            return [seen, t("facts.not_done_by_end" if ended else "facts.not_done_yet")]


def _minutes(ms: int) -> int:
    return round(ms / MINUTE_MS)


def _listed(parts: list[str], t: Speak) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(parts) < 2:
        return "".join(parts)
    return t("facts.and", first=", ".join(parts[:-1]), last=parts[-1])
