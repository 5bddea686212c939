"""The facts of an evening: times, breaks, steps, alerts and marks as the record holds them, up to the end or so far."""

from collections.abc import Mapping

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.agenda import Agenda
from goround.domain.base import ERASED
from goround.domain.history.changes import CLOSE
from goround.review.facts import Facts, facts
from goround.review.people_facts import PersonFacts
from goround.review.step_facts import StepFacts
from tests.playbook import (
    MINUTE,
    SECOND,
    T0,
    Ask,
    Play,
    ann,
    cam,
    dana,
    eli,
    end,
    next_step,
    pause,
    resume,
    room,
    start,
)
from tests.review.evening import FIRST_PART, GATHERED, NAMES, SECOND_PART, WROTE, after, played, skip, turn


@pytest.fixture(scope="module")
def evening() -> Facts:
    return of(played())


def of(play: Play, now: int = 0) -> Facts:
    return facts(play.log, now)


def step(told: Facts, ref: str) -> StepFacts:
    return next(one for one in told.steps if one.ref == ref)


def person(told: Facts, seat: str) -> PersonFacts:
    return next(one for one in told.people if one.seat == seat)


def test_the_counted_time_is_from_start_to_end_without_the_breaks(evening: Facts) -> None:
    """E1"""
    assert evening.started is not None and evening.ended is not None
    [rest] = evening.breaks
    assert rest.ms == 10 * MINUTE
    assert evening.counted == evening.ended - evening.started - 10 * MINUTE
    [paused] = evening.pauses
    assert paused.ms == 2 * MINUTE, "A pause is told, and counts."


def test_a_break_that_was_taken_back_at_once_is_none() -> None:
    """E1"""
    play = played(GATHERED, FIRST_PART[:-3])
    to_the_break = play.goes_on(
        Ask(dana, next_step), Ask(dana, lambda s: c.Undo(of=s.movement.seq if s.movement else 0))
    )
    assert of(to_the_break, play.state.at + MINUTE).breaks == ()


def test_a_step_is_delivered_shortened_skipped_put_off_or_not_reached(evening: Facts) -> None:
    """E2"""
    happened = {one.ref: one.happened for one in evening.steps}
    assert happened["main.hello"] == "delivered"
    assert happened["main.secret"] == "shortened", "One minute of five is no whole step."
    assert (happened["main.extra"], step(evening, "main.extra").reason) == ("skipped", "time")
    begun = of(played(GATHERED, after(1, dana, start), Ask(dana, skip("later"))))
    assert step(begun, "in.round").happened == "put_off"
    assert step(begun, "in.after").happened == "now"
    assert step(begun, "main.bye").happened == "not_reached"


def test_a_step_is_shortened_below_its_least_time_where_it_has_one() -> None:
    """E2"""

    def took(minutes: float, at_least: float | None) -> str:
        play = played(GATHERED, after(1, dana, start), after(minutes, dana, next_step))
        opened = play.log[0].events[0]
        assert isinstance(opened, e.Opened)
        block, *rest = opened.agenda.blocks
        steps = tuple(
            one.model_copy(update={"at_least": at_least if one.id == "round" else None}) for one in block.steps
        )
        agenda = Agenda(blocks=(block.model_copy(update={"steps": steps}), *rest), breaks=opened.agenda.breaks)
        first = play.log[0].model_copy(update={"events": (opened.model_copy(update={"agenda": agenda}),)})
        return step(facts([first, *play.log[1:]], 0), "in.round").happened

    assert (took(5.9, None), took(6.1, None)) == ("shortened", "delivered"), "Of twelve planned minutes half is enough."
    assert (took(6.1, 8), took(8.1, 8), took(3, 2)) == ("shortened", "delivered", "delivered")


def test_what_came_of_a_question_is_counted_apart_by_how_it_was_given(evening: Facts) -> None:
    """E3"""
    urge = step(evening, "main.urge").gave
    assert urge is not None
    assert (urge.answered, urge.passed, urge.on_paper) == (2, 1, 1)
    secret = step(evening, "main.secret").gave
    assert secret is not None
    assert (secret.answered, secret.passed, secret.on_paper) == (3, None, None), (
        "Without names only how many there are."
    )
    [craving] = evening.arrivals
    assert craving.gave is not None
    assert (craving.gave.answered, craving.gave.passed, craving.gave.on_paper) == (2, 1, 1)


def test_a_round_tells_how_many_spoke_and_passed(evening: Facts) -> None:
    """E3"""
    turns = {one.ref: (one.turns.spoke, one.turns.passed) for one in evening.steps if one.turns is not None}
    assert turns == {"in.round": (3, 1), "main.floor": (1, 0), "main.bye": (2, 1)}


def test_whoever_speaks_at_the_end_has_spoken() -> None:
    """E3"""
    cut = of(played(GATHERED, after(1, dana, start), Ask(dana, turn("ann")), after(1, dana, end)))
    assert [(one.title.en, one.had) for one in person(cut, "ann").turns] == [("One win", "spoke")]


def test_an_alert_tells_when_it_was_seen_and_what_was_done(evening: Facts) -> None:
    """E4"""
    answer, asked = evening.alerts
    assert (answer.asked, answer.standing, answer.done) == (False, "resolved", "talked_in_break")
    assert answer.seen_after == MINUTE + 3 * SECOND and answer.name == NAMES["ben"]
    assert (asked.asked, asked.standing, asked.seen_after, asked.seat) == (True, "open", None, "dee")


def test_a_mark_comes_with_its_line(evening: Facts) -> None:
    """E4"""
    [mark] = evening.marks
    assert (mark.kind, mark.words) == ("strong_moment", "They laughed together")
    assert mark.step is not None and mark.step.en == "One win"


def test_who_leads_and_how_many_were_here_from_where(evening: Facts) -> None:
    """E1"""
    assert evening.leaders == ("Dana Leader",)
    here = evening.here
    assert (here.on_site, here.remote, here.no_device, here.never_in, here.people) == (3, 1, 1, 1, 5)
    assert "eli" not in [one.seat for one in evening.people], "Who was not let in has no part."


def test_whoever_needed_a_person_at_the_door_has_a_part() -> None:
    """E6"""
    at_the_door = person(of(played(GATHERED, Ask(eli, c.NeedPerson()))), "eli")
    assert at_the_door.attendance.let_in is None and len(at_the_door.alerts) == 1


def test_nobody_ended_it_and_the_facts_say_so() -> None:
    """E5"""
    play = played(GATHERED, after(1, dana, start))
    bell = play.state.deadlines.get(CLOSE)
    assert bell is not None
    closed = of(play.goes_on(Ask(room, c.Expire(deadline=bell.id), wait=bell.at - play.state.at)))
    assert closed.by_clock and closed.ended == bell.at
    assert not of(played()).by_clock


def test_an_end_that_was_taken_back_is_none() -> None:
    """E5"""
    play = played(GATHERED, after(1, dana, start), Ask(dana, end))
    back = play.goes_on(Ask(dana, lambda s: c.Undo(of=s.movement.seq if s.movement else 0)))
    told = of(back, back.state.at + MINUTE)
    assert told.ended is None and told.until == back.state.at + MINUTE


def test_while_it_is_on_the_facts_hold_up_to_now() -> None:
    """E5"""
    play = played(GATHERED, FIRST_PART, SECOND_PART[:3])
    now = play.state.at + 4 * MINUTE
    told = of(play, now)
    assert (told.ended, told.until) == (None, now)
    assert step(told, "main.urge").happened == "now"
    assert step(told, "main.urge").real == 4 * MINUTE
    assert person(told, "cam").attendance.stays[-1].span.until == now
    resting = of(play.goes_on(Ask(dana, pause)), now)
    assert step(resting, "main.urge").real == SECOND, "A step's minutes rest in a pause."
    assert resting.pauses[-1].until == now
    assert of(play.goes_on(Ask(dana, resume)), now).pauses[-1].until < now


def test_what_never_began_has_no_time() -> None:
    """E5"""
    told = of(played(GATHERED), T0 + 99 * MINUTE)
    assert told.started is None and told.counted == 0 and told.breaks == ()
    assert all(not one.attendance.stays for one in told.people)


def test_a_restart_is_told() -> None:
    """E5"""
    play = played(GATHERED, after(1, dana, start)).goes_on(Ask(room, c.ResumeAfterRestart(software="2")))
    assert of(play, 0).restarts == (play.state.at,)


def test_what_one_person_gave_is_told_as_far_as_leaders_may_read_it(evening: Facts) -> None:
    """E7"""

    def gave(seat: str) -> Mapping[str, object]:
        return {one.step: one.answer for one in person(evening, seat).given}

    assert set(gave("ann")) == {"in.craving", "main.mood", "main.note", "main.plan"}, (
        "The unnamed step is not even named."
    )
    assert gave("ann")["main.note"] is None, "What is kept private is on the phone alone."
    said = {one.step: one.prompt.said(one.answer, "en") for one in person(evening, "cam").given if one.answer}
    assert said == {"main.urge": "3", "main.plan": WROTE["cam"]}
    skipped = [one for one in person(evening, "cam").given if one.passed]
    assert [(one.step, one.arrival) for one in skipped] == [("in.craving", True)]
    assert [title.en for title in person(evening, "dee").unanswered] == ["Title of craving"]
    assert all(one.by_staff for one in person(evening, "gus").given)


def test_counted_minutes_of_a_person_are_those_in_which_they_were_here(evening: Facts) -> None:
    """E6"""
    out = sum(gap.span.ms for gap in person(evening, "cam").attendance.gaps)
    assert person(evening, "cam").counted == evening.counted - out
    assert person(evening, "ann").counted == person(evening, "gus").counted == evening.counted


def test_erased_words_read_as_erased() -> None:
    """E7"""
    play = played()

    def erased(event: e.AnyEvent) -> e.AnyEvent:
        if isinstance(event, e.Answered) and event.answer is not None:
            return event.model_copy(update={"answer": ERASED})
        if isinstance(event, e.Joined):
            return event.model_copy(update={"name": ERASED})
        return event.model_copy(update={"words": ERASED}) if isinstance(event, e.MarkWorded) else event

    bare = [one.model_copy(update={"events": tuple(erased(event) for event in one.events)}) for one in play.log]
    told = facts(bare, 0)
    assert all(one.name is None for one in told.people)
    assert {one.answer for one in person(told, cam.id).given if not one.passed} == {ERASED}
    assert told.marks[0].words == ERASED
    assert person(told, ann.id).counted == told.counted
