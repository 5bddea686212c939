"""What a room makes of asks: each is answered once, asking twice does no more than asking once (rules L19 to L22)."""

import asyncio
import logging
from pathlib import Path

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.history import apply
from goround.domain.people import Mode
from goround.domain.state import State
from goround.domain.steps.scale import ScaleAnswer, ScaleTally
from goround.journal.codec import decode
from goround.runtime.room import RUN, Inquiry, Outcome
from tests.logbook import MARK
from tests.playbook import CRAVING, MOOD, ann, answer, ben, cam, dana, reveal, sam
from tests.runtime.house import House, Replies, craving, house, next_of, person


async def test_an_ask_is_answered_with_its_entry(home: House) -> None:
    """L19"""
    room = await home.open(ann, step=CRAVING)
    outcome = await home.asks(room, ann, craving(7), "phone:1")
    assert outcome == Outcome("ok", room.state.seq)
    (line,) = home.store.journal.read("s1", room.state.seq - 1)
    assert decode(line, home.store.vault).ref == "phone:1"


async def test_a_repeated_ask_does_nothing_more_and_is_answered_with_that_entry(home: House) -> None:
    """L19: at once, later, and beside others in one run."""
    room = await home.open(ann, step=CRAVING)
    first = await home.asks(room, ann, craving(7), "phone:3")
    length = room.state.seq
    for _ in range(2):
        assert await home.asks(room, ann, craving(7), "phone:3") == Outcome("repeat", first.entry)
    replies = Replies(room)
    for _ in range(3):
        replies.ask(ann, craving(8, revision=1), "phone:4")
    await room.settled()
    assert replies.codes == ["ok", "repeat", "repeat"]
    assert {outcome.entry for outcome in replies.outcomes} == {length + 1}
    assert room.state.seq == length + 1


async def test_one_device_never_uses_up_anothers_count(home: House) -> None:
    """L19: neither of the same person nor of somebody who knows the device's name."""
    room = await home.open(ann, ben, step=CRAVING)
    await home.asks(room, ann, craving(7), "phone:9")
    assert (await home.asks(room, ben, craving(2), "phone:1")).code == "ok"
    assert (await home.asks(room, ann, craving(6, revision=1), "tablet:1")).code == "ok"


async def test_a_repeat_is_known_again_after_a_restart(tmp_path: Path) -> None:
    """L19"""
    async with house(tmp_path) as before:
        room = await before.open(ann, step=CRAVING)
        first = await before.asks(room, ann, craving(7), "phone:1")
    async with house(tmp_path) as after:
        again = after.host.room("s1")
        assert again is not None
        assert await after.asks(again, ann, craving(7), "phone:1") == Outcome("repeat", first.entry)


async def test_a_stale_device_does_not_overwrite_a_newer_answer(home: House) -> None:
    """L19: it is told the revision that stands."""
    room = await home.open(ann, step=CRAVING)
    await home.does(room, ann, craving(7))
    stale = await home.asks(room, ann, craving(2), "old:1")
    assert (stale.code, dict(stale.facts), stale.entry) == ("changed_elsewhere", {"revision": 1}, None)
    assert room.state.given[CRAVING]["ann"].answer == ScaleAnswer(number=7)


async def test_a_refused_ask_leaves_nothing_and_can_be_asked_again(home: House) -> None:
    """L19: its number is not used up."""
    room = await home.open(ann, step=CRAVING)
    length = room.state.seq
    assert (await home.asks(room, ann, answer(CRAVING, 11), "phone:1")).code == "not_on_the_scale"
    assert (await home.asks(room, ann, craving(3), "phone:1")).code == "ok"
    assert room.state.seq == length + 1


async def test_two_facilitators_who_press_next_move_once(home: House) -> None:
    """L20: in one run, and one after the other."""
    room = await home.open(ann)
    replies = Replies(room)
    moving = next_of(room.state)
    replies.ask(dana, moving, "tablet:1")
    replies.ask(sam, moving, "laptop:1")
    await room.settled()
    assert replies.codes == ["ok", "moved_already"]
    assert (await home.asks(room, sam, moving, "laptop:2")).code == "moved_already"
    assert room.state.here == 2


async def test_a_movement_that_comes_late_does_nothing(home: House) -> None:
    """L20"""
    room = await home.open(ann)
    moving = next_of(room.state)
    home.clock.advance(5_001)
    assert (await home.asks(room, dana, moving)).code == "too_late"
    assert room.state.here == 1


async def test_answers_written_while_the_link_was_cut_are_all_kept_and_not_counted(disk: House) -> None:
    """L20: thirty phones come back after Next: every answer is in the log, marked, and none on the wall."""
    people = [person(number) for number in range(30)]
    room = await disk.open(*people, cam, step=MOOD)
    await disk.does(room, cam, answer(MOOD, 5))
    await disk.does(room, dana, reveal)
    shown = room.state.visits[-1].tally
    await disk.does(room, dana, next_of)
    replies = Replies(room)
    for number, who in enumerate(people):
        replies.ask(who, answer(MOOD, number % 11), f"phone{number}:1")
    await room.settled()
    assert replies.codes == ["ok"] * 30
    events = [event for line in disk.store.lines("s1") for event in decode(line, disk.store.vault).events]
    late = [event for event in events if isinstance(event, e.Answered) and event.after_close]
    assert {event.seat: event.answer for event in late} == {
        who.id: ScaleAnswer(number=number % 11) for number, who in enumerate(people)
    }
    assert room.state.visits[1].tally == shown
    await disk.does(room, dana, lambda state: c.Back(visit=state.here or 0, until=state.at + 5_000))
    await disk.does(room, dana, reveal)
    tally = room.state.visits[-1].tally
    assert isinstance(tally, ScaleTally)
    assert tally.answers == 1
    await disk.same_when_read_back(room)


async def test_more_asks_than_one_run_holds_are_all_answered_in_order(disk: House) -> None:
    """L19"""
    people = [person(number) for number in range(2 * RUN + 50)]
    room = await disk.open(*people, step=CRAVING)
    replies = Replies(room)
    for number, who in enumerate(people):
        replies.ask(who, craving(number % 11), f"phone{number}:1")
    await room.settled()
    assert replies.codes == ["ok"] * len(people)
    entries = [outcome.entry for outcome in replies.outcomes if outcome.entry]
    assert entries == list(range(entries[0], entries[0] + len(people)))
    await disk.same_when_read_back(room)


async def test_what_somebody_else_wrote_is_caught_up_and_the_same_asks_decided_again(tmp_path: Path) -> None:
    """L21: two servers on one journal: a room that lost the race reads on, and its screens with it."""
    async with house(tmp_path) as here:
        room = await here.open(ann, ben, step=CRAVING)
        screen = here.comes(room, ann)
        await room.settled()
        async with house(tmp_path) as there:
            other = there.host.room("s1")
            assert other is not None
            await there.does(other, ben, craving(2))
            await there.asks(other, ann, craving(9), "phone:1")
            moving = next_of(other.state)
            await there.does(other, dana, moving)
            replies = Replies(room)
            replies.ask(ann, craving(9), "phone:1")
            replies.ask(dana, moving)
            replies.ask(ben, c.Pass(step=CRAVING, revision=1))
            await room.settled()
            assert replies.codes == ["repeat", "moved_already", "ok"]
            assert room.state.seq == other.state.seq + 1
            await screen.until(lambda scene, mine: scene["visit"]["number"] == other.state.here)
            await there.does(other, dana, c.Rename(seat="ben", name="Benny"))
            assert other.state.given[CRAVING]["ben"].passed
            await there.same_when_read_back(other)


async def test_a_full_disk_is_told_to_everybody_and_nothing_that_was_acknowledged_is_lost(disk: House) -> None:
    """L22: and when there is room again, it goes on from where it was."""
    room = await disk.open(ann, ben, step=CRAVING)
    screen = disk.comes(room, ben)
    await disk.does(room, ann, craving(7))
    before, shown = room.state, len(screen.shown)
    disk.store.pragma("query_only=1")
    replies = Replies(room)
    replies.ask(ann, craving(1, revision=1), "phone:7")
    replies.ask(ben, craving(2), "phone:1")
    replies.ask(ben, craving(2), "phone:1")
    await room.settled()
    assert replies.codes == ["no_storage"] * 3
    assert room.state is before
    assert len(screen.shown) == shown
    disk.store.pragma("query_only=0")
    assert (await disk.asks(room, ben, craving(2), "phone:1")).code == "ok"
    assert room.state.given[CRAVING]["ann"].answer == ScaleAnswer(number=7)
    await disk.same_when_read_back(room)


async def test_a_fault_is_told_and_the_room_goes_on(
    disk: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """L22: what cannot be applied is refused before it is stored; the log says which kind, and nothing that was said."""
    room = await disk.open(ann, ben, step=CRAVING)

    def cannot_rename(state: State, entry: e.Entry) -> State:
        renamed = entry.events[0]
        if renamed.type == "renamed":
            raise ArithmeticError(f"cannot take {renamed.name}")
        return apply(state, entry)

    monkeypatch.setattr("goround.runtime.room.apply", cannot_rename)
    replies = Replies(room)
    length = room.state.seq
    with caplog.at_level(logging.DEBUG):
        replies.ask(ann, craving(1))
        replies.ask(dana, c.Rename(seat="ann", name=f"Ann {MARK}"))
        replies.ask(ben, craving(2))
        await room.settled()
    assert replies.codes == ["ok", "fault", "ok"]
    assert room.state.seq == length + 2
    assert "fault in rename: ArithmeticError" in caplog.text
    assert MARK not in caplog.text
    await disk.same_when_read_back(room)


async def test_a_writer_that_fails_in_an_unknown_way_is_told_as_a_fault(
    disk: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """L22"""
    room = await disk.open(ann, step=CRAVING)

    def broken(*_: object) -> None:
        raise RuntimeError(f"{MARK} and other words")

    with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG):
        patch.setattr(disk.store.journal, "append", broken)
        assert (await disk.asks(room, ann, craving(1))).code == "fault"
    assert MARK not in caplog.text
    assert (await disk.asks(room, ann, craving(1))).code == "ok"


async def test_a_reply_that_cannot_be_given_stops_nobody(disk: House) -> None:
    """L22"""
    room = await disk.open(ann, ben, step=CRAVING)

    def gone(outcome: Outcome) -> None:
        raise ConnectionResetError

    room.submit(Inquiry(craving(1), ann, None, gone))
    assert (await disk.asks(room, ben, craving(2))).code == "ok"
    assert disk.host.room("s1") is room


async def test_who_waits_for_a_room_that_falls_is_answered(disk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """L22: and the room is read again from the journal, for the others too."""
    room = await disk.open(ann, ben, step=CRAVING)
    screen = disk.comes(room, ann)
    await room.settled()

    async def falls(asks: object) -> None:
        raise RuntimeError("a fault that nobody thought of")

    monkeypatch.setattr(room, "_take", falls)
    told = await asyncio.gather(*(disk.asks(room, who, craving(1)) for who in (ann, ben)))
    assert [outcome.code for outcome in told] == ["fault", "fault"]
    assert screen.closed == 1012
    assert (await disk.asks(room, ann, craving(1))).code == "fault"
    again = await disk.host.find("s1")
    assert again is not None
    assert again is not room
    assert (await disk.asks(again, ann, craving(1))).code == "ok"


async def test_instants_never_run_back_when_the_servers_clock_does(disk: House) -> None:
    """R1: a new server whose clock is behind."""
    room = await disk.open(ann, step=CRAVING)
    at = room.state.at
    disk.clock._now -= 60_000
    await disk.does(room, ann, craving(1))
    assert room.state.at == at
    disk.clock._now += 60_000


async def test_a_whole_evening_reads_back_as_it_was_lived(disk: House) -> None:
    """R2"""
    people = [ann, ben, cam]
    room = await disk.open(*people, step=CRAVING)
    for who in people:
        await disk.does(room, who, craving(3))
    for command in (
        c.AddSeat(seat="gus", name="Gus Shown"),
        answer(CRAVING, 4).model_copy(update={"seat": "gus"}),
        c.Extend(visit=2, minutes=5),
        c.Rename(seat="ben", name="Benny"),
        c.Remove(seat="cam"),
        c.ConnectDisplay(display="tv"),
    ):
        disk.clock.advance(1_000)
        await disk.does(room, dana, command)
    await disk.does(room, ann, c.NeedPerson())
    await disk.does(room, dana, c.See(alert="a1"))
    await disk.does(room, ben, c.Speak(lang="es"))
    await disk.does(room, dana, lambda state: c.Pause(visit=2, until=state.at + 5_000))
    disk.clock.advance(60_000)
    await disk.does(room, dana, lambda state: c.Resume(visit=2, until=disk.clock.now()))
    late = await disk.asks(room, dana, c.Join(name="Dana", mode=Mode.REMOTE, lang="en"))
    assert late.code == "not_yours_to_ask"
    await disk.does(room, dana, lambda state: c.End(visit=2, until=disk.clock.now()))
    await disk.same_when_read_back(room)
