"""Evenings with turns, breaks, questions on arrival and alerts, and what is asked in them."""

from goround.domain import commands as c
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.people import Mode, Presence, Viewer
from goround.domain.scenes import OwnTurn, ParticipantMine, Turns
from goround.domain.state import State
from goround.domain.steps import Step, Visibility
from tests.domain.kinds import STEP, evening, made, said
from tests.domain.screens import console
from tests.playbook import (
    Ask,
    Later,
    Past,
    Play,
    ann,
    ben,
    cam,
    curriculum,
    dana,
    dee,
    jump,
    opened,
    scale,
    slide,
    start,
    until,
)

HELLO, ROUND, AGAIN, FLOOR, BYE = "t.hello", "t.round", "t.again", "t.floor", "t.bye"


def of_turns(**changes: object) -> c.Open:
    """An evening of a slide, a round with these changes, a second round, an open floor and a slide."""
    steps: list[Step] = [
        slide("hello"),
        made("goround", id="round", **changes),
        made("goround", id="again"),
        made("openfloor", id="floor"),
        slide("bye"),
    ]
    return evening(Agenda(blocks=(curriculum("t", *(STEP.validate_python(step) for step in steps)),)))


TURNS = of_turns()


def comes(who: Viewer, mode: Mode = Mode.ON_SITE, name: str | None = None) -> Past:
    """This person joins in this mode and is let in."""
    join = c.Join(name=name or f"{who.id.title()} Shown", mode=mode, lang="en")  # type: ignore[arg-type]
    return [Ask(who, join), Ask(dana, c.Admit(seats=(who.id,)))]


def hybrid(with_: c.Open = TURNS) -> Past:
    """Ann and Cam are in the room, Ben and Dee at home, Gus has no device."""
    return [
        opened(with_),
        *(comes(who, mode) for who, mode in ((ann, Mode.ON_SITE), (ben, Mode.REMOTE), (cam, Mode.ON_SITE), (dee, Mode.REMOTE))),
        Ask(dana, c.AddSeat(seat="gus", name="Gus Shown")),
        Ask(dana, start),
    ]  # fmt: skip


def at_turns(step: str = ROUND, draw: int = 0) -> Past:
    """The hybrid group is at this step. With this draw the round goes: Ben, Dee, Ann, Cam, Gus."""
    return [hybrid(), Ask(dana, jump(step), draw=draw)]


def turn(state: State) -> c.NextTurn:
    """The next person."""
    return _turn(state, None)


def turn_of(seat: str) -> Later:
    """The turn goes to this person."""
    return lambda state: _turn(state, seat)


def _turn(state: State, seat: str | None) -> c.NextTurn:
    turns = state.floor(state.visit.step).turns if state.visit else 0
    return c.NextTurn(visit=state.here or 0, turn=turns, seat=seat, until=until(state))


def says(seat: str, presence: Presence) -> Ask:
    """A facilitator says where somebody is."""
    return Ask(dana, c.SayPresence(seat=seat, presence=presence))


def turns(play: Play) -> Turns:
    """How the turns stand on the console."""
    stage = console(play).stage
    assert stage and stage.turns
    return stage.turns


def speaks(play: Play) -> str | None:
    speaking = turns(play).speaking
    return speaking.seat if speaking else None


def coming(play: Play) -> list[str]:
    """Who is to come, in order."""
    return [line.seat for line in turns(play).to_come]


def had(play: Play) -> dict[str, str]:
    """What became of the turns of those who had one."""
    return {line.seat: line.standing for line in turns(play).had}


def own_turn(play: Play, who: Viewer) -> OwnTurn:
    mine = play.sees(who).mine
    assert isinstance(mine, ParticipantMine) and mine.turn
    return mine.turn


def skip_for(reason: c.SkipReason) -> Later:
    return lambda state: c.Skip(visit=state.here or 0, reason=reason, until=until(state))


def ask_now(kind: str, question: str | None = None) -> Later:
    """A question in between."""
    return lambda state: c.AskNow.model_validate(
        {"visit": state.here or 0, "kind": kind, "question": question, "until": until(state)}
    )


# --- an evening of two curricula, with a break between and questions on arrival ---

URGE, SAFE, ALONE, WELCOME, RATE, TALK, REST, AFTER, END = (
    *("in.urge", "in.safe", "in.alone", "in.welcome", "in.rate", "in.talk"),
    *("break.1", "w.after", "w.end"),
)
"""Three questions on arrival: a rating and a choice that raise alerts, one that stays on the phone. Then what the room goes through."""


ALERTS = {"at_or_above": 8}
IN_THE_DOOR = (
    made("scale", id="urge", title=said("Title of urge"), arrival=True, alert=ALERTS),
    made(
        "choice", id="safe", title=said("Title of safe"), arrival=True, visibility="facilitator", tags=["safety"], alert={"options": ["call"]}
    ),
    made("scale", id="alone", arrival=True, visibility="private"),
)  # fmt: skip
NIGHT = evening(
    Agenda(
        blocks=(
            curriculum("in", *(STEP.validate_python(step) for step in IN_THE_DOOR), slide("welcome")),
            curriculum(
                "t",
                STEP.validate_python(made("goround", id="round")),
                scale("rest", Visibility.ANONYMOUS),
                STEP.validate_python(made("break", id="tea")),
                STEP.validate_python(made("openfloor", id="floor")),
                STEP.validate_python(made("goround", id="again")),
                slide("bye"),
            ),
        ),
        breaks=(PlannedBreak(after="in"),),
    )
)
"""Everything in one evening, for whatever can happen in it."""
EVENING = evening(
    Agenda(
        blocks=(
            curriculum(
                "in",
                *(STEP.validate_python(step) for step in IN_THE_DOOR),
                slide("welcome"),
                STEP.validate_python(made("scale", id="rate", first="urge", alert={"rise": 2})),
                STEP.validate_python(made("goround", id="talk")),
                title="Check-in",
            ),
            curriculum("w", scale("after", Visibility.ANONYMOUS), slide("end"), title="Week one"),
        ),
        breaks=(PlannedBreak(after="in", minutes=12),),
    )
)
