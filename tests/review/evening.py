"""One evening with everything that facts are made of: arrival questions, a round, a break, two curricula, alerts, marks, and people who come and go.

The same asks are made of the rules alone (``played``) and of a running room (``lived``).
"""

from collections.abc import Iterator
from dataclasses import replace

from goround.domain import commands as c
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.people import Mode, Viewer
from goround.domain.state import State
from goround.domain.steps import Visibility
from goround.domain.steps.goround import GoRound
from goround.domain.steps.openfloor import OpenFloor
from goround.domain.steps.scale import NumberAlert
from goround.domain.steps.text import ShortText
from goround.runtime.clock import SettableClock
from goround.runtime.room import Room
from tests.playbook import (
    MINUTE,
    OPEN,
    Ask,
    Later,
    Past,
    Play,
    ann,
    answer,
    ben,
    cam,
    curriculum,
    dana,
    dee,
    eli,
    end,
    extend,
    flat,
    given,
    next_step,
    pause,
    resume,
    room,
    scale,
    slide,
    start,
    text,
    until,
    words,
)


def written(id: str, visibility: Visibility) -> ShortText:
    return ShortText(
        id=id, title=words(f"Title of {id}"), minutes=4, question=words(f"Question of {id}?"), visibility=visibility
    )


CRAVING = scale("craving", Visibility.FACILITATOR).model_copy(
    update={"arrival": True, "alert": NumberAlert(at_or_above=8)}
)
ROUND = GoRound(
    id="round", title=words("One win", "Un logro"), minutes=12, heading=words("One win?"), script=text("Go")
)
BYE = GoRound(id="bye", title=words("Closing round", "Ronda final"), minutes=6, heading=words("One word?"))
FLOOR = OpenFloor(id="floor", title=words("Open floor", "Palabra libre"), minutes=10, heading=words("What else?"))
EVENING = Agenda(
    blocks=(
        curriculum("in", CRAVING, ROUND, slide("after", minutes=3), title="Check-in"),
        curriculum(
            "main",
            slide("hello", minutes=8),
            scale("urge", Visibility.FACILITATOR),
            written("secret", Visibility.ANONYMOUS),
            scale("mood", Visibility.GROUP),
            written("note", Visibility.PRIVATE),
            written("plan", Visibility.FACILITATOR),
            FLOOR,
            slide("extra", minutes=5),
            BYE,
            title="Riding out a craving",
        ),
    ),
    breaks=(PlannedBreak(after="in", minutes=10),),
)
OPENED = OPEN.model_copy(update={"agenda": EVENING, "group": "Tuesday group"})
NAMES = {"ann": "Annabel", "ben": "Benedict", "cam": "Camille", "dee": "Deirdre", "eli": "Elias", "fay": "Fayola"}
WROTE = {"ann": "I call my sister after work", "cam": "I walk home by the river", "ben": "I turn the phone off"}
"""What each wrote for the leaders: nobody else's part holds it."""
SECRET = "unnamed"


def joins(who: Viewer, mode: Mode = Mode.ON_SITE) -> Ask:
    return Ask(who, c.Join(name=NAMES[who.id], mode=mode, lang="en"))  # type: ignore[arg-type]


def writes(who: Viewer) -> Ask:
    return Ask(who, c.Answer(step="main.plan", revision=0, answer={"text": WROTE[who.id]}))


def tells(who: Viewer) -> Ask:
    """An answer that carries no name; its words tell the test whose they are."""
    return Ask(who, c.Answer(step="main.secret", revision=0, answer={"text": f"{SECRET} {who.id} told"}))


def turn(seat: str) -> Later:
    def give(state: State) -> c.NextTurn:
        visit = state.visit
        assert visit is not None
        return c.NextTurn(visit=visit.number, turn=state.floor(visit.step).turns, seat=seat, until=until(state))

    return give


def skip(reason: str) -> Later:
    return lambda state: c.Skip(visit=state.here or 0, reason=reason, until=until(state))  # type: ignore[arg-type]


def after(minutes: float, by: Viewer, command: c.AnyCommand | Later) -> Ask:
    return Ask(by, command, wait=round(minutes * MINUTE))


def spoken(step: str, *order: tuple[str, str]) -> Iterator[Ask]:
    """A round, two minutes each: who speaks, and who passes."""
    for seat, how in order:
        if how == "spoke":
            yield Ask(dana, turn(seat))
            yield after(2, dana, c.EndTurn(step=step, seat=seat))
        else:
            yield Ask(dana, c.PassTurn(step=step, seat=seat))


GATHERED: tuple[Past, ...] = (
    Ask(dana, OPENED),
    Ask(room, c.FindStaff(staff="dana", name="Dana Leader")),
    *(joins(one) for one in (ann, cam, dee, eli)),
    joins(ben, Mode.REMOTE),
    *(Ask(room, c.RegainLink(seat=one.id)) for one in (ann, cam, dee, eli, ben)),
    Ask(dana, c.Admit(seats=("ann", "ben", "cam", "dee"))),
    Ask(dana, c.AddSeat(seat="gus", name="Gustavo")),
    Ask(ann, answer("in.craving", 4)),
    Ask(ben, answer("in.craving", 9)),
    Ask(cam, c.Pass(step="in.craving", revision=0)),
    Ask(dana, c.Answer(step="in.craving", revision=0, answer={"number": 2}, seat="gus")),
)
"""The door: Elias is not let in, Deirdre has not answered, an answer of Benedict's raises an alert."""

FIRST_PART: tuple[Past, ...] = (
    after(1, dana, start),
    Ask(dana, c.See(alert="a1")),
    Ask(dana, c.ConfirmRemote(seat="ben")),
    *flat([spoken("in.round", ("ben", "spoke"), ("ann", "spoke"), ("cam", "passed"), ("gus", "spoke"))]),
    Ask(dana, c.Mark(kind="strong_moment")),
    Ask(dana, c.WordMark(mark="m1", words="They laughed together")),
    Ask(dana, next_step),
    after(3, dana, next_step),
    after(10, dana, next_step),
    Ask(dana, c.Resolve(alert="a1", done="talked_in_break")),
)
SECOND_PART: tuple[Past, ...] = (
    after(2, room, c.LoseLink(seat="ann")),
    after(4, room, c.LoseLink(seat="ben")),
    after(2, dana, next_step),
    Ask(cam, answer("main.urge", 3)),
    Ask(dee, c.Pass(step="main.urge", revision=0)),
    Ask(dana, c.Answer(step="main.urge", revision=0, answer={"number": 5}, seat="gus")),
    after(5, room, c.RegainLink(seat="ben")),
    Ask(ben, answer("main.urge", 6)),
    Ask(dana, next_step),
    *(tells(one) for one in (ann, cam, ben)),
    after(1, dana, next_step),
    Ask(ann, answer("main.mood", 8)),
    after(4, dana, c.SayPresence(seat="cam", presence="out")),
    Ask(dana, next_step),
    Ask(ann, c.Answer(step="main.note", revision=0, answer=None)),
    after(3, dana, pause),
    after(2, dana, resume),
    Ask(dana, c.SayPresence(seat="cam", presence="here")),
    Ask(dana, next_step),
    *(writes(one) for one in (ann, cam, ben)),
    Ask(dee, c.NeedPerson()),
    Ask(dana, extend(2)),
    after(5, dana, next_step),
    Ask(cam, c.AskTurn(step="main.floor")),
    Ask(dana, turn("cam")),
    after(3, dana, c.SayPresence(seat="dee", presence="left")),
    Ask(dana, next_step),
    Ask(dana, skip("time")),
    *flat([spoken("main.bye", ("ann", "spoke"), ("cam", "spoke"), ("gus", "passed"))]),
)
WHOLE: tuple[Past, ...] = (GATHERED, FIRST_PART, SECOND_PART, after(1, dana, end))


def in_time(ask: Ask) -> Ask:
    """The same ask, meant for as long as it may take: here minutes lie between one and the next."""

    def made(state: State) -> c.AnyCommand:
        command = ask.command if isinstance(ask.command, c.Command) else ask.command(state)
        lasting = {"until": state.at + 24 * 60 * MINUTE} if "until" in type(command).model_fields else {}
        return command.model_copy(update=lasting)

    return replace(ask, command=made)


def played(*past: Past) -> Play:
    """The evening, or this part of it, by the rules alone."""
    return given(*(in_time(ask) for ask in flat(past or (WHOLE,))))


async def lived(into: Room, clock: SettableClock, *past: Past) -> None:
    """The same asks of a room that is open already; each is taken. Links its server tells by itself: nobody has a screen there."""
    for ask in map(in_time, flat(past)):
        clock.advance(ask.wait)
        command = ask.command(into.state) if callable(ask.command) else ask.command
        if not isinstance(command, c.Open | c.FindStaff | c.LoseLink | c.RegainLink):
            outcome = await into.ask(command, ask.by)
            assert outcome.code == "ok", (command.type, outcome)
