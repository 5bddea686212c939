"""“I need a person”, who is awake to see it, what facilitators note, and bells that fall due (rules C1 to C12, M18 of docs/spec.md)."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Erased, Instant, SeatId, StepRef
from goround.domain.people import Viewer
from goround.domain.rules.refusal import Refused
from goround.domain.rules.seats import long_ended
from goround.domain.state import Phase, Standing, State

Decision = tuple[e.AnyEvent, ...] | Refused

UNSEEN_MS = 60_000
"""After this long without a facilitator's eye, the person is told to turn to somebody near."""


def need_person(state: State, by: Viewer, at: Instant) -> Decision:
    """C1: anybody with a seat can ask at any time, also at the door, in a pause and after the end; asking twice is asking once."""
    seat = state.seats.get(by.id)
    if seat is None or seat.standing is Standing.REMOVED:
        return Refused("no_such_seat")
    if state.open_alert(seat.id):
        return ()
    return raised(state, seat.id, at, None)


def raised(state: State, seat: SeatId, at: Instant, why: StepRef | None) -> tuple[e.AnyEvent, ...]:
    """An alert; C5: where no facilitator's screen is awake the person is told at once."""
    alert = f"a{len(state.alerts) + 1}"
    watched = state.someone_awake and not long_ended(state, at)  # long after the end nobody keeps track of who is awake
    return (
        e.AlertRaised(alert=alert, seat=seat, due=at + UNSEEN_MS, why=why),
        *(() if watched else (e.AlertUnseen(alert=alert),)),
    )


def take_back(state: State, by: Viewer) -> Decision:
    """C2: it can be taken back for as long as it stands."""
    alert = state.open_alert(by.id)
    return (e.AlertTakenBack(alert=alert.id),) if alert else ()


def see(state: State, command: c.See, by: Viewer) -> Decision:
    """C3: the first facilitator who says so has seen it."""
    alert = state.alerts.get(command.alert)
    if alert is None:
        return Refused("no_such_alert")
    return (e.AlertSeen(alert=alert.id, staff=by.id),) if alert.standing == "open" else ()


def resolve(state: State, command: c.Resolve, by: Viewer) -> Decision:
    """C4: a facilitator says that it has been dealt with."""
    alert = state.alerts.get(command.alert)
    if alert is None:
        return Refused("no_such_alert")
    return (e.AlertResolved(alert=alert.id, staff=by.id, done=command.done),) if alert.stands else ()


def mark(state: State, command: c.Mark, by: Viewer, at: Instant) -> Decision:
    """C10: a moment is noted by one tap, also a little later: it says itself when it was made, and never lies ahead or before the opening."""
    if long_ended(state, at):
        return Refused("already_ended")
    made = at if command.made is None else max(state.opened, min(command.made, at))
    return (e.Marked(mark=f"m{len(state.marks) + 1}", kind=command.kind, made=made, staff=by.id),)


def word_mark(state: State, command: c.WordMark) -> Decision:
    """C11: a mark can carry a line."""
    found = next((one for one in state.marks if one.id == command.mark), None)
    if found is None:
        return Refused("no_such_mark")
    return () if found.words == command.words else (e.MarkWorded(mark=found.id, words=command.words),)


def staff(state: State, command: c.MissStaff | c.FindStaff, at: Instant) -> Decision:
    """C5: when the last awake staff screen goes, everybody who waits unseen is told at once."""
    if long_ended(state, at):
        return ()
    person = state.staff.get(command.staff)
    awake = person is not None and person.awake
    if isinstance(command, c.FindStaff):
        same_name = person is not None and not isinstance(person.name, Erased) and person.name == command.name
        return () if awake and same_name else (e.StaffBack(staff=command.staff, name=command.name),)
    if not awake:
        return ()
    away: tuple[e.AnyEvent, ...] = (e.StaffAway(staff=command.staff),)
    others = any(other.awake for id, other in state.staff.items() if id != command.staff)
    if others:
        return away
    unseen = (alert for alert in state.standing_alerts() if alert.standing == "open" and not alert.unseen)
    return away + tuple(e.AlertUnseen(alert=alert.id) for alert in unseen)


def expire(state: State, command: c.Expire, at: Instant) -> Decision:
    """C6: a stored deadline that is due tells what it was for; one that is gone, resting or not yet due does nothing."""
    bell = state.deadlines.get(command.deadline)
    if bell is None or bell.remaining is not None or at < bell.at:
        return ()
    kind, _, of = bell.id.partition(":")
    if kind == "close":  # M18
        visit = state.visit
        return (e.Ended(was_open=bool(visit and visit.open), was_paused=state.phase is Phase.PAUSED, by_clock=True),)
    return (e.AlertUnseen(alert=of),) if kind == "alert" else (e.TimeUp(visit=int(of)),)
