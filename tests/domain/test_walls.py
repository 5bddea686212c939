"""Rule V15 of docs/spec.md: what people wrote reaches the room piece by piece, after a facilitator has read it."""

from typing import Any

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode, Viewer
from goround.domain.scenes import ParticipantScene
from goround.domain.steps.text import TextTally
from tests.domain.kinds import gives, made, release, session, withdraw
from tests.domain.screens import TV_ON, console, scene, shown
from tests.domain.test_erased import erased
from tests.playbook import (
    SIX,
    Ask,
    Past,
    Play,
    ann,
    at_step,
    ben,
    cam,
    dana,
    dee,
    end,
    fay,
    given,
    hide,
    inside,
    jump,
    reveal,
    reveal_few,
    room,
    sam,
    sue,
    tv,
    undo,
)

EVENING = session(made("text"), made("list", visibility="anonymous"), made("choice"))
WALL, LIST, CHOICE = "k.text", "k.list", "k.choice"
PIECES = ("the heron came", "it rained", "my sister called", "I slept", "soup")
ROOM_LOOKERS = [
    (ann, None),
    (ben, None),
    (fay, None),
    (tv, None),
    (dana, "ann"),
    (sue, "ann"),
    (Viewer(ann.role, "zoe"), None),
]
"""Everybody but the consoles: phones, the door, the display, a stranger, and staff who look over a seat."""


def answering() -> Past:
    """Five have written; Fay waits at the door; a display is on."""
    joins = Ask(fay, c.Join(name="Fay Shown", mode=Mode.ON_SITE, lang="en"))
    writing = [gives(who, WALL, {"text": text}) for who, text in zip(SIX, PIECES, strict=False)]
    return [at_step(WALL, *SIX[:5], with_=EVENING), joins, TV_ON, writing]


def revealed() -> Play:
    return given(answering(), Ask(dana, reveal))


def texts(play: Play) -> tuple[str, ...]:
    """The pieces in the order of the tally."""
    stage = console(play).stage
    assert stage and isinstance(stage.results, TextTally)
    return stage.results.texts


def on_screens(play: Play) -> list[set[str]]:
    """Which pieces are on each screen of the room, without what somebody gave themselves."""
    seen = [play.sees(viewer, over).scene.model_dump_json() for viewer, over in ROOM_LOOKERS]
    return [{piece for piece in PIECES if piece in text} for text in seen]


def only_what_is_put_up_reaches_the_room() -> None:
    """V15: before the reveal, after it, with one piece up, with another, and with none again."""
    play = given(answering())
    assert on_screens(play) == [set()] * len(ROOM_LOOKERS), "a piece was seen before the tally"
    play.goes_on(Ask(dana, reveal))
    assert on_screens(play) == [set()] * len(ROOM_LOOKERS), "a piece was seen before it was put up"
    order = texts(play)
    for move, up in ((release(1), {1}), (release(1, 3), {1, 3}), (withdraw(1), {3}), (withdraw(3), set())):
        play.goes_on(Ask(dana, move))
        inside_ = {order[place] for place in up}
        expected = [set() if viewer in (fay, Viewer(ann.role, "zoe")) else inside_ for viewer, _ in ROOM_LOOKERS]
        assert on_screens(play) == expected, "a piece that is not up was seen, or one that is up was not"


def test_only_what_is_put_up_reaches_the_room() -> None:
    """V15."""
    only_what_is_put_up_reaches_the_room()


def test_those_who_lead_read_every_piece_once_it_is_revealed_and_see_which_are_up() -> None:
    """V15, V10."""
    play = given(answering())
    for viewer in (dana, sam, sue):
        assert not [piece for piece in PIECES if piece in shown(play, viewer)]
    play.goes_on(Ask(dana, reveal), Ask(dana, release(2, 0)))
    for viewer in (dana, sam, sue):
        stage = console(play, viewer).stage
        assert stage and stage.results and sorted(stage.results.held) == sorted(PIECES)
        assert stage.on_wall == (0, 2)


def test_pieces_are_put_up_and_taken_down_once() -> None:
    """V15."""
    play = revealed()
    play.when(release(2, 0, 2), by=dana).then(e.Released(visit=1, step=WALL, pieces=(2, 0)))
    play.when(release(0), by=sam).nothing()
    play.when(release(0, 1), by=sam).then(e.Released(visit=1, step=WALL, pieces=(1,)))
    play.when(withdraw(3), by=dana).nothing()
    play.when(withdraw(3, 2, 2), by=dana).then(e.Withdrawn(visit=1, step=WALL, pieces=(2,)))
    assert set(play.state.on_wall(WALL)) == {0, 1}


def test_what_is_taken_down_can_be_put_up_again() -> None:
    """V15."""
    play = revealed().goes_on(Ask(dana, release(0)), Ask(dana, withdraw(0)))
    play.when(release(0), by=dana).then(e.Released(visit=1, step=WALL, pieces=(0,)))


@pytest.mark.parametrize("move", [release, withdraw])
def test_a_piece_that_is_not_there_is_refused_and_nothing_of_the_ask_is_done(move: Any) -> None:
    """V15."""
    play = revealed().goes_on(Ask(dana, release(4)))
    play.when(move(4, 5), by=dana).refused("no_such_text")
    assert set(play.state.on_wall(WALL)) == {4}


@pytest.mark.parametrize("move", [release, withdraw])
def test_there_is_nothing_to_put_up_before_a_tally_and_where_nobody_writes(move: Any) -> None:
    """V15."""
    play = given(answering()).when(move(0), by=dana).refused("nothing_to_show")
    play.goes_on(
        Ask(dana, jump(CHOICE)), [gives(who, CHOICE, {"option": "rest"}) for who in SIX[:5]], Ask(dana, reveal)
    )
    play.when(move(0), by=dana).refused("nothing_to_show")


@pytest.mark.parametrize("kind", [c.Release, c.Withdraw])
def test_pieces_are_those_of_the_present_visit(kind: type[c.Release | c.Withdraw]) -> None:
    """V15, M2."""
    revealed().when(kind(visit=2, pieces=(0,)), by=dana).refused("moved_already")
    given(inside(ann, with_=EVENING)).when(kind(visit=0, pieces=(0,)), by=dana).refused("not_started")
    revealed().goes_on(Ask(dana, end)).when(kind(visit=1, pieces=(0,)), by=dana).refused("already_ended")


@pytest.mark.parametrize("by", [ann, tv, sue, room])
def test_nobody_but_facilitators_puts_anything_up(by: Viewer) -> None:
    """V15, J9."""
    revealed().when(release(0), by=by).refused("not_yours_to_ask")


def test_the_wall_stays_as_it_was_when_it_is_hidden_left_undone_and_shown_again() -> None:
    """V15, V5, V6: its pieces keep their places."""
    play = revealed().goes_on(Ask(dana, release(1)))
    up = texts(play)[1]
    for move, seen in ((hide, set[str]()), (reveal, {up}), (jump(CHOICE), set()), (undo, {up}), (jump(LIST), set())):
        play.goes_on(Ask(dana, move))
        assert on_screens(play)[0] == seen, f"after {move}"
    play.goes_on(Ask(dana, jump(WALL)), Ask(dana, reveal, draw=99))
    assert on_screens(play)[0] == {up} and texts(play)[1] == up


def test_later_answers_change_no_piece() -> None:
    """V15, V5, A10."""
    play = revealed()
    before = texts(play)
    play.goes_on(gives(ann, WALL, {"text": "no heron"}), Ask(ben, c.Pass(step=WALL, revision=1)), Ask(dana, release(0)))
    assert texts(play) == before


def of_the_list(draw: int) -> tuple[str, ...]:
    own = {ann: ["a1", "a2"], ben: ["b1", "b2"], cam: ["c1"], dee: [], SIX[4]: ["e1"]}
    answers = [gives(who, LIST, {"chosen": [] if lines else ["tea"], "own": [*lines]}) for who, lines in own.items()]
    play = given(at_step(LIST, *own, with_=EVENING), answers, Ask(dana, reveal, draw=draw))
    tally = play.state.released[LIST]
    held: tuple[str, ...] = tally.held  # type: ignore[union-attr]
    assert sorted(held) == ["a1", "a2", "b1", "b2", "c1", "e1"]
    return held


def test_which_pieces_belong_together_cannot_be_read_from_their_order() -> None:
    """V15, R5: the order follows from the draw alone; lines of one person are not kept beside each other."""
    orders = {of_the_list(draw) for draw in range(60)}
    assert len(orders) > 50 and of_the_list(3) == of_the_list(3)
    apart = [order for order in orders if abs(order.index("a1") - order.index("a2")) > 1]
    assert 20 < len(apart) < len(orders), "two lines of one person stand together or apart in every order"
    firsts = [order.index("a1") < order.index("a2") for order in orders]
    assert any(firsts) and not all(firsts)


def test_of_a_list_the_counts_are_shown_and_the_lines_held_back() -> None:
    """V15."""
    lines = [gives(who, LIST, {"chosen": ["tea"], "own": [f"{who.id} sings"]}) for who in SIX[:5]]
    play = given(at_step(LIST, *SIX[:5], with_=EVENING), TV_ON, lines, Ask(dana, reveal))
    expected = {"kind": "list", "answers": 5, "counts": {"walk": 0, "tea": 5, "sleep": 0}, "texts": [], "themes": []}
    assert scene(play, ann)["visit"]["results"] == scene(play, tv)["visit"]["results"] == expected


def test_few_pieces_need_a_release_of_the_tally_first() -> None:
    """V15, V7."""
    play = given(at_step(WALL, ann, ben, with_=EVENING), gives(ann, WALL, {"text": "soup"}))
    play.when(reveal, by=dana).refused("too_few_to_show", answers=1, fewest=5)
    play.goes_on(Ask(dana, reveal_few))
    assert isinstance(scene := play.sees(ben).scene, ParticipantScene) and scene.visit
    assert scene.visit.results == TextTally(answers=1, texts=())


def test_an_erased_wall_shows_nothing_and_takes_nothing_up() -> None:
    """V15, V13."""
    play = erased(revealed().goes_on(Ask(dana, release(0, 1))))
    assert on_screens(play) == [set()] * len(ROOM_LOOKERS)
    for viewer in (ann, tv, dana, sue):
        assert not [piece for piece in PIECES if piece in shown(play, viewer)]
    stage = console(play).stage
    assert stage and stage.revealed and stage.results is None
    play.when(release(2), by=dana).refused("nothing_to_show")
    play.goes_on(Ask(dana, hide)).when(reveal, by=dana).refused("nothing_to_show")
