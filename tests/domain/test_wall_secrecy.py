"""Rules V4, V5 and V15 of docs/spec.md over all views in order, where people write: nobody learns whose words are whose."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, example
from hypothesis import given as generated
from hypothesis import strategies as st

from goround.domain import commands as c
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import State
from tests.domain.kinds import gives, made, release, session, withdraw
from tests.domain.test_secrecy import (
    LOOKERS,
    Erasure,
    Step,
    anonymous_answers,
    live,
    nobody_else_sees_a_difference,
    nobody_is_named,
)
from tests.playbook import (
    SIX,
    Ask,
    ann,
    at_step,
    back,
    cam,
    close,
    dana,
    eli,
    end,
    fay,
    flat,
    hide,
    jump,
    next_step,
    open_answering,
    pause,
    resume,
    reveal,
    reveal_few,
    undo,
)

pytestmark = pytest.mark.timeout(120)
"""Whole evenings, many times over."""

WALL = "k.text"
EVENING = session(made("text"), made("slide"))
PHONES = st.sampled_from(SIX)
pieces = st.lists(st.integers(0, 6), min_size=1, max_size=4)


def words(who: str, number: int) -> str:
    """Words that nobody else writes."""
    return f"heron of {who} {number:02}"


def writes(person: Viewer, number: int) -> Ask:
    return gives(person, WALL, {"text": words(person.id, number)})


def passes(person: Viewer) -> Ask:
    def command(state: State) -> c.Pass:
        given = state.given_to(WALL).get(person.id)
        return c.Pass(step=WALL, revision=given.revision if given else 0)

    return Ask(person, command)


def for_gus(number: int) -> Ask:
    return gives(dana, WALL, {"text": words("gus", number)}, seat="gus")


MOVES = [next_step, back, jump(WALL), pause, resume, end, undo, open_answering, close, reveal, reveal_few, hide]
asks: st.SearchStrategy[Step] = st.one_of(
    st.builds(writes, PHONES, st.integers(0, 99)),
    st.builds(passes, PHONES),
    st.builds(for_gus, st.integers(0, 99)),
    st.builds(lambda move: Ask(dana, move), st.sampled_from(MOVES)),
    st.builds(lambda some: Ask(dana, release(*some)), pieces),
    st.builds(lambda some: Ask(dana, withdraw(*some)), pieces),
    st.builds(lambda person: Ask(dana, c.Remove(seat=person.id)), PHONES),
    st.builds(Erasure, st.sampled_from(["ann", "ben"])),
)
BEGUN: tuple[Ask, ...] = (
    *flat([at_step(WALL, *SIX[:5], with_=EVENING), Ask(dana, c.ConnectDisplay(display="tv"))]),
    Ask(fay, c.Join(name="Fay Shown", mode=Mode.REMOTE, lang="en")),
)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Step, ...]:
    """People write, then anything, then a tally and pieces of it, then anything again."""
    storm = [writes(person, number) for number, person in enumerate(SIX[: draw(st.integers(1, 5))])]
    before, after = draw(st.lists(asks, max_size=5)), draw(st.lists(asks, max_size=12))
    return (*BEGUN, *storm, *before, Ask(dana, reveal_few), Ask(dana, release(*draw(pieces))), *after)


WALL_EVENING: tuple[Step, ...] = (
    *BEGUN,
    *(writes(person, number) for number, person in enumerate(SIX[:5])),
    writes(ann, 8),
    passes(eli),
    for_gus(9),
    Ask(dana, c.Remove(seat="ben")),
    Ask(dana, reveal),
    Ask(dana, release(1, 3)),
    writes(cam, 10),
    Ask(dana, withdraw(3)),
    *(Ask(dana, move) for move in (hide, reveal, next_step, undo, next_step)),
    Erasure("ann"),
    *(Ask(dana, move) for move in (back, reveal, release(0, 2, 4), withdraw(1), hide, reveal, end)),
)


def only_pieces_that_are_up_are_seen(past: Sequence[Step]) -> None:
    """V15: no screen but the consoles holds words of others that are not on the wall at that moment."""
    told = live(past)
    written = {
        (command.seat or ask.by.id, str(command.answer["text"]))
        for place, command in told.asked.items()
        if isinstance(command, c.Answer) and isinstance(command.answer, dict)
        if isinstance(ask := past[place], Ask)
    }
    for state, shown in zip(told.states, told.shown, strict=True):
        tally = state.released.get(WALL)
        up = {tally.held[place] for place in state.on_wall(WALL)} if tally else set()  # type: ignore[union-attr]
        up = up if state.visit and state.visit.revealed else set()
        for viewer, over in LOOKERS:
            view = shown[viewer, over]
            if over is None and viewer.role in (Role.FACILITATOR, Role.SUPERVISOR):
                continue
            scene, mine = view.scene.model_dump_json(), view.mine.model_dump_json()
            for owner, text in written:
                assert text not in scene or text in up, f"{viewer} over {over} sees words of {owner} that are not up"
                assert text not in mine or (viewer.id == owner and over is None), f"{viewer} is given words of {owner}"


@generated(past=sessions(), number=st.integers(0, 99), data=st.data())
def test_nobody_else_can_tell_who_wrote_what(past: tuple[Step, ...], number: int, data: st.DataObject) -> None:
    """V4, V5, V15."""
    places = anonymous_answers(past)
    assume(places)
    nobody_else_sees_a_difference(past, data.draw(st.sampled_from(places)), {"text": f"egret {number}"})


def test_nobody_else_can_tell_any_words_of_a_whole_evening() -> None:
    """V4, V5, V15."""
    places = anonymous_answers(WALL_EVENING)
    assert len(places) == 8
    for place in places:
        nobody_else_sees_a_difference(WALL_EVENING, place, {"text": "egret"})


@generated(past=sessions())
@example(past=WALL_EVENING)
def test_only_pieces_that_are_up_are_seen(past: tuple[Step, ...]) -> None:
    """V15."""
    only_pieces_that_are_up_are_seen(past)


@generated(past=sessions())
@example(past=WALL_EVENING)
def test_nobody_is_named_where_people_write(past: tuple[Step, ...]) -> None:
    """V4, V12."""
    nobody_is_named(past)


def test_the_evening_shows_pieces_to_all_so_that_the_tests_above_compare_something() -> None:
    """V15."""
    told = live(WALL_EVENING)
    seen = [shown[cam, None].scene.model_dump_json() for shown in told.shown]
    assert sum("heron of" in scene for scene in seen) > 5
    consoles = [shown[dana, None].scene.model_dump_json() for shown in told.shown]
    assert any(consoles[place].count("heron of") == 5 for place in range(len(consoles)))
    assert set(told.states[-1].on_wall(WALL)) == {0, 2, 4}
