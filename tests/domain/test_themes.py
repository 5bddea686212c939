"""Rule V18 of docs/spec.md: written pieces that stand on the wall together, in a facilitator's words."""

import pytest
from pydantic import ValidationError

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import ERASED
from goround.domain.steps.base import Theme
from goround.domain.steps.text import TextTally
from tests.domain.kinds import release, withdraw
from tests.domain.screens import console, scene
from tests.domain.test_erased import erased
from tests.domain.test_walls import PIECES, ROOM_LOOKERS, WALL, on_screens, revealed, texts
from tests.playbook import Ask, Later, Play, ann, dana, hide, reveal, sam, tv

BIRDS, WEATHER = "Birds", "Weather"


def theme(words: str, *pieces: int) -> Later:
    return lambda state: c.Release(visit=state.here or 0, pieces=pieces, theme=words)


def wall(play: Play) -> dict[str, object]:
    """What phones and the room's screen show of the wall: the same."""
    seen = scene(play, ann)["visit"]["results"]
    assert seen == scene(play, tv)["visit"]["results"]
    return dict(seen)


def the_pieces_of_a_theme_are_not_shown() -> None:
    """V18: to nobody but those who lead."""
    play = revealed().goes_on(Ask(dana, theme(BIRDS, 0, 2)), Ask(dana, release(1)))
    order = texts(play)
    for seen in on_screens(play):
        assert seen <= {order[1]}, "a piece of a theme was seen"


def test_pieces_can_stand_together_in_a_facilitators_words() -> None:
    """V18: with how many they are; those who lead still read each."""
    the_pieces_of_a_theme_are_not_shown()
    play = revealed().when(theme(BIRDS, 2, 0, 2), by=dana)
    after = play.then(e.Released(visit=1, step=WALL, pieces=(2, 0), theme=BIRDS))
    assert (wall(after)["texts"], wall(after)["themes"]) == ([], [{"words": BIRDS, "pieces": 2}])
    stage = console(after).stage
    assert stage and isinstance(stage.results, TextTally) and sorted(stage.results.held) == sorted(PIECES)
    assert (stage.on_wall, stage.themes) == ((0, 2), {0: BIRDS, 2: BIRDS})


def test_the_theme_of_most_pieces_stands_first() -> None:
    """V18: whatever was put up first."""
    play = revealed().goes_on(Ask(dana, theme(WEATHER, 4)), Ask(sam, theme(BIRDS, 0, 2)), Ask(dana, release(1)))
    assert wall(play)["themes"] == [{"words": BIRDS, "pieces": 2}, {"words": WEATHER, "pieces": 1}]
    assert wall(play)["texts"] == [texts(play)[1]]


def test_a_piece_moves_into_a_theme_out_of_it_and_to_another() -> None:
    """V18: put up once in each way."""
    play = revealed().goes_on(Ask(dana, release(0)))
    play.when(theme(BIRDS, 0), by=dana).then(e.Released(visit=1, step=WALL, pieces=(0,), theme=BIRDS))
    play.when(theme(BIRDS, 0), by=sam).nothing()
    play.when(theme(WEATHER, 0, 1), by=sam).then(e.Released(visit=1, step=WALL, pieces=(0, 1), theme=WEATHER))
    play.when(release(0), by=dana).then(e.Released(visit=1, step=WALL, pieces=(0,)))
    assert (wall(play)["texts"], wall(play)["themes"]) == ([texts(play)[0]], [{"words": WEATHER, "pieces": 1}])


def test_a_theme_is_taken_down_with_its_pieces_and_kept_while_results_are_hidden() -> None:
    """V18, V6, V15."""
    play = revealed().goes_on(Ask(dana, theme(BIRDS, 0, 2)), Ask(dana, withdraw(0)))
    assert wall(play)["themes"] == [{"words": BIRDS, "pieces": 1}]
    play.goes_on(Ask(dana, hide))
    assert scene(play, ann)["visit"]["results"] is None
    assert wall(play.goes_on(Ask(dana, reveal)))["themes"] == [{"words": BIRDS, "pieces": 1}]
    assert wall(play.goes_on(Ask(dana, withdraw(2))))["themes"] == []


def test_a_theme_of_a_piece_that_is_not_there_is_refused() -> None:
    """V18, V15."""
    revealed().when(theme(BIRDS, 0, 5), by=dana).refused("no_such_text")
    play = revealed().goes_on(Ask(dana, hide))
    play.when(theme(BIRDS, 0), by=ann).refused("not_yours_to_ask")


@pytest.mark.parametrize("words", ["", "   ", "x" * 201])
def test_a_theme_has_words_and_fits_a_line(words: str) -> None:
    """V18."""
    with pytest.raises(ValidationError):
        c.Release(visit=1, pieces=(0,), theme=words)


def test_an_erased_theme_shows_neither_its_words_nor_its_pieces() -> None:
    """V18, V13."""
    play = erased(revealed().goes_on(Ask(dana, theme(BIRDS, 0, 2))))
    assert on_screens(play) == [set()] * len(ROOM_LOOKERS)
    assert BIRDS not in "".join(entry.model_dump_json() for entry in play.log)
    held = TextTally(answers=2, texts=("one", "two"))
    assert held.with_only({0: ERASED, 1: None}) == TextTally(answers=2, texts=("two",))


def test_a_theme_reads_at_the_terminal() -> None:
    """V18, K15."""
    shown = TextTally(answers=3, texts=("one",), themes=(Theme(words=BIRDS, pieces=2),))
    assert shown.quoted() == [f"  2  {BIRDS}", "“one”"]
