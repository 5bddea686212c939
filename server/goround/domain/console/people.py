"""People on a console: who is here, what they gave, who waits for a person, whose turn it is."""

from collections.abc import Iterator
from typing import Literal

from goround.domain import scenes as sc
from goround.domain.base import Erased, SeatId, StepRef
from goround.domain.people import Mode, Role, Viewer
from goround.domain.rules.order import to_come
from goround.domain.shadow import Withheld, is_erased
from goround.domain.state import Alert, Given, Seat, Standing, State
from goround.domain.steps import AnyAnswer
from goround.domain.visibility import may_be_named, may_read


def person(state: State, viewer: Viewer, seat: Seat) -> sc.Person:
    """A seat, and what it gave to the present step where the viewer may know."""
    visit = state.visit
    given: Given | None = None
    status = None
    readable = False
    asked = False
    if visit is not None:
        step = state.plan.steps[visit.step]
        asked = step.answerable and visit.open
        if may_be_named(state, visit.step):
            given = state.given_to(visit.step).get(seat.id)
            readable = may_read(state, viewer, visit.step, seat.id)
            waited_for = seat.takes_part or given is not None
            if step.answerable and step.is_for(seat.mode) and seat.standing is Standing.IN and waited_for:
                status = _status(given)
    answer = given.answer if given and readable else None
    remote = seat.mode is Mode.REMOTE
    return sc.Person(
        seat=seat.id,
        number=seat.number,
        name=_readable(seat.name) if viewer.role is Role.FACILITATOR else None,
        mode=seat.mode,
        lang=seat.lang,
        standing=seat.standing,
        presence=seat.presence,
        confirmed=seat.confirmed,
        linked=seat.linked if remote or (asked and seat.mode is Mode.ON_SITE) else None,
        lost=seat.lost if remote else None,
        phone_left=seat.phone_left,
        asks_where=seat.asks_where,
        on_arrival=tuple(_on_arrival(state, viewer, seat)),
        status=status,
        given=None if isinstance(answer, Erased) else answer,
        erased=is_erased(answer),
        later=answer.later if isinstance(answer, Withheld) else None,
        revision=given.revision if given else 0,
        by_staff=given.by_staff if given else False,
    )


def _status(given: Given | None) -> Literal["answered", "passed", "not_yet", "after_close"]:
    if given is None:
        return "not_yet"
    if given.passed:
        return "passed"
    return "after_close" if given.after_close else "answered"


def _on_arrival(state: State, viewer: Viewer, seat: Seat) -> Iterator[sc.GaveOnArrival]:
    if seat.standing is not Standing.IN:
        return
    for ref in state.plan.arrivals:
        if not state.plan.steps[ref].is_for(seat.mode):
            continue
        given = state.given_to(ref).get(seat.id)
        answer: AnyAnswer | Erased | None = None
        if given is not None and may_read(state, viewer, ref, seat.id):
            answer = given.answer
        yield sc.GaveOnArrival(
            step=ref,
            status="not_yet" if given is None else "passed" if given.passed else "answered",
            given=None if isinstance(answer, Erased) else answer,
            erased=is_erased(answer),
            later=answer.later if isinstance(answer, Withheld) else None,
            revision=given.revision if given else 0,
            by_staff=given.by_staff if given else False,
        )


def arrival_lines(state: State) -> Iterator[sc.ArrivalLine]:
    """Every question on arrival, and how many have come through it. Nobody waits for who is out or gone."""
    for ref in state.plan.arrivals:
        step, given = state.plan.steps[ref], state.given_to(ref)
        if step.visibility is None:
            continue
        asked = [seat for seat in state.seats.values() if seat.takes_part and step.is_for(seat.mode)]
        yield sc.ArrivalLine(
            step=ref,
            title=step.title,
            prompt=step.prompt(),
            content_note=step.content_note,
            picture=shown_picture(state, ref),
            who_sees=step.visibility,
            answered=sum(1 for one in given.values() if not one.passed),
            passed=sum(1 for one in given.values() if one.passed),
            not_yet=sum(1 for seat in asked if seat.id not in given),
        )


def shown_picture(state: State, ref: StepRef) -> sc.ShownPicture | None:
    """The picture of a step as screens are told of it."""
    picture = state.plan.steps[ref].picture
    if picture is None or picture.sha256 is None:
        return None
    return sc.ShownPicture(sha256=picture.sha256, alt=picture.alt)


def waiting(state: State, alert: Alert, named: bool, locked: bool) -> sc.Waiting:
    """An alert that stands; on a locked screen only that there is one."""
    seat = state.seats[alert.seat]
    seen_by = state.staff.get(alert.seen_by) if alert.seen_by else None
    return sc.Waiting(
        alert=alert.id,
        seat=None if locked else seat.id,
        number=None if locked else seat.number,
        name=_readable(seat.name) if named else None,
        asked=alert.why is None,
        why=None if alert.why is None or locked else state.plan.steps[alert.why].title,
        raised=alert.raised,
        standing="seen" if alert.standing == "seen" else "open",
        unseen=alert.unseen,
        seen_by=_readable(seen_by.name) if seen_by and named else None,
    )


def turns(state: State, named: bool, locked: bool) -> sc.Turns | None:
    """How the go-round or open floor of the present step stands; a locked screen is told only what the next turn needs."""
    visit = state.visit
    step = state.plan.steps[visit.step] if visit is not None else None
    if visit is None or step is None or step.turns is None:
        return None
    floor = state.floor(visit.step)

    def line(seat: SeatId, standing: Literal["speaking", "to_come", "later", "spoke", "passed"]) -> sc.TurnLine:
        of = state.seats[seat]
        return sc.TurnLine(
            seat=seat,
            number=of.number,
            name=_readable(of.name) if named else None,
            mode=of.mode,
            standing=standing,
        )

    coming = to_come(state, visit.step)
    if locked:
        return sc.Turns(
            form=step.turns,
            turn=floor.turns,
            speaking=None,
            since=None,
            spent=0,
            seconds=None,
            coming=len(coming),
            to_come=(),
            had=(),
        )
    return sc.Turns(
        form=step.turns,
        turn=floor.turns,
        speaking=line(floor.speaking, "speaking") if floor.speaking is not None else None,
        since=floor.since,
        spent=floor.spent,
        seconds=getattr(step, "seconds", None),
        coming=len(coming),
        to_come=tuple(line(seat, "later" if seat in floor.put_off else "to_come") for seat in coming),
        had=tuple(line(seat, how) for seat, how in floor.had.items() if seat != floor.speaking),
    )


def _readable(words: str | Erased) -> str | None:
    return None if isinstance(words, Erased) else words
