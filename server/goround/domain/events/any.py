"""Every event that there is."""

from goround.domain.events.answering import (
    Answered,
    AnsweringClosed,
    AnsweringOpened,
    Hidden,
    Passed,
    Released,
    Revealed,
    Withdrawn,
)
from goround.domain.events.care import (
    AlertRaised,
    AlertResolved,
    AlertSeen,
    AlertTakenBack,
    AlertUnseen,
    Marked,
    MarkWorded,
)
from goround.domain.events.movement import (
    Continued,
    Ended,
    Extended,
    Inserted,
    Moved,
    Opened,
    Paused,
    Resumed,
    Skipped,
    Started,
    TimeUp,
    WentOn,
)
from goround.domain.events.seats import (
    Admitted,
    DisplayConnected,
    DisplayDisconnected,
    JoinCardShown,
    Joined,
    LinkBack,
    LinkLost,
    PhoneLeft,
    PresenceSaid,
    RemoteConfirmed,
    Removed,
    Renamed,
    RoomDressed,
    Spoke,
    StaffAway,
    StaffBack,
)
from goround.domain.events.turns import RoundOpened, TurnAsked, TurnBegan, TurnEnded, TurnPassed, TurnPutOff

AnyEvent = (
    Opened | Started | Moved | Skipped | Extended | TimeUp | Paused | WentOn | Ended | Continued | Resumed | Inserted
    | AnsweringOpened | AnsweringClosed | Revealed | Released | Withdrawn | Hidden | Answered | Passed
    | Joined | Admitted | Renamed | Removed | Spoke | LinkLost | LinkBack | PhoneLeft | StaffAway | StaffBack | DisplayConnected | DisplayDisconnected | PresenceSaid | RemoteConfirmed | JoinCardShown | RoomDressed
    | RoundOpened | TurnBegan | TurnEnded | TurnPassed | TurnPutOff | TurnAsked
    | AlertRaised | AlertUnseen | AlertSeen | AlertTakenBack | AlertResolved | Marked | MarkWorded
)  # fmt: skip
