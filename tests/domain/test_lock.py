"""Rule V19 of docs/spec.md: a facilitator's screen behind its lock holds nobody's data and keeps the room running."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from goround.domain import commands as c
from goround.domain.people import MAY, Role, Viewer, may_ask
from goround.domain.scenes import FacilitatorScene
from goround.domain.visibility import may_read
from tests.domain.asks import locked_dana
from tests.domain.evenings import (
    AGAIN,
    ALONE,
    EVENING,
    RATE,
    SAFE,
    TALK,
    URGE,
    ask_now,
    at_turns,
    speaks,
    turn,
    turn_of,
)
from tests.domain.kinds import gives, release
from tests.domain.screens import TV_ON, console
from tests.domain.test_seats import SAMPLES
from tests.domain.test_walls import PIECES, revealed
from tests.playbook import (
    Ask,
    Past,
    Play,
    ann,
    back,
    ben,
    cam,
    close,
    dana,
    extend,
    given,
    inside,
    jump,
    next_step,
    pause,
    resume,
    room,
    start,
)

PEOPLE = ("Ann Shown", "Ben Shown", "Cam Shown", "Gus Shown", "Dana Leader")
SEATS = ("ann", "ben", "cam", "gus")


def everything_said(*more: Past) -> Play:
    """People have names, answers, alerts, marks and turns; a display is on."""
    return given(
        inside(ann, ben, cam, with_=EVENING),
        TV_ON,
        Ask(room, c.FindStaff(staff="dana", name="Dana Leader")),
        Ask(dana, start),
        gives(ann, URGE, {"number": 9}),
        gives(ben, SAFE, {"option": "call"}),
        gives(cam, ALONE, None),
        Ask(ben, c.NeedPerson()),
        Ask(dana, c.See(alert="a1")),
        Ask(dana, c.Mark(kind="tension")),
        Ask(dana, c.WordMark(mark="m1", words="The heron left")),
        *more,
    )


MOMENTS: dict[str, Past] = {
    "at the first step": [],
    "at a rating": [Ask(dana, jump(RATE)), gives(ann, RATE, {"number": 7})],
    "in a round": [Ask(dana, jump(TALK)), Ask(dana, turn), Ask(dana, turn_of("ann")), Ask(cam, c.PassTurn(step=TALK))],
    "in a pause": [Ask(dana, jump(TALK)), Ask(dana, turn), Ask(dana, pause)],
    "at a question in between": [Ask(dana, ask_now("scale")), gives(ann, "aside.1", {"number": 7})],
}


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def behind_the_lock(play: Play) -> list[str]:
    seen = play.sees(locked_dana)
    return [*strings(seen.scene.model_dump(mode="json")), *strings(seen.mine.model_dump(mode="json"))]


def a_locked_screen_holds_nobody() -> None:
    """V19: in any of these moments neither a name, a seat, an answer, a hint nor a mark is anywhere in it."""
    for moment, past in MOMENTS.items():
        play = everything_said(past)
        told = behind_the_lock(play)
        for word in (*PEOPLE, *SEATS, "m1", "tension", "The heron left", "BLUE42"):
            assert word not in told, f"{moment} a locked screen holds “{word}”"
        for part in ("Hint of", "Remote of", "heron"):
            assert not [one for one in told if part in one], f"{moment} a locked screen holds “{part}”"
        scene = console(play, locked_dana)
        assert (scene.people, scene.arrival, scene.marks) == ((), (), ()), f"{moment} a locked screen holds people"
        assert scene.counts is None or scene.counts.tally is None
        assert scene.stage is None or (scene.stage.results, scene.stage.hints) == (None, ())


def test_a_locked_screen_holds_no_name_no_answer_no_hint_no_mark_and_no_seat() -> None:
    """V19."""
    a_locked_screen_holds_nobody()


def test_an_open_screen_holds_them_all_so_that_the_test_above_looks_for_something() -> None:
    """V19, V10."""
    said = [
        one
        for past in MOMENTS.values()
        for one in strings(everything_said(past).sees(dana).scene.model_dump(mode="json"))
    ]
    for word in (*PEOPLE, *SEATS, "m1", "tension", "The heron left", "BLUE42"):
        assert word in said
    assert [one for one in said if "Hint of" in one]


def test_a_locked_screen_tells_how_many_wait_and_how_long() -> None:
    """V19: the one who asked and the two whose answers raised an alert; not why."""
    play = everything_said()
    waiting = console(play, locked_dana).waiting
    assert [(one.asked, one.standing, one.raised) for one in waiting] == [
        (one.asked, one.standing, one.raised) for one in console(play).waiting
    ]
    assert len(waiting) == 3
    assert {(one.seat, one.number, one.name, one.why, one.seen_by) for one in waiting} == {(None,) * 5}


def test_what_people_wrote_is_not_behind_the_lock_also_where_it_is_on_the_wall() -> None:
    """V19."""
    play = revealed().goes_on(
        Ask(dana, release(0)), Ask(dana, lambda s: c.Release(visit=1, pieces=(1,), theme="Birds"))
    )
    told = behind_the_lock(play)
    assert not [word for word in (*PIECES, "Birds") if word in told]
    stage = console(play, locked_dana).stage
    assert stage and (stage.on_wall, stage.themes, stage.revealed) == ((), {}, True)


def test_a_locked_screen_can_lead_on_through_the_evening() -> None:
    """V19: go on, back, rest, more time, and the next turn, of which it is told how many are to come."""
    locked = Viewer(Role.FACILITATOR, "dana", locked=True)
    play = given(at_turns(), Ask(locked, turn))
    seen = console(play, locked).stage
    assert seen and seen.turns and (seen.turns.turn, seen.turns.coming, seen.turns.to_come) == (1, 4, ())
    assert (seen.turns.speaking, seen.turns.had) == (None, ())
    play.goes_on(Ask(locked, turn), Ask(locked, pause), Ask(locked, resume), Ask(locked, extend(2)))
    assert speaks(play) == "dee"
    play.goes_on(Ask(locked, next_step), Ask(locked, back), Ask(locked, next_step))
    assert play.state.visit and play.state.visit.step == AGAIN
    given(inside(ann), Ask(locked, start))
    given(inside(ann, with_=EVENING), Ask(locked, start), Ask(locked, next_step), Ask(locked, close))


def test_behind_the_lock_no_person_is_named_for_a_turn() -> None:
    """V19: it knows no seat."""
    given(at_turns()).when(turn_of("ann"), by=locked_dana).refused("not_yours_to_ask")


KEEPS_RUNNING = {
    *("start", "next", "back", "pause", "resume", "undo", "extend", "next_turn"),
    *("close_answering", "hide"),
}
"""What a locked screen may ask: nothing that shows, changes or adds anything of anybody."""


@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: command.type)
def test_nothing_else_can_be_asked_behind_the_lock(command: c.AnyCommand) -> None:
    """V19, J9."""
    assert may_ask(locked_dana, command.type) == (command.type in KEEPS_RUNNING)
    outcome = everything_said().when(command, by=locked_dana)
    if command.type not in KEEPS_RUNNING:
        outcome.refused("not_yours_to_ask")


def test_every_role_without_a_lock_asks_what_its_table_says() -> None:
    """V19, J9."""
    for role in Role:
        for command in get_args(c.AnyCommand):
            type_ = command.model_fields["type"].default
            assert may_ask(Viewer(role, "x"), type_) == (type_ in MAY[role])


def test_behind_the_lock_nobody_reads_an_answer_and_looks_over_no_seat() -> None:
    """V19, V12."""
    play = everything_said()
    for step in (URGE, SAFE, ALONE):
        assert not may_read(play.state, locked_dana, step, "ann")
    with pytest.raises(PermissionError):
        play.sees(locked_dana, over="ann")


def test_a_screen_that_is_opened_again_holds_everything() -> None:
    """V19: the lock is of the viewer, not of the session."""
    play = everything_said()
    assert isinstance(play.sees(dana).scene, FacilitatorScene) and len(console(play).people) == 4
    assert not console(play).locked and console(play, locked_dana).locked
