"""What the staff's home says: what runs tonight, what can be led, what has been, and what was typed into the form."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goround.catalog.finding import Finding
from goround.domain.agenda import Agenda
from goround.domain.base import Erased, Instant, Lang
from goround.domain.curriculum import Curriculum
from goround.domain.state import State
from goround.review.past import Past
from goround.web.ghosts import USUAL
from goround.web.local_time import MINUTE_MS, LocalTime
from goround.web.words import Speak

MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: the group, curricula in their order, and for each the minutes of the break after it, as typed.

    ``rehearses``: whether it was sent to rehearse, with so many ghosts.
    """

    group: str = ""
    chosen: tuple[str, ...] = ()
    breaks: Mapping[str, str] = field(default_factory=dict)
    rehearses: bool = False
    ghosts: int = USUAL


def choices(curricula: Iterable[Curriculum], confirmed: Collection[str], lang: Lang) -> Iterator[dict[str, Any]]:
    """The curricula that can be led, each with what the leader has to say yes to first."""
    for one in curricula:
        exact = Agenda(blocks=(one,)).minutes
        yield {
            "id": one.id,
            "version": one.version,
            "sha256": one.sha256,
            "title": one.title.in_(lang),
            "lang": "en" if one.title.es is None else lang,
            "minutes": round(exact),
            "exact": f"{exact:g}",
            "steps": len(one.steps),
            "unreviewed": one.unreviewed,
            "confirmed": one.sha256 in confirmed,
            "family": "family" in one.audience,
        }


def running(session: str, state: State, lang: Lang, t: Speak, when: LocalTime) -> dict[str, Any]:
    """A session that is open: since when, by whom it is led, and when its parts were to come."""
    plan = state.plan
    begun = state.started if state.started is not None else state.opened
    leader = state.staff[state.leader].name if state.leader in state.staff else ""
    here = sum(1 for seat in state.seats.values() if seat.takes_part)
    waits = 0 if state.rehearsal else len({alert.seat for alert in state.standing_alerts()})
    end = when.clock(begun + round(plan.minutes * MINUTE_MS))
    about = [
        t("staff.led_by", name=leader) if isinstance(leader, str) and leader else "",
        t("staff.here", count=here) if here else "",
        t("staff.planned_end", time=end) if state.started is not None else "",
        f"{t('staff.waits', count=waits)}." if waits else "",
    ]
    heading = t(
        "staff.begun" if state.started is not None else "staff.not_begun",
        group=group_of(state.group, t),
        time=when.clock(begun),
    )
    return {
        "id": session,
        "heading": t("staff.rehearsal_of", what=heading) if state.rehearsal else heading,
        "about": " ".join(part for part in about if part),
        "blocks": list(_blocks(plan, begun, lang, t, when)),
    }


def _blocks(plan: Agenda, begun: Instant, lang: Lang, t: Speak, when: LocalTime) -> Iterator[dict[str, str]]:
    """Each curriculum and each break between, with the time at which it was to begin."""
    former = -1
    for place in plan.places:
        between = place.ref.startswith("break.")
        if place.block == former and not between:
            continue
        at = when.clock(begun + round(plan.begins[place.ref] * MINUTE_MS))
        yield {"at": at, "title": t("staff.break") if between else plan.blocks[place.block].title.in_(lang)}
        former = place.block


def past(one: Past, lang: Lang, t: Speak) -> dict[str, Any]:
    """A session that is over: when it was, what it was of, and whether the clock ended it."""
    when = LocalTime(one.zone, t)
    titles = ", ".join(title.in_(lang) for title in one.titles)
    about = [titles]
    if one.by_clock:
        about.append(t("staff.ended_by_clock", time=when.clock(one.ended)))
    group = one.group or t("staff.group_erased")
    return {
        "id": one.id,
        "group": t("staff.rehearsal_of", what=group) if one.rehearsal else group,
        "day": when.day(one.started or one.opened),
        "about": ". ".join(part for part in about if part),
        "waits": one.waits,
    }


def groups(states: Iterable[State], over: Sequence[Past]) -> list[str]:
    """Names of groups that were used before, the newest first; those of rehearsals are not offered."""
    newest = sorted(over, key=lambda one: one.opened, reverse=True)
    names = [state.group for state in states if not state.rehearsal] + [
        one.group for one in newest if not one.rehearsal
    ]
    return list(dict.fromkeys(name for name in names if isinstance(name, str)))[:MOST_GROUPS]


def group_of(name: str | Erased, t: Speak) -> str:
    """The group's name, or that it has one."""
    return t("staff.group_erased") if isinstance(name, Erased) else name


def first_of_each(findings: Sequence[Finding]) -> dict[str, str]:
    """For each file that cannot be led, the first thing that is wrong with it."""
    first: dict[str, str] = {}
    for finding in findings:
        first.setdefault(finding.path.name, finding.sentence)
    return first
