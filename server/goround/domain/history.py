"""How a state follows from a log: ``apply`` folds one entry into the state, ``replay`` a whole log. Live and replay use nothing else.

``apply`` never draws and never looks at a clock: everything it needs is in the entry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from goround.domain import events as e
from goround.domain.people import Mode
from goround.domain.state import (
    Alert,
    Deadline,
    Facilitator,
    Given,
    Movement,
    Phase,
    Seat,
    Standing,
    State,
    Visit,
)
from goround.domain.steps import Visibility

K = TypeVar("K")
V = TypeVar("V")


KEPT_COUNTS = 16
"""How many of the newest asks of a device are told from new ones."""


class OutOfOrder(Exception):
    """An entry does not follow the one before it."""


def replay(entries: Iterable[e.Entry]) -> State:
    """The state after these entries, from the first on."""
    state = State()
    for entry in entries:
        state = apply(state, entry)
    return state


def apply(state: State, entry: e.Entry) -> State:
    """The state after one more entry.

    Raises:
        OutOfOrder: the entry's number or instant does not follow.
    """
    if entry.seq != state.seq + 1:
        raise OutOfOrder(f"entry {entry.seq} does not follow entry {state.seq}")
    if entry.at < state.at:
        raise OutOfOrder(f"entry {entry.seq} is older than entry {state.seq}")
    counts = state.counts
    if entry.ref is not None:
        device, count = count_of(entry.by, entry.ref)
        counts = put(counts, device, (*counts.get(device, ())[1 - KEPT_COUNTS :], (count, entry.seq)))
    state = state.but(seq=entry.seq, at=entry.at, session=entry.session, counts=counts)
    for event in entry.events:
        state = _happened(state, event)
    return state


def count_of(actor: str, ref: str) -> tuple[str, int]:
    """Whose count an ask's ref is, and the count: a device counts for one actor only, so nobody can use up another's."""
    device, _, count = ref.rpartition(":")
    return f"{actor}/{device}", int(count)


def repeated(state: State, actor: str, ref: str) -> int | None:
    """The entry that this ask has made already, or None where it has made none.

    A device's newest counts are kept, not only the highest: an ask that was not stored (a full disk) while a later one was may come
    again under its own number and must not pass for done. What is older than all that are kept is taken for done.
    """
    device, count = count_of(actor, ref)
    kept = state.counts.get(device, ())
    for made, seq in kept:
        if made == count:
            return seq
    return kept[0][1] if len(kept) == KEPT_COUNTS and count < min(made for made, _ in kept) else None


def put(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """The mapping with one value more or changed."""
    return {**mapping, key: value}


def without(mapping: Mapping[K, V], *keys: K) -> Mapping[K, V]:
    """The mapping without these keys."""
    return {key: value for key, value in mapping.items() if key not in keys}


def time_deadline(visit: int) -> str:
    """The id of the deadline at which a visit's planned minutes are used up."""
    return f"time:{visit}"


def alert_deadline(alert: str) -> str:
    """The id of the deadline at which an alert has gone unseen for too long."""
    return f"alert:{alert}"


def _happened(s: State, event: e.AnyEvent) -> State:
    match event:  # the most common first: each miss costs a check
        case e.Answered():
            before = s.given_to(event.step).get(event.seat)
            late = before.counted if before else None
            counted = late if event.after_close else event.answer
            given = Given(event.revision, False, event.answer, event.after_close, event.by_staff, counted)
            return _gave(s, event.step, event.seat, given)
        case e.Passed():
            before = s.given_to(event.step).get(event.seat)
            counted = before.counted if before and event.after_close else None
            given = Given(event.revision, True, None, event.after_close, event.by_staff, counted)
            return _gave(s, event.step, event.seat, given)
        case e.Opened():
            leader = Facilitator(event.leader, event.leader_name)
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
                staff={event.leader: leader},
            )
        case e.Joined():
            standing = Standing.IN if event.mode is Mode.NO_DEVICE else Standing.DOOR
            seat = Seat(event.seat, len(s.seats) + 1, event.name, event.mode, event.lang, standing)
            return replace(s, seats=put(s.seats, seat.id, seat))
        case e.Admitted():
            return _seat(s, event.seat, standing=Standing.IN)
        case e.Removed():
            return _seat(s, event.seat, standing=Standing.REMOVED)
        case e.Renamed():
            return _seat(s, event.seat, name=event.name)
        case e.Spoke():
            return _seat(s, event.seat, lang=event.lang)
        case e.LinkLost():
            return _seat(s, event.seat, linked=False)
        case e.LinkBack():
            return _seat(s, event.seat, linked=True)
        case e.Started():
            return replace(s, phase=Phase.RUNNING, started=s.at)
        case e.Moved():
            return _moved(s, event)
        case e.Skipped():
            movement = None if s.movement is None else replace(s.movement, kind="skipped")
            return replace(_visit(s, event.visit, skipped=event.reason), movement=movement)
        case e.Extended():
            visit = s.visits[event.visit - 1]
            longer = _visit(s, event.visit, due=event.due, extended=visit.extended + event.minutes, time_up=False)
            return _bell(longer, event.visit, event.due)
        case e.TimeUp():
            done = _visit(s, event.visit, time_up=True)
            return replace(done, deadlines=without(done.deadlines, time_deadline(event.visit)))
        case e.Paused():
            return replace(_rest(s), phase=Phase.PAUSED, movement=_movement(s, "paused"))
        case e.WentOn():
            return replace(_wake(s), phase=Phase.RUNNING, movement=None)
        case e.Ended():
            closed = s if s.here is None else _visit(s, s.here, open=False)
            movement = replace(_movement(s, "ended"), was_open=event.was_open, was_paused=event.was_paused)
            return replace(
                closed if event.was_paused else _rest(closed), phase=Phase.ENDED, ended=s.at, movement=movement
            )
        case e.Continued():
            opened = s if s.here is None else _visit(s, s.here, open=event.open)
            phase = Phase.PAUSED if event.paused else Phase.RUNNING if s.started is not None else Phase.GATHERING
            going = opened if event.paused else _wake(opened)
            return replace(going, phase=phase, ended=None, movement=None)
        case e.AnsweringOpened():
            return replace(_visit(s, event.visit, open=True), movement=_unless_closed(s))
        case e.AnsweringClosed():
            return replace(_visit(s, event.visit, open=False), movement=_movement(s, "closed"))
        case e.Revealed():
            shown = _visit(s, event.visit, revealed=True, tally=event.tally)
            if s.plan.steps[event.step].visibility is Visibility.ANONYMOUS and event.step not in s.released:
                shown = replace(shown, released=put(shown.released, event.step, event.tally))
            return replace(shown, movement=_unless_closed(s))
        case e.Hidden():
            return _visit(s, event.visit, revealed=False)
        case e.Released():
            return replace(s, walls=put(s.walls, event.step, s.on_wall(event.step) | set(event.pieces)))
        case e.Withdrawn():
            return replace(s, walls=put(s.walls, event.step, s.on_wall(event.step) - set(event.pieces)))
        case e.AlertRaised():
            alert = Alert(event.alert, event.seat, s.at)
            bell = Deadline(alert_deadline(alert.id), event.due, rests=False)
            return replace(
                s,
                alerts=put(s.alerts, alert.id, alert),
                calling=put(s.calling, alert.seat, alert.id),
                deadlines=put(s.deadlines, bell.id, bell),
            )
        case e.AlertUnseen():
            return _alert(s, event.alert, unseen=True)
        case e.AlertSeen():
            return _alert(s, event.alert, standing="seen", seen_by=event.staff)
        case e.AlertTakenBack():
            return _no_longer_calling(_alert(s, event.alert, standing="taken_back"), event.alert)
        case e.AlertResolved():
            return _no_longer_calling(_alert(s, event.alert, standing="resolved"), event.alert)
        case e.StaffBack():
            return replace(s, staff=put(s.staff, event.staff, Facilitator(event.staff, event.name, awake=True)))
        case e.StaffAway():
            return replace(s, staff=put(s.staff, event.staff, replace(s.staff[event.staff], awake=False)))
        case e.DisplayConnected():
            return replace(s, displays=put(s.displays, event.display, s.at))
        case e.DisplayDisconnected():
            return replace(s, displays=without(s.displays, event.display))
        case e.Resumed():
            seats = {id: replace(seat, linked=False) for id, seat in s.seats.items()}
            staff = {id: replace(person, awake=False) for id, person in s.staff.items()}
            return replace(s, seats=seats, staff=staff, software=event.software)
        case _:
            assert_never(event)


def _moved(s: State, event: e.Moved) -> State:
    movement = replace(_movement(s, "moved"), was=event.was, was_open=event.was_open, was_revealed=event.was_revealed)
    if event.was is not None:
        s = _visit(_stopped(s), event.was, open=False)
        s = replace(s, deadlines=without(s.deadlines, time_deadline(event.was)))
    if event.visit <= len(s.visits):
        if event.was is not None:
            s = _visit(s, event.was, undone=True)
        s = _visit(s, event.visit, open=event.open, revealed=event.revealed, due=event.due, skipped=None, entered=s.at)
        s = replace(s, here=event.visit, movement=None)
    else:
        visit = Visit(event.visit, event.step, s.at, event.open, event.revealed, event.due)
        s = replace(s, visits=(*s.visits, visit), here=event.visit, movement=movement)
    return _bell(s, event.visit, event.due)


def _movement(s: State, kind: str) -> Movement:
    visit = s.visit
    return Movement(
        seq=s.seq,
        at=s.at,
        kind=kind,  # type: ignore[arg-type]
        was=s.here,
        was_open=visit.open if visit else False,
        was_revealed=visit.revealed if visit else False,
    )


def _unless_closed(s: State) -> Movement | None:
    """The newest movement, but not a close: once the room has seen answers, or gives them again, it is not to be taken back."""
    return None if s.movement is not None and s.movement.kind == "closed" else s.movement


def _bell(s: State, visit: int, due: int | None) -> State:
    name = time_deadline(visit)
    if due is None:
        return replace(s, deadlines=without(s.deadlines, name))
    return replace(s, deadlines=put(s.deadlines, name, Deadline(name, due, rests=True)))


def _rest(s: State) -> State:
    """Every deadline that rests in a pause keeps the time that it has left, and the visit's time stops."""
    s = _stopped(s)
    return replace(
        s,
        deadlines={
            id: replace(bell, remaining=max(0, bell.at - s.at)) if bell.rests else bell
            for id, bell in s.deadlines.items()
        },
    )


def _wake(s: State) -> State:
    """Every resting deadline runs again with the time that it had left."""
    woken = {
        id: bell if bell.remaining is None else replace(bell, at=s.at + bell.remaining, remaining=None)
        for id, bell in s.deadlines.items()
    }
    s = replace(s, deadlines=woken)
    if s.here is None:
        return s
    bell = woken.get(time_deadline(s.here))
    return _visit(s, s.here, entered=s.at, due=bell.at if bell else s.visits[s.here - 1].due)


def _stopped(s: State) -> State:
    visit = s.visit
    if visit is None or visit.entered is None:
        return s
    return _visit(s, visit.number, entered=None, spent=visit.spent + s.at - visit.entered)


def _seat(s: State, seat: str, **changes: object) -> State:
    return replace(s, seats=put(s.seats, seat, replace(s.seats[seat], **changes)))  # type: ignore[arg-type]


def _visit(s: State, number: int, **changes: object) -> State:
    visit = replace(s.visits[number - 1], **changes)  # type: ignore[arg-type]
    return replace(s, visits=(*s.visits[: number - 1], visit, *s.visits[number:]))


def _gave(s: State, step: str, seat: str, given: Given) -> State:
    return s.but(given=put(s.given, step, put(s.given_to(step), seat, given)))


def _alert(s: State, alert: str, **changes: object) -> State:
    changed = replace(s.alerts[alert], **changes)  # type: ignore[arg-type]
    return replace(s, alerts=put(s.alerts, alert, changed), deadlines=without(s.deadlines, alert_deadline(alert)))


def _no_longer_calling(s: State, alert: str) -> State:
    return replace(s, calling=without(s.calling, s.alerts[alert].seat))
