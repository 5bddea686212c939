"""Rules V4, V5, V12 and A5 of docs/spec.md over *all views that a viewer received, in order*: nobody learns one anonymous answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import assume, example
from hypothesis import given as generated
from hypothesis import strategies as st
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain import history, rules, views
from goround.domain.people import Mode, Role, Viewer
from goround.domain.rules import Refused
from goround.domain.scenes import DisplayScene, FacilitatorScene, ParticipantScene
from goround.domain.shadow import NOTHING
from goround.domain.state import State
from goround.domain.steps.scale import ScaleTally
from goround.review.exports import Reader, lines
from goround.review.recording import Recording
from goround.review.shadow import shadow_of
from tests.domain.asks import locked_dana
from tests.domain.test_erased import erase
from tests.playbook import (
    NOTE,
    SIX,
    SLEEP,
    T0,
    Ask,
    Past,
    ann,
    answer,
    at_step,
    back,
    ben,
    cam,
    close,
    dana,
    dee,
    eli,
    end,
    extend,
    fay,
    flat,
    gus,
    hide,
    jump,
    next_step,
    open_answering,
    pause,
    resume,
    reveal,
    reveal_few,
    room,
    skip,
    sue,
    tv,
    undo,
)

pytestmark = pytest.mark.timeout(120)
"""Whole evenings, many times over."""

WITHOUT_NAME = (SLEEP, "k.text")
"""Steps whose answers carry no name: one with numbers, one with words (tests/domain/test_wall_secrecy.py)."""
LOOKERS: tuple[tuple[Viewer, str | None], ...] = (
    *((person, None) for person in (ann, ben, cam, fay, gus)),
    (Viewer(Role.PARTICIPANT, "zoe"), None),
    (tv, None),
    (dana, None),
    (sue, None),
    (locked_dana, None),
    *((viewer, seat) for viewer in (dana, sue) for seat in ("ann", "gus")),
)
"""Who looks, and over whose seat: people in, at the door, removed and unknown, the display, a leader, their supervisor, a locked tablet."""


@dataclass(frozen=True)
class Erasure:
    """The keys of a seat are deleted and the session is read back."""

    seat: str


@dataclass
class Told:
    """What a session told everybody, in order, and the reply to every ask."""

    log: list[e.Entry] = field(default_factory=list)
    state: State = field(default_factory=State)
    replies: list[object] = field(default_factory=list)
    shown: list[dict[tuple[Viewer, str | None], views.View]] = field(default_factory=list)
    released: list[bool] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    asked: dict[int, c.AnyCommand] = field(default_factory=dict)

    def look(self) -> None:
        shadow = shadow_of(self.state)
        self.shown.append(
            {(who, over): views.view(self.state, who, over, shadow if over else NOTHING) for who, over in LOOKERS}
        )
        self.released.append(bool(self.state.released))
        self.states.append(self.state)


Step = Ask | Erasure


def live(past: Sequence[Step], changed: int | None = None, content: JsonValue = None) -> Told:
    """Live through these asks; the answer of the ask with the number ``changed`` is another one."""
    told = Told()
    for place, step in enumerate(past):
        if isinstance(step, Erasure):
            told.log = [
                entry.model_copy(update={"events": tuple(erase(event, step.seat) for event in entry.events)})
                for entry in told.log
            ]
            told.state = history.replay(told.log)
            told.look()
            continue
        command = step.command if isinstance(step.command, c.Command) else step.command(told.state)
        told.asked[place] = command
        if place == changed:
            command = command.model_copy(update={"answer": content})
        at = (told.state.at or T0) + step.wait
        decision = rules.decide(told.state, command, step.by, at, step.draw)
        if isinstance(decision, Refused) or not decision:
            told.replies.append(decision)
            continue
        entry = e.Entry(session="s1", seq=told.state.seq + 1, at=at, by=step.by.actor, ref=None, events=decision)
        told.log.append(entry)
        told.state = history.apply(told.state, entry)
        told.replies.append(entry.seq)
        told.look()
    return told


def bytes_of(view: views.View, without_tally: bool) -> str:
    """What is sent; without the tally of the anonymous step, where it was made before."""
    scene = view.scene
    if (
        without_tally
        and isinstance(scene, ParticipantScene | DisplayScene)
        and scene.visit
        and scene.visit.step in WITHOUT_NAME
    ):
        scene = scene.model_copy(update={"visit": scene.visit.model_copy(update={"results": None})})
    if without_tally and isinstance(scene, FacilitatorScene) and scene.stage and scene.stage.step in WITHOUT_NAME:
        scene = scene.model_copy(update={"stage": scene.stage.model_copy(update={"results": None})})
    return scene.model_dump_json() + view.mine.model_dump_json()


def nobody_else_sees_a_difference(past: Sequence[Step], changed: int, content: JsonValue) -> None:
    """V4, V5: two sessions that differ in one anonymous answer look the same to all others, apart from the tally once made."""
    one, other = live(past), live(past, changed, content)
    ask, command = past[changed], one.asked[changed]
    assert isinstance(ask, Ask) and isinstance(command, c.Answer)
    owner = command.seat or ask.by.id
    assert one.asked == other.asked, "what could be asked next differs"
    assert one.replies == other.replies, "a reply tells the answer"
    assert one.released == other.released
    for before, after, released in zip(one.shown, other.shown, one.released, strict=True):
        for looker in LOOKERS:
            if looker == (Viewer(Role.PARTICIPANT, owner), None):
                continue
            if before[looker] == after[looker]:
                continue
            sent = (bytes_of(before[looker], released), bytes_of(after[looker], released))
            assert sent[0] == sent[1], f"{looker} could tell the answer of {owner}"
    for reader in Reader:
        assert copied(one, reader) == copied(other, reader), f"a copy for a {reader} tells the answer of {owner}"


def copied(told: Told, reader: Reader) -> list[str]:
    """Every line of a copy of the session, but what the room was shown."""
    made = lines(Recording(tuple(told.log), told.state), reader) if told.state.agenda else ()
    return [str(line) for line in made if not any(one["type"] == "revealed" for one in line.get("events", ()))]


def tallies(told: Told, looker: tuple[Viewer, str | None]) -> list[ScaleTally]:
    """Every tally of the anonymous step that was on this screen, in order."""
    scenes: list[Any] = [shown[looker].scene for shown in told.shown]
    places = [getattr(scene, "visit", None) or getattr(scene, "stage", None) for scene in scenes]
    return [place.results for place in places if place and place.step in WITHOUT_NAME and place.results]


def an_anonymous_tally_never_changes(past: Sequence[Step]) -> None:
    """V5: made once, never altered, whatever is asked, and never with a count that tells it apart from what is shown."""
    told = live(past)
    seen = [tally for looker in LOOKERS for tally in tallies(told, looker)]
    assert all(tally == seen[0] for tally in seen), "two tallies of an anonymous step differ"
    counts = [
        shown[(dana, None)].scene.counts.answered  # type: ignore[union-attr]
        for shown, released in zip(told.shown, told.released, strict=True)
        if released and shown[(dana, None)].scene.stage.step == SLEEP  # type: ignore[union-attr]
    ]
    assert len(set(counts)) <= 1, "how many have answered went on changing after the tally"


def nobody_is_named(past: Sequence[Step]) -> None:
    """V4, V12: on an anonymous step no count but how many have answered, no tick, no sign of who it was."""
    for shown in live(past).shown:
        for (viewer, over), view in shown.items():
            scene = view.scene
            if isinstance(scene, FacilitatorScene) and scene.stage and scene.stage.step in WITHOUT_NAME:
                assert scene.counts
                told = (scene.counts.passed, scene.counts.not_yet, scene.counts.after_close, scene.counts.tally)
                assert told == (None,) * 4
                for person in scene.people:
                    ticked = (person.status, person.given, person.erased, person.revision, person.by_staff)
                    assert ticked == (None, None, False, 0, False), f"{viewer} sees what {person.seat} did"
            if over and isinstance(scene, ParticipantScene) and scene.visit and scene.visit.step in WITHOUT_NAME:
                assert getattr(view.mine, "given", None) is None, f"{viewer} sees over {over} whether it answered"


PHONES = st.sampled_from(SIX)


def anew(person: Viewer, number: int, miss: int = 0) -> Ask:
    """This person's answer to the anonymous step, over whatever there is."""
    return Ask(person, lambda state: answer(SLEEP, number, max(0, revision(state, person.id) + miss)))


def revision(state: State, seat: str) -> int:
    given = state.given_to(SLEEP).get(seat)
    return given.revision if given else 0


def passes(person: Viewer) -> Ask:
    return Ask(person, lambda state: c.Pass(step=SLEEP, revision=revision(state, person.id)))


def for_gus(number: int) -> Ask:
    return Ask(dana, lambda s: c.Answer(step=SLEEP, revision=revision(s, "gus"), answer={"number": number}, seat="gus"))


def prying(seat: str) -> Ask:
    """A leader who asks for a seat that is not theirs to answer for: the refusal could tell something."""
    return Ask(dana, c.Answer(step=SLEEP, revision=0, answer={"number": 1}, seat=seat))


numbers = st.integers(0, 10)
MOVES = [next_step, back, jump(SLEEP), skip, pause, resume, end, undo, open_answering, close]
MOVES += [reveal, reveal_few, hide, extend(1)]
asks: st.SearchStrategy[Step] = st.one_of(
    st.builds(anew, PHONES, numbers, st.sampled_from([0, 0, 0, 1, -1])),
    st.builds(passes, PHONES),
    st.builds(for_gus, numbers),
    st.builds(
        lambda move, wait: Ask(dana, move, wait=wait), st.sampled_from(MOVES), st.sampled_from([1, 1_000, 11_000])
    ),
    st.builds(lambda move: Ask(dana, move), st.sampled_from(MOVES)),
    st.builds(prying, st.sampled_from(["ann", "gus", "zoe"])),
    st.builds(lambda person: Ask(dana, c.Remove(seat=person.id)), PHONES),
    st.builds(lambda person: Ask(dana, c.Admit(seats=(person.id,))), PHONES),
    st.builds(lambda person: Ask(dana, c.Rename(seat=person.id, name="Other")), PHONES),
    st.builds(lambda person: Ask(person, c.NeedPerson()), PHONES),
    st.builds(lambda person: Ask(room, c.LoseLink(seat=person.id)), PHONES),
    st.builds(lambda person: Ask(room, c.RegainLink(seat=person.id)), PHONES),
    st.just(Ask(room, c.ResumeAfterRestart(software="2"))),
    st.builds(lambda visit: Ask(room, c.Expire(deadline=f"time:{visit}"), wait=400_000), st.integers(1, 4)),
    st.builds(Erasure, st.sampled_from(["ann", "ben"])),
)
BEGUN: tuple[Ask, ...] = tuple(flat([at_step(SLEEP, *SIX[:5]), Ask(dana, c.ConnectDisplay(display="tv"))]))
AT_THE_DOOR = Ask(fay, c.Join(name="Fay Shown", mode=Mode.REMOTE, lang="en"))
storms = st.lists(numbers, min_size=1, max_size=5).map(
    lambda drawn: [anew(person, number) for person, number in zip(SIX, drawn, strict=False)]
)
tallying = st.sampled_from([[], [Ask(dana, reveal_few)], [Ask(dana, close), Ask(dana, reveal_few)]])


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Step, ...]:
    """A session that is at an anonymous step: answers come, then anything, mostly a tally, then anything again."""
    before, after = draw(st.lists(asks, max_size=6)), draw(st.lists(asks, max_size=14))
    return (*BEGUN, AT_THE_DOOR, *draw(storms), *before, *draw(tallying), *after)


def anonymous_answers(past: Sequence[Step]) -> list[int]:
    """The places of the answers without a name, refused ones too."""
    return [place for place, ask in live(past).asked.items() if isinstance(ask, c.Answer) and ask.step in WITHOUT_NAME]


LONG_EVENING: tuple[Step, ...] = (
    *BEGUN,
    AT_THE_DOOR,
    *(anew(person, number) for number, person in enumerate(SIX[:5], 1)),
    *(Ask(dana, move) for move in (close, undo, next_step, undo, pause)),
    anew(ann, 8),
    passes(eli),
    for_gus(9),
    Ask(dana, resume),
    anew(eli, 6),
    Ask(dana, c.Remove(seat="ben")),
    Ask(dana, reveal_few),
    anew(cam, 10),
    passes(dee),
    *(Ask(dana, move) for move in (hide, reveal, open_answering, undo, next_step)),
    Erasure("ann"),
    anew(ann, 0),
    *(Ask(dana, move) for move in (back, reveal, jump(NOTE), undo, close, end, undo, hide, reveal)),
)


@generated(past=sessions(), number=numbers, data=st.data())
def test_nobody_else_can_tell_one_anonymous_answer(past: tuple[Step, ...], number: int, data: st.DataObject) -> None:
    """V4, V5."""
    places = anonymous_answers(past)
    assume(places)
    nobody_else_sees_a_difference(past, data.draw(st.sampled_from(places)), {"number": number})


def test_nobody_else_can_tell_any_answer_of_a_long_evening() -> None:
    """V4, V5."""
    places = anonymous_answers(LONG_EVENING)
    assert len(places) == 10
    for place in places:
        nobody_else_sees_a_difference(LONG_EVENING, place, {"number": 7})


@generated(past=sessions())
@example(past=LONG_EVENING)
def test_two_tallies_of_an_anonymous_step_never_differ(past: tuple[Step, ...]) -> None:
    """V5."""
    an_anonymous_tally_never_changes(past)


def test_the_long_evening_shows_its_tally_to_all_more_than_once() -> None:
    """V5: so that the tests above compare something."""
    told = live(LONG_EVENING)
    for viewer in (ann, cam, tv, dana, sue):
        seen = tallies(told, (viewer, None))
        assert len(seen) > 3 and seen[0].answers == 6


@generated(past=sessions())
@example(past=LONG_EVENING)
def test_nobody_is_named_on_an_anonymous_step(past: tuple[Step, ...]) -> None:
    """V4, V12."""
    nobody_is_named(past)


@generated(content=st.one_of(st.none(), st.builds(lambda n: {"number": n}, numbers), st.text(max_size=5)))
def test_the_words_of_a_private_answer_are_in_no_event(content: Any) -> None:
    """A5."""
    private: Past = [at_step(NOTE, ann), Ask(ann, c.Answer(step=NOTE, revision=0, answer=content))]
    told = live(tuple(flat([private])))
    answers = [event for entry in told.log for event in entry.events if isinstance(event, e.Answered)]
    assert len(answers) == (content is None)
    assert all(event.answer is None for event in answers)
