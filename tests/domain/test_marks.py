"""Rules C10 to C12 of docs/spec.md: moments that a facilitator notes, and what was done about an alert."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Viewer
from goround.domain.scenes import MarkLine
from tests.domain.screens import TV_ON, console, mine, scene
from tests.domain.test_erased import erased
from tests.playbook import (
    CRAVING,
    MINUTE,
    SECOND,
    Ask,
    Play,
    ann,
    at_step,
    dana,
    door,
    end,
    given,
    next_step,
    sam,
    sue,
    tv,
)


def marked() -> Play:
    return given(at_step(CRAVING), TV_ON, Ask(dana, c.Mark(kind="strong_moment")))


def test_a_moment_is_noted_by_one_tap() -> None:
    """C10: with who noted it and the step that was on."""
    play = given(at_step(CRAVING))
    at = play.state.at + SECOND
    play.when(c.Mark(kind="tension"), by=sam).then(e.Marked(mark="m1", kind="tension", made=at, staff="sam"))
    assert (play.state.marks[0].step, play.state.marks[0].staff) == (CRAVING, "sam")
    assert console(play).marks == (MarkLine(mark="m1", kind="tension", made=at, words=None),)


@pytest.mark.parametrize(("ago", "told"), [(90 * SECOND, 90 * SECOND), (-MINUTE, 0), (0, 0)])
def test_a_mark_that_waited_for_the_link_says_when_it_was_made(ago: int, told: int) -> None:
    """C10: never a time ahead."""
    play = given(at_step(CRAVING))
    at = play.state.at + 5 * MINUTE
    play.when(c.Mark(kind="steered_back", made=at - ago), by=dana, at=at).store()
    assert play.state.marks[0].made == at - told


def test_no_mark_lies_before_the_opening() -> None:
    """C10."""
    play = given(at_step(CRAVING), Ask(dana, c.Mark(kind="follow_up", made=0)))
    assert play.state.marks[0].made == play.state.opened


def test_a_moment_can_be_noted_before_the_start_and_shortly_after_the_end() -> None:
    """C10: later it is no part of the record."""
    given(door(ann)).when(c.Mark(kind="follow_up"), by=dana).then(e.Marked)
    play = given(at_step(CRAVING), Ask(dana, end))
    play.when(c.Mark(kind="follow_up"), by=dana, wait=15 * MINUTE).then(e.Marked)
    play.when(c.Mark(kind="follow_up"), by=dana, wait=15 * MINUTE).refused("already_ended")


def test_a_mark_can_carry_one_line_and_a_later_one_takes_its_place() -> None:
    """C11."""
    play = marked().goes_on(Ask(dana, c.Mark(kind="tension")))
    play.when(c.WordMark(mark="m1", words="We slowed down"), by=dana).then(
        e.MarkWorded(mark="m1", words="We slowed down")
    )
    play.when(c.WordMark(mark="m1", words="We slowed down"), by=sam).nothing()
    play.goes_on(Ask(sam, next_step), Ask(sam, c.WordMark(mark="m1", words="We talked on")))
    assert [line.words for line in console(play).marks] == ["We talked on", None]
    play.when(c.WordMark(mark="m3", words="Nothing"), by=dana).refused("no_such_mark")


def test_only_those_who_lead_see_what_was_noted() -> None:
    """C11, V8: their supervisor too."""
    play = given(at_step(CRAVING), TV_ON)
    before = [(scene(play, who), mine(play, who)) for who in (ann, tv)]
    play.goes_on(Ask(dana, c.Mark(kind="tension")), Ask(dana, c.WordMark(mark="m1", words="We slowed down")))
    assert [(scene(play, who), mine(play, who)) for who in (ann, tv)] == before
    for viewer in (dana, sue):
        assert [line.words for line in console(play, viewer).marks] == ["We slowed down"]


def test_a_line_whose_key_was_deleted_is_none() -> None:
    """C11, V13: and another can be written."""
    play = erased(marked().goes_on(Ask(dana, c.WordMark(mark="m1", words="We slowed down"))))
    assert [(line.kind, line.words) for line in console(play).marks] == [("strong_moment", None)]
    play.when(c.WordMark(mark="m1", words="We slowed down"), by=dana).then(e.MarkWorded)


@pytest.mark.parametrize("who", [ann, tv, sue, Viewer(ann.role, "zoe")])
def test_nobody_else_notes_anything(who: Viewer) -> None:
    """C10, J9."""
    marked().when(c.Mark(kind="tension"), by=who).refused("not_yours_to_ask")
    marked().when(c.WordMark(mark="m1", words="x"), by=who).refused("not_yours_to_ask")


def test_whoever_deals_with_an_alert_can_say_how() -> None:
    """C12: or leave it out; the first one who says it has dealt with it."""
    for done in (None, "called_for_help"):
        play = given(at_step(CRAVING), Ask(ann, c.NeedPerson()))
        play.when(c.Resolve.model_validate({"alert": "a1", "done": done}), by=dana).then(
            e.AlertResolved.model_validate({"alert": "a1", "staff": "dana", "done": done})
        )
        assert play.state.alerts["a1"].done == done
        play.when(c.Resolve(alert="a1", done="no_need"), by=sam).nothing()
