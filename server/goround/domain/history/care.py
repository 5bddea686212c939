"""What becomes of a state when somebody needs a person, and when a facilitator notes a moment."""

from dataclasses import replace
from typing import assert_never

from goround.domain import events as e
from goround.domain.history.changes import alert_deadline, bell, put, without
from goround.domain.state import Alert, Mark, State

Cared = (
    e.AlertRaised | e.AlertUnseen | e.AlertSeen | e.AlertTakenBack | e.AlertResolved | e.Marked | e.MarkWorded
)  # fmt: skip


def cared(s: State, event: Cared) -> State:
    """The state after one of these events."""
    match event:
        case e.AlertRaised():
            alert = Alert(event.alert, event.seat, s.at, why=event.why)
            s = s.but(alerts=put(s.alerts, alert.id, alert))
            if event.why is None:
                s = s.but(calling=put(s.calling, alert.seat, alert.id))
            else:
                s = s.but(alarms=put(s.alarms, (alert.seat, event.why), alert.id))
            return bell(s, alert_deadline(alert.id), event.due, rests=False)
        case e.AlertUnseen():
            return _alert(s, event.alert, unseen=True)
        case e.AlertSeen():
            return _alert(s, event.alert, standing="seen", seen_by=event.staff)
        case e.AlertTakenBack():
            return _settled(_alert(s, event.alert, standing="taken_back"), event.alert)
        case e.AlertResolved():
            return _settled(_alert(s, event.alert, standing="resolved", done=event.done), event.alert)
        case e.Marked():
            step = s.visit.step if s.visit is not None else None
            return s.but(marks=(*s.marks, Mark(event.mark, event.kind, event.made, step, event.staff)))
        case e.MarkWorded():
            return s.but(
                marks=tuple(replace(one, words=event.words) if one.id == event.mark else one for one in s.marks)
            )
        case _:
            assert_never(event)


def _alert(s: State, alert: str, **changes: object) -> State:
    changed = replace(s.alerts[alert], **changes)  # type: ignore[arg-type]
    return bell(s.but(alerts=put(s.alerts, alert, changed)), alert_deadline(alert), None, rests=False)


def _settled(s: State, alert: str) -> State:
    seat, why = s.alerts[alert].seat, s.alerts[alert].why
    if why is None:
        return s.but(calling=without(s.calling, seat))
    return s.but(alarms=without(s.alarms, (seat, why)))
