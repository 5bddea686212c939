"""Rules A5, V1, V2 and V13 of docs/spec.md for every kind: kept on the phone, read by leaders, or erased."""

from typing import Any

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import ERASED, Erased
from goround.domain.steps import Visibility
from tests.domain.kinds import ANSWERS, gives, made, session
from tests.domain.screens import TV_ON, console, mine, person, shown
from tests.domain.steps.test_every_kind import MAY_BE
from tests.domain.test_erased import erased
from tests.playbook import SIX, Ask, Play, ann, at_step, dana, given, reveal, sue, tv

ASKING = sorted(ANSWERS)
VISIBLE = [(kind, visibility) for kind in ASKING for visibility in sorted(MAY_BE[kind])]


def at(kind: str, visibility: str) -> Play:
    return given(at_step(f"k.{kind}", *SIX[:5], with_=session(made(kind, visibility=visibility))), TV_ON)


def five_answered(kind: str, visibility: str) -> Play:
    contents = [ANSWERS[kind][number % 2] for number in range(5)]
    return at(kind, visibility).goes_on(
        [gives(who, f"k.{kind}", content) for who, content in zip(SIX, contents, strict=False)]
    )


@pytest.mark.parametrize("kind", [kind for kind in ASKING if Visibility.PRIVATE in MAY_BE[kind]])
def test_a_private_answer_of_any_kind_comes_without_its_words(kind: str) -> None:
    """A5, V1: with them it is refused, and nothing of it is in the log."""
    play = at(kind, "private")
    for content in ANSWERS[kind]:
        play.when(c.Answer(step=f"k.{kind}", revision=0, answer=content), by=ann).refused("kept_private")
    kept = play.when(c.Answer(step=f"k.{kind}", revision=0), by=ann).then(e.Answered)
    [event] = kept.log[-1].events
    assert isinstance(event, e.Answered) and event.answer is None
    assert person(kept, "ann").status == "answered" and mine(kept, ann)["given"]["told"] is None
    kept.when(reveal, by=dana).refused("not_for_the_room")


def test_an_answer_that_does_not_fit_is_refused_with_what_would() -> None:
    """A4: and leaves nothing."""
    long = "x" * 300
    at("choice", "group").when(gives(ann, "k.choice", {"option": "eat"}).command, by=ann).refused("not_an_option")
    three = gives(ann, "k.multi", {"options": ["head", "hands", "chest"]})
    at("multi", "group").when(three.command, by=ann).refused("too_many", most=2)
    at("text", "anonymous").when(gives(ann, "k.text", {"text": long}).command, by=ann).refused("too_long", most=40)
    play = at("text", "anonymous").when(gives(ann, "k.text", {"text": " "}).command, by=ann).refused("nothing_written")
    assert "k.text" not in play.state.given


@pytest.mark.parametrize(("kind", "visibility"), [one for one in VISIBLE if one[1] in ("facilitator", "group")])
def test_leaders_read_an_answer_of_any_kind_that_is_for_them(kind: str, visibility: str) -> None:
    """V2, V3: in its own type; the display and others get nothing of it."""
    play = five_answered(kind, visibility)
    expected = made(kind).accept(ANSWERS[kind][0])
    assert person(play, "ann").given == person(play, "ann", sue).given == expected
    assert mine(play, ann)["given"]["answer"] == expected.model_dump(mode="json")
    counts = console(play).counts
    tally = made(kind).tally([made(kind).accept(answer) for answer in (*ANSWERS[kind] * 2, ANSWERS[kind][0])])
    assert counts and counts.tally == tally
    assert "heron" not in shown(play, tv) + play.sees(ann).scene.model_dump_json()


@pytest.mark.parametrize(("kind", "visibility"), [one for one in VISIBLE if one[1] != "private"])
def test_views_counts_and_tallies_of_any_kind_work_when_its_answers_are_erased(kind: str, visibility: str) -> None:
    """V13."""
    play = erased(five_answered(kind, visibility))
    assert all(one.answer == ERASED for one in play.state.given_to(f"k.{kind}").values())
    for viewer, over in ((ann, None), (tv, None), (dana, None), (sue, None), (dana, "ann"), (sue, "ann")):
        assert "heron" not in shown(play, viewer, over)
    given_ = mine(play, ann)["given"]
    assert (given_["standing"], given_["answer"], given_["told"], given_["erased"]) == ("answered", None, None, True)
    counts = console(play).counts
    assert counts and counts.answered == 5 and (counts.tally is None or counts.tally.answers == 0)
    if play.state.plan.steps[f"k.{kind}"].shared:
        play.when(reveal, by=dana).refused("nothing_to_show")
    play.when(gives(ann, f"k.{kind}", ANSWERS[kind][1]).command, by=ann).then(e.Answered)


def stored_tally(play: Play) -> Any:
    return next(event.tally for event in play.log[-1].events if isinstance(event, e.Revealed))


@pytest.mark.parametrize("kind", [kind for kind, may in MAY_BE.items() if Visibility.ANONYMOUS in may])
def test_a_tally_is_erased_where_it_holds_what_people_wrote_and_stays_where_it_counts(kind: str) -> None:
    """V13, V5."""
    play = five_answered(kind, "anonymous").goes_on(Ask(dana, reveal))
    before, after = stored_tally(play), stored_tally(erased(play))
    assert after == (ERASED if before.held else before)
    assert bool(before.held) == (kind in ("text", "list", "commit"))
    read_back = erased(play).state
    assert isinstance(read_back.released[f"k.{kind}"], Erased) == bool(before.held)
    for viewer in (ann, tv, dana, sue):
        assert "heron" not in shown(erased(play), viewer)
