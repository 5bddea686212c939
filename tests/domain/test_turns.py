"""Rules T1 to T9 of docs/spec.md: who speaks in a go-round, who is next, and how a turn is given, passed, put off and ended."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode, Viewer
from tests.domain.evenings import (
    AGAIN,
    FLOOR,
    HELLO,
    ROUND,
    TURNS,
    at_turns,
    comes,
    coming,
    had,
    hybrid,
    of_turns,
    own_turn,
    says,
    speaks,
    turn,
    turn_of,
    turns,
)
from tests.domain.screens import scene
from tests.playbook import (
    MINUTE,
    SECOND,
    Ask,
    Play,
    ann,
    ben,
    cam,
    dana,
    dee,
    door,
    eli,
    end,
    fay,
    given,
    inside,
    jump,
    next_step,
    pause,
    resume,
    room,
    sam,
    tv,
)


def order(play: Play, step: str = ROUND) -> tuple[str, ...]:
    return play.state.floors[step].order


@pytest.mark.parametrize(
    ("draw", "drawn"),
    [(0, ("ben", "dee", "ann", "cam", "gus")), (1, ("dee", "ben", "cam", "gus", "ann")), (2, ("ben", "dee", "gus", "ann", "cam"))],
)  # fmt: skip
def test_people_at_home_come_first_and_the_draw_says_who_begins(draw: int, drawn: tuple[str, ...]) -> None:
    """T1: who has no device is in the room."""
    given(hybrid()).when(jump(ROUND), by=dana, draw=draw).then(e.Moved, e.RoundOpened(step=ROUND, order=drawn))


def test_another_person_begins_in_the_next_round() -> None:
    """T1: at home and in the room."""
    play = given(at_turns()).when(jump(AGAIN), by=dana, draw=99).then(e.Moved, e.RoundOpened)
    assert (order(play), order(play, AGAIN)) == (
        ("ben", "dee", "ann", "cam", "gus"),
        ("dee", "ben", "cam", "gus", "ann"),
    )


def test_who_began_and_is_gone_is_no_reason_that_nobody_else_begins() -> None:
    """T1."""
    play = given(at_turns(), says("ann", "left"), says("ben", "out"), Ask(dana, jump(AGAIN)))
    assert order(play, AGAIN) == ("dee", "gus", "cam")


def test_the_order_is_kept_when_the_room_comes_back() -> None:
    """T1: also when the movement was taken back."""
    play = given(at_turns(), Ask(dana, turn), Ask(dana, jump(HELLO)))
    play.when(jump(ROUND), by=dana, draw=5).then(e.Moved)
    assert order(play) == ("ben", "dee", "ann", "cam", "gus") and speaks(play) == "ben"


def test_an_author_can_let_people_speak_as_they_came_and_the_first_begin() -> None:
    """T1, K17."""
    for changes, drawn in (
        ({"order": "as_they_came", "start": "first"}, ("ann", "ben", "cam", "dee", "gus")),
        ({"order": "as_they_came"}, ("cam", "dee", "gus", "ann", "ben")),
        ({"start": "first"}, ("ben", "dee", "ann", "cam", "gus")),
    ):
        play = given(hybrid(of_turns(**changes)), Ask(dana, jump(ROUND), draw=2))
        assert order(play) == drawn


def test_who_is_out_or_gone_is_in_no_order_and_nobody_at_the_door() -> None:
    """T1, T2, J12."""
    play = given(hybrid(), says("ann", "out"), says("ben", "left"), Ask(eli, JOIN), Ask(dana, jump(ROUND), draw=0))
    assert order(play) == ("dee", "cam", "gus") == tuple(coming(play))


JOIN = c.Join(name="Eli Shown", mode=Mode.REMOTE, lang="en")


def test_who_comes_later_follows_who_was_there_and_goes_before_who_asked_for_later() -> None:
    """T2: at home or not."""
    play = given(at_turns(), Ask(dee, c.LaterTurn(step=ROUND)), comes(eli, Mode.REMOTE), comes(fay))
    assert coming(play) == ["ben", "ann", "cam", "gus", "eli", "fay", "dee"]


def test_who_steps_out_is_waited_for_by_nobody_and_has_the_former_place_when_back() -> None:
    """T2, J12."""
    play = given(at_turns(), says("dee", "out"))
    assert coming(play) == ["ben", "ann", "cam", "gus"]
    assert coming(play.goes_on(says("dee", "here"))) == ["ben", "dee", "ann", "cam", "gus"]


def test_each_phone_is_told_how_many_come_before() -> None:
    """T2: and that its person is next."""
    play = given(at_turns(), Ask(dana, turn), Ask(cam, c.LaterTurn(step=ROUND)))
    told = {who.id: (own_turn(play, who).standing, own_turn(play, who).before) for who in (ben, dee, ann, cam)}
    assert told == {"ben": ("speaking", None), "dee": ("to_come", 0), "ann": ("to_come", 1), "cam": ("later", 3)}
    play.goes_on(Ask(dee, c.PassTurn(step=ROUND)), Ask(dana, turn))
    assert (own_turn(play, ben).standing, own_turn(play, dee).standing) == ("spoke", "passed")
    assert own_turn(play.goes_on(says("cam", "out")), cam).standing == "listens"


def test_a_turn_is_given_to_the_next_and_whoever_spoke_has_spoken() -> None:
    """T3."""
    play = given(at_turns()).when(turn, by=dana).then(e.TurnBegan(step=ROUND, seat="ben", turn=1))
    assert (speaks(play), turns(play).since, turns(play).spent) == ("ben", play.state.at, 0)
    play.when(turn, by=dana).then(e.TurnBegan(step=ROUND, seat="dee", turn=2))
    assert (speaks(play), had(play), coming(play)) == ("dee", {"ben": "spoke"}, ["ann", "cam", "gus"])


def test_a_turn_can_be_given_out_of_order_and_twice() -> None:
    """T3: by naming a person; to the one who speaks it does nothing."""
    play = given(at_turns()).when(turn_of("gus"), by=dana).then(e.TurnBegan(step=ROUND, seat="gus", turn=1))
    play.when(turn_of("gus"), by=dana).nothing()
    assert coming(play.goes_on(Ask(dana, turn))) == ["dee", "ann", "cam"]
    play.when(turn_of("gus"), by=dana).then(e.TurnBegan(step=ROUND, seat="gus", turn=3))
    assert had(play) == {"ben": "spoke"}


def test_two_tablets_that_press_next_person_give_one_turn() -> None:
    """T3."""
    play = given(at_turns())
    both = turn(play.state)
    play.when(both, by=dana).then(e.TurnBegan)
    play.when(both, by=sam, wait=1).refused("moved_already")
    assert speaks(play) == "ben"


def test_a_turn_that_is_meant_for_another_visit_or_comes_late_is_not_given() -> None:
    """T3, M2."""
    play = given(at_turns())
    asked = turn(play.state)
    play.when(asked, by=dana, at=asked.until + 1).refused("too_late")
    play.when(asked.model_copy(update={"visit": 1}), by=dana).refused("moved_already")
    play.when(asked.model_copy(update={"seat": "zoe"}), by=dana).refused("no_such_seat")


def test_who_is_out_gone_removed_or_at_the_door_is_given_no_turn() -> None:
    """T3, J12."""
    play = given(at_turns(), says("ann", "out"), says("ben", "left"), Ask(dana, c.Remove(seat="cam")), Ask(eli, JOIN))
    for seat in ("ann", "ben", "cam", "eli"):
        play.when(turn_of(seat), by=dana).refused("not_here")


def test_a_turn_is_given_where_there_are_turns_while_the_room_runs() -> None:
    """T3."""
    given(inside(ann, with_=TURNS)).when(turn, by=dana).refused("not_started")
    given(hybrid()).when(turn, by=dana).refused("no_turns_here")
    given(at_turns(), Ask(dana, pause)).when(turn, by=dana).refused("paused")
    given(at_turns(), Ask(dana, end)).when(turn, by=dana).refused("already_ended")


def test_when_everybody_has_had_a_turn_nobody_is_to_come() -> None:
    """T3, T2: and each was given one."""
    play = given(at_turns(), [Ask(dana, turn) for _ in range(5)])
    play.when(turn, by=dana).refused("nobody_to_come")
    assert speaks(play) == "gus" and had(play) == dict.fromkeys(("ben", "dee", "ann", "cam"), "spoke")


def nobody_is_given_a_turn_by_the_clock() -> None:
    """T3: all bells ring, and who speaks and who is to come stay as they are until the session closes."""
    play = given(at_turns(), Ask(dana, turn))
    before = play.state.floors[ROUND]
    while (bell := play.state.next_deadline()) and not bell.id.startswith("close"):
        play.when(c.Expire(deadline=bell.id), by=room, at=bell.at).store()
        assert play.state.floors[ROUND] == before, "the clock gave or took a turn"


def test_nobody_is_given_a_turn_by_the_clock() -> None:
    """T3."""
    nobody_is_given_a_turn_by_the_clock()


Own = type[c.EndTurn | c.PassTurn | c.LaterTurn | c.AskTurn]


def the_order_is_on_no_shared_screen() -> None:
    """V8: whoever is drawn, speaks, passes or waits, participants and the room's screen share the same."""
    connect = Ask(dana, c.ConnectDisplay(display="tv"))
    play = given(hybrid(), connect, Ask(dana, jump(ROUND), draw=0))
    other = given(hybrid(), connect, Ask(dana, jump(ROUND), draw=2))
    before = [scene(play, viewer) for viewer in (ann, tv)]
    assert [scene(other, viewer) for viewer in (ann, tv)] == before, "the order is on a screen that all share"
    for ask in (Ask(dana, turn), Ask(dee, c.PassTurn(step=ROUND)), Ask(ben, c.LaterTurn(step=ROUND)), Ask(dana, turn)):
        play.goes_on(ask)
        assert [scene(play, viewer) for viewer in (ann, tv)] == before, "a turn is on a screen that all share"


def test_the_order_of_a_round_is_on_no_screen_that_all_share() -> None:
    """V8, T1."""
    the_order_is_on_no_shared_screen()


OWN: list[Own] = [c.EndTurn, c.PassTurn, c.LaterTurn]


@pytest.mark.parametrize("asked", [*OWN, c.AskTurn])
def test_a_participant_asks_for_the_own_seat_only(asked: Own) -> None:
    """T4."""
    step = FLOOR if asked is c.AskTurn else ROUND
    play = given(at_turns(step))
    play.when(asked(step=step, seat="ben"), by=ann).refused("not_yours_to_ask")
    play.when(asked(step=step, seat="zoe"), by=dana).refused("no_such_seat")
    play.when(asked(step=step), by=dana).refused("no_such_seat")
    play.when(asked(step=step), by=Viewer(ann.role, "zoe")).refused("no_such_seat")
    play.goes_on(Ask(eli, JOIN)).when(asked(step=step), by=eli).refused("not_in_yet")
    play.goes_on(Ask(dana, c.Remove(seat="ann"))).when(asked(step=step), by=ann).refused("not_in_yet")


def test_a_facilitator_asks_for_any_seat_also_one_without_a_device() -> None:
    """T4: and the log says that staff did."""
    play = given(at_turns())
    play.when(c.PassTurn(step=ROUND, seat="gus"), by=dana).then(e.TurnPassed(step=ROUND, seat="gus", by_staff=True))
    play.when(c.LaterTurn(step=ROUND, seat="gus"), by=sam).then(e.TurnPutOff(step=ROUND, seat="gus", by_staff=True))
    play.goes_on(Ask(dana, turn_of("gus")))
    play.when(c.EndTurn(step=ROUND, seat="gus"), by=dana).then(e.TurnEnded(step=ROUND, seat="gus"))


@pytest.mark.parametrize("asked", OWN)
def test_a_turn_is_taken_passed_or_put_off_where_the_room_is(asked: Own) -> None:
    """T4, T9."""
    play = given(at_turns())
    play.when(asked(step=AGAIN), by=ann).refused("moved_already")
    given(hybrid()).when(asked(step=HELLO), by=ann).refused("no_turns_here")
    given(door(ann)).when(asked(step=ROUND), by=ann).refused("not_started")
    play.goes_on(Ask(dana, end)).when(asked(step=ROUND), by=ann).refused("already_ended")


def test_everybody_may_pass_before_their_turn_and_in_it() -> None:
    """T5, A7: once."""
    play = given(at_turns(), Ask(dana, turn))
    play.when(c.PassTurn(step=ROUND), by=dee).then(e.TurnPassed(step=ROUND, seat="dee", by_staff=False))
    play.when(c.PassTurn(step=ROUND), by=dee).nothing()
    play.when(c.PassTurn(step=ROUND), by=ben).then(e.TurnPassed(step=ROUND, seat="ben", by_staff=False))
    assert (speaks(play), turns(play).since) == (None, None)
    assert (had(play), coming(play)) == ({"dee": "passed", "ben": "passed"}, ["ann", "cam", "gus"])
    play.goes_on(Ask(dana, pause)).when(c.PassTurn(step=ROUND), by=ann).then(e.TurnPassed)


def test_later_please_puts_a_person_behind_all_who_are_to_come() -> None:
    """T6: in the order in which they asked; the last one stays where they are."""
    play = given(at_turns(), Ask(ann, c.LaterTurn(step=ROUND)), Ask(ben, c.LaterTurn(step=ROUND)))
    assert coming(play) == ["dee", "cam", "gus", "ann", "ben"]
    play.when(c.LaterTurn(step=ROUND), by=ben).nothing()
    assert coming(play.goes_on(Ask(ann, c.LaterTurn(step=ROUND)))) == ["dee", "cam", "gus", "ben", "ann"]


def test_who_speaks_can_take_the_turn_later() -> None:
    """T6."""
    play = given(at_turns(), Ask(dana, turn))
    play.when(c.LaterTurn(step=ROUND), by=ben).then(e.TurnPutOff(step=ROUND, seat="ben", by_staff=False))
    assert (speaks(play), coming(play), had(play)) == (None, ["dee", "ann", "cam", "gus", "ben"], {})


def test_who_has_passed_comes_back_by_later_and_who_has_spoken_does_not() -> None:
    """T6."""
    play = given(at_turns(), Ask(dana, turn), Ask(ben, c.EndTurn(step=ROUND)), Ask(dee, c.PassTurn(step=ROUND)))
    play.when(c.LaterTurn(step=ROUND), by=ben).nothing()
    play.goes_on(Ask(dee, c.LaterTurn(step=ROUND)))
    assert (coming(play), had(play)) == (["ann", "cam", "gus", "dee"], {"ben": "spoke"})


def test_whoever_speaks_says_that_the_turn_is_over_and_then_nobody_speaks() -> None:
    """T7: a turn that is not theirs, nobody ends for another."""
    play = given(at_turns(), Ask(dana, turn))
    play.when(c.EndTurn(step=ROUND), by=dee).nothing()
    play.when(c.EndTurn(step=ROUND), by=ben).then(e.TurnEnded(step=ROUND, seat="ben"))
    assert (speaks(play), coming(play)[0]) == (None, "dee")
    play.when(c.EndTurn(step=ROUND), by=ben).nothing()
    play.when(turn, by=dana).then(e.TurnBegan(step=ROUND, seat="dee", turn=2))


def test_a_turn_rests_in_a_pause() -> None:
    """T9: and goes on with the time that it had."""
    play = given(at_turns(), Ask(dana, turn), Ask(dana, pause, wait=4 * SECOND))
    assert (speaks(play), turns(play).since, turns(play).spent) == ("ben", None, 4 * SECOND)
    play.goes_on(Ask(dana, resume, wait=3 * SECOND))
    assert (speaks(play), turns(play).since, turns(play).spent) == ("ben", play.state.at, 4 * SECOND)


def test_a_turn_rests_while_the_room_is_elsewhere() -> None:
    """T9."""
    play = given(at_turns(), Ask(dana, turn), Ask(dana, next_step, wait=4 * SECOND), Ask(dana, jump(ROUND)))
    assert (speaks(play), turns(play).since, turns(play).spent) == ("ben", play.state.at, 4 * SECOND)


GOES = [c.Remove(seat="ben"), c.SayPresence(seat="ben", presence="out"), c.SayPresence(seat="ben", presence="left")]


@pytest.mark.parametrize("gone", GOES)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_goes_while_speaking_has_spoken(gone: c.AnyCommand, elsewhere: bool) -> None:
    """T9: also where the turn rests meanwhile."""
    play = given(at_turns(), Ask(dana, turn), [Ask(dana, jump(HELLO))] if elsewhere else [])
    play.when(gone, by=dana).then(e.TurnEnded(step=ROUND, seat="ben"), e.Removed if gone == GOES[0] else e.PresenceSaid)
    play.goes_on([Ask(dana, jump(ROUND))] if elsewhere else [])
    assert (speaks(play), had(play)["ben"], turns(play).since) == (None, "spoke", None)


@pytest.mark.parametrize("gone", GOES)
def test_who_goes_before_the_turn_is_only_not_waited_for(gone: c.AnyCommand) -> None:
    """T9, J12."""
    play = given(at_turns()).when(gone, by=dana).then(e.Removed if gone == GOES[0] else e.PresenceSaid)
    assert coming(play) == ["dee", "ann", "cam", "gus"] and had(play) == {}


def test_while_people_take_turns_the_session_is_not_forgotten() -> None:
    """M18: the bell that closes it is put off by each turn."""
    play = given(at_turns())
    late = play.state.at + 300 * MINUTE
    play.when(turn(play.state).model_copy(update={"until": late}), by=dana, at=late).store()
    assert play.state.deadlines["close:1"].at == late + 60 * MINUTE
    play.when(c.EndTurn(step=ROUND), by=ben, at=late + MINUTE).store()
    assert play.state.deadlines["close:1"].at == late + 61 * MINUTE


def test_after_the_end_a_turn_that_ends_with_a_removal_sets_no_bell() -> None:
    """T9, M18."""
    play = given(at_turns(), Ask(dana, turn), Ask(dana, end), Ask(dana, c.Remove(seat="ben")))
    assert "close:1" not in play.state.deadlines


def test_a_link_that_comes_and_goes_changes_no_turn() -> None:
    """T9, J12."""
    play = given(at_turns(), Ask(room, c.RegainLink(seat="ann")), Ask(dana, turn_of("ann")))
    before = play.state.floors
    play.goes_on(Ask(room, c.LoseLink(seat="ann")), Ask(room, c.ResumeAfterRestart(software="2")))
    assert play.state.floors == before and speaks(play) == "ann"


def test_once_a_turn_was_given_the_movement_before_it_is_not_undone() -> None:
    """M9."""
    play = given(at_turns(ROUND))
    assert play.state.movement is not None
    undo = c.Undo(of=play.state.movement.seq)
    play.goes_on(Ask(dana, turn)).when(undo, by=dana).refused("too_late_to_undo")
