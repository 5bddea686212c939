"""A session as tables for a spreadsheet: what `facts` says, one table for each kind of fact, in cells that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from goround.domain.base import Erased, Instant, Lang
from goround.domain.state import State
from goround.domain.steps import Prompt
from goround.review.facts import Facts
from goround.review.people_facts import GivenFacts, PersonFacts

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula, as OWASP lists it ("CSV Injection"), and the same signs in full width."""
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, a sentence that says what a row is, its columns and its rows."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """The table as CSV (RFC 4180): every cell of words quoted, one that could be a formula behind an apostrophe."""
        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_safe(cell) for cell in row] for row in self.rows)
        return text.getvalue()


def _safe(cell: Cell) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return f"'{cell}"
    return cell


def tables(facts: Facts, last: State, lang: Lang) -> tuple[Table, ...]:
    """Every table of a session.

    Args:
        facts: as ``for_reader`` leaves them.
        last: the state at the end, for what the room saw.
        lang: of titles and answers.
    """
    when = _When(facts.zone)
    return (
        Table(
            "session",
            "One row: the session.",
            ("group", "zone", "opened", "started", "ended", "ended_by_clock", "minutes", "rehearsal", "leaders"),
            (
                (
                    None if isinstance(facts.group, Erased) else facts.group,
                    facts.zone,
                    when.at(facts.opened),
                    when.at(facts.started),
                    when.at(facts.ended),
                    _yes(facts.by_clock),
                    _minutes(facts.counted),
                    _yes(facts.rehearsal),
                    "; ".join(facts.leaders),
                ),
            ),
        ),
        Table(
            "steps",
            "A row for each step, in the order of the agenda.",
            ("step", "kind", "title", "planned_minutes", "real_minutes", "what_became_of_it", "reason", "answered", "passed"),
            tuple(
                (
                    one.ref, one.kind, one.title.in_(lang), one.planned, _minutes(one.real), one.happened, one.reason,
                    one.gave.answered if one.gave else None, one.gave.passed if one.gave else None,
                )
                for one in (*facts.steps, *facts.arrivals)
            ),
        ),
        Table(
            "people",
            "A row for each person who was let in.",
            ("seat", "name", "takes_part", "let_in", "minutes", "times_here"),
            tuple(_person(person, when) for person in facts.people),
        ),
        Table(
            "answers",
            "A row for each newest answer that carries a name. Answers without a name stand in “room”; what people keep for themselves, nowhere.",
            ("seat", "name", "step", "title", "given", "how", "answer", "entered_by_staff", "after_close"),
            tuple(_answer(person, one, when, lang) for person in facts.people for one in person.given),
        ),
        Table(
            "room",
            "A row for each line of what the room was shown of a step.",
            ("step", "title", "answers", "line"),
            tuple(_room(last, lang)),
        ),
        Table(
            "alerts",
            "A row for each time that somebody needed a person.",
            ("seat", "name", "raised", "asked_for", "because_of", "seen_after_seconds", "became", "done"),
            tuple(
                (
                    alert.number, alert.name, when.at(alert.raised), _yes(alert.asked), alert.why.in_(lang) if alert.why else None,
                    None if alert.seen_after is None else round(alert.seen_after / 1000), alert.standing, alert.done,
                )
                for alert in facts.alerts
            ),
        ),
        Table(
            "marks",
            "A row for each moment that a facilitator marked.",
            ("made", "kind", "during", "words"),
            tuple(
                (when.at(mark.made), mark.kind, mark.step.in_(lang) if mark.step else None, mark.words if isinstance(mark.words, str) else None)
                for mark in facts.marks
            ),
        ),
    )  # fmt: skip


class _When:
    """Instants as a spreadsheet reads them, in the session's own zone."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def at(self, at: Instant | None) -> str | None:
        """“2026-11-24 18:41:05”."""
        return None if at is None else f"{datetime.fromtimestamp(at / 1000, self._zone):%Y-%m-%d %H:%M:%S}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _minutes(ms: int) -> float:
    return round(ms / MINUTE_MS, 1)


def _person(person: PersonFacts, when: _When) -> tuple[Cell, ...]:
    stays = "; ".join(f"{when.at(stay.span.since)} to {when.at(stay.span.until)}" for stay in person.attendance.stays)
    let_in = when.at(person.attendance.let_in)
    return (person.number, person.name, person.mode.value, let_in, _minutes(person.counted), stays)


def _answer(person: PersonFacts, one: GivenFacts, when: _When, lang: Lang) -> tuple[Cell, ...]:
    if one.passed:
        how, words = "passed", None
    elif isinstance(one.answer, Erased):
        how, words = "erased", None
    elif one.answer is None:
        how, words = "kept by the person", None
    else:
        how, words = "answered", one.prompt.said(one.answer, lang)
    return (
        person.number, person.name, one.step, one.title.in_(lang), when.at(one.at), how, words,
        _yes(one.by_staff), _yes(one.after_close),
    )  # fmt: skip


def _room(last: State, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """What was shown, in the newest form in which it was; of what people wrote, what stood on the wall in the end."""
    for ref, step in last.plan.steps.items():
        shown = [visit.tally for visit in last.visits if visit.step == ref and visit.tally is not None]
        if not shown or isinstance(shown[-1], Erased):
            continue
        tally = shown[-1].with_only(last.on_wall(ref))
        prompt: Prompt = step.prompt()
        for line in prompt.shown(tally, lang):
            yield (ref, step.title.in_(lang), tally.answers, line.strip())
