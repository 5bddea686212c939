"""Rules A13 and C9 of docs/spec.md: answers that raise an alert in their own entry, and what becomes of it."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Instant
from goround.domain.people import Viewer
from goround.domain.scenes import OwnAlarm, ParticipantMine
from tests.domain.evenings import EVENING, RATE, SAFE, URGE
from tests.domain.kinds import gives
from tests.domain.screens import console, scene, shown
from tests.domain.test_erased import erased
from tests.playbook import (
    MINUTE,
    SECOND,
    Ask,
    Later,
    Past,
    Play,
    ann,
    ben,
    dana,
    end,
    given,
    inside,
    jump,
    room,
    sam,
    start,
    sue,
    tv,
)

AWAKE = Ask(room, c.FindStaff(staff="dana", name="Dana Leader"))
HIGH = gives(ann, URGE, {"number": 9})


def begun(*more: Past) -> Play:
    return given(
        inside(ann, ben, with_=EVENING), AWAKE, Ask(dana, c.ConnectDisplay(display="tv")), Ask(dana, start), *more
    )


def alarm(play: Play, who: Viewer) -> OwnAlarm | None:
    mine = play.sees(who).mine
    assert isinstance(mine, ParticipantMine)
    return mine.alarm


def waits(play: Play) -> list[tuple[int | None, bool]]:
    """Who waits for a person, by number, and whether they asked themselves."""
    return [(one.number, one.asked) for one in console(play).waiting]


def an_answer_rings_in_its_own_entry() -> None:
    """A13: both are stored or neither is."""
    play = begun()
    entry = play.when(HIGH.command, by=ann).store().log[-1]
    kinds = [event.type for event in entry.events]
    assert kinds == ["answered", "alert_raised"], f"the entry of the answer holds {kinds}"


def test_an_answer_that_its_steps_alert_names_raises_it_in_the_same_entry() -> None:
    """A13."""
    an_answer_rings_in_its_own_entry()
    play = begun()
    due = play.state.at + SECOND + MINUTE
    play.when(HIGH.command, by=ann).then(e.Answered, e.AlertRaised(alert="a1", seat="ann", due=due, why=URGE))


@pytest.mark.parametrize(
    "quiet",
    [gives(ann, URGE, {"number": 7}).command, gives(ann, SAFE, {"option": "rest"}).command, c.Pass(step=URGE, revision=0)],
)  # fmt: skip
def test_an_answer_that_the_alert_does_not_name_raises_none(quiet: c.AnyCommand | Later) -> None:
    """A13: a pass neither."""
    assert len(begun().when(quiet, by=ann).store().log[-1].events) == 1


def test_an_option_that_the_alert_names_raises_it() -> None:
    """A13."""
    begun().when(gives(ann, SAFE, {"option": "call"}).command, by=ann).then(e.Answered, e.AlertRaised)


def test_while_an_alert_stands_the_same_step_raises_no_second_one() -> None:
    """A13: another step does, and so does this one for another person, and again once it has been dealt with."""
    play = begun(HIGH)
    play.when(gives(ann, URGE, {"number": 10}).command, by=ann).then(e.Answered)
    play.goes_on(Ask(dana, c.See(alert="a1")))
    play.when(gives(ann, URGE, {"number": 9}).command, by=ann).then(e.Answered)
    play.when(gives(ann, SAFE, {"option": "call"}).command, by=ann).then(e.Answered, e.AlertRaised)
    play.when(gives(ben, URGE, {"number": 8}).command, by=ben).then(e.Answered, e.AlertRaised)
    play.goes_on(Ask(dana, c.Resolve(alert="a1")))
    play.when(gives(ann, URGE, {"number": 8}).command, by=ann).then(e.Answered, e.AlertRaised)


@pytest.mark.parametrize(("first", "second", "rings"), [(3, 5, True), (3, 4, False), (6, 2, False)])
def test_higher_than_the_first_rating_compares_with_that_persons_own(first: int, second: int, rings: bool) -> None:
    """A13."""
    play = begun(gives(ann, URGE, {"number": first}), gives(ben, URGE, {"number": 0}), Ask(dana, jump(RATE)))
    play.when(gives(ann, RATE, {"number": second}).command, by=ann).then(
        e.Answered, *([e.AlertRaised] if rings else [])
    )


def test_without_a_first_rating_that_can_be_read_there_is_nothing_to_compare() -> None:
    """A13, V13: it was passed, not given, or erased."""
    for past in ([], [Ask(ann, c.Pass(step=URGE, revision=0))]):
        begun(past, Ask(dana, jump(RATE))).when(gives(ann, RATE, {"number": 10}).command, by=ann).then(e.Answered)
    play = erased(begun(gives(ann, URGE, {"number": 1}), Ask(dana, jump(RATE))), "ann")
    play.when(gives(ann, RATE, {"number": 10}).command, by=ann).then(e.Answered)


def test_what_staff_enter_for_a_person_raises_an_alert_too() -> None:
    """A13, A1: of who has no device."""
    play = begun().when(gives(dana, URGE, {"number": 9}, seat="gus").command, by=dana).then(e.Answered, e.AlertRaised)
    assert waits(play) == [(3, False)]


def test_the_person_is_told_at_once_and_nobody_else_but_who_leads() -> None:
    """C9: neither another phone nor the room's screen."""
    play = begun()
    before = (shown(play, ben), shown(play, tv), scene(play, ann))
    play.goes_on(HIGH)
    assert alarm(play, ann) == OwnAlarm(alert="a1", standing="sent", by=None)
    assert (shown(play, ben), shown(play, tv), scene(play, ann)) == before
    assert waits(play) == [(1, False)]
    [line] = console(play, sue).waiting
    assert (line.name, line.seat, line.why and line.why.en) == (None, "ann", "Title of urge")


def test_who_asked_stands_before_what_answers_raised() -> None:
    """C9, C8: each the oldest first; an alarm is not the person's own call."""
    play = begun(HIGH, gives(ben, SAFE, {"option": "call"}), Ask(ben, c.NeedPerson()), Ask(ann, c.NeedPerson()))
    assert waits(play) == [(2, True), (1, True), (1, False), (2, False)]


def test_an_alert_of_an_answer_is_not_taken_back_by_its_person() -> None:
    """C9: only what they asked for themselves."""
    play = begun(HIGH).when(c.TakeBack(), by=ann).nothing()
    play.goes_on(Ask(ann, c.NeedPerson()))
    play.when(c.TakeBack(), by=ann).then(e.AlertTakenBack(alert="a2"))
    assert alarm(play, ann) == OwnAlarm(alert="a1", standing="sent", by=None) and waits(play) == [(1, False)]


def test_an_alert_of_an_answer_is_seen_and_dealt_with_like_any_other() -> None:
    """C9, C3, C4: the person is told by whom."""
    play = begun(HIGH, Ask(dana, c.See(alert="a1")))
    assert alarm(play, ann) == OwnAlarm(alert="a1", standing="seen", by="Dana Leader")
    play.when(c.See(alert="a1"), by=sam).nothing()
    play.when(c.Resolve(alert="a1", done="talked_now"), by=sam).then(
        e.AlertResolved(alert="a1", staff="sam", done="talked_now")
    )
    assert (alarm(play, ann), waits(play)) == (None, [])


def bell(play: Play) -> Instant:
    return play.state.deadlines["alert:a1"].at


def test_after_a_minute_without_a_leaders_eye_the_person_is_told() -> None:
    """C9, C6: and once it was seen the bell is gone."""
    play = begun(HIGH)
    play.when(c.Expire(deadline="alert:a1"), by=room, at=bell(play)).then(e.AlertUnseen(alert="a1"))
    assert alarm(play, ann) == OwnAlarm(alert="a1", standing="unseen", by=None)
    play = begun(HIGH, Ask(dana, c.See(alert="a1")))
    play.when(c.Expire(deadline="alert:a1"), by=room, wait=2 * MINUTE).nothing()


def test_where_no_facilitators_screen_is_awake_the_person_is_told_at_once() -> None:
    """C9, C5: also when the last one goes."""
    asleep = begun(Ask(room, c.MissStaff(staff="dana")))
    asleep.when(HIGH.command, by=ann).then(e.Answered, e.AlertRaised, e.AlertUnseen(alert="a1"))
    play = (
        begun(HIGH).when(c.MissStaff(staff="dana"), by=room).then(e.StaffAway(staff="dana"), e.AlertUnseen(alert="a1"))
    )
    assert alarm(play, ann) == OwnAlarm(alert="a1", standing="unseen", by=None)


def test_the_newest_of_several_is_told_and_then_the_one_before() -> None:
    """C9."""
    play = begun(HIGH, gives(ann, SAFE, {"option": "call"}))
    newest = alarm(play, ann)
    assert newest and newest.alert == "a2"
    rest = alarm(play.goes_on(Ask(dana, c.Resolve(alert="a2"))), ann)
    assert rest and rest.alert == "a1"


def test_an_alert_stays_after_the_end_and_a_removal_and_one_raised_late_rings_too() -> None:
    """C9, C7."""
    play = begun(HIGH, Ask(dana, c.Remove(seat="ann")), Ask(dana, end), gives(ben, SAFE, {"option": "call"}))
    assert waits(play) == [(1, False), (2, False)] and console(play).left_open.alerts == 2
    assert alarm(play, ben) == OwnAlarm(alert="a2", standing="sent", by=None)


def test_staff_who_look_over_a_seat_see_what_it_was_told() -> None:
    """C9, V12: a supervisor no name."""
    play = begun(HIGH, Ask(dana, c.See(alert="a1")))
    for viewer, name in ((dana, "Dana Leader"), (sue, None)):
        mine = play.sees(viewer, over="ann").mine
        assert isinstance(mine, ParticipantMine) and mine.alarm
        assert (mine.alarm.standing, mine.alarm.by) == ("seen", name)
