"""What is a viewer's own: what it is made from, and what of it is shown. A phone is told of its own person and of nobody else."""

from collections.abc import Callable
from typing import NamedTuple

from goround.domain import scenes as sc
from goround.domain.base import Erased, SeatId, StepRef
from goround.domain.people import Role, Viewer
from goround.domain.rules.order import to_come
from goround.domain.scenes import AnyMine
from goround.domain.shadow import Withheld, is_erased
from goround.domain.state import Alert, Facilitator, Given, Phase, Seat, State
from goround.domain.steps import AnyStep, Visibility, told_of


class Answered(NamedTuple):
    """A step that a seat has answered or passed."""

    step: AnyStep
    given: Given
    readable: bool
    """Whether who looks may read the answer."""


class MineReads(NamedTuple):
    """Everything that a viewer's own part depends on: when it is unchanged, so is the part.

    Before a seat has answered, its part does not depend on what it is asked: a thousand parts stay what they were at a Next.
    """

    viewer: Viewer
    seat: Seat | None
    asked: bool
    """Whether the present step asks this seat something."""
    for_you: bool
    answered: Answered | None
    alert: Alert | None
    staff: Facilitator | None
    turn: sc.OwnTurn | None = None
    arrival: tuple[tuple[StepRef, AnyStep, sc.ShownPicture | None, Given | None, bool], ...] = ()
    """The questions on arrival that this seat is asked, with what it gave and whether that may be read; nothing once all are through."""
    namesake: bool = False
    alarm: Alert | None = None
    alarm_seen_by: Facilitator | None = None


def turn_of(state: State) -> Callable[[SeatId], sc.OwnTurn] | None:
    """Where each seat is in the go-round or open floor that is on; None where there is none."""
    visit = state.visit
    if visit is None or state.phase is Phase.ENDED or state.plan.steps[visit.step].turns is None:
        return None
    floor = state.floor(visit.step)
    before = {seat: place for place, seat in enumerate(to_come(state, visit.step))}

    def turn(seat: SeatId) -> sc.OwnTurn:
        if floor.speaking == seat:
            return sc.OwnTurn(standing="speaking", before=None)
        if seat in before:
            return sc.OwnTurn(standing="later" if seat in floor.put_off else "to_come", before=before[seat])
        return sc.OwnTurn(standing=floor.had.get(seat, "listens"), before=None)

    return turn


def mine(reads: MineReads, named: bool = True) -> AnyMine:
    """The part that only this viewer is shown; without names where a supervisor looks over a seat."""
    if reads.viewer.role is Role.FACILITATOR:
        name = _readable(reads.staff.name) if reads.staff and not reads.viewer.locked else None
        return sc.StaffMine(staff=reads.viewer.id, name=name)
    if reads.seat is None:
        return sc.NothingMine()
    return sc.ParticipantMine(
        name=_readable(reads.seat.name) if named else None,
        lang=reads.seat.lang,
        mode=reads.seat.mode,
        for_you=reads.for_you,
        given=_own_answer(reads.answered) if reads.asked else None,
        arrival=tuple(
            sc.OnArrival(
                step=ref,
                prompt=step.prompt(),
                who_sees=step.visibility or Visibility.FACILITATOR,
                content_note=step.content_note,
                picture=picture,
                given=_own_answer(Answered(step, given, readable) if given else None),
            )
            for ref, step, picture, given, readable in reads.arrival
        ),
        turn=reads.turn,
        namesake=reads.namesake,
        person=_own_alert(reads.alert, reads.staff if named else None),
        alarm=_own_alarm(reads.alarm, reads.alarm_seen_by if named else None),
    )


def _own_answer(answered: Answered | None) -> sc.OwnAnswer:
    if answered is None:
        return sc.OwnAnswer(
            standing="none", revision=0, answer=None, told=None, erased=False, after_close=False, by_staff=False
        )
    step, given, readable = answered
    withheld = given.answer if isinstance(given.answer, Withheld) and readable else None
    answer = given.answer if readable and not isinstance(given.answer, Erased) else None
    return sc.OwnAnswer(
        standing="passed" if given.passed else "answered",
        revision=given.revision,
        answer=answer,
        told=told_of(step, answer) if answer is not None else None,
        erased=is_erased(given.answer),
        later=withheld.later if withheld else None,
        after_close=given.after_close,
        by_staff=given.by_staff,
    )


def _own_alert(alert: Alert | None, staff: Facilitator | None) -> sc.OwnAlert | None:
    if alert is None:
        return None
    if alert.standing == "seen":
        return sc.OwnAlert(standing="seen", by=_readable(staff.name) if staff else None)
    return sc.OwnAlert(standing="unseen" if alert.unseen else "sent", by=None)


def _own_alarm(alert: Alert | None, staff: Facilitator | None) -> sc.OwnAlarm | None:
    own = _own_alert(alert, staff)
    return None if own is None or alert is None else sc.OwnAlarm(alert=alert.id, standing=own.standing, by=own.by)


def _readable(words: str | Erased) -> str | None:
    return None if isinstance(words, Erased) else words
