"""A curriculum: one file, compiled."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from goround.domain.base import Model, Words
from goround.domain.steps import AnyStep, Slip
from goround.domain.steps.scale import Scale

CurriculumId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
FactId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Kind = Literal[
    "psychoeducation",
    "skills",
    "relapse_prevention",
    "refusal",
    "family_group",
    "check_in",
    "continuing_care",
    "alumni",
]
Said = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class HelpLine(Model):
    """A number to call: who answers there, and the number itself."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9+#*() -]{2,24}$")]
    words: Words


class Checked(Model):
    """Who looked a curriculum through, and on which day."""

    by: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    """Name and credential."""
    on: date
    """The day, as year-month-day."""


class Review(Model):
    """Who has checked the clinical content, and who the Spanish."""

    clinician: Checked | None = None
    """Who has checked what it says and asks."""
    spanish: Checked | None = None
    """Who has checked the Spanish."""


Unreviewed = Literal["clinician", "spanish"]


class PictureFile(Model):
    """A picture as it was beside the file, so that a replay needs no file."""

    media: Literal["image/svg+xml", "image/png", "image/jpeg", "image/webp"]
    base64: Annotated[str, StringConstraints(max_length=140_000)]


class FactUsed(Model):
    """Where a fact came from that stands in the words of a curriculum."""

    source: Said
    reviewed: date


class Curriculum(Model):
    """One YAML file: its kind, its aim, and its ordered steps."""

    id: CurriculumId
    """Small letters, digits and hyphens. Answers belong to it: never change it once people have answered."""
    kind: Kind
    """What kind of group it is for."""
    version: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    """A text in quotes. Whoever reviews a curriculum reviews one version of it."""
    title: Words
    """Its name. Facilitators choose it by this."""
    aim: Words
    """What people take home. Facilitators only."""
    audience: Annotated[tuple[Literal["participants", "family"], ...], Field(min_length=1, max_length=2)]
    """For whom it is."""
    minutes: Annotated[float, Field(gt=0, le=600)]
    """Planned minutes of the steps together. Breaks are not counted, nor what each person is asked on arrival."""
    sources: Annotated[tuple[Said, ...], Field(max_length=20)] = ()
    """What it rests on."""
    review: Review = Review()
    """Who has checked it. Leave it out while nobody has: screens for staff then say so."""
    steps: Annotated[tuple[AnyStep, ...], Field(min_length=1, max_length=200)]
    """The steps in their order."""
    sha256: Hash | None = None
    """Hash of the file that it was compiled from."""
    pictures: dict[Hash, PictureFile] = Field(default_factory=dict)
    """The pictures of its steps, found when the file is compiled."""
    facts: dict[FactId, FactUsed] = Field(default_factory=dict)
    """The facts in its words, found when the file is compiled."""

    @property
    def unreviewed(self) -> tuple[Unreviewed, ...]:
        """Which reviews are missing."""
        missing: list[Unreviewed] = []
        if self.review.clinician is None:
            missing.append("clinician")
        if self.review.spanish is None:
            missing.append("spanish")
        return tuple(missing)

    @model_validator(mode="after")
    def _holds_together(self) -> "Curriculum":
        for slip in slips(self.steps):
            raise ValueError(f"{slip.what}. {slip.todo}")
        return self


COMPILED = frozenset({"sha256", "pictures", "facts"})
"""Fields of a curriculum that no author writes."""


def slips(steps: Sequence[AnyStep]) -> Iterator[Slip]:
    """Mistakes in steps and between them that no single field shows, with keys from the curriculum on."""
    before: dict[str, AnyStep] = {}
    for place, step in enumerate(steps):
        at = ("steps", place)
        if step.id in before:
            yield Slip(
                (*at, "id"), "twice", f"the step id “{step.id}” is used twice", "give each step an id of its own"
            )
        for slip in step.slips():
            yield Slip((*at, *slip.at), slip.code, slip.what, slip.todo)
        if isinstance(step, Scale) and step.first is not None and not isinstance(before.get(step.first), Scale):
            what = f"“first” names “{step.first}”, and no scale before this one has that id"
            yield Slip((*at, "first"), "dangling", what, "use the id of an earlier scale")
        before[step.id] = step
    if steps and all(step.arrival for step in steps):
        yield Slip(
            ("steps", 0, "arrival"),
            "only_arrival",
            "every step is asked on arrival, so the group would have nothing to go through",
            "take “arrival” out of a step",
        )
