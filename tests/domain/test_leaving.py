"""Rule J17 of docs/spec.md: who leaves on the own phone is told to those who lead, and in the room only they say where a person is."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode, Viewer
from goround.domain.state import Seat, Standing
from goround.domain.views import view
from tests.domain.evenings import ROUND, at_turns, comes, coming, speaks, turn
from tests.playbook import CRAVING, Ask, Play, ann, at_step, ben, cam, dana, door, end, given

LEAVE = c.Leave()
LEFT = e.PhoneLeft(seat="ann")


def seat(play: Play, who: Viewer = ann) -> Seat:
    return play.state.seats[who.id]


def on_console(play: Play, who: Viewer = ann) -> tuple[bool, bool]:
    """Whether a console says that this person's phone has left, and whether it asks where the person is."""
    [person] = [one for one in view(play.state, dana).scene.people if one.seat == who.id]  # type: ignore[union-attr]
    return person.phone_left is not None, person.asks_where


def test_in_the_room_a_phone_that_left_says_nothing_of_its_person() -> None:
    """J12 J17"""
    play = given(at_step(CRAVING, ann, ben)).when(LEAVE, by=ann).then(LEFT)
    assert seat(play).presence == "here" and seat(play).takes_part
    assert on_console(play) == (True, True) and on_console(play, ben) == (False, False)
    play.when(LEAVE, by=ann).nothing()


@pytest.mark.parametrize("presence", ["here", "out", "left"])
def test_the_console_asks_until_a_facilitator_has_said_where_the_person_is(presence: str) -> None:
    """J17"""
    play = given(at_step(CRAVING, ann), Ask(ann, LEAVE))
    said = c.SayPresence(seat="ann", presence=presence)  # type: ignore[arg-type]
    play.when(said, by=dana).then(e.PresenceSaid(seat="ann", presence=presence))  # type: ignore[arg-type]
    assert on_console(play) == (True, False)
    play.when(said, by=dana).nothing()


def test_nobody_is_asked_about_who_was_said_to_have_left_before() -> None:
    """J17"""
    play = given(at_step(CRAVING, ann), Ask(dana, c.SayPresence(seat="ann", presence="left")), Ask(ann, LEAVE))
    assert on_console(play) == (True, False)


def test_who_leaves_at_home_has_left_at_once() -> None:
    """J17"""
    play = given(at_step(CRAVING, ann), comes(cam, Mode.REMOTE), Ask(cam, LEAVE))
    assert seat(play, cam).presence == "left" and not seat(play, cam).takes_part
    assert on_console(play, cam) == (True, False)


def test_who_leaves_at_home_while_speaking_has_spoken() -> None:
    """J17 T9"""
    play = given(at_turns(), Ask(dana, turn))
    assert speaks(play) == "ben"
    play.when(LEAVE, by=ben).then(e.TurnEnded(step=ROUND, seat="ben"), e.PhoneLeft(seat="ben"))
    assert "ben" not in coming(play)


def test_who_leaves_in_the_room_keeps_the_turn_until_a_facilitator_says_otherwise() -> None:
    """J17 T9"""
    play = given(at_turns(), Ask(ann, LEAVE))
    assert "ann" in coming(play)
    play.goes_on(Ask(dana, c.SayPresence(seat="ann", presence="left")))
    assert "ann" not in coming(play)


def test_who_leaves_at_the_door_is_gone_from_it() -> None:
    """J17"""
    play = given(door(ann)).when(LEAVE, by=ann).then(LEFT)
    assert seat(play).standing is Standing.REMOVED


def test_after_the_end_leaving_is_no_part_of_the_record() -> None:
    """J17"""
    given(at_step(CRAVING, ann), Ask(dana, end)).when(LEAVE, by=ann).nothing()
    given(at_step(CRAVING, ann)).when(LEAVE, by=ben).refused("no_such_seat")
