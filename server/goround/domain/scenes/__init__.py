"""What a view is made of: the scene, the same for every screen of an audience, and mine, this viewer's own.

Instants only, never durations that depend on the present time: the screen counts.
"""

from typing import Literal

from goround.domain.base import Model
from goround.domain.scenes.asked import Asked, Audience, ShownPicture
from goround.domain.scenes.console import (
    AgendaLine,
    ArrivalLine,
    FacilitatorScene,
    FixedPoint,
    GaveOnArrival,
    LeftOpen,
    MarkLine,
    Person,
    RaisedBy,
    StaffMember,
    StaffMine,
    Undoable,
    Waiting,
)
from goround.domain.scenes.phone import (
    DoorScene,
    OnArrival,
    OwnAlarm,
    OwnAlert,
    OwnAnswer,
    OwnTurn,
    ParticipantMine,
    ParticipantScene,
    RemovedScene,
)
from goround.domain.scenes.stage import Counts, Hint, Stage, TurnLine, Turns
from goround.domain.scenes.wall import DisplayScene


class NothingMine(Model):
    """A display, a supervisor and a removed seat have nothing of their own."""

    kind: Literal["nothing"] = "nothing"


AnyScene = ParticipantScene | DoorScene | RemovedScene | DisplayScene | FacilitatorScene
AnyMine = ParticipantMine | StaffMine | NothingMine

__all__ = [
    "AgendaLine",
    "AnyMine",
    "AnyScene",
    "ArrivalLine",
    "Asked",
    "Audience",
    "Counts",
    "DisplayScene",
    "DoorScene",
    "FacilitatorScene",
    "FixedPoint",
    "GaveOnArrival",
    "Hint",
    "LeftOpen",
    "MarkLine",
    "NothingMine",
    "OnArrival",
    "OwnAlarm",
    "OwnAlert",
    "OwnAnswer",
    "OwnTurn",
    "ParticipantMine",
    "ParticipantScene",
    "Person",
    "RaisedBy",
    "RemovedScene",
    "ShownPicture",
    "StaffMember",
    "StaffMine",
    "Stage",
    "TurnLine",
    "Turns",
    "Undoable",
    "Waiting",
]
