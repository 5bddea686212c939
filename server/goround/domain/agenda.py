"""The agenda of a session, compiled from curricula and stored whole in the first entry: what the room goes through, and in which order."""

from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from goround.domain.base import Model, StepRef
from goround.domain.curriculum import Curriculum, CurriculumId
from goround.domain.steps import AnyStep
from goround.domain.steps.rest import Break

RESERVED = frozenset({"break", "aside"})
"""No curriculum has one of these ids: the steps of breaks and of questions in between are called by them."""


class PlannedBreak(Model):
    """A break between two curricula."""

    after: CurriculumId
    """The curriculum after which it comes."""
    minutes: Annotated[float, Field(gt=0, le=120)] = 10


class Aside(Model):
    """A question in between that a facilitator asked, and the step in which it was asked."""

    ref: StepRef
    after: StepRef
    step: AnyStep


class Place(NamedTuple):
    """A step where it stands in the evening."""

    ref: StepRef
    block: int
    """Place of its curriculum among the blocks, from 0; a break between two belongs to the one before."""
    step: AnyStep


class Agenda(Model):
    """What one session will run: curricula in order, with breaks between. The format is that of the compiled agenda itself.

    The room goes through ``refs``; ``arrivals`` are asked of each person alone, when they are let in.
    """

    format: Literal[1] = 1
    blocks: Annotated[tuple[Curriculum, ...], Field(min_length=1, max_length=20)]
    breaks: Annotated[tuple[PlannedBreak, ...], Field(max_length=19)] = ()
    asides: tuple[Aside, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> "Agenda":
        ids = [block.id for block in self.blocks]
        if len(set(ids)) != len(ids):
            raise ValueError("a curriculum stands in the agenda twice. choose each curriculum once")
        if RESERVED & set(ids):
            raise ValueError("“break” and “aside” cannot be the id of a curriculum. give it another id")
        after = [rest.after for rest in self.breaks]
        if len(set(after)) != len(after) or set(after) - set(ids[:-1]):
            raise ValueError("a break comes after a curriculum that another one follows, once. move the break")
        return self

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every step that the room goes through, in order."""
        found: list[Place] = []
        rests = {rest.after: (number, rest) for number, rest in enumerate(self.breaks, 1)}
        for block, curriculum in enumerate(self.blocks):
            found += (Place(ref, block, step) for ref, step in _steps(curriculum) if not step.arrival)
            if curriculum.id in rests:
                number, rest = rests[curriculum.id]
                found.append(Place(f"break.{number}", block, Break(id=str(number), minutes=rest.minutes)))
        return tuple(found)

    @cached_property
    def refs(self) -> tuple[StepRef, ...]:
        """Every step that the room goes through, in order."""
        return tuple(place.ref for place in self.places)

    @cached_property
    def arrivals(self) -> tuple[StepRef, ...]:
        """Every step that is asked of each person on arrival, in order."""
        return tuple(ref for curriculum in self.blocks for ref, step in _steps(curriculum) if step.arrival)

    @cached_property
    def steps(self) -> dict[StepRef, AnyStep]:
        """Every step by its reference: those of the curricula in order, then breaks and questions in between."""
        steps = {ref: step for curriculum in self.blocks for ref, step in _steps(curriculum)}
        steps |= {place.ref: place.step for place in self.places}
        return steps | {aside.ref: aside.step for aside in self.asides}

    @cached_property
    def begins(self) -> dict[StepRef, float]:
        """How many planned minutes go before each step that the room goes through."""
        begins, minutes = {}, 0.0
        for place in self.places:
            begins[place.ref] = minutes
            minutes += place.step.minutes
        return begins

    @cached_property
    def minutes(self) -> float:
        """Planned minutes of the evening, breaks and all."""
        return sum(place.step.minutes for place in self.places)

    @property
    def closing(self) -> StepRef:
        """The step that the evening ends with: it stays the last one whatever is put off."""
        return self.refs[-1]

    def base(self, ref: StepRef) -> StepRef:
        """The step itself, or the one in which a question in between was asked."""
        return next((self.base(aside.after) for aside in self.asides if aside.ref == ref), ref)

    def after(self, ref: StepRef) -> StepRef | None:
        """The step that follows, or None after the last."""
        place = self.refs.index(self.base(ref)) + 1
        return self.refs[place] if place < len(self.refs) else None

    def before(self, ref: StepRef) -> StepRef | None:
        """The step that goes before, or None before the first. Before a question in between comes the step in which it was asked."""
        asked_in = next((aside.after for aside in self.asides if aside.ref == ref), None)
        if asked_in is not None:
            return asked_in
        place = self.refs.index(ref)
        return self.refs[place - 1] if place else None

    def with_aside(self, aside: Aside) -> "Agenda":
        """This agenda with one question in between more."""
        return Agenda(blocks=self.blocks, breaks=self.breaks, asides=(*self.asides, aside))


def _steps(curriculum: Curriculum) -> list[tuple[StepRef, AnyStep]]:
    return [(f"{curriculum.id}.{step.id}", step) for step in curriculum.steps]
