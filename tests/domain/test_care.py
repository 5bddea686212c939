"""Rules C1 to C8 of docs/spec.md: “I need a person”, who is awake to see it, and bells that fall due."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.scenes import FacilitatorScene, OwnAlert, ParticipantMine, Waiting
from tests.playbook import (
    CRAVING,
    MINUTE,
    SECOND,
    Ask,
    Play,
    ann,
    at_step,
    ben,
    cam,
    dana,
    door,
    end,
    given,
    inside,
    pause,
    room,
    sam,
    sue,
)

NEED, BACK = c.NeedPerson(), c.TakeBack()
AWAKE = Ask(room, c.FindStaff(staff="dana", name="Dana Leader"))
SAM_AWAKE = Ask(room, c.FindStaff(staff="sam", name="Sam"))


def told(play: Play) -> OwnAlert | None:
    mine = play.sees(ann).mine
    assert isinstance(mine, ParticipantMine)
    return mine.person


def waiting(play: Play) -> tuple[Waiting, ...]:
    scene = play.sees(dana).scene
    assert isinstance(scene, FacilitatorScene)
    return scene.waiting


def test_somebody_needs_a_person() -> None:
    """C1, C8."""
    play = given(at_step(CRAVING), AWAKE)
    due = play.state.at + SECOND + MINUTE
    play.when(NEED, by=ann).then(e.AlertRaised(alert="a1", seat="ann", due=due))
    assert told(play) == OwnAlert(standing="sent", by=None)
    (one,) = waiting(play)
    assert (one.seat, one.name, one.raised, one.standing, one.unseen) == (
        "ann",
        "Ann Shown",
        play.state.at,
        "open",
        False,
    )


def test_asking_twice_is_asking_once() -> None:
    """C1."""
    given(at_step(CRAVING), AWAKE, Ask(ann, NEED)).when(NEED, by=ann).nothing()


@pytest.mark.parametrize("past", [door(ann), [at_step(CRAVING), Ask(dana, pause)], [inside(ann), Ask(dana, end)]])
def test_one_can_ask_at_the_door_in_a_pause_and_after_the_end(past: list[Ask]) -> None:
    """C1, C7."""
    given(past, AWAKE).when(NEED, by=ann).then(e.AlertRaised)


def test_somebody_without_a_seat_cannot_ask() -> None:
    """C1."""
    given(at_step(CRAVING)).when(NEED, by=cam).refused("no_such_seat")
    given(at_step(CRAVING), Ask(dana, c.Remove(seat="ann"))).when(NEED, by=ann).refused("no_such_seat")


def test_it_is_taken_back_for_as_long_as_it_stands() -> None:
    """C2."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED)).when(BACK, by=ann).then(e.AlertTakenBack(alert="a1"))
    assert told(play) is None and waiting(play) == ()
    play.when(BACK, by=ann).nothing()
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED), Ask(dana, c.See(alert="a1")))
    play.when(BACK, by=ann).then(e.AlertTakenBack(alert="a1"))


def test_nobody_takes_back_what_another_asked() -> None:
    """C2."""
    given(at_step(CRAVING), AWAKE, Ask(ann, NEED)).when(BACK, by=ben).nothing()


def test_the_first_facilitator_who_says_so_has_seen_it() -> None:
    """C3: and the person is told who it is."""
    play = given(at_step(CRAVING), AWAKE, SAM_AWAKE, Ask(ann, NEED))
    play.when(c.See(alert="a1"), by=sam).then(e.AlertSeen(alert="a1", staff="sam"))
    play.when(c.See(alert="a1"), by=dana).nothing()
    assert told(play) == OwnAlert(standing="seen", by="Sam")
    assert [(one.standing, one.seen_by) for one in waiting(play)] == [("seen", "Sam")]


def test_a_facilitator_says_that_it_has_been_dealt_with() -> None:
    """C4: then the person can ask again."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED))
    play.when(c.Resolve(alert="a1"), by=dana).then(e.AlertResolved(alert="a1", staff="dana"))
    assert told(play) is None and waiting(play) == ()
    play.when(c.Resolve(alert="a1"), by=sam).nothing()
    play.when(c.See(alert="a1"), by=sam).nothing()
    play.when(NEED, by=ann).then(e.AlertRaised)
    assert [one.alert for one in waiting(play)] == ["a2"]


@pytest.mark.parametrize("asked", [c.See(alert="a9"), c.Resolve(alert="a9")])
def test_an_alert_that_was_never_raised_is_neither_seen_nor_resolved(asked: c.AnyCommand) -> None:
    """C3, C4."""
    given(at_step(CRAVING)).when(asked, by=dana).refused("no_such_alert")


def test_if_nobody_is_awake_the_person_is_told_at_once() -> None:
    """C5."""
    play = given(at_step(CRAVING)).when(NEED, by=ann).then(e.AlertRaised, e.AlertUnseen(alert="a1"))
    assert told(play) == OwnAlert(standing="unseen", by=None)
    assert [one.unseen for one in waiting(play)] == [True]


def test_when_the_last_awake_screen_goes_everybody_who_waits_is_told() -> None:
    """C5: but not who has been seen or told before."""
    play = given(at_step(CRAVING, ann, ben, cam), AWAKE, SAM_AWAKE, Ask(ann, NEED), Ask(ben, NEED), Ask(cam, NEED))
    play.goes_on(Ask(dana, c.See(alert="a2")))
    play.when(c.MissStaff(staff="sam"), by=room).then(e.StaffAway(staff="sam"))
    play.when(c.MissStaff(staff="dana"), by=room).then(
        e.StaffAway(staff="dana"), e.AlertUnseen(alert="a1"), e.AlertUnseen(alert="a3")
    )


def test_long_after_the_end_nobody_is_taken_to_be_awake() -> None:
    """C5, J10: who is awake is no longer told then, so nobody is left to wait for an eye."""
    play = given(at_step(CRAVING), AWAKE, Ask(dana, end))
    play.when(c.MissStaff(staff="dana"), by=room, wait=15 * MINUTE + 1).nothing()
    play.when(c.FindStaff(staff="sam", name="Sam"), by=room, wait=15 * MINUTE + 1).nothing()
    play.when(NEED, by=ann, wait=15 * MINUTE + 1).then(e.AlertRaised, e.AlertUnseen(alert="a1"))


def test_that_a_facilitator_is_awake_is_told_once() -> None:
    """C5: again only with another name."""
    play = given(at_step(CRAVING))
    play.when(c.FindStaff(staff="sam", name="Sam"), by=room).then(e.StaffBack(staff="sam", name="Sam"))
    play.when(c.FindStaff(staff="sam", name="Sam"), by=room).nothing()
    play.when(c.FindStaff(staff="sam", name="Samuel"), by=room).then(e.StaffBack(staff="sam", name="Samuel"))
    play.when(c.MissStaff(staff="sam"), by=room).then(e.StaffAway(staff="sam"))
    play.when(c.MissStaff(staff="sam"), by=room).nothing()
    play.when(c.MissStaff(staff="zoe"), by=room).nothing()


def test_after_a_minute_without_an_eye_the_person_is_told() -> None:
    """C6."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED))
    raised = play.state.at
    bell = play.state.next_deadline()
    assert bell and (bell.id, bell.at) == ("alert:a1", raised + MINUTE)
    play.when(c.Expire(deadline="alert:a1"), by=room, at=raised + MINUTE - 1).nothing()
    play.when(c.Expire(deadline="alert:a1"), by=room, at=raised + MINUTE).then(e.AlertUnseen(alert="a1"))
    play.when(c.Expire(deadline="alert:a1"), by=room, at=raised + 2 * MINUTE).nothing()
    assert told(play) == OwnAlert(standing="unseen", by=None)


@pytest.mark.parametrize("answered", [Ask(dana, c.See(alert="a1")), Ask(dana, c.Resolve(alert="a1")), Ask(ann, BACK)])
def test_what_was_seen_resolved_or_taken_back_rings_no_bell(answered: Ask) -> None:
    """C6."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED), answered)
    play.when(c.Expire(deadline="alert:a1"), by=room, wait=2 * MINUTE).nothing()


@pytest.mark.parametrize("asked", [pause, end])
def test_an_alert_rests_neither_in_a_pause_nor_after_the_end(asked: c.AnyCommand) -> None:
    """C7."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED), Ask(dana, asked))
    play.when(c.Expire(deadline="alert:a1"), by=room, wait=2 * MINUTE).then(e.AlertUnseen(alert="a1"))


def test_the_alert_of_a_removed_seat_stands() -> None:
    """C7."""
    play = given(at_step(CRAVING), AWAKE, Ask(ann, NEED), Ask(dana, c.Remove(seat="ann")))
    assert [one.seat for one in waiting(play)] == ["ann"]
    play.when(BACK, by=ann).then(e.AlertTakenBack)


def test_consoles_show_the_oldest_first_and_a_supervisor_no_names() -> None:
    """C8, V10."""
    play = given(at_step(CRAVING), AWAKE, Ask(ben, NEED), Ask(ann, NEED), Ask(ben, BACK), Ask(ben, NEED))
    play.goes_on(Ask(dana, c.See(alert="a2")))
    assert [(one.alert, one.number) for one in waiting(play)] == [("a2", 1), ("a3", 2)]
    scene = play.sees(sue).scene
    assert isinstance(scene, FacilitatorScene)
    assert [(one.alert, one.name, one.seen_by) for one in scene.waiting] == [("a2", None, None), ("a3", None, None)]
