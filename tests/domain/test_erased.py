"""Rule V13 of docs/spec.md: words whose key was deleted show as erased, and every view, tally and rule works without them."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import ERASED
from goround.domain.history import replay
from goround.domain.people import Viewer
from goround.domain.scenes import DisplayScene, FacilitatorScene, ParticipantMine, ParticipantScene, Person
from goround.domain.steps import Visibility
from tests.playbook import (
    CRAVING,
    MOOD,
    SIX,
    SLEEP,
    Ask,
    Play,
    all_answer,
    ann,
    answer,
    at_step,
    dana,
    given,
    inside,
    reveal,
    reveal_few,
    room,
    sam,
    start,
    sue,
    tally,
    tv,
)

NAMED = [Ask(room, c.FindStaff(staff="sam", name="Sam")), Ask(dana, c.ConnectDisplay(display="tv"))]


def erase(event: e.AnyEvent, seat: str | None) -> e.AnyEvent:
    """The event as it is read back when the keys of this seat, or of everybody, are gone."""
    if seat is not None and getattr(event, "seat", None) != seat:
        return event
    fields = event.model_dump()
    return type(event).model_validate({**fields, **dict.fromkeys(event.sealed(fields), ERASED.model_dump())})


def erased(play: Play, seat: str | None = None) -> Play:
    """The same session read back after the erasing."""
    log = [
        entry.model_copy(update={"events": tuple(erase(event, seat) for event in entry.events)}) for entry in play.log
    ]
    log = [e.Entry.model_validate_json(entry.model_dump_json()) for entry in log]
    return Play(log, replay(log))


def person(play: Play, seat: str, viewer: Viewer = dana) -> Person:
    scene = play.sees(viewer).scene
    assert isinstance(scene, FacilitatorScene)
    return next(one for one in scene.people if one.seat == seat)


def everything_erased() -> Play:
    past = [at_step(MOOD, *SIX), NAMED, all_answer(MOOD, 1, 2), Ask(ann, c.NeedPerson()), Ask(sam, c.See(alert="a1"))]
    return erased(given(past))


def test_the_sealed_words_are_gone_from_the_log() -> None:
    """V13."""
    text = "".join(entry.model_dump_json() for entry in everything_erased().log)
    assert not [
        word
        for word in ("Shown", "Dana Leader", "Sam", "Blue group", "BLUE42", '"kind":"scale","number"')
        if word in text
    ]


@pytest.mark.parametrize("viewer", [ann, dana, sue, tv])
def test_every_view_works_when_everything_is_erased(viewer: Viewer) -> None:
    """V13."""
    seen = everything_erased().sees(viewer)
    assert seen.scene.model_dump_json() and seen.mine.model_dump_json()


def test_erased_names_are_shown_as_none() -> None:
    """V13."""
    play = everything_erased()
    scene, display, console, mine = (
        play.sees(ann).scene,
        play.sees(tv).scene,
        play.sees(dana).scene,
        play.sees(ann).mine,
    )
    assert isinstance(scene, ParticipantScene) and (scene.group, scene.leader) == (None, None)
    assert isinstance(display, DisplayScene) and (display.group, display.code) == (None, None)
    assert isinstance(console, FacilitatorScene)
    assert (console.group, console.code, console.staff[0].name, console.waiting[0].name) == (None,) * 4
    assert isinstance(mine, ParticipantMine) and mine.name is None
    assert mine.person and (mine.person.standing, mine.person.by) == ("seen", None)


def test_the_code_on_the_display_is_erased_too() -> None:
    """V13."""
    play = erased(given(inside(ann), NAMED))
    scene = play.sees(tv).scene
    assert isinstance(scene, DisplayScene) and scene.code is None


def test_an_erased_answer_is_told_from_none() -> None:
    """V13."""
    play = erased(given(at_step(CRAVING), all_answer(CRAVING, 3, 4)), "ann")
    assert (person(play, "ann").given, person(play, "ann").erased, person(play, "ann").status) == (
        None,
        True,
        "answered",
    )
    assert person(play, "ben").given and not person(play, "ben").erased
    for viewer, over in ((ann, None), (dana, "ann")):
        mine = play.sees(viewer, over).mine
        assert isinstance(mine, ParticipantMine) and mine.given
        assert (mine.given.standing, mine.given.answer, mine.given.erased) == ("answered", None, True)


@pytest.mark.parametrize("step", [CRAVING, MOOD])
def test_a_live_count_leaves_out_what_was_erased(step: str) -> None:
    """V13."""
    play = erased(given(at_step(step), all_answer(step, 3, 4)), "ann")
    console = play.sees(dana).scene
    assert isinstance(console, FacilitatorScene) and console.counts
    assert (console.counts.answered, console.counts.tally) == (2, tally(4))


def test_a_tally_leaves_out_what_was_erased_before_it_was_made() -> None:
    """V13."""
    play = erased(given(at_step(MOOD), all_answer(MOOD, 3, 4)), "ann")
    play.when(reveal, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=MOOD, tally=tally(4)))
    play = erased(given(at_step(MOOD), all_answer(MOOD, 3)), "ann")
    play.when(reveal, by=dana).refused("nothing_to_show")


def test_an_anonymous_tally_stays_when_an_answer_in_it_is_erased() -> None:
    """V5, V13."""
    play = given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3, 4, 5), Ask(dana, reveal))
    assert erased(play).state.released == play.state.released == {SLEEP: tally(1, 2, 3, 4, 5)}


def test_five_answers_of_which_one_was_erased_need_a_release() -> None:
    """V7, V13: it would be a tally of four."""
    play = erased(given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3, 4, 5)), "ann")
    console = play.sees(dana).scene
    assert isinstance(console, FacilitatorScene) and console.counts and console.counts.few
    play.when(reveal, by=dana).refused("too_few_to_show", answers=4, fewest=5)
    play.when(reveal_few, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=SLEEP, tally=tally(2, 3, 4, 5)))


def test_a_person_whose_words_were_erased_goes_on() -> None:
    """V13: answering, renaming and coming back work over what is gone."""
    play = erased(given(at_step(CRAVING), NAMED, all_answer(CRAVING, 3)))
    play.when(answer(CRAVING, 6, revision=1), by=ann).then(e.Answered)
    assert person(play, "ann").given and not person(play, "ann").erased
    play.when(c.Rename(seat="ann", name="Ann"), by=dana).then(e.Renamed)
    play.when(c.FindStaff(staff="sam", name="Sam"), by=room).then(e.StaffBack)


def test_an_erased_session_can_still_be_started() -> None:
    """V13."""
    erased(given(inside(ann))).when(start, by=dana).then(e.Started, e.Moved)


def test_every_name_and_every_answer_is_sealed() -> None:
    """V13: what is stored under a key, and under which."""
    sealed = {event.model_fields["type"].default: dict(event.SEALED) for event in e.AnyEvent.__args__ if event.SEALED}
    name = {"name": "name"}
    assert sealed == {
        "opened": {"group": "record", "leader_name": "name", "code": "record"},
        "inserted": {"question": "record"},
        "released": {"theme": "wall"},
        "mark_worded": {"words": "record"},
        "joined": name,
        "renamed": name,
        "staff_back": name,
    }
    play = given(at_step(CRAVING), all_answer(CRAVING, 3)).goes_on(
        Ask(dana, lambda s: c.Next(visit=2, until=s.at + 5_000)), all_answer(SLEEP, 3)
    )
    keys = [
        dict(event.sealed(event.model_dump()))
        for entry in play.log
        for event in entry.events
        if isinstance(event, e.Answered)
    ]
    assert keys == [{"answer": "record"}, {"answer": "wall"}]
    private = e.Answered(
        seat="ann",
        step="w01.note",
        revision=1,
        visibility=Visibility.PRIVATE,
        answer=None,
        after_close=False,
        by_staff=False,
    )
    assert dict(private.sealed(private.model_dump())) == {}
