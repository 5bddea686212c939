"""One pass brings every screen the present view; the slow delay nobody (rules L23 and L24)."""

import asyncio
import json
import logging
from collections.abc import Sequence

import pytest

from goround.domain import commands as c
from goround.domain import views
from goround.domain.own import MineReads, mine
from goround.domain.people import Role, Viewer
from goround.domain.scenes import AnyMine, Audience
from goround.domain.state import State
from goround.runtime import screens as runtime_screens
from goround.runtime.room import BEAT_MS, Room
from goround.runtime.screens import Pass
from tests.logbook import MARK
from tests.playbook import CRAVING, ann, ben, cam, dana, tv
from tests.runtime.house import House, Listener, craving, next_of, person, turns


def demand_present(room: Room, screens: Sequence[Listener]) -> None:
    """Every screen shows what its viewer is to see now."""
    for screen in screens:
        view = views.view(room.state, screen.viewer)
        wanted = tuple(json.loads(part.model_dump_json()) for part in (view.scene, view.mine))
        assert screen.sees == wanted, f"{screen.viewer.actor} sees something else"


async def test_each_screen_is_shown_each_change_once(home: House) -> None:
    """L23: and not what is no change for it."""
    room = await home.open(ann, ben, step=CRAVING)
    await home.does(room, dana, c.ConnectDisplay(display="tv"))
    screens = {who: home.comes(room, who) for who in (ann, ben, dana, tv)}
    await room.settled()
    await turns()
    demand_present(room, list(screens.values()))
    before = {who: len(screen.shown) for who, screen in screens.items()}
    await home.does(room, ann, craving(7))
    await turns()
    assert {who: len(screen.shown) - before[who] for who, screen in screens.items()} == {ann: 1, ben: 0, dana: 1, tv: 0}
    await home.does(room, dana, next_of)
    await turns()
    assert [len(screen.shown) - before[who] for who, screen in screens.items()] == [2, 1, 2, 1]
    demand_present(room, list(screens.values()))


async def test_many_changes_of_one_run_are_one_view(home: House) -> None:
    """L23: views are skipped, never queued."""
    people = [person(number) for number in range(40)]
    room = await home.open(*people, step=CRAVING)
    console = home.comes(room, dana)
    await room.settled()
    await turns()
    before = len(console.shown)
    await asyncio.gather(*(home.asks(room, who, craving(5)) for who in people))
    await turns()
    assert len(console.shown) - before <= 2
    demand_present(room, [console])


async def test_two_pages_of_one_person_see_the_same(home: House) -> None:
    """L23"""
    room = await home.open(ann, step=CRAVING)
    one, other = home.comes(room, ann), home.comes(room, ann)
    await home.does(room, ann, craving(7))
    await turns()
    assert one.sees == other.sees
    demand_present(room, [one, other])


async def test_what_nobody_can_see_is_sent_to_nobody(home: House) -> None:
    """L23: a facilitator says that somebody is here; that person's own page says nothing of it."""
    room = await home.open(ann, ben, step=CRAVING)
    phone, console = home.comes(room, ann), home.comes(room, dana)
    await room.settled()
    await turns()
    before = len(phone.shown), len(console.shown)
    await home.does(room, dana, c.SayPresence(seat="ann", presence="out"))
    await turns()
    assert (len(phone.shown), len(console.shown)) == (before[0], before[1] + 1)
    await home.does(room, ann, craving(7))
    await turns()
    assert len(phone.shown) == before[0] + 1, "What it can see comes after it."
    demand_present(room, [phone, console])


async def test_before_they_have_answered_a_next_makes_no_part_anew(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L23: what somebody is asked is in the scene; that they have given nothing is said as before."""
    people = [person(number) for number in range(20)]
    room = await home.open(*people, step=CRAVING)
    phones = [home.comes(room, who) for who in people]
    await room.settled()
    await turns()
    made: list[object] = []

    def counted(reads: MineReads) -> AnyMine:
        made.append(reads)
        return mine(reads)

    monkeypatch.setattr("goround.runtime.screens.mine", counted)
    await home.does(room, dana, next_of)
    await turns()
    assert made == []
    demand_present(room, phones)


async def test_a_page_that_went_is_shown_nothing_more(home: House) -> None:
    """L23"""
    room = await home.open(ann, step=CRAVING)
    screen = home.comes(room, ann)
    room.detach(screen)
    before = len(screen.shown)
    await home.does(room, dana, next_of)
    await turns()
    assert len(screen.shown) == before


async def test_a_scene_is_made_once_for_all_who_share_it(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """L23: the very same bytes for every screen of an audience, also for those that come later."""
    people = [person(number) for number in range(20)]
    room = await home.open(*people, step=CRAVING)
    screens = [home.comes(room, who) for who in people]
    await room.settled()
    await turns()
    made: list[object] = []

    def counted(state: State, whose: Audience) -> object:
        made.append(whose)
        return views.scene(state, whose)

    monkeypatch.setattr(runtime_screens, "scene", counted)
    await home.does(room, dana, next_of)
    await turns()
    screens += [home.comes(room, person(0))]
    assert len(made) == 1
    assert len({id(screen.scene) for screen in screens}) == 1


async def test_a_lagging_screen_delays_nobody_and_gets_the_newest_view_when_it_can(home: House) -> None:
    """L24: what came meanwhile is skipped."""
    room = await home.open(ann, ben, step=CRAVING)
    slow, fast = home.comes(room, ann), home.comes(room, ben)
    await room.settled()
    await turns()
    seen = len(slow.shown)
    slow.blocked = True
    for _ in range(3):
        await home.does(room, dana, next_of)
        await fast.until(lambda scene, mine: scene["visit"]["number"] == room.state.here)
    assert len(slow.shown) == seen
    slow.blocked = False
    await slow.until(lambda scene, mine: scene["visit"]["number"] == room.state.here)
    assert len(slow.shown) == seen + 1
    assert slow.closed is None
    await home.does(room, dana, lambda state: c.End(visit=state.here or 0, until=state.at + 5_000))
    await slow.until(lambda scene, mine: scene["phase"] == "ended")
    demand_present(room, [slow, fast])


async def test_a_screen_that_takes_nothing_for_ten_seconds_is_closed(home: House) -> None:
    """L24"""
    room = await home.open(ann, ben, step=CRAVING)
    dead, fine = home.comes(room, ann), home.comes(room, ben)
    await room.settled()
    dead.blocked = True
    await home.does(room, dana, next_of)
    await turns()
    home.clock.advance(9_999)
    await turns()
    assert dead.closed is None
    home.clock.advance(1)
    await turns()
    assert [screen.closed for screen in (dead, fine)] == [1001, None]
    await home.does(room, ben, craving(3))
    demand_present(room, [fine])


async def test_a_screen_that_went_while_it_lagged_is_forgotten(home: House) -> None:
    """L24"""
    room = await home.open(ann, ben, step=CRAVING)
    slow = home.comes(room, ann)
    slow.blocked = True
    await home.does(room, dana, next_of)
    await turns()
    room.detach(slow)
    slow.blocked = False
    seen = len(slow.shown)
    await turns()
    assert (len(slow.shown), slow.closed) == (seen, None)


async def test_no_screen_goes_back_while_a_pass_is_under_way(home: House) -> None:
    """L23: a pass that began before a change shows what is there now, from where it stands."""
    people = [person(number) for number in range(120)]
    room = await home.open(*people, step=CRAVING)
    older = room.state
    await home.does(room, dana, next_of)
    newer, present = room.state, [older]
    screens = [Listener(who, home.clock) for who in people]
    passing = asyncio.get_running_loop().create_task(Pass().run(lambda: present[0], set(screens), lambda _: None))
    await asyncio.sleep(0)
    present[0] = newer
    await passing
    steps = [screen.sees[0]["visit"]["number"] for screen in screens]
    assert sorted(steps) == [2] * 50 + [3] * 70


async def test_a_view_that_cannot_be_made_closes_that_screen_alone(
    home: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """L24: the room goes on, and its log says nothing of what was said."""
    room = await home.open(ann, ben, step=CRAVING)
    phone, console = home.comes(room, ann), home.comes(room, dana)
    await room.settled()

    def broken(state: State, whose: Audience) -> object:
        if whose is Audience.FACILITATOR:
            raise ValueError(MARK)
        return views.scene(state, whose)

    monkeypatch.setattr(runtime_screens, "scene", broken)
    with caplog.at_level(logging.DEBUG):
        await home.does(room, ann, craving(7))
        await phone.until(lambda scene, mine: mine["given"]["revision"] == 1)
    assert (phone.closed, console.closed) == (None, 1011)
    assert "no view for facilitator: ValueError" in caplog.text
    assert MARK not in caplog.text


async def test_a_beat_goes_to_every_screen_that_takes_something(home: House) -> None:
    """L24"""
    room = await home.open(ann, ben, step=CRAVING)
    fine, slow = home.comes(room, ann), home.comes(room, ben)
    await turns()
    slow.blocked = True
    await home.does(room, dana, next_of)
    await turns()
    home.clock.advance(BEAT_MS)
    await turns()
    assert (fine.beats, slow.beats) == (1, 0)


async def test_who_is_not_in_the_session_sees_only_whom_to_call(home: House) -> None:
    """V14"""
    room = await home.open(ann)
    stranger = home.comes(room, Viewer(Role.PARTICIPANT, "eve"))
    await home.does(room, dana, next_of)
    await turns()
    assert {scene["kind"] for scene, _ in stranger.shown} == {"removed"}
    assert set(stranger.sees[0]) == {"kind", "help_lines", "rehearsal"}
    assert cam.id not in str(stranger.shown)
