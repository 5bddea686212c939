"""Rules R1 to R5 of docs/spec.md: entries, repeats and replay."""

import pytest
from pydantic import ValidationError

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.history import KEPT_COUNTS, OutOfOrder, apply, count_of, repeated, replay
from goround.domain.rules import decide
from goround.domain.state import State
from tests.playbook import (
    CRAVING,
    MOOD,
    SLEEP,
    T0,
    Ask,
    Play,
    all_answer,
    ann,
    answer,
    at_step,
    back,
    ben,
    close,
    dana,
    end,
    extend,
    given,
    hide,
    next_step,
    pause,
    resume,
    reveal,
    reveal_few,
    room,
    skip,
    undo,
)


def an_evening() -> Play:
    """A session with something of everything."""
    return given(
        at_step(CRAVING, ann, ben),
        Ask(room, c.RegainLink(seat="ann"), ref=None),
        Ask(dana, c.ConnectDisplay(display="tv")),
        [all_answer(CRAVING, 3, 4), Ask(dana, extend(2))],
        [Ask(dana, next_step), all_answer(SLEEP, 5, 6), Ask(dana, reveal_few), Ask(dana, hide), Ask(dana, skip)],
        [all_answer(MOOD, 7), Ask(dana, undo), Ask(dana, pause), Ask(dana, resume), Ask(dana, back)],
        [Ask(ann, c.NeedPerson()), Ask(dana, c.See(alert="a1")), Ask(dana, c.Resolve(alert="a1"))],
        [Ask(dana, c.Remove(seat="ben")), Ask(dana, c.Rename(seat="ben", name="B")), Ask(dana, end), Ask(dana, undo)],
        [Ask(room, c.ResumeAfterRestart(software="2")), Ask(dana, close)],
    )


def an_evening_replays() -> None:
    """R2: what was lived equals what is read back, and nothing counts twice."""
    play = an_evening()
    assert replay(e.Entry.model_validate_json(entry.model_dump_json()) for entry in play.log) == play.state
    stays = [(visit.spent, visit.extended) for visit in play.state.visits if visit.step == CRAVING]
    assert stays == [(6_000, 2), (6_000, 0)], f"an entry counted twice: {stays}"


def test_live_equals_replay() -> None:
    """R2."""
    an_evening_replays()


def test_every_beginning_of_a_log_replays() -> None:
    """R2: replay to entry N is the same fold over a shorter log."""
    play = an_evening()
    state = State()
    for place, entry in enumerate(play.log, 1):
        state = apply(state, entry)
        assert replay(play.log[:place]) == state
        assert (state.seq, state.at) == (place, entry.at)


def entry(seq: int, at: int, ref: str | None = None) -> e.Entry:
    return e.Entry(session="s1", seq=seq, at=at, by="room", ref=ref, events=(e.Resumed(software="1"),))


@pytest.mark.parametrize("seq", [1, 2, 4, 99])
def test_an_entry_that_does_not_follow_is_not_applied(seq: int) -> None:
    """R1."""
    state = replay([entry(1, 5), entry(2, 5)])
    with pytest.raises(OutOfOrder):
        apply(state, entry(seq, 6))


def test_an_entry_from_before_is_not_applied() -> None:
    """R1: instants never run back; the same instant is fine."""
    state = replay([entry(1, 5)])
    with pytest.raises(OutOfOrder):
        apply(state, entry(2, 4))
    assert apply(state, entry(2, 5)).seq == 2


def test_an_entry_holds_something_that_happened() -> None:
    """R1."""
    with pytest.raises(ValidationError):
        e.Entry(session="s1", seq=1, at=1, by="room", ref=None, events=())
    with pytest.raises(ValidationError):
        e.Entry(session="s1", seq=0, at=1, by="room", ref=None, events=(e.Started(),))


@pytest.mark.parametrize("ref", ["", "x", "x:", ":1", "x:y", "x:-1", "x:1.0", "x:1:y", "x:1234567890123456"])
def test_a_ref_that_counts_nothing_is_no_ref(ref: str) -> None:
    """R4: so that the count of an entry can always be read."""
    with pytest.raises(ValidationError):
        entry(1, 1, ref)


def test_the_state_keeps_the_newest_counts_of_each_device() -> None:
    """R4."""
    play = given(at_step(CRAVING))
    play.goes_on(Ask(ann, answer(CRAVING, 3), ref="phone:4"), Ask(ann, answer(CRAVING, 4, revision=1), ref="phone:9"))
    seq = play.state.seq
    assert play.state.counts == {"seat:ann/phone": ((4, seq - 1), (9, seq))}
    assert repeated(play.state, "seat:ann", "phone:9") == seq
    assert repeated(play.state, "seat:ann", "phone:4") == seq - 1


def test_an_ask_that_was_not_stored_while_a_later_one_was_is_no_repeat() -> None:
    """R4: its words would be lost."""
    play = given(at_step(CRAVING))
    play.goes_on(Ask(ann, answer(CRAVING, 3), ref="phone:9"))
    assert repeated(play.state, "seat:ann", "phone:8") is None


def test_an_ask_that_is_older_than_all_that_are_kept_is_a_repeat() -> None:
    """R4."""
    play = given(at_step(CRAVING))
    for made in range(KEPT_COUNTS + 1):
        play.goes_on(Ask(ann, answer(CRAVING, 3, revision=made), ref=f"phone:{made + 10}"))
    kept = play.state.counts["seat:ann/phone"]
    assert len(kept) == KEPT_COUNTS
    assert repeated(play.state, "seat:ann", "phone:10") == kept[0][1]


def test_a_device_counts_for_one_actor_only() -> None:
    """R4: nobody can use up another's numbers."""
    play = given(at_step(CRAVING))
    play.goes_on(Ask(ann, answer(CRAVING, 3), ref="phone:4"), Ask(ben, answer(CRAVING, 3), ref="phone:1"))
    assert repeated(play.state, "seat:ben", "phone:4") is None
    assert repeated(play.state, "seat:ann", "phone:1") is None
    assert count_of("seat:ann", "phone:12") == ("seat:ann/phone", 12)


def test_the_same_ask_with_the_same_draw_gives_the_same_events() -> None:
    """R5."""
    state = given(at_step(MOOD), all_answer(MOOD, 3, 4)).state
    command = reveal(state)
    assert decide(state, command, dana, T0 * 2, 5) == decide(state, command, dana, T0 * 2, 5)


def test_deciding_and_applying_leave_the_former_state_as_it_was() -> None:
    """R3: a state is never changed, so a run that was not stored can be dropped."""
    play = given(at_step(CRAVING))
    before, copy = play.state, replay(play.log)
    play.goes_on(Ask(ann, answer(CRAVING, 3)), Ask(dana, next_step), Ask(ann, c.NeedPerson()))
    assert before == copy != play.state
