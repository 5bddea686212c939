"""Nothing leaves a room that is not durable (rule L18)."""

import asyncio
from collections.abc import Callable

import pytest

from goround.domain import commands as c
from goround.domain.people import Viewer
from tests.playbook import BYE, CRAVING, HELLO, MOOD, OPEN, ann, answer, ben, dana, tv
from tests.runtime.house import House, Replies, craving, next_of, turns


async def check_nothing_is_heard_before_it_is_stored(held: House) -> None:
    """L18: while the journal is held, no screen and no asker hears anything that speaks of it."""
    room = await held.open(ann, ben, step=CRAVING)
    await held.does(room, dana, c.ConnectDisplay(display="tv"))
    screens = [held.comes(room, who) for who in (ann, ben, dana, tv)]
    await room.settled()
    await turns()
    before, state = [list(screen.shown) for screen in screens], room.state
    replies = Replies(room)

    held.gated.hold()
    replies.ask(ann, craving(7), "phone:1")
    replies.ask(ann, craving(7), "phone:1")  # a repeat of what is not stored yet
    replies.ask(ann, craving(3), "phone:2")  # refused over what is not stored yet
    replies.ask(dana, c.CloseAnswering(visit=room.state.here or 0))
    replies.ask(dana, c.CloseAnswering(visit=room.state.here or 0))  # nothing to do over what is not stored yet
    await held.gated.held()
    assert replies.codes == [], "a reply spoke of what is not stored"
    assert [screen.shown for screen in screens] == before, "a screen showed what is not stored"
    assert room.state is state
    late = held.comes(room, ben)
    await turns()
    assert late.sees == screens[1].sees, "a screen that came meanwhile was shown what is not stored"

    held.gated.gate.set()
    await room.settled()
    assert replies.codes == ["ok", "repeat", "changed_elsewhere", "ok", "nothing"]
    await screens[0].until(lambda scene, mine: mine["given"]["answer"] == {"kind": "scale", "number": 7})
    await screens[1].until(lambda scene, mine: not scene["visit"]["open"])
    await screens[2].until(lambda scene, mine: scene["counts"]["answered"] == 1 and not scene["stage"]["open"])
    await screens[3].until(lambda scene, mine: not scene["visit"]["open"])


async def test_nothing_is_heard_before_it_is_stored(held: House) -> None:
    """L18"""
    await check_nothing_is_heard_before_it_is_stored(held)
    room = held.host.room("s1")
    assert room is not None
    await held.same_when_read_back(room)


async def test_a_new_session_is_not_there_before_it_is_stored(held: House) -> None:
    """L18"""
    held.gated.hold()
    replies: list[object] = []

    async def opens() -> None:
        replies.append(await held.host.open("s1", OPEN, dana))

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(opens())
        await held.gated.held()
        assert replies == []
        assert held.host.coded("BLUE42") is None
        held.gated.gate.set()
    assert held.host.coded("BLUE42") is replies[0]


async def test_what_was_decided_meanwhile_follows_in_the_next_run(held: House) -> None:
    """L18: asks that come while a run is under way wait for their own."""
    room = await held.open(ann, ben, step=CRAVING)
    await room.settled()
    replies = Replies(room)
    held.gated.hold()
    replies.ask(ann, craving(1))
    await held.gated.held()
    replies.ask(ben, craving(2))
    replies.ask(dana, next_of(room.state))
    await turns()
    assert replies.codes == []
    held.gated.gate.set()
    await room.settled()
    assert replies.codes == ["ok", "ok", "ok"]
    entries = [outcome.entry for outcome in replies.outcomes]
    assert entries == [room.state.seq - 2, room.state.seq - 1, room.state.seq]


SHOWN: dict[str, tuple[Viewer, Callable[[House], c.AnyCommand], Viewer]] = {
    "an answer to its writer": (ann, lambda house: answer(MOOD, 4), ann),
    "an answer to the console": (ann, lambda house: answer(MOOD, 4), dana),
    "a pass to the console": (ben, lambda house: c.Pass(step=MOOD, revision=0), dana),
    "a need to its person": (ann, lambda house: c.NeedPerson(), ann),
    "a need to the console": (ann, lambda house: c.NeedPerson(), dana),
    "a removal to its person": (dana, lambda house: c.Remove(seat="ann"), ann),
    "the end to a phone": (dana, lambda house: c.End(visit=2, until=house.clock.now() + 5_000), ben),
    "a movement to a phone": (dana, lambda house: c.Jump(visit=2, step=BYE, until=house.clock.now() + 5_000), ben),
    "a name to the console": (dana, lambda house: c.Rename(seat="ann", name="Annie"), dana),
}


@pytest.mark.parametrize(("asker", "command", "watcher"), SHOWN.values(), ids=SHOWN)
async def test_each_kind_of_news_waits_for_the_disk(
    held: House, asker: Viewer, command: Callable[[House], c.AnyCommand], watcher: Viewer
) -> None:
    """L18"""
    room = await held.open(ann, ben, step=MOOD)
    for who in {ann, ben, dana, watcher}:
        held.comes(room, who)
    await room.settled()
    await turns()
    (screen,) = (one for one in room.screens if one.viewer == watcher)
    shown = screen.shown  # type: ignore[attr-defined]
    before = len(shown)
    replies = Replies(room)
    held.gated.hold()
    replies.ask(asker, command(held))
    await held.gated.held()
    assert (len(shown), replies.codes) == (before, [])
    held.gated.gate.set()
    await room.settled()
    await turns()
    assert (len(shown), replies.codes) == (before + 1, ["ok"])


async def test_a_screen_that_comes_at_the_very_start_sees_the_first_step(held: House) -> None:
    """L18: the present view is the durable one."""
    room = await held.open(ann)
    scene, mine = held.comes(room, ann).sees
    assert scene["visit"]["step"] == HELLO
    assert mine["name"] == "Ann Shown"
