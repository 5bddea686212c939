"""What a console is shown of the present step: what to say, what has come in, who speaks."""

from typing import Literal

from goround.domain.base import Instant, Model, SeatId, StepRef, Words
from goround.domain.people import Mode
from goround.domain.scenes.asked import ShownPicture
from goround.domain.steps import AnyPrompt, AnyTally, Visibility
from goround.domain.text import Text


class Hint(Model):
    """A private hint, and what it is about."""

    about: Literal["look_for", "silence", "one_voice", "distress", "remote", "paper", "more"]
    text: Text


class TurnLine(Model):
    """A person in a go-round or an open floor."""

    seat: SeatId
    number: int
    name: str | None
    mode: Mode
    standing: Literal["speaking", "to_come", "later", "spoke", "passed"]


class Turns(Model):
    """How a go-round or an open floor stands. A screen that is locked is told no person of it."""

    form: Literal["round", "queue"]
    turn: int
    """How many turns there have been: the next one starts from here."""
    speaking: TurnLine | None
    since: Instant | None
    """Since when; None while it rests."""
    spent: int
    """Milliseconds of the present turn before ``since``."""
    seconds: int | None
    """About how long a turn is."""
    coming: int
    """How many are to come."""
    to_come: tuple[TurnLine, ...]
    """In their order; the first is the next. Nobody on a screen that is locked."""
    had: tuple[TurnLine, ...]
    """Who spoke or passed."""


class Stage(Model):
    """The present step as the facilitator leads it."""

    number: int
    step: StepRef
    title: Words
    script: Text | None
    hints: tuple[Hint, ...]
    prompt: AnyPrompt
    content_note: Words | None
    picture: ShownPicture | None
    on_display: Literal["results", "question", "nothing"]
    """What the room's screen shows of it."""
    who_sees: Visibility | None
    entered: Instant | None
    spent: int
    minutes: float
    extended: int
    due: Instant | None
    time_up: bool
    open: bool
    revealed: bool
    results: AnyTally | None
    """What the room saw or sees; of what people wrote, every piece."""
    on_wall: tuple[int, ...]
    """Which pieces of what people wrote stand on the wall, by their places in ``results``."""
    themes: dict[int, str]
    """For pieces that stand there as a theme: its words."""
    turns: Turns | None
    """In a go-round or an open floor."""


class Counts(Model):
    """What has come in for the present step. An anonymous step tells only how many have answered."""

    answered: int
    passed: int | None
    not_yet: int | None
    after_close: int | None
    tally: AnyTally | None
    """Of the answers that came in time, where leaders may read them."""
    may_show: bool
    """Whether these answers are for the room at all."""
    few: bool
    """Whether showing them needs the facilitator's release, since they are fewer than five."""
