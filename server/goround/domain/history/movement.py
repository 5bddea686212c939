"""What becomes of a state when a session opens, moves, rests and ends."""

from dataclasses import replace
from typing import assert_never

from goround.domain import events as e
from goround.domain.agenda import Aside
from goround.domain.aside import aside
from goround.domain.history.changes import CLOSE, bell, changed_floor, changed_visit, closes, time_deadline, without
from goround.domain.state import Facilitator, Movement, Phase, State, Visit

Moved = (
    e.Opened | e.Started | e.Moved | e.Skipped | e.Extended | e.TimeUp | e.Paused | e.WentOn | e.Ended | e.Continued
    | e.Inserted | e.Resumed
)  # fmt: skip


def moved(s: State, event: Moved) -> State:
    """The state after one of these events."""
    match event:
        case e.Opened():
            return closes(_opened(s, event))
        case e.Started():
            return closes(replace(s, phase=Phase.RUNNING, started=s.at, join_card=False))
        case e.Moved():
            return closes(_moved(s, event))
        case e.Skipped():
            movement = None if s.movement is None else replace(s.movement, kind="skipped")
            return replace(changed_visit(s, event.visit, skipped=event.reason), movement=movement)
        case e.Extended():
            visit = s.visits[event.visit - 1]
            longer = changed_visit(
                s, event.visit, due=event.due, extended=visit.extended + event.minutes, time_up=False
            )
            return closes(bell(longer, time_deadline(event.visit), event.due, rests=True))
        case e.TimeUp():
            done = changed_visit(s, event.visit, time_up=True)
            return replace(done, deadlines=without(done.deadlines, time_deadline(event.visit)))
        case e.Paused():
            return closes(replace(_rest(s), phase=Phase.PAUSED, movement=movement_of(s, "paused")))
        case e.WentOn():
            return closes(replace(_wake(s), phase=Phase.RUNNING, movement=None))
        case e.Ended():
            return _ended(s, event)
        case e.Continued():
            opened = s if s.here is None else changed_visit(s, s.here, open=event.open)
            phase = Phase.PAUSED if event.paused else Phase.RUNNING if s.started is not None else Phase.GATHERING
            going = opened if event.paused else _wake(opened)
            return closes(replace(going, phase=phase, ended=None, movement=None))
        case e.Inserted():
            step = aside(event.kind, event.question, len(s.plan.asides) + 1)
            return replace(s, agenda=s.plan.with_aside(Aside(ref=event.step, after=event.after, step=step)))
        case e.Resumed():
            seats = {
                id: replace(seat, linked=False, lost=s.at if seat.linked else seat.lost) for id, seat in s.seats.items()
            }
            staff = {id: replace(person, awake=False) for id, person in s.staff.items()}
            return replace(s, seats=seats, staff=staff, software=event.software)
        case _:
            assert_never(event)


def movement_of(s: State, kind: str) -> Movement:
    """The newest movement, and what was before it."""
    visit = s.visit
    return Movement(
        seq=s.seq,
        at=s.at,
        kind=kind,  # type: ignore[arg-type]
        was=s.here,
        was_open=visit.open if visit else False,
        was_revealed=visit.revealed if visit else False,
    )


def _opened(s: State, event: e.Opened) -> State:
    return replace(
        s,
        phase=Phase.GATHERING,
        opened=s.at,
        group=event.group,
        code=event.code,
        address=event.address,
        zone=event.zone,
        software=event.software,
        rehearsal=event.rehearsal,
        leader=event.leader,
        agenda=event.agenda,
        confirmed=event.confirmed,
        help_lines=event.help_lines,
        staff={event.leader: Facilitator(event.leader, event.leader_name)},
    )


def _moved(s: State, event: e.Moved) -> State:
    movement = replace(movement_of(s, "moved"), was=event.was, was_open=event.was_open, was_revealed=event.was_revealed)
    if event.was is not None:
        s = changed_visit(_stopped(s), event.was, open=False)
        s = s.but(deadlines=without(s.deadlines, time_deadline(event.was)))
    if event.visit <= len(s.visits):
        if event.was is not None:
            s = changed_visit(s, event.was, undone=True)
        s = changed_visit(
            s, event.visit, open=event.open, revealed=event.revealed, due=event.due, skipped=None, entered=s.at
        )
        s = s.but(here=event.visit, movement=None)
    else:
        visit = Visit(event.visit, event.step, s.at, event.open, event.revealed, event.due)
        s = s.but(visits=(*s.visits, visit), here=event.visit, movement=movement)
    s = _floor_goes_on(s)
    return bell(s.but(join_card=False), time_deadline(event.visit), event.due, rests=True)


def _ended(s: State, event: e.Ended) -> State:
    closed = s if s.here is None else changed_visit(s, s.here, open=False)
    movement = replace(movement_of(s, "ended"), was_open=event.was_open, was_paused=event.was_paused)
    still = closed if event.was_paused else _rest(closed)
    return replace(
        still,
        phase=Phase.ENDED,
        ended=s.at,
        movement=None if event.by_clock else movement,
        deadlines=without(still.deadlines, CLOSE),
    )


def _rest(s: State) -> State:
    """Every deadline that rests in a pause keeps the time that it has left, and the visit's time stops."""
    s = _stopped(s)
    return replace(
        s,
        deadlines={
            id: replace(one, remaining=max(0, one.at - s.at)) if one.rests else one for id, one in s.deadlines.items()
        },
    )


def _wake(s: State) -> State:
    """Every resting deadline runs again with the time that it had left."""
    woken = {
        id: one if one.remaining is None else replace(one, at=s.at + one.remaining, remaining=None)
        for id, one in s.deadlines.items()
    }
    s = s.but(deadlines=woken)
    if s.here is None:
        return s
    due = woken.get(time_deadline(s.here))
    return _floor_goes_on(changed_visit(s, s.here, entered=s.at, due=due.at if due else s.visits[s.here - 1].due))


def _stopped(s: State) -> State:
    visit = s.visit
    if visit is None or visit.entered is None:
        return s
    floor = s.floors.get(visit.step)
    if floor is not None and floor.since is not None:
        s = changed_floor(s, visit.step, since=None, spent=floor.spent + s.at - floor.since)
    return changed_visit(s, visit.number, entered=None, spent=visit.spent + s.at - visit.entered)


def _floor_goes_on(s: State) -> State:
    visit = s.visit
    floor = s.floors.get(visit.step) if visit is not None else None
    if visit is None or floor is None or floor.speaking is None:
        return s
    return changed_floor(s, visit.step, since=s.at)
