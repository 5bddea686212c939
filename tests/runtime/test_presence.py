"""Links and awake facilitators are told to the log where they matter, an absence after a grace (rule L25)."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.journal.codec import decode
from goround.runtime.presence import GRACE_MS, TICK_MS
from goround.runtime.room import Room
from tests.playbook import CRAVING, ann, dana, sam, tv
from tests.runtime.house import House, turns


async def passes(house: House, milliseconds: int) -> None:
    """Time passes, second by second, as the room counts it."""
    while milliseconds > 0:
        house.clock.advance(min(TICK_MS, milliseconds))
        milliseconds -= TICK_MS
        await turns()
        for room in house.host.rooms():
            await room.settled()


def told(house: House, room: Room, after: int) -> list[str]:
    """The types of the events since this entry."""
    lines = house.store.journal.read(room.session, after)
    return [event.type for line in lines for event in decode(line, house.store.vault).events]


async def test_a_link_is_told_at_once_when_it_comes(home: House) -> None:
    room = await home.open(ann)
    start = room.state.seq
    home.comes(room, ann)
    await room.settled()
    assert told(home, room, start) == ["link_back"]
    home.comes(room, ann)
    await room.settled()
    assert told(home, room, start) == ["link_back"]
    assert room.state.seats["ann"].linked


async def test_a_link_is_told_as_lost_after_a_grace(home: House) -> None:
    room = await home.open(ann)
    screen = home.comes(room, ann)
    await room.settled()
    start = room.state.seq
    room.detach(screen)
    await passes(home, GRACE_MS - TICK_MS)
    assert told(home, room, start) == []
    await passes(home, 2 * TICK_MS)
    assert told(home, room, start) == ["link_lost"]
    await passes(home, 3 * GRACE_MS)
    assert told(home, room, start) == ["link_lost"]
    home.comes(room, ann)
    await room.settled()
    assert told(home, room, start) == ["link_lost", "link_back"]


async def test_a_page_that_reloads_is_not_told(home: House) -> None:
    room = await home.open(ann)
    screen = home.comes(room, ann)
    await room.settled()
    start = room.state.seq
    for _ in range(4):
        room.detach(screen)
        await passes(home, GRACE_MS - 2 * TICK_MS)
        screen = home.comes(room, ann)
        await passes(home, TICK_MS)
    assert told(home, room, start) == []


async def test_one_of_two_pages_that_goes_is_not_told(home: House) -> None:
    room = await home.open(ann)
    one = home.comes(room, ann)
    home.comes(room, ann)
    await room.settled()
    start = room.state.seq
    room.detach(one)
    await passes(home, 2 * GRACE_MS)
    assert told(home, room, start) == []


async def test_a_page_that_came_and_went_before_it_was_told_is_told_as_lost(held: House) -> None:
    """L25: the link is stored when the page has gone already."""
    room = await held.open(ann)
    start = room.state.seq
    held.gated.hold()
    screen = held.comes(room, ann)
    await held.gated.held()
    room.detach(screen)
    held.gated.gate.set()
    await room.settled()
    assert told(held, room, start) == ["link_back"]
    await passes(held, GRACE_MS + 2 * TICK_MS)
    assert told(held, room, start) == ["link_back", "link_lost"]


async def test_what_could_not_be_stored_is_told_later(disk: House) -> None:
    """L25: a full disk passes, and then the log says who is here."""
    room = await disk.open(ann)
    start = room.state.seq
    disk.store.pragma("query_only=1")
    screen = disk.comes(room, ann)
    await passes(disk, 2 * TICK_MS)
    assert not room.state.seats["ann"].linked
    disk.store.pragma("query_only=0")
    await passes(disk, TICK_MS)
    assert told(disk, room, start) == ["link_back"]
    disk.store.pragma("query_only=1")
    room.detach(screen)
    await passes(disk, GRACE_MS + TICK_MS)
    disk.store.pragma("query_only=0")
    await passes(disk, GRACE_MS + 2 * TICK_MS)
    assert told(disk, room, start) == ["link_back", "link_lost"]


async def test_a_facilitator_who_wakes_and_sleeps_is_told(home: House) -> None:
    room = await home.open(ann)
    start = room.state.seq
    screen = home.comes(room, dana)
    await room.settled()
    assert room.state.staff["dana"].awake
    screen.awake = False
    await passes(home, GRACE_MS + TICK_MS)
    assert not room.state.someone_awake
    screen.awake = True
    room.woke(screen)
    await room.settled()
    assert told(home, room, start) == ["staff_back", "staff_away", "staff_back"]


async def test_who_needs_a_person_is_told_when_the_last_awake_console_goes(home: House) -> None:
    """C5"""
    room = await home.open(ann)
    phone = home.comes(room, ann)
    consoles = [home.comes(room, who) for who in (dana, sam)]
    await room.settled()
    await home.does(room, ann, c.NeedPerson())
    room.detach(consoles[0])
    await passes(home, GRACE_MS + TICK_MS)
    assert phone.sees[1]["person"]["standing"] == "sent"
    room.detach(consoles[1])
    await passes(home, GRACE_MS + TICK_MS)
    await phone.until(lambda scene, mine: mine["person"]["standing"] == "unseen")


async def test_a_display_is_not_told(home: House) -> None:
    room = await home.open(ann)
    await home.does(room, dana, c.ConnectDisplay(display="tv"))
    start = room.state.seq
    screen = home.comes(room, tv)
    room.detach(screen)
    await passes(home, 2 * GRACE_MS)
    assert told(home, room, start) == []


async def test_live_is_replay_with_links_in_it(disk: House) -> None:
    """R2"""
    room = await disk.open(ann, step=CRAVING)
    screens = [disk.comes(room, who) for who in (ann, dana)]
    await room.settled()
    for screen in screens:
        room.detach(screen)
    await passes(disk, GRACE_MS + TICK_MS)
    assert not room.state.seats["ann"].linked
    assert isinstance(decode(disk.store.lines("s1")[-1], disk.store.vault).events[0], e.LinkLost | e.StaffAway)
    await disk.same_when_read_back(room)
