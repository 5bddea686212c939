"""Rules T2 to T9 of docs/spec.md in an open floor: people ask for the floor and keep their places."""

from goround.domain import commands as c
from goround.domain import events as e
from tests.domain.evenings import FLOOR, ROUND, at_turns, coming, had, own_turn, says, speaks, turn, turn_of, turns
from tests.playbook import Ask, Past, ann, ben, cam, dana, dee, given, jump, pause, room

ASKS = c.AskTurn(step=FLOOR)


def queue() -> Past:
    """Cam, then Ann, then Gus, who has no device, would like to speak."""
    return [at_turns(FLOOR), Ask(cam, ASKS), Ask(ann, ASKS), Ask(dana, c.AskTurn(step=FLOOR, seat="gus"))]


def test_who_asks_for_the_floor_is_to_come_in_that_order() -> None:
    """T2, T8: nobody else is."""
    play = given(at_turns(FLOOR))
    assert (coming(play), turns(play).form, own_turn(play, ann).standing) == ([], "queue", "listens")
    play.when(ASKS, by=cam).then(e.TurnAsked(step=FLOOR, seat="cam", by_staff=False))
    play.when(c.AskTurn(step=FLOOR, seat="gus"), by=dana).then(e.TurnAsked(step=FLOOR, seat="gus", by_staff=True))
    assert coming(play) == ["cam", "gus"]
    assert (own_turn(play, cam).standing, own_turn(play, cam).before) == ("to_come", 0)


def test_a_person_asks_once_at_a_time() -> None:
    """T8: not while they wait and not while they speak; afterwards again, and then behind the others."""
    play = given(queue())
    play.when(ASKS, by=cam).nothing()
    play.goes_on(Ask(dana, turn)).when(ASKS, by=cam).nothing()
    assert (speaks(play), coming(play)) == ("cam", ["ann", "gus"])
    play.goes_on(Ask(cam, c.EndTurn(step=FLOOR)), Ask(cam, ASKS))
    assert coming(play) == ["ann", "gus", "cam"]


def test_the_place_is_kept_through_a_break_of_the_link_and_a_restart() -> None:
    """T8."""
    play = given(queue(), Ask(room, c.RegainLink(seat="cam")), Ask(room, c.LoseLink(seat="cam")))
    assert coming(play) == ["cam", "ann", "gus"]
    play.goes_on(Ask(room, c.ResumeAfterRestart(software="2")), Ask(room, c.RegainLink(seat="ann")))
    assert coming(play) == ["cam", "ann", "gus"]


def test_the_queue_is_kept_while_the_room_is_elsewhere() -> None:
    """T8, T9."""
    play = given(queue(), Ask(dana, jump(ROUND)), Ask(dana, jump(FLOOR)))
    assert coming(play) == ["cam", "ann", "gus"]


def test_who_passes_leaves_the_queue_and_can_ask_again() -> None:
    """T8, T5: passing without having asked is nothing."""
    play = given(queue()).when(c.PassTurn(step=FLOOR), by=ben).nothing()
    play.when(c.PassTurn(step=FLOOR), by=cam).then(e.TurnPassed(step=FLOOR, seat="cam", by_staff=False))
    play.when(c.PassTurn(step=FLOOR), by=cam).nothing()
    assert coming(play) == ["ann", "gus"]
    assert coming(play.goes_on(Ask(cam, ASKS))) == ["ann", "gus", "cam"]


def test_who_passes_while_speaking_gives_the_floor_back() -> None:
    """T5, T7."""
    play = given(queue(), Ask(dana, turn), Ask(cam, c.PassTurn(step=FLOOR)))
    assert (speaks(play), had(play), coming(play)) == (None, {"cam": "passed"}, ["ann", "gus"])


def test_the_floor_can_be_given_to_somebody_who_has_not_asked() -> None:
    """T3."""
    play = given(queue(), Ask(dana, turn_of("ben")))
    assert (speaks(play), coming(play)) == ("ben", ["cam", "ann", "gus"])
    play.goes_on(Ask(dana, turn_of("gus")))
    assert (speaks(play), coming(play), had(play)) == ("gus", ["cam", "ann"], {"ben": "spoke"})


def test_where_nobody_asks_nobody_is_to_come() -> None:
    """T3."""
    given(at_turns(FLOOR)).when(turn, by=dana).refused("nobody_to_come")


def test_there_is_no_later_in_a_queue_and_no_queue_in_a_round() -> None:
    """T6, T8."""
    given(queue()).when(c.LaterTurn(step=FLOOR), by=cam).refused("no_turns_here")
    given(at_turns(ROUND)).when(c.AskTurn(step=ROUND), by=cam).refused("no_turns_here")


def test_who_is_out_asks_for_nothing_and_keeps_a_place_for_coming_back() -> None:
    """T8, J12."""
    play = given(queue(), says("cam", "out"), says("dee", "out"))
    play.when(ASKS, by=dee).refused("not_here")
    assert coming(play) == ["ann", "gus"]
    assert coming(play.goes_on(says("cam", "here"))) == ["cam", "ann", "gus"]


def test_the_floor_can_be_asked_for_in_a_pause() -> None:
    """T8, M6: only giving it rests."""
    play = given(queue(), Ask(dana, pause)).when(ASKS, by=dee).then(e.TurnAsked)
    play.when(turn, by=dana).refused("paused")
