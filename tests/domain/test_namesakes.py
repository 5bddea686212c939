"""Rules J14 and J15 of docs/spec.md: two who are in under one name, and what facilitators choose for the room's screen."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode, Viewer
from goround.domain.scenes import ParticipantMine
from tests.domain.evenings import comes
from tests.domain.screens import TV_ON, person, scene, shown
from tests.domain.test_erased import erased
from tests.playbook import Ask, Past, Play, ann, ben, cam, dana, end, given, next_step, opened, start, sue, tv


def is_asked(play: Play, who: Viewer) -> bool:
    """Whether this phone asks for a letter."""
    mine = play.sees(who).mine
    assert isinstance(mine, ParticipantMine)
    return mine.namesake


def at_the_door(who: Viewer, name: str) -> Ask:
    return Ask(who, c.Join(name=name, mode=Mode.ON_SITE, lang="en"))


def two(first: str = "Kim", second: str = "KIM") -> Past:
    return [opened(), comes(ann, name=first), comes(ben, Mode.REMOTE, name=second), comes(cam, name="Jo")]


LETTER = c.AddLetter(letter="r")


def test_each_of_two_who_are_in_under_one_name_is_asked_for_a_letter() -> None:
    """J14: whatever its case."""
    play = given(two())
    assert [is_asked(play, who) for who in (ann, ben, cam)] == [True, True, False]
    play.when(LETTER, by=ben).then(e.Renamed(seat="ben", name="KIM R."))
    assert [is_asked(play, who) for who in (ann, ben, cam)] == [False] * 3
    assert person(play, "ben").name == "KIM R."
    play.when(LETTER, by=ann).refused("no_namesake")


def nobody_is_told_at_the_door() -> None:
    """J14: neither the one who waits nor, through them, anybody inside."""
    play = given(opened(), comes(ann, name="Kim"))
    before = shown(play, ann)
    play.goes_on(at_the_door(ben, "Kim"))
    assert not is_asked(play, ben) and shown(play, ann) == before, "somebody is told who is at the door"
    alone = given(opened(), at_the_door(ben, "Kim"))
    assert shown(alone, ben) == shown(play, ben), "who waits is told that there is another"


def test_at_the_door_nobody_is_told_that_there_is_another() -> None:
    """J14, V9."""
    nobody_is_told_at_the_door()
    play = given(opened(), comes(ann, name="Kim"), at_the_door(ben, "Kim"))
    play.when(LETTER, by=ben).refused("not_in_yet")
    play.when(LETTER, by=ann).refused("no_namesake")
    assert is_asked(play.goes_on(Ask(dana, c.Admit(seats=("ben",)))), ben)


def test_a_letter_that_somebody_who_is_in_has_too_is_taken() -> None:
    """J14: who is at the door or was removed takes none, and nobody is told of them."""
    play = given(two(), comes(Viewer(ann.role, "zoe"), name="kim r."))
    play.when(LETTER, by=ann).refused("name_taken")
    play.goes_on(Ask(dana, c.Remove(seat="zoe")))
    play.when(LETTER, by=ann).then(e.Renamed(seat="ann", name="Kim R."))
    play = given(two(), at_the_door(Viewer(ann.role, "zoe"), "Kim R."))
    play.when(LETTER, by=ann).then(e.Renamed)


@pytest.mark.parametrize(("letter", "name"), [("ñ", "Kim Ñ."), (" b ", "Kim B."), ("1b", "Kim B."), ("ß", "Kim SS.")])
def test_the_letter_is_added_to_the_name(letter: str, name: str) -> None:
    """J14."""
    given(two()).when(c.AddLetter(letter=letter), by=ann).then(e.Renamed(seat="ann", name=name))


@pytest.mark.parametrize("letter", ["1", "👩", ".-", "\u202e"])
def test_what_is_no_letter_is_not_added(letter: str) -> None:
    """J14, J11."""
    given(two()).when(c.AddLetter(letter=letter), by=ann).refused("nothing_written")


@pytest.mark.parametrize("letter", ["r", "ß", "ΐ"])
def test_a_long_name_stays_within_forty_letters(letter: str) -> None:
    """J14, J11."""
    play = given(two("x" * 40, "x" * 40)).when(c.AddLetter(letter=letter), by=ann).store()
    assert len(str(play.state.seats["ann"].name)) == 40


def test_who_has_no_device_is_not_asked_but_the_other_is() -> None:
    """J14: a facilitator changes that name."""
    play = given(opened(), comes(ann, name="Kim"), Ask(dana, c.AddSeat(seat="gus", name="Kim")))
    assert is_asked(play, ann) and play.state.namesakes == {"ann"}
    assert not is_asked(play.goes_on(Ask(dana, c.Rename(seat="gus", name="Kim S."))), ann)


def test_when_one_of_two_goes_or_is_renamed_the_other_is_not_asked() -> None:
    """J14: and again when they come back."""
    play = given(two(), Ask(dana, c.Remove(seat="ben")))
    assert not is_asked(play, ann)
    assert is_asked(play.goes_on(Ask(dana, c.Admit(seats=("ben",)))), ann)
    assert not is_asked(play.goes_on(Ask(dana, c.Rename(seat="ann", name="Kay"))), ben)


def test_a_name_that_was_erased_is_like_no_other() -> None:
    """J14, V13."""
    play = erased(given(two()))
    assert not is_asked(play, ann)
    play.when(LETTER, by=ann).refused("no_namesake")
    given(opened()).when(LETTER, by=ann).refused("no_such_seat")


# --- the room's screen ---


def begun(*more: Past) -> Play:
    return given(two(), TV_ON, Ask(dana, start), *more)


def test_after_the_start_the_way_in_is_put_onto_the_rooms_screen_by_a_tap() -> None:
    """J15: what the room is on stays beside it, until it is taken off."""
    play = begun()
    assert scene(play, tv)["code"] is None
    play.when(c.ShowJoinCard(shown=True), by=dana).then(e.JoinCardShown(shown=True))
    play.when(c.ShowJoinCard(shown=True), by=dana).nothing()
    assert scene(play, tv)["code"] == "BLUE42" and scene(play, tv)["visit"] is not None
    play.goes_on(Ask(dana, c.ShowJoinCard(shown=False)))
    assert scene(play, tv)["code"] is None


def test_the_way_in_goes_with_the_next_step_and_with_the_end() -> None:
    """J15."""
    play = begun(Ask(dana, c.ShowJoinCard(shown=True)))
    assert scene(begun(Ask(dana, c.ShowJoinCard(shown=True)), Ask(dana, end)), tv)["code"] is None
    assert scene(play.goes_on(Ask(dana, next_step)), tv)["code"] is None


def test_facilitators_choose_the_languages_and_the_light_of_the_rooms_screen() -> None:
    """J15: what is left out stays; until they do the screen decides."""
    play = begun()
    assert (scene(play, tv)["speech"], scene(play, tv)["dark"]) == (None, None)
    play.when(c.DressRoom(speech="both"), by=dana).then(e.RoomDressed(speech="both", dark=None))
    play.when(c.DressRoom(speech="both"), by=dana).nothing()
    play.when(c.DressRoom(dark=False), by=dana).then(e.RoomDressed(speech=None, dark=False))
    play.when(c.DressRoom(), by=dana).nothing()
    assert (scene(play, tv)["speech"], scene(play, tv)["dark"]) == ("both", False)


@pytest.mark.parametrize("asked", [c.ShowJoinCard(shown=True), c.DressRoom(dark=True)])
def test_nobody_else_changes_the_rooms_screen_and_nobody_after_the_end(asked: c.AnyCommand) -> None:
    """J15, J9."""
    for who in (ann, tv, sue):
        begun().when(asked, by=who).refused("not_yours_to_ask")
    begun(Ask(dana, end)).when(asked, by=dana).refused("already_ended")
