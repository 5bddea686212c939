"""“I need a person”, and what facilitators note of an evening."""

from typing import Literal

from goround.domain.base import Instant
from goround.domain.commands.base import AlertId, Command, MarkId, OneLine

Done = Literal["talked_now", "talked_in_break", "handed_on", "called_for_help", "no_need"]
"""What was done about an alert."""
MarkKind = Literal["strong_moment", "come_back", "tension", "steered_back", "follow_up"]


class NeedPerson(Command):
    """I need a person."""

    type: Literal["need_person"] = "need_person"


class TakeBack(Command):
    """I no longer need a person."""

    type: Literal["take_back"] = "take_back"


class See(Command):
    """Say that a facilitator has seen an alert and is on it."""

    type: Literal["see"] = "see"
    alert: AlertId


class Resolve(Command):
    """Say that an alert has been dealt with, and how."""

    type: Literal["resolve"] = "resolve"
    alert: AlertId
    done: Done | None = None


class Mark(Command):
    """Note a moment of the evening by one tap. It waits in the outbox without a link, so it says itself when it was made."""

    type: Literal["mark"] = "mark"
    kind: MarkKind
    made: Instant | None = None


class WordMark(Command):
    """Add a line to a mark: part of the record, without names."""

    type: Literal["word_mark"] = "word_mark"
    mark: MarkId
    words: OneLine
