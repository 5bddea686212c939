"""A curriculum and the agenda of a session, compiled from files and stored whole in the first entry."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from goround.domain.base import Model, StepRef, Words
from goround.domain.steps import AnyStep

CurriculumId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Kind = Literal["psychoeducation", "skills", "relapse_prevention", "refusal", "family_group", "block"]


class HelpLine(Model):
    """A number to call: who answers there, and the number itself."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9+#*() -]{2,24}$")]
    words: Words


class Curriculum(Model):
    """One YAML file: its kind, its aim, and its ordered steps."""

    id: CurriculumId
    kind: Kind
    version: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    title: Words
    aim: Words
    steps: Annotated[tuple[AnyStep, ...], Field(min_length=1, max_length=200)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Hash of the file that it was compiled from."""

    @model_validator(mode="after")
    def _step_ids_are_unique(self) -> "Curriculum":
        ids = [step.id for step in self.steps]
        twice = sorted({step for step in ids if ids.count(step) > 1})
        if twice:
            raise ValueError(f"the step id “{twice[0]}” is used twice. give each step an id of its own")
        return self


class Agenda(Model):
    """What one session will run: curricula in order. The format is that of the compiled agenda itself."""

    format: Literal[1] = 1
    blocks: Annotated[tuple[Curriculum, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _curricula_are_unique(self) -> "Agenda":
        ids = [block.id for block in self.blocks]
        if len(set(ids)) != len(ids):
            raise ValueError("a curriculum stands in the agenda twice. choose each curriculum once")
        return self

    @cached_property
    def refs(self) -> tuple[StepRef, ...]:
        """Every step in order."""
        return tuple(f"{block.id}.{step.id}" for block in self.blocks for step in block.steps)

    @cached_property
    def steps(self) -> dict[StepRef, AnyStep]:
        """Every step by its reference, in order."""
        return {f"{block.id}.{step.id}": step for block in self.blocks for step in block.steps}

    def after(self, ref: StepRef) -> StepRef | None:
        """The step that follows, or None after the last."""
        place = self.refs.index(ref) + 1
        return self.refs[place] if place < len(self.refs) else None

    def before(self, ref: StepRef) -> StepRef | None:
        """The step that goes before, or None before the first."""
        place = self.refs.index(ref)
        return self.refs[place - 1] if place else None
