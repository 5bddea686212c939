"""How a step looks before there is a group: an evening of made-up people is played up to it by the rules that hold for every group.

Nothing here is staged: the same commands, decisions, events and views as in a live room make what a screen shows. Only the people,
the hour and their answers are invented, and the answers follow from fixed draws, so that the same file gives the same pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.agenda import Agenda
from goround.domain.base import Instant, Lang, StepRef
from goround.domain.curriculum import Curriculum, HelpLine
from goround.domain.events import AlertRaised, Entry
from goround.domain.history import apply
from goround.domain.people import ROOM, Mode, Role, Viewer
from goround.domain.rules import Refused, decide
from goround.domain.state import State
from goround.domain.steps import AnyStep, Visibility
from goround.domain.views import View, view

Stage = Literal["asked", "answered", "shown"]
"""A step while nobody has answered or spoken, when people have, and with what came together on the screens."""
Screen = Literal["participant", "facilitator", "display"]

LEADER = Viewer(Role.FACILITATOR, "dana")
DISPLAY = Viewer(Role.DISPLAY, "room")
GROUPS: dict[Lang, str] = {"en": "Tuesday group", "es": "Grupo del martes"}
PEOPLE: tuple[tuple[str, Mode], ...] = (
    ("Ana", Mode.ON_SITE),
    ("Ben", Mode.ON_SITE),
    ("Carla", Mode.ON_SITE),
    ("Dev", Mode.ON_SITE),
    ("Jo", Mode.ON_SITE),
    ("Luz", Mode.REMOTE),
    ("Marcus", Mode.ON_SITE),
    ("Nadia", Mode.ON_SITE),
    ("Otis", Mode.NO_DEVICE),
    ("Rosa", Mode.ON_SITE),
    ("Sam", Mode.ON_SITE),
    ("Ty", Mode.ON_SITE),
)
"""Twelve people, in the order in which they came; one takes part from home, one without a device."""
PASSES, STILL_THINKS = 4, 11
"""Places of the person who passes, and of the one who has not answered yet or speaks later."""
NEEDS_A_LOOK, TRIES = 2, 40
"""Place of the person whose answer raises an alert where one can, and how many answers are tried for that, or for raising none."""
ASK_TO_SPEAK = (2, 8, 0, 5)
"""Places of those who ask for the floor, in that order."""

SECOND_MS, MINUTE_MS = 1_000, 60_000
JUST_NOW_MS: dict[Stage, int] = {"asked": 0, "answered": 75 * SECOND_MS, "shown": 150 * SECOND_MS}
"""How long the step has been on: a step that has just begun lets what is paced by the clock run from its start."""


class NotPlayed(Exception):
    """The rules refused something that a preview needs; names their code."""


def stages(step: AnyStep) -> tuple[Stage, ...]:
    """What there is to see of a step. Where people take turns, the second is that somebody speaks."""
    if step.turns is not None:
        return ("asked", "answered")
    if not step.answerable:
        return ("asked",)
    return ("asked", "answered", "shown") if step.shared else ("asked", "answered")


@dataclass(frozen=True, slots=True)
class Played:
    """A moment of the made-up evening, and whose phone is looked at."""

    state: State
    phone: Viewer
    kept: JsonValue
    """What this phone's person keeps for themselves of the present step: no log holds it."""

    def seen(self, screen: Screen) -> View:
        """What this screen is shown, by the one function that decides it for every screen."""
        viewers = {"participant": self.phone, "facilitator": LEADER, "display": DISPLAY}
        return view(self.state, viewers[screen])


def play(
    curriculum: Curriculum, step: str, stage: Stage, lang: Lang, now: Instant, help_lines: Sequence[HelpLine]
) -> Played:
    """The evening up to this stage of this step; ``now`` is the instant at which it is looked at.

    A question on arrival is looked at before the start: the phone asks it, the room's screen shows the way in.

    Raises:
        LookupError: there is no such step, or nothing of it to see at this stage.
        NotPlayed: the rules refused something.
    """
    agenda = Agenda(blocks=(curriculum,))
    ref = f"{curriculum.id}.{step}"
    if stage not in stages(agenda.steps[ref]):
        raise LookupError(stage)
    entered = now - JUST_NOW_MS[stage]
    started = entered - round(agenda.begins.get(ref, 0) * MINUTE_MS)
    evening = _Evening(started - 12 * MINUTE_MS, lang)
    evening.gathers(agenda, help_lines)
    for question in agenda.arrivals:
        if question == ref:
            break
        evening.answers(question, started - MINUTE_MS, quietly=True)
    if ref in agenda.refs:
        evening.goes_to(ref, entered)
    evening.waits(entered)
    phone = evening.asked(ref)[0]
    if stage == "answered" and agenda.steps[ref].turns is not None:
        phone = evening.speaks(ref, now)
    elif stage != "asked":
        evening.answers(ref, now)
    if stage == "shown":
        evening.shows(now)
    private = stage != "asked" and agenda.steps[ref].visibility is Visibility.PRIVATE
    return Played(evening.state, _seat(phone), agenda.steps[ref].rehearse(_draw(ref, phone)) if private else None)


class _Evening:
    """One session in memory: asks are decided and applied one by one, as in a room."""

    def __init__(self, begins: Instant, lang: Lang) -> None:
        self.state = State()
        self._at, self._lang = begins, lang

    def gathers(self, agenda: Agenda, help_lines: Sequence[HelpLine]) -> None:
        """The session is opened, the screens are on, and everybody is in."""
        self._ask(
            LEADER,
            c.Open(
                group=GROUPS[self._lang],
                agenda=agenda,
                leader=LEADER.id,
                leader_name="Dana",
                code="LAMP24",
                address="group.example",
                zone="UTC",
                software="preview",
                help_lines=tuple(help_lines),
                rehearsal=True,
            ),
        )
        self._ask(ROOM, c.FindStaff(staff=LEADER.id, name="Dana"))
        self._ask(LEADER, c.ConnectDisplay(display=DISPLAY.id))
        for place, (name, mode) in enumerate(PEOPLE):
            if mode is Mode.NO_DEVICE:
                self._ask(LEADER, c.AddSeat(seat=_seat(place).id, name=name))
                continue
            self._ask(_seat(place), c.Join(name=name, mode=mode, lang=self._lang))
            self._ask(ROOM, c.RegainLink(seat=_seat(place).id))
            self._ask(LEADER, c.Admit(seats=(_seat(place).id,)))

    def goes_to(self, ref: StepRef, entered: Instant) -> None:
        """Every step before this one takes the minutes that are planned for it."""
        refs = self.state.plan.refs
        minutes = [self.state.plan.steps[one].minutes for one in refs[: refs.index(ref)]]
        at = entered - sum(round(one * MINUTE_MS) for one in minutes)
        self._ask(LEADER, c.Start(until=at), at)
        for one in minutes:
            at += round(one * MINUTE_MS)
            self._ask(LEADER, c.Next(visit=self.state.here or 0, until=at), at)

    def asked(self, ref: StepRef) -> list[int]:
        """Places of the people with a phone who are asked this step, or of all with a phone where it is for others."""
        phones = [place for place, (_, mode) in enumerate(PEOPLE) if mode is not Mode.NO_DEVICE]
        step = self.state.plan.steps[ref]
        return [place for place in phones if step.is_for(PEOPLE[place][1])] or phones

    def waits(self, until: Instant) -> None:
        """Nothing happens until then."""
        self._at = max(self._at, until)

    def speaks(self, ref: StepRef, now: Instant) -> int:
        """Somebody speaks, others have spoken or wait; the place of whoever has a phone and speaks or is in line."""
        if self.state.plan.steps[ref].turns == "queue":
            for place in ASK_TO_SPEAK:
                by, seat = self._for(place)
                self._ask(by, c.AskTurn(step=ref, seat=seat), now - 40 * SECOND_MS)
            self._turn(now - 30 * SECOND_MS)
            return ASK_TO_SPEAK[2]
        self._ask(_seat(PASSES), c.PassTurn(step=ref), now - 70 * SECOND_MS)
        self._ask(_seat(STILL_THINKS), c.LaterTurn(step=ref), now - 70 * SECOND_MS)
        self._turn(now - 60 * SECOND_MS)
        phones = {_seat(place).id: place for place, (_, mode) in enumerate(PEOPLE) if mode is not Mode.NO_DEVICE}
        for _ in PEOPLE:
            self._turn(now - 30 * SECOND_MS)
            speaking = self.state.floor(ref).speaking
            if speaking in phones:
                return phones[speaking]
        return 0

    def answers(self, ref: StepRef, now: Instant, *, quietly: bool = False) -> None:
        """Nearly everybody answers; one person passes, and one is still thinking.

        Where a step raises alerts one person's answer does, and no other: least of all that of the phone that is looked at, which shows
        the step and not what follows. ``quietly``: nobody's does.
        """
        step = self.state.plan.steps[ref]
        begun = self._at
        first = self.asked(ref)[0]
        for place, (_, mode) in enumerate(PEOPLE):
            if not step.is_for(mode) or (place == STILL_THINKS and place != first):
                continue
            at = begun + (now - begun) * (place + 1) // (len(PEOPLE) + 8)
            by, seat = self._for(place)
            words = (
                None if step.visibility is Visibility.PRIVATE else step.rehearse(draw) for draw in _draws(ref, place)
            )
            answers = [c.Answer(step=ref, revision=0, answer=one, seat=seat) for one in words]
            if place == PASSES and place != first:
                self._ask(by, c.Pass(step=ref, revision=0, seat=seat), at)
                continue
            loud = place == NEEDS_A_LOOK and place != first and not quietly
            fitting = (answer for answer in answers if self._rings(by, answer, at) == loud)
            otherwise = c.Pass(step=ref, revision=0, seat=seat) if quietly else answers[0]
            self._ask(by, next(fitting, otherwise), at)

    def shows(self, now: Instant) -> None:
        """What came together is shown; of what people wrote, everything is put on the wall."""
        self._ask(LEADER, c.Reveal(visit=self.state.here or 0, few=True), now, _draw("wall", 0))
        visit = self.state.visit
        held = len(getattr(visit.tally, "held", ())) if visit else 0
        if held:
            self._ask(LEADER, c.Release(visit=self.state.here or 0, pieces=tuple(range(held))), now)

    def _for(self, place: int) -> tuple[Viewer, str | None]:
        """Who asks for the person at this place, and whom they name: a facilitator does where there is no device."""
        return (LEADER, _seat(place).id) if PEOPLE[place][1] is Mode.NO_DEVICE else (_seat(place), None)

    def _rings(self, by: Viewer, given: c.Answer, at: Instant) -> bool:
        """Whether this answer would raise an alert."""
        decision = decide(self.state, given, by, max(self._at, at), 0)
        return not isinstance(decision, Refused) and any(isinstance(event, AlertRaised) for event in decision)

    def _turn(self, at: Instant) -> None:
        visit = self.state.visit
        if visit is not None:
            turns = self.state.floor(visit.step).turns
            self._ask(LEADER, c.NextTurn(visit=visit.number, turn=turns, until=max(at, self._at)), at)

    def _ask(self, by: Viewer, command: c.AnyCommand, at: Instant | None = None, draw: int = 0) -> None:
        self._at = max(self._at, at or 0)
        decision = decide(self.state, command, by, self._at, draw)
        if isinstance(decision, Refused):
            raise NotPlayed(decision.code)
        if decision:
            entry = Entry(
                session="preview", seq=self.state.seq + 1, at=self._at, by=by.actor, ref=None, events=decision
            )
            self.state = apply(self.state, entry)


def _seat(place: int) -> Viewer:
    return Viewer(Role.PARTICIPANT, f"s{place + 1}")


def _draws(ref: StepRef, place: int) -> list[int]:
    """Draws that are always the same for a person at a step; the first is theirs wherever nothing speaks against it."""
    return [_draw(f"{ref}{turn or ''}", place) for turn in range(TRIES)]


def _draw(name: str, place: int) -> int:
    """A draw that is always the same for a person at a step."""
    return int.from_bytes(sha256(f"{name}:{place}".encode()).digest()[:8])
