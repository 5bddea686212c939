"""For whom a copy is made: those who lead see names, a supervisor sees seats."""

from dataclasses import replace
from enum import StrEnum

from goround.domain.people import Role, Viewer
from goround.review.facts import Facts


class Reader(StrEnum):
    """Who is going to read a copy."""

    FACILITATOR = "facilitator"
    SUPERVISOR = "supervisor"

    @property
    def viewer(self) -> Viewer:
        """As whom the rules of who may read what are asked."""
        return Viewer(Role(self.value))


def for_reader(facts: Facts, reader: Reader) -> Facts:
    """The facts as this reader may see them: a supervisor gets no names, unless it was a rehearsal."""
    if reader is Reader.FACILITATOR or facts.rehearsal:
        return facts
    return replace(
        facts,
        leaders=(),
        alerts=tuple(replace(alert, name=None, seen_by=None) for alert in facts.alerts),
        people=tuple(replace(person, name=None) for person in facts.people),
    )
