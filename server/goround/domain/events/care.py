"""Alerts, and what facilitators noted."""

from typing import ClassVar, Literal

from goround.domain.base import Erased, Instant, SeatId, StaffId, StepRef
from goround.domain.commands.base import AlertId, MarkId
from goround.domain.commands.care import Done, MarkKind
from goround.domain.events.base import Event, Seals


class AlertRaised(Event):
    """Somebody needs a person: they asked, or an answer of theirs says so. If nobody has seen it at ``due``, they are told."""

    type: Literal["alert_raised"] = "alert_raised"
    alert: AlertId
    seat: SeatId
    due: Instant
    why: StepRef | None = None
    """The step whose answer raised it; None where the person asked."""


class AlertUnseen(Event):
    """Nobody has seen the alert in time, or no facilitator's screen is awake."""

    type: Literal["alert_unseen"] = "alert_unseen"
    alert: AlertId


class AlertSeen(Event):
    """A facilitator has seen the alert."""

    type: Literal["alert_seen"] = "alert_seen"
    alert: AlertId
    staff: StaffId


class AlertTakenBack(Event):
    """The person no longer needs somebody."""

    type: Literal["alert_taken_back"] = "alert_taken_back"
    alert: AlertId


class AlertResolved(Event):
    """A facilitator has dealt with the alert."""

    type: Literal["alert_resolved"] = "alert_resolved"
    alert: AlertId
    staff: StaffId
    done: Done | None = None


class Marked(Event):
    """A facilitator noted a moment."""

    type: Literal["marked"] = "marked"
    mark: MarkId
    kind: MarkKind
    made: Instant
    """When it was made; it may have waited for the link."""
    staff: StaffId


class MarkWorded(Event):
    """A line was added to a mark, in the place of one that was there."""

    SEALED: ClassVar[Seals] = {"words": "record"}

    type: Literal["mark_worded"] = "mark_worded"
    mark: MarkId
    words: str | Erased
