"""What can be asked of a session, in the imperative. What becomes of it is told by events.

Whatever moves the room names the visit that it starts from and an ``until``: after that instant it is late and does nothing. An
answer carries the revision that it replaces (0: none yet).
"""

from goround.domain.commands.answering import (
    Answer,
    CloseAnswering,
    Hide,
    OpenAnswering,
    Pass,
    Release,
    Reveal,
    Withdraw,
)
from goround.domain.commands.base import AlertId, Command, MarkId, Pieces, Revision, SkipReason, VisitNumber
from goround.domain.commands.care import Mark, NeedPerson, Resolve, See, TakeBack, WordMark
from goround.domain.commands.movement import (
    AskNow,
    Back,
    End,
    Extend,
    Jump,
    Next,
    Open,
    Pause,
    Resume,
    Skip,
    Start,
    Undo,
)
from goround.domain.commands.noticed import Expire, FindStaff, LoseLink, MissStaff, RegainLink, ResumeAfterRestart
from goround.domain.commands.seats import (
    AddLetter,
    AddSeat,
    Admit,
    ConfirmRemote,
    ConnectDisplay,
    DisconnectDisplay,
    DressRoom,
    Join,
    Leave,
    Remove,
    Rename,
    SayPresence,
    ShowJoinCard,
    Speak,
)
from goround.domain.commands.turns import AskTurn, EndTurn, LaterTurn, NextTurn, PassTurn

Moving = Start | Next | Back | Jump | Skip | AskNow | Pause | Resume | End
Turning = NextTurn | EndTurn | PassTurn | LaterTurn | AskTurn
Asked = (
    Moving | Undo | Extend | OpenAnswering | CloseAnswering | Reveal | Hide | Release | Withdraw | Answer | Pass
    | Turning | AddSeat | Admit | Rename | Remove | AddLetter | SayPresence | ConfirmRemote | ShowJoinCard | DressRoom
    | NeedPerson | TakeBack | See | Resolve | Mark | WordMark | Speak
)  # fmt: skip
"""What a screen may ask over its socket."""
Arranged = Open | Join | Leave | ConnectDisplay | DisconnectDisplay
"""What the server asks for somebody, after it has checked a code, a password, a pairing word or a cookie."""
Noticed = Expire | LoseLink | RegainLink | MissStaff | FindStaff | ResumeAfterRestart
"""What the room itself asks."""
AnyCommand = Asked | Arranged | Noticed

__all__ = [
    "AddLetter",
    "AddSeat",
    "Admit",
    "AlertId",
    "Answer",
    "AnyCommand",
    "Arranged",
    "AskNow",
    "AskTurn",
    "Asked",
    "Back",
    "CloseAnswering",
    "Command",
    "ConfirmRemote",
    "ConnectDisplay",
    "DisconnectDisplay",
    "DressRoom",
    "End",
    "EndTurn",
    "Expire",
    "Extend",
    "FindStaff",
    "Hide",
    "Join",
    "Jump",
    "LaterTurn",
    "Leave",
    "LoseLink",
    "Mark",
    "MarkId",
    "MissStaff",
    "Moving",
    "NeedPerson",
    "Next",
    "NextTurn",
    "Noticed",
    "Open",
    "OpenAnswering",
    "Pass",
    "PassTurn",
    "Pause",
    "Pieces",
    "RegainLink",
    "Release",
    "Remove",
    "Rename",
    "Resolve",
    "Resume",
    "ResumeAfterRestart",
    "Reveal",
    "Revision",
    "SayPresence",
    "See",
    "ShowJoinCard",
    "Skip",
    "SkipReason",
    "Speak",
    "Start",
    "TakeBack",
    "Turning",
    "Undo",
    "VisitNumber",
    "Withdraw",
    "WordMark",
]
