"""Rules V20 and V21 of docs/spec.md: what was changed or taken back never comes back in a look at a former moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from goround.domain import commands as c
from goround.domain.agenda import Agenda
from goround.domain.history import replay
from goround.domain.people import Mode, Viewer
from goround.domain.shadow import NOTHING, Shadow
from goround.domain.state import State
from goround.domain.steps import Visibility
from goround.domain.steps.text import ShortText
from goround.domain.views import view
from goround.review.exports import Reader, lines
from goround.review.recording import Recording
from goround.review.shadow import shadow_of
from tests.playbook import (
    OPEN,
    Ask,
    Past,
    Play,
    ann,
    ben,
    cam,
    curriculum,
    dana,
    given,
    next_step,
    slide,
    start,
    sue,
    tv,
    words,
)


def written(id: str, visibility: Visibility) -> ShortText:
    return ShortText(id=id, title=words(id), minutes=4, question=words(f"About {id}?"), visibility=visibility)


WORDS, WALL = "w01.words", "w01.wall"
EVENING = Agenda(
    blocks=(
        curriculum(
            "w01", written("words", Visibility.FACILITATOR), written("wall", Visibility.ANONYMOUS), slide("bye")
        ),
    )
)
OPENS = OPEN.model_copy(update={"agenda": EVENING})
PEOPLE = (ann, ben, cam)


def comes(who: Viewer, name: str) -> Past:
    return [
        Ask(who, c.Join(name=name, mode=Mode.ON_SITE, lang="en")),
        Ask(dana, c.Admit(seats=(who.id,))),
    ]


def begun(opening: c.Open = OPENS) -> Play:
    opened = [Ask(dana, opening), Ask(dana, c.ConnectDisplay(display="tv"))]
    return given(opened, [comes(who, f"{who.id.title()} First") for who in PEOPLE], Ask(dana, start))


def says(who: Viewer, text: str, revision: int, step: str = WORDS) -> Ask:
    return Ask(who, c.Answer(step=step, revision=revision, answer={"text": text}))


def looks(play: Play) -> Iterator[tuple[str, str]]:
    """Everything that anybody is shown of any moment in a replay, and every line of every copy."""
    last = replay(play.log)
    shadow = shadow_of(last)
    for n in range(1, len(play.log) + 1):
        state = replay(play.log[:n])
        for viewer in (dana, sue, tv):
            yield f"{viewer.actor} after {n}", str(view(state, viewer, shadow=shadow))
        for seat in state.seats:
            for viewer in (dana, sue):
                yield f"{viewer.actor} over {seat} after {n}", str(view(state, viewer, seat, shadow))
    for reader in Reader:
        for line in lines(Recording(tuple(play.log), last), reader):
            yield f"a line for {reader}", str(line)


def test_an_answer_that_was_changed_is_said_to_have_been_there_and_its_words_are_gone() -> None:
    """V20."""
    play = begun().goes_on(says(ann, "I drank on Sunday", 0))
    then = play.state
    play.goes_on(says(ann, "I was tired", 1))
    shadow = shadow_of(play.state)
    seen = view(then, dana, "ann", shadow).mine.model_dump()
    assert seen["given"]["standing"] == "answered"
    assert (seen["given"]["answer"], seen["given"]["later"]) == (None, "changed")
    [person] = [one for one in view(then, dana, shadow=shadow).scene.people if one.seat == "ann"]  # type: ignore[union-attr]
    assert (person.given, person.later, person.status) == (None, "changed", "answered")
    assert "I was tired" in str(view(play.state, dana, "ann", shadow))
    assert "I drank" in str(view(then, dana)), "Live it was there to read."


def test_an_answer_that_was_taken_back_by_a_pass_stays_back() -> None:
    """V20."""
    play = begun().goes_on(says(ann, "I drank on Sunday", 0))
    then = play.state
    play.goes_on(Ask(ann, c.Pass(step=WORDS, revision=1)))
    seen = view(then, dana, "ann", shadow_of(play.state)).mine.model_dump()
    assert (seen["given"]["answer"], seen["given"]["later"]) == (None, "taken_back")


def test_a_count_of_answers_in_time_leaves_out_what_was_changed_after_the_close() -> None:
    """V20."""
    play = begun().goes_on(
        says(ann, "before", 0), says(ben, "stays", 0), Ask(dana, lambda s: c.CloseAnswering(visit=s.here or 0))
    )
    play.goes_on(says(ann, "after", 1))
    seen = str(view(play.state, dana, shadow=shadow_of(play.state)))
    assert "before" not in seen and "stays" in seen


def test_a_seat_bears_the_name_that_it_had_in_the_end() -> None:
    """V20."""
    play = begun()
    then = play.state
    play.goes_on(Ask(dana, c.Rename(seat="ann", name="Ann F.")))
    seen = str(view(then, dana, shadow=shadow_of(play.state)))
    assert "Ann First" not in seen and "Ann F." in seen


def test_a_piece_that_was_taken_off_the_wall_does_not_come_back_to_it() -> None:
    """V20."""
    play = begun().goes_on(Ask(dana, next_step), *(says(who, f"of {who.id}", 0, WALL) for who in PEOPLE))
    play.goes_on(Ask(dana, lambda s: c.Reveal(visit=s.here or 0, few=True)))
    play.goes_on(Ask(dana, lambda s: c.Release(visit=s.here or 0, pieces=(0, 1))))
    both = play.state
    play.goes_on(Ask(dana, lambda s: c.Withdraw(visit=s.here or 0, pieces=(0,))))
    shadow = shadow_of(play.state)
    tally = both.visit.tally if both.visit else None
    gone, left = tally.held[:2]  # type: ignore[union-attr]
    for viewer, over in ((tv, None), (dana, "ann"), (sue, "ben")):
        seen = str(view(both, viewer, over, shadow))
        assert gone not in seen and left in seen


def test_nobody_looks_over_a_seat_without_the_shadow_of_its_log() -> None:
    """V21."""
    play = begun()
    with pytest.raises(PermissionError):
        view(play.state, dana, "ann")
    with pytest.raises(PermissionError):
        view(play.state, dana, "ann", NOTHING)
    assert view(play.state, dana, "ann", Shadow())


def test_of_a_rehearsal_everything_is_shown() -> None:
    """V21."""
    play = begun(OPENS.model_copy(update={"rehearsal": True})).goes_on(says(ann, "first", 0))
    then = play.state
    play.goes_on(says(ann, "second", 1), Ask(dana, next_step), says(ben, "nameless", 0, WALL))
    shadow = shadow_of(play.state)
    assert "first" in str(view(then, sue, "ann", shadow))
    assert "nameless" in str(view(play.state, dana, "ben")), "A rehearsal needs no shadow."
    assert "first" in str(list(lines(Recording(tuple(play.log), play.state), Reader.SUPERVISOR)))


@dataclass
class Gone:
    """What must not come back: words by what they were, and the newest of each."""

    count: int = 0
    words: set[str] = field(default_factory=set)
    newest: dict[object, str] = field(default_factory=dict)

    def says(self, about: object) -> str:
        self.count += 1
        if about in self.newest:
            self.words.add(self.newest.pop(about))
        self.newest[about] = f"zz{self.count}q"
        return self.newest[about]

    def takes_back(self, about: object) -> None:
        if about in self.newest:
            self.words.add(self.newest.pop(about))


@generated(
    st.lists(
        st.tuples(st.sampled_from(["answer", "pass", "rename", "mark", "close", "open"]), st.sampled_from(PEOPLE)),
        max_size=14,
    )
)
def test_nothing_that_was_changed_or_taken_back_comes_back_in_any_look_or_copy(
    doings: list[tuple[str, Viewer]],
) -> None:
    """V20."""
    play, gone = begun(), Gone()
    for what, who in doings:
        before = len(play.log)
        command = _command(what, who, play.state, gone)
        if command is not None:
            by = who if what in ("answer", "pass") else dana
            outcome = play.when(command, by)
            assert isinstance(outcome.decision, tuple)
            if outcome.decision:
                outcome.store()
        assert len(play.log) - before <= 1
    for where, seen in looks(play):
        assert not [word for word in gone.words if word in seen], where
    if gone.newest:
        assert any(word in seen for word in gone.newest.values() for _, seen in looks(play)), "These may be seen."


def _command(what: str, who: Viewer, state: State, gone: Gone) -> c.AnyCommand | None:
    given_ = state.given_to(WORDS).get(who.id)
    revision = given_.revision if given_ else 0
    visit = state.visit
    assert visit is not None
    match what:
        case "answer":
            return c.Answer(step=WORDS, revision=revision, answer={"text": gone.says(("answer", who.id))})
        case "pass":
            gone.takes_back(("answer", who.id))
            return c.Pass(step=WORDS, revision=revision)
        case "rename":
            return c.Rename(seat=who.id, name=gone.says(("name", who.id)))
        case "mark":
            if not state.marks:
                return c.Mark(kind="strong_moment")
            return c.WordMark(mark=state.marks[0].id, words=gone.says("mark"))
        case "close":
            return c.CloseAnswering(visit=visit.number)
        case _:
            return c.OpenAnswering(visit=visit.number)
