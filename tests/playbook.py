"""Tests as sentences in the words of the domain: ``given(...).when(command, by=...).then(*events)``.

Every entry goes through its JSON form before it is applied, so each of these tests is also one of replay.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.agenda import Agenda
from goround.domain.base import Words
from goround.domain.curriculum import Checked, Curriculum, HelpLine, Review
from goround.domain.history import apply
from goround.domain.people import ROOM, Mode, Role, Viewer
from goround.domain.rules import Decision, Refused, decide
from goround.domain.shadow import NOTHING
from goround.domain.state import State
from goround.domain.steps import AnyStep, Hints, Visibility
from goround.domain.steps.scale import Scale, ScaleAnswer, ScaleTally
from goround.domain.steps.slide import Slide
from goround.domain.text import Text, in_one_paragraph
from goround.domain.views import View, view
from goround.review.shadow import shadow_of

T0 = 1_800_000_000_000
SECOND = 1_000
MINUTE = 60_000

ann, ben, cam, dee, eli, fay = (Viewer(Role.PARTICIPANT, name) for name in ("ann", "ben", "cam", "dee", "eli", "fay"))
"""Six people with phones."""
gus = Viewer(Role.PARTICIPANT, "gus")
"""A person without a device."""
dana, sam = Viewer(Role.FACILITATOR, "dana"), Viewer(Role.FACILITATOR, "sam")
tv = Viewer(Role.DISPLAY, "tv")
sue = Viewer(Role.SUPERVISOR, "sue")
room = ROOM


def words(en: str, es: str | None = None) -> Words:
    return Words(en=en, es=es or f"{en} (es)")


def text(en: str) -> Text:
    return in_one_paragraph(words(en))


def scale(id: str, visibility: Visibility, minutes: float = 5) -> Scale:
    return Scale(
        id=id,
        title=words(f"Title of {id}"),
        minutes=minutes,
        question=words(f"Question of {id}?"),
        labels={0: words("None"), 10: words("Most")},
        script=text(f"Script of {id}"),
        hints=Hints(look_for=text(f"Hint of {id}")),
        visibility=visibility,
    )


def slide(id: str, minutes: float = 2) -> Slide:
    return Slide(
        id=id,
        title=words(f"Title of {id}"),
        minutes=minutes,
        heading=words(f"Heading of {id}"),
        script=text(f"Script of {id}"),
        hints=Hints(look_for=text(f"Hint of {id}")),
    )


HELLO, CRAVING, SLEEP, MOOD, NOTE, BYE = "w01.hello", "w01.craving", "w01.sleep", "w01.mood", "w01.note", "w02.bye"
"""A slide; a scale for leaders, without names, for the group, for oneself; a slide of a second curriculum."""

REVIEWED = Review(
    clinician=Checked(by="Kim Reader, LPC", on=date(2026, 10, 1)),
    spanish=Checked(by="Luz Lectora, traductora", on=date(2026, 10, 2)),
)


def curriculum(id: str, *steps: AnyStep, title: str = "An evening", review: Review = REVIEWED) -> Curriculum:
    """A curriculum of these steps, which somebody has reviewed."""
    return Curriculum(
        id=id,
        kind="skills",
        version="1",
        title=words(title),
        aim=words(f"Aim of {id}"),
        audience=("participants",),
        minutes=sum(step.minutes for step in steps),
        review=review,
        steps=steps,
    )


AGENDA = Agenda(
    blocks=(
        curriculum(
            "w01",
            slide("hello"),
            scale("craving", Visibility.FACILITATOR),
            scale("sleep", Visibility.ANONYMOUS),
            scale("mood", Visibility.GROUP),
            scale("note", Visibility.PRIVATE),
            title="Week one",
        ),
        curriculum("w02", slide("bye"), title="The end"),
    )
)
HELP = (HelpLine(number="988", words=words("Crisis line")),)
OPEN = c.Open(
    group="Blue group",
    agenda=AGENDA,
    leader="dana",
    leader_name="Dana Leader",
    code="BLUE42",
    address="goround.example",
    zone="America/Chicago",
    software="1.0",
    help_lines=HELP,
)

Later = Callable[[State], c.AnyCommand]
"""A command that is made when its turn comes: it names the visit at which the room is then."""


@dataclass(frozen=True)
class Ask:
    """One command of somebody, so many milliseconds after the former."""

    by: Viewer
    command: c.AnyCommand | Later
    wait: int = SECOND
    draw: int = 7
    ref: str | None = None


Past = Ask | Iterable["Past"]


@dataclass
class Play:
    """A session under test: its log and the state that follows from it."""

    log: list[e.Entry] = field(default_factory=list)
    state: State = field(default_factory=State)

    @property
    def here(self) -> int:
        return self.state.here or 0

    def sees(self, viewer: Viewer, over: str | None = None) -> View:
        """What this viewer sees now; over a seat as at the end of a log that ends here."""
        return view(self.state, viewer, over, NOTHING if over is None else shadow_of(self.state))

    def when(
        self,
        command: c.AnyCommand | Later,
        by: Viewer,
        at: int | None = None,
        wait: int = SECOND,
        draw: int = 7,
        ref: str | None = None,
    ) -> "Outcome":
        made = command if isinstance(command, c.Command) else command(self.state)
        at = (self.state.at or T0) + wait if at is None else at
        return Outcome(self, decide(self.state, made, by, at, draw), by, at, ref)

    def goes_on(self, *past: Past) -> "Play":
        """The same session after more asks, each of which does something."""
        for ask in flat(past):
            outcome = self.when(ask.command, ask.by, wait=ask.wait, draw=ask.draw, ref=ask.ref)
            assert isinstance(outcome.decision, tuple) and outcome.decision, f"{ask} led to {outcome.decision}"
            outcome.store()
        return self


@dataclass
class Outcome:
    """What became of a command."""

    play: Play
    decision: Decision
    by: Viewer
    at: int
    ref: str | None

    def then(self, *expected: e.AnyEvent | type[e.Event]) -> Play:
        """These events happened and nothing else; a class stands for any event of that type."""
        assert isinstance(self.decision, tuple), f"refused: {self.decision}"
        assert len(self.decision) == len(expected), f"{self.decision} is not {expected}"
        for event, wanted in zip(self.decision, expected, strict=True):
            assert isinstance(event, wanted) if isinstance(wanted, type) else event == wanted, (
                f"{event} is not {wanted}"
            )
        return self.store()

    def nothing(self) -> Play:
        assert self.decision == (), f"{self.decision} is not nothing"
        return self.play

    def refused(self, code: str, **facts: object) -> Play:
        assert isinstance(self.decision, Refused), f"not refused: {self.decision}"
        assert self.decision.code == code, f"refused as {self.decision.code}, not as {code}"
        assert dict(self.decision.facts) == facts
        return self.play

    def store(self) -> Play:
        assert isinstance(self.decision, tuple)
        play = self.play
        entry = e.Entry(
            session="s1", seq=play.state.seq + 1, at=self.at, by=self.by.actor, ref=self.ref, events=self.decision
        )
        entry = e.Entry.model_validate_json(entry.model_dump_json())
        play.log.append(entry)
        play.state = apply(play.state, entry)
        return play


def flat(past: Iterable[Past]) -> Iterable[Ask]:
    for one in past:
        if isinstance(one, Ask):
            yield one
        else:
            yield from flat(one)


def given(*past: Past) -> Play:
    """A session in which these asks were made, one second after another."""
    return Play().goes_on(*past)


def until(state: State, ms: int = 5_000) -> int:
    """The instant up to which a movement asked a second from now may come."""
    return state.at + SECOND + ms


def start(state: State) -> c.Start:
    return c.Start(until=until(state))


def next_step(state: State) -> c.Next:
    return c.Next(visit=state.here or 0, until=until(state))


def back(state: State) -> c.Back:
    return c.Back(visit=state.here or 0, until=until(state))


def jump(step: str) -> Later:
    return lambda state: c.Jump(visit=state.here or 0, step=step, until=until(state))


def skip(state: State) -> c.Skip:
    return c.Skip(visit=state.here or 0, reason="time", until=until(state))


def pause(state: State) -> c.Pause:
    return c.Pause(visit=state.here or 0, until=until(state))


def resume(state: State) -> c.Resume:
    return c.Resume(visit=state.here or 0, until=until(state))


def end(state: State) -> c.End:
    return c.End(visit=state.here or 0, until=until(state))


def undo(state: State) -> c.Undo:
    return c.Undo(of=state.movement.seq if state.movement else 1)


def extend(minutes: int) -> Later:
    return lambda state: c.Extend(visit=state.here or 0, minutes=minutes)


def open_answering(state: State) -> c.OpenAnswering:
    return c.OpenAnswering(visit=state.here or 0)


def close(state: State) -> c.CloseAnswering:
    return c.CloseAnswering(visit=state.here or 0)


def reveal(state: State) -> c.Reveal:
    return c.Reveal(visit=state.here or 0)


def reveal_few(state: State) -> c.Reveal:
    return c.Reveal(visit=state.here or 0, few=True)


def hide(state: State) -> c.Hide:
    return c.Hide(visit=state.here or 0)


def answer(step: str, number: int, revision: int = 0) -> c.Answer:
    return c.Answer(step=step, revision=revision, answer={"number": number})


def answered(
    seat: str,
    step: str,
    number: int | None,
    visibility: Visibility,
    revision: int = 1,
    after_close: bool = False,
    by_staff: bool = False,
) -> e.Answered:
    """The event of an answer; without a number where the phone keeps it."""
    return e.Answered(
        seat=seat,
        step=step,
        revision=revision,
        visibility=visibility,
        answer=None if number is None else ScaleAnswer(number=number),
        after_close=after_close,
        by_staff=by_staff,
    )


def passed(seat: str, step: str, revision: int = 1, after_close: bool = False, by_staff: bool = False) -> e.Passed:
    return e.Passed(seat=seat, step=step, revision=revision, after_close=after_close, by_staff=by_staff)


def tally(*numbers: int) -> ScaleTally:
    return ScaleTally(answers=len(numbers), counts=tuple(numbers.count(number) for number in range(11)))


def opened(with_: c.Open = OPEN) -> Past:
    return Ask(dana, with_)


def door(*people: Viewer, with_: c.Open = OPEN) -> Past:
    """The session is open and these people wait at the door."""
    joins = (Ask(person, c.Join(name=f"{person.id.title()} Shown", mode=Mode.ON_SITE, lang="en")) for person in people)
    return [opened(with_), *joins]


def inside(*people: Viewer, with_: c.Open = OPEN) -> Past:
    """The session is open, these people are in, and Gus, who has no device."""
    return [
        door(*people, with_=with_),
        Ask(dana, c.Admit(seats=tuple(person.id for person in people))),
        Ask(dana, c.AddSeat(seat="gus", name="Gus Shown")),
    ]


def at_step(step: str, *people: Viewer, with_: c.Open = OPEN) -> Past:
    """These people are in and the room is at this step."""
    going = [] if step == with_.agenda.refs[0] else [Ask(dana, jump(step))]
    return [inside(*(people or (ann, ben)), with_=with_), Ask(dana, start), *going]


SIX = (ann, ben, cam, dee, eli, fay)


def all_answer(step: str, *numbers: int) -> Past:
    """The first of the six answer with these numbers."""
    return [Ask(person, answer(step, number)) for person, number in zip(SIX, numbers, strict=False)]
