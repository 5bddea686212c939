"""What every step kind has: its words, its minutes, its visibility, and the parts that a kind must say."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AliasChoices, Field, JsonValue, StringConstraints, ValidationError

from goround.domain.base import Erased, Lang, Model, Words
from goround.domain.text import Text


class Visibility(StrEnum):
    """Who may ever see an answer to a step (docs/spec.md, V1 to V4)."""

    PRIVATE = "private"
    """Only the member: the answer stays on the phone, the log holds that there was one."""
    FACILITATOR = "facilitator"
    """The group leaders and their supervisor."""
    ANONYMOUS = "anonymous"
    """Everyone, as part of a whole that carries no name; no single answer to anybody."""
    GROUP = "group"
    """The group, its leaders and their supervisor."""


SHARED = frozenset({Visibility.ANONYMOUS, Visibility.GROUP})
"""The visibilities whose answers, taken together, are for the room."""
BY_NAME = frozenset({Visibility.FACILITATOR, Visibility.GROUP})
"""The visibilities under which leaders read who gave what: an alert needs one of them."""

ForWhom = Literal["participants", "family", "on_site", "remote"]
Tag = Literal["safety", "use"]


class StepAnswer(Model):
    """What a seat gave to a step: each kind has its own."""


class Prompt(Model):
    """What any screen may show of a step, apart from its answers. The terminal's words are made here."""

    @abstractmethod
    def lines(self, lang: Lang) -> list[str]:
        """The question and what can be chosen, one below the other."""

    @abstractmethod
    def said(self, answer: Any, lang: Lang) -> str:
        """An answer in a few words: those of the options, not their ids."""

    @abstractmethod
    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """A tally, one count or one written piece below the other."""


Order = Callable[[Sequence[str]], Sequence[str]]
"""How written pieces are put into an order that is drawn."""


class Tally(Model):
    """What the room may see of many answers, made once."""

    answers: Annotated[int, Field(ge=0)]
    """How many answers it is made of."""

    @property
    def held(self) -> tuple[str, ...]:
        """What people wrote: a facilitator reads it first and puts it on the wall piece by piece."""
        return ()

    def with_only(self, shown: "OnWall") -> Self:
        """This tally with only these written pieces, by their places in ``held``."""
        return self

    def drawn(self, order: Order) -> Self:
        """This tally with its written pieces in another order: which of them one person wrote cannot be read from it."""
        return self


class Theme(Model):
    """What a facilitator put on the wall in the place of written pieces."""

    words: str
    pieces: Annotated[int, Field(ge=1)]
    """For how many of them it stands."""


OnWall = Mapping[int, str | Erased | None]
"""Which written pieces stand on the wall, by their places: as written (None), or as a theme."""


class Wall(Tally):
    """A tally that holds what people wrote."""

    texts: tuple[str, ...]
    """In an order drawn when the tally was made."""
    themes: tuple[Theme, ...] = ()
    """On the wall: what stands there for several pieces, the one for the most of them first."""

    @property
    def held(self) -> tuple[str, ...]:
        """What people wrote."""
        return self.texts

    def with_only(self, shown: OnWall) -> Self:
        """The wall with what a facilitator has put up."""
        up = {place: theme for place, theme in shown.items() if place < len(self.texts)}
        themes = Counter(theme for theme in up.values() if isinstance(theme, str))
        return self.model_copy(
            update={
                "texts": tuple(text for place, text in enumerate(self.texts) if up.get(place, "") is None),
                "themes": tuple(Theme(words=words, pieces=count) for words, count in themes.most_common()),
            }
        )

    def drawn(self, order: Order) -> Self:
        """The wall with its pieces in an order that is drawn."""
        return self.model_copy(update={"texts": tuple(order(self.texts))})

    def quoted(self) -> list[str]:
        """Each theme with its count, and each piece between quotation marks."""
        return [*(f"{theme.pieces:>3}  {theme.words}" for theme in self.themes), *(f"“{text}”" for text in self.texts)]


class Told(Model):
    """What a person may know once they have answered: each kind that has such a thing has its own."""

    @abstractmethod
    def lines(self, lang: Lang) -> list[str]:
        """It in words, one thing below the other."""


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Why an answer does not fit its step: a code with facts from which a sentence is made."""

    code: str
    facts: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in what an author wrote that no single field shows: where, what, and what to do."""

    at: tuple[str | int, ...]
    """The keys from the model on which it was found."""
    code: str
    what: str
    todo: str


StepId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]


class Option(Model):
    """Something to choose."""

    id: OptionId
    """Small letters, digits and hyphens. Answers belong to it: do not change it later."""
    words: Words
    """What people read."""


class Picture(Model):
    """One picture beside the words, and what it shows for those who cannot see it."""

    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
    """Name of an SVG, PNG, JPEG or WebP file beside the curriculum, up to 100 kB."""
    alt: Words
    """What the picture shows, for those who cannot see it."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Which picture of the curriculum it is; found when the file is compiled."""


class Hints(Model):
    """What a facilitator may want to know while the step is on. Sent to facilitators only."""

    look_for: Text | None = None
    """What to look for while people answer."""
    silence: Text | None = None
    """What to do when nobody says anything."""
    one_voice: Text | None = None
    """What to do when one person takes all the time."""
    distress: Text | None = None
    """What to do when somebody is not well."""
    more: Text | None = None
    """Anything else."""


class Step(Model):
    """One prompt of a curriculum."""

    answerable: ClassVar[bool] = True
    """Whether a seat gives an answer to this kind."""
    turns: ClassVar[Literal["round", "queue"] | None] = None
    """How people take turns to speak in this kind: each once in an order, or as they ask for the floor."""
    may_be: ClassVar[frozenset[Visibility]] = frozenset(Visibility)
    """The visibilities that this kind can have."""

    id: StepId
    """Small letters, digits and hyphens, once in the file. Answers belong to it: do not change it later."""
    title: Words
    """What the facilitator's agenda calls it, in one to four words."""
    minutes: Annotated[float, Field(gt=0, le=240)]
    """Planned minutes."""
    at_least: Annotated[float, Field(ge=0, le=240)] | None = None
    """The fewest minutes in which the step still makes sense."""
    core: bool = True
    """False if it may be left out when time is short."""
    for_whom: Annotated[tuple[ForWhom, ...], Field(validation_alias=AliasChoices("for", "for_whom"), max_length=4)] = ()
    """Who is asked; everybody where nothing is said."""
    visibility: Visibility | None = None
    """Who may ever see an answer."""
    room: Literal["results", "question", "nothing"] | None = None
    """What the room's screen shows: the question and, once they are shown, the results; only the question; or only the lamp."""
    arrival: bool = False
    """Whether it goes to each person when they are let in."""
    tags: Annotated[tuple[Tag, ...], Field(max_length=2)] = ()
    """What it asks about: safety, or use of substances."""
    may_pass: Annotated[Literal[True], Field(validation_alias=AliasChoices("pass", "may_pass"))] = True
    """Everybody may pass on every step."""
    content_note: Words | None = None
    """What people may want to know before they read on."""
    picture: Picture | None = None
    """One picture beside the words."""
    script: Text | None = None
    """What the facilitator may say. Sent to facilitators only."""
    hints: Hints = Hints()
    """Private hints. Sent to facilitators only."""
    paper: Words | None = None
    """How the step is done without a device, where the kind's own sentence is not enough."""
    remote: Text | None = None
    """How the step is done with people at home. Sent to facilitators only."""
    sources: Annotated[
        tuple[Annotated[str, StringConstraints(min_length=1, max_length=400)], ...], Field(max_length=20)
    ] = ()
    """What it rests on."""

    def is_for(self, mode: str) -> bool:
        """Whether a participant who takes part in this mode is asked."""
        if not self.for_whom:  # most steps, asked of every seat in every pass
            return True
        if not {"on_site", "remote", "participants"} & set(self.for_whom):
            return False
        modes = {"on_site", "remote"} & set(self.for_whom)
        return not modes or ("remote" if mode == "remote" else "on_site") in modes

    @property
    def on_display(self) -> Literal["results", "question", "nothing"]:
        """What the room's screen shows of this step."""
        return self.room or ("results" if self.visibility in SHARED else "question")

    @property
    def shared(self) -> bool:
        """Whether the room may see what came together."""
        return self.visibility in SHARED and self.on_display == "results"

    @abstractmethod
    def prompt(self) -> Prompt:
        """What any screen may show of this step."""

    @abstractmethod
    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """The answer in the kind's own type, or why it does not fit."""

    @abstractmethod
    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """What the room may see of these answers; None where the kind has nothing to show."""

    @abstractmethod
    def rehearse(self, draw: int) -> JsonValue:
        """An answer that a rehearsal seat could give; ``draw`` is a number drawn from 0 to 2**64 - 1."""

    @abstractmethod
    def by_hand(self) -> Words:
        """How a step of this kind is done without a device."""

    @property
    def on_paper(self) -> Words:
        """How this step is done without a device."""
        return self.paper or self.by_hand()

    def told(self, answer: Any) -> Told | None:
        """What a person may know once they have given this answer."""
        return None

    def rings(self, answer: Any, first: Any) -> bool:
        """Whether this answer tells the group leaders to look at the person now; ``first`` is the answer with which it is compared."""
        return False

    def slips(self) -> Iterator[Slip]:
        """Mistakes that no single field shows."""
        if self.visibility is not None and self.visibility not in self.may_be:
            names = ", ".join(sorted(self.may_be))
            yield Slip(
                ("visibility",),
                "visibility_not_possible",
                f"this kind cannot be “{self.visibility}”",
                f"use one of: {names}",
            )
        if self.at_least is not None and self.at_least > self.minutes:
            yield Slip(("at_least",), "more_than_planned", "“at_least” is more than “minutes”", "make it smaller")
        if self.tags and self.answerable and self.visibility is not Visibility.FACILITATOR:
            what = f"a step about {' and '.join(self.tags)} is “visibility: {self.visibility}”, so nobody who can act would see who answered"
            yield Slip(("visibility",), "safety_unseen", what, "write “visibility: facilitator”")
        if self.room == "results" and self.visibility not in SHARED:
            what = f"answers that are {'private' if self.visibility is Visibility.PRIVATE else 'given by name'} cannot stand on the room's screen"
            yield Slip(("room",), "private_on_display", what, "take “room: results” out, or make the step anonymous")
        if self.arrival and not self.answerable:
            yield Slip(
                ("arrival",),
                "arrival_unasked",
                "a step that asks nothing cannot be an arrival step",
                "take “arrival” out",
            )
        if self.arrival and self.answerable and self.visibility in SHARED:
            what = f"an arrival step is answered by each person alone, and nothing shows what is “{self.visibility}”"
            yield Slip(("arrival",), "arrival_shared", what, "write “visibility: facilitator” or “visibility: private”")
        for place, whom in enumerate(self.for_whom):
            if whom in self.for_whom[:place]:
                yield Slip(("for", place), "twice", f"“{whom}” stands here twice", "keep one of the two")


class Spoken(Step):
    """A step that asks no screen for an answer: it is spoken, listened to, or rested through."""

    answerable: ClassVar[bool] = False
    visibility: None = None

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Nothing fits: it asks nothing of a screen."""
        return NotAccepted("no_answer_here")

    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """Nothing to show."""
        return None

    def rehearse(self, draw: int) -> JsonValue:
        """A rehearsal seat answers nothing."""
        return None


class SpokenPrompt(Prompt):
    """A prompt that no answer belongs to."""

    def said(self, answer: Any, lang: Lang) -> str:
        """Nothing: nobody answers it."""
        return ""

    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """Nothing."""
        return []


def worded(options: Sequence[Option], lang: Lang) -> dict[str, str]:
    """The words of each option by its id."""
    return {option.id: option.words.in_(lang) for option in options}


def boxes(options: Sequence[Option], lang: Lang, *, several: bool = False) -> list[str]:
    """Each option behind a box to tick: a round one where one is chosen, a square one where several are."""
    return [f"{'[ ]' if several else '( )'} {words}" for words in worded(options, lang).values()]


def tallied(counts: Mapping[str, int], options: Sequence[Option], lang: Lang) -> list[str]:
    """How many chose each option, in front of its words."""
    return [f"{counts[id]:>3}  {words}" for id, words in worded(options, lang).items()]


def unwritten(error: ValidationError, most_letters: int, otherwise: str = "nothing_written") -> NotAccepted:
    """Why written words do not fit: they are too long, or there are none. ``otherwise`` is for what is no words at all."""
    mistakes = error.errors()
    if any(one["type"] == "too_long" and isinstance(one["input"], str) for one in mistakes):
        return NotAccepted("too_long", {"most": most_letters})
    return NotAccepted("nothing_written" if any(one["type"] == "value_error" for one in mistakes) else otherwise)


def same_ids(field: str, ids: Sequence[str]) -> Iterator[Slip]:
    """A slip for each id that was there before."""
    for place, id in enumerate(ids):
        if id in ids[:place]:
            yield Slip((field, place, "id"), "twice", f"the id “{id}” is used twice", "give each one an id of its own")
