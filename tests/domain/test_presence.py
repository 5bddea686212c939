"""Rules J12, J13 and J16 of docs/spec.md: who is here, as facilitators say it, and who at home is there, as their link and a facilitator do."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode
from tests.domain.asks import locked_dana
from tests.domain.evenings import at_turns, comes, coming, says
from tests.domain.screens import TV_ON, console, mine, person, scene
from tests.playbook import (
    CRAVING,
    HELLO,
    MINUTE,
    MOOD,
    SECOND,
    Ask,
    Past,
    Play,
    ann,
    answer,
    at_step,
    ben,
    cam,
    close,
    dana,
    dee,
    door,
    end,
    given,
    jump,
    opened,
    room,
    start,
    tv,
)


def back(seat: str, wait: int = SECOND) -> Ask:
    return Ask(room, c.RegainLink(seat=seat), wait=wait)


def lost(seat: str, wait: int = SECOND) -> Ask:
    return Ask(room, c.LoseLink(seat=seat), wait=wait)


def test_where_a_person_is_a_facilitator_says() -> None:
    """J12: once; whoever is let in is here."""
    play = given(at_step(CRAVING, ann))
    assert person(play, "ann").presence == "here"
    for presence in ("out", "left", "here"):
        asked = c.SayPresence(seat="ann", presence=presence)
        play.when(asked, by=dana).then(e.PresenceSaid(seat="ann", presence=presence))
        play.when(asked, by=dana).nothing()
        assert person(play, "ann").presence == presence


def test_presence_is_said_of_who_is_in_until_the_end() -> None:
    """J12."""
    asked = c.SayPresence(seat="ann", presence="out")
    given(opened()).when(asked, by=dana).refused("no_such_seat")
    given(door(ann)).when(asked, by=dana).refused("not_in_yet")
    play = given(at_step(CRAVING, ann), Ask(dana, c.Remove(seat="ann")))
    play.when(asked, by=dana).refused("not_in_yet")
    given(at_step(CRAVING, ann), Ask(dana, end)).when(asked, by=dana).refused("already_ended")


def test_who_left_and_is_let_in_again_is_here() -> None:
    """J12, J3."""
    play = given(at_step(CRAVING, ann), says("ann", "left"), Ask(dana, c.Remove(seat="ann")))
    assert person(play.goes_on(Ask(dana, c.Admit(seats=("ann",)))), "ann").presence == "here"


LINKS: list[Past] = [
    [back("ann"), lost("ann", wait=30 * MINUTE)],
    [back("ann"), lost("ann"), back("ann", wait=30 * MINUTE)],
    [back("ann"), Ask(room, c.ResumeAfterRestart(software="2"))],
]


def a_phone_says_nothing_of_who_is_here() -> None:
    """J12: whatever a phone's link does, its person is where a facilitator said, waited for and given a turn or not."""
    for links in LINKS:
        for said in ((), says("ann", "out"), says("ann", "left")):
            play = given(at_turns(), said)
            before = (play.state.seats["ann"].takes_part, coming(play), person(play, "ann").presence)
            play.goes_on(links)
            after = (play.state.seats["ann"].takes_part, coming(play), person(play, "ann").presence)
            assert after == before, "a phone's link said where its person is"


def test_no_phone_ever_says_where_its_person_is() -> None:
    """J12."""
    a_phone_says_nothing_of_who_is_here()


def test_nobody_waits_for_who_is_out_or_gone() -> None:
    """J12: neither in the counts nor beside the name; what they gave before stays."""
    play = given(at_step(CRAVING, ann, ben, cam), Ask(cam, answer(CRAVING, 3)))
    counts = console(play).counts
    assert counts and (counts.answered, counts.not_yet) == (1, 3)
    play.goes_on(says("ann", "out"), says("ben", "left"), says("cam", "out"))
    counts = console(play).counts
    assert counts and (counts.answered, counts.not_yet) == (1, 1)
    told = {seat: person(play, seat).status for seat in ("ann", "ben", "cam", "gus")}
    assert told == {"ann": None, "ben": None, "cam": "answered", "gus": "not_yet"}
    play.when(answer(CRAVING, 3), by=ann).then(e.Answered)


def test_the_link_of_a_phone_in_the_room_is_told_only_while_a_question_is_open() -> None:
    """J12: of somebody at home always, of who has no device never."""
    play = given(
        opened(), comes(ann), comes(ben, Mode.REMOTE), Ask(dana, c.AddSeat(seat="gus", name="Gus")), back("ann")
    )

    def told() -> list[bool | None]:
        return [person(play, seat).linked for seat in ("ann", "ben", "gus")]

    assert told() == [None, False, None]
    play.goes_on(Ask(dana, start))
    assert told() == [None, False, None]
    play.goes_on(Ask(dana, jump(CRAVING)), back("ben"))
    assert told() == [True, True, None]
    play.goes_on(Ask(dana, close))
    assert told() == [None, True, None]


def test_since_when_a_link_is_lost_is_told_of_people_at_home_alone() -> None:
    """J12, J13."""
    play = given(opened(), comes(ann), comes(ben, Mode.REMOTE), *(back(seat) for seat in ("ann", "ben")))
    play.goes_on(Ask(dana, start), Ask(dana, jump(CRAVING)), lost("ann"), lost("ben"))
    assert (person(play, "ann").lost, person(play, "ben").lost) == (None, play.state.at)
    assert person(play.goes_on(back("ben")), "ben").lost is None


# --- at home ---


def at_home(*more: Past) -> Play:
    return given(opened(), comes(ann), comes(ben, Mode.REMOTE), back("ben"), Ask(dana, start), *more)


CONFIRM = c.ConfirmRemote(seat="ben")


def test_a_facilitator_confirms_that_somebody_at_home_is_there() -> None:
    """J13: once."""
    play = at_home()
    assert not person(play, "ben").confirmed
    play.when(CONFIRM, by=dana).then(e.RemoteConfirmed(seat="ben"))
    play.when(CONFIRM, by=dana).nothing()
    assert person(play, "ben").confirmed


def test_only_somebody_at_home_who_is_in_is_confirmed_and_until_the_end() -> None:
    """J13."""
    play = at_home(Ask(cam, c.Join(name="Cam", mode=Mode.REMOTE, lang="en")))
    play.when(c.ConfirmRemote(seat="ann"), by=dana).refused("not_remote")
    play.when(c.ConfirmRemote(seat="cam"), by=dana).refused("not_in_yet")
    play.when(c.ConfirmRemote(seat="zoe"), by=dana).refused("no_such_seat")
    play.goes_on(Ask(dana, end)).when(CONFIRM, by=dana).refused("already_ended")


@pytest.mark.parametrize(("away", "confirmed"), [(3 * MINUTE, True), (3 * MINUTE + 1, False)])
def test_a_loss_of_at_most_three_minutes_is_none(away: int, confirmed: bool) -> None:
    """J13: after a longer one a facilitator confirms again."""
    play = at_home(Ask(dana, CONFIRM), lost("ben"), back("ben", wait=away))
    assert person(play, "ben").confirmed is confirmed


def test_a_restart_of_the_server_counts_as_a_loss_from_then_on() -> None:
    """J13, M10."""
    for away, confirmed in ((MINUTE, True), (4 * MINUTE, False)):
        play = at_home(Ask(dana, CONFIRM), Ask(room, c.ResumeAfterRestart(software="2")), back("ben", wait=away))
        assert person(play, "ben").confirmed is confirmed
    play = at_home(Ask(dana, CONFIRM), lost("ben"), Ask(room, c.ResumeAfterRestart(software="2"), wait=2 * MINUTE))
    assert not person(play.goes_on(back("ben", wait=2 * MINUTE)), "ben").confirmed


def test_who_was_removed_is_confirmed_anew() -> None:
    """J13."""
    play = at_home(Ask(dana, CONFIRM), Ask(dana, c.Remove(seat="ben")), Ask(dana, c.Admit(seats=("ben",))))
    assert not person(play, "ben").confirmed


def test_nobody_but_who_leads_is_told_where_somebody_is() -> None:
    """J12, V8."""
    play = given(at_step(MOOD, ann, ben), TV_ON)
    before = [(scene(play, who), mine(play, who)) for who in (ann, ben, tv)]
    play.goes_on(says("ben", "out"), lost_and_back(), Ask(dana, c.Mark(kind="tension")))
    assert [(scene(play, who), mine(play, who)) for who in (ann, ben, tv)] == before


def lost_and_back() -> Past:
    return [back("ann"), lost("ann"), back("ann")]


def test_an_end_names_who_at_home_has_not_left() -> None:
    """J13."""
    play = at_home(comes(cam, Mode.REMOTE))
    assert console(play).left_open.remote == 2
    assert console(play.goes_on(says("cam", "left"), says("ben", "out"))).left_open.remote == 1
    assert play.state.visit and play.state.visit.step == HELLO


def test_an_end_names_how_many_wait_at_the_door_also_behind_the_lock() -> None:
    """J16."""
    play = at_home()
    assert console(play).left_open.door == 0
    play = play.goes_on(Ask(dee, c.Join(name="Dee Shown", mode=Mode.ON_SITE, lang="en")))
    assert console(play).left_open.door == 1
    behind = console(play, locked_dana)
    assert behind.left_open.door == 1 and not behind.people
    assert console(play.goes_on(Ask(dana, c.Admit(seats=("dee",))))).left_open.door == 0
