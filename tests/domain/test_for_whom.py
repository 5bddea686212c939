"""Rules A11 and V17 of docs/spec.md: who is asked, and what the room's screen shows of a step."""

from typing import Any

import pytest
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Mode
from goround.domain.scenes import DisplayScene
from tests.domain.kinds import gives, made, session
from tests.domain.screens import TV_ON, console, mine, person, scene, shown
from tests.playbook import (
    SIX,
    Ask,
    Later,
    Past,
    Play,
    ann,
    at_step,
    ben,
    close,
    dana,
    door,
    end,
    given,
    inside,
    next_step,
    opened,
    pause,
    resume,
    reveal,
    start,
    sue,
    tv,
)

REST: JsonValue = {"option": "rest"}


def hybrid(*whom: str, visibility: str = "facilitator") -> Play:
    """Ann is in the room, Ben at home, Gus without a device; the room is at a step for these."""
    opening = session(made("choice", **{"for": list(whom)}, visibility=visibility))
    joins = [
        Ask(ann, c.Join(name="Ann Shown", mode=Mode.ON_SITE, lang="en")),
        Ask(ben, c.Join(name="Ben Shown", mode=Mode.REMOTE, lang="en")),
    ]
    past: Past = [
        opened(opening),
        joins,
        Ask(dana, c.Admit(seats=("ann", "ben"))),
        Ask(dana, c.AddSeat(seat="gus", name="Gus")),
    ]
    return given(past, Ask(dana, start))


ASKED: list[tuple[tuple[str, ...], set[str]]] = [
    ((), {"ann", "ben", "gus"}),
    (("participants",), {"ann", "ben", "gus"}),
    (("participants", "family"), {"ann", "ben", "gus"}),
    (("on_site",), {"ann", "gus"}),
    (("remote",), {"ben"}),
    (("participants", "remote"), {"ben"}),
    (("on_site", "remote"), {"ann", "ben", "gus"}),
    (("family",), set()),
]


@pytest.mark.parametrize(("whom", "asked"), ASKED, ids=lambda value: "+".join(sorted(value)) or "nobody")
def test_only_those_are_asked_for_whom_a_step_is(whom: tuple[str, ...], asked: set[str]) -> None:
    """A11: who has no device is in the room."""
    play = hybrid(*whom)
    answers = {"ann": gives(ann, "k.choice", REST), "ben": gives(ben, "k.choice", REST)}
    answers["gus"] = gives(dana, "k.choice", REST, seat="gus")
    for seat, ask in answers.items():
        outcome = play.when(ask.command, by=ask.by)
        if seat in asked:
            outcome.then(e.Answered)
        else:
            outcome.refused("not_for_you")


def test_who_is_not_asked_does_not_pass_either() -> None:
    """A11."""
    hybrid("remote").when(c.Pass(step="k.choice", revision=0), by=ann).refused("not_for_you")


def test_who_is_not_asked_is_told_so_and_is_shown_no_answer_of_the_own() -> None:
    """A11, V11."""
    play = hybrid("remote")
    assert (mine(play, ann)["for_you"], mine(play, ann)["given"]) == (False, None)
    assert mine(play, ben)["for_you"] and mine(play, ben)["given"]["standing"] == "none"
    assert scene(play, ann) == scene(play, ben)


@pytest.mark.parametrize("viewer", [dana, sue])
def test_the_console_waits_for_nobody_who_is_not_asked(viewer: Any) -> None:
    """A11, V10."""
    play = hybrid("remote")
    counts = console(play, viewer).counts
    assert counts and (counts.answered, counts.not_yet) == (0, 1)
    assert [person(play, seat, viewer).status for seat in ("ann", "ben", "gus")] == [None, "not_yet", None]
    counts = console(play.goes_on(gives(ben, "k.choice", REST)), viewer).counts
    assert counts and (counts.answered, counts.not_yet) == (1, 0)


def test_a_step_for_others_is_no_step_for_nobody_once_it_is_left() -> None:
    """A11: at the door and after the end nothing is said of it."""
    play = hybrid("remote").goes_on(Ask(dana, end))
    assert mine(play, ann)["for_you"] and mine(play, ann)["given"] is None
    assert mine(given(door(ann, with_=session(made("slide")))), ann)["for_you"]


QUIET, SHOWN, ASKED_ONLY = "nothing", "results", "question"
UNSAID = {"private": ASKED_ONLY, "facilitator": ASKED_ONLY, "anonymous": SHOWN, "group": SHOWN}


@pytest.mark.parametrize("visibility", UNSAID)
def test_the_room_sees_results_of_what_is_for_the_room_and_else_the_question(visibility: str) -> None:
    """V17: where the author says nothing."""
    assert made("choice", visibility=visibility).on_display == UNSAID[visibility]
    assert made("slide").on_display == ASKED_ONLY


def five_answered(room: str | None, visibility: str = "group") -> Play:
    opening = session(made("choice", room=room, visibility=visibility), made("slide"))
    return given(at_step("k.choice", *SIX[:5], with_=opening), TV_ON, [gives(one, "k.choice", REST) for one in SIX[:5]])


@pytest.mark.parametrize("room", [ASKED_ONLY, QUIET])
@pytest.mark.parametrize("visibility", ["group", "anonymous"])
def test_what_the_author_keeps_off_the_room_is_not_revealed(room: str, visibility: str) -> None:
    """V17, V7."""
    play = five_answered(room, visibility)
    play.when(reveal, by=dana).refused("not_for_the_room")
    counts = console(play).counts
    assert counts and not counts.may_show
    five_answered(SHOWN, visibility).when(reveal, by=dana).then(e.AnsweringClosed, e.Revealed)


def only_the_lamp_is_shown_while_a_step_is_quiet() -> None:
    """V17: on the room's screen alone; phones and consoles ask as ever."""
    play = five_answered(QUIET)
    seen = play.sees(tv).scene
    assert isinstance(seen, DisplayScene) and seen.quiet and seen.visit is None
    assert "What is it for you?" not in shown(play, tv) and "Words of rest" not in shown(play, tv)
    assert scene(play, ann)["visit"]["prompt"]["question"]["en"] == "What is it for you?"
    stage = console(play).stage
    assert stage and stage.on_display == QUIET


def test_only_the_lamp_is_shown_while_a_step_is_quiet() -> None:
    """V17."""
    only_the_lamp_is_shown_while_a_step_is_quiet()


@pytest.mark.parametrize(
    ("moves", "quiet"),
    [([], True), ([close], True), ([pause], True), ([pause, resume], True), ([next_step], False), ([end], False)],
)
def test_the_lamp_stays_for_as_long_as_the_step_is_on(moves: list[Later], quiet: bool) -> None:
    """V17."""
    play = five_answered(QUIET).goes_on([Ask(dana, move) for move in moves])
    assert scene(play, tv)["quiet"] == quiet
    assert (scene(play, tv)["visit"] is None) == (quiet or moves == [end])


@pytest.mark.parametrize("room", [None, SHOWN, ASKED_ONLY])
def test_otherwise_the_room_sees_the_question(room: str | None) -> None:
    """V17, V8."""
    play = five_answered(room)
    assert not scene(play, tv)["quiet"] and scene(play, tv)["visit"]["prompt"]["kind"] == "choice"
    assert not scene(given(inside(ann), TV_ON), tv)["quiet"]
