"""The live link: every ask is answered, twice is once, and nothing that was asked comes back in an answer."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from goround.domain.people import MAY, Role
from goround.domain.state import Facilitator
from goround.web.declarations import command_types
from tests.web.conftest import Company
from tests.web.people import Display
from tests.web.premises import until

MARK = "Zaunkönig"


async def test_replies_tell_the_entry_to_staff_only(company: Company) -> None:
    """W9"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")
    answered = await ana.answers("w01.craving", 7)
    assert answered == {"type": "reply", "ref": answered["ref"], "code": "ok", "facts": {}, "entry": None}
    paused = await console.moves("pause")
    assert paused["code"] == "ok" and paused["entry"] == company.place.room(console.session).state.seq
    assert not any("entry" in show["scene"] for show in ana.line.shows)


async def test_asking_twice_is_asking_once(company: Company) -> None:
    """W10"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")
    asked: dict[str, Any] = {"type": "answer", "step": "w01.craving", "revision": 0, "answer": {"number": 7}}
    assert (await ana.line.asks(ref="ANAS:5", **asked))["code"] == "ok"
    seq = company.place.room(console.session).state.seq
    assert (await ana.line.asks(ref="ANAS:5", **asked))["code"] == "repeat"
    await ana.links()
    assert (await ana.line.asks(ref="ANAS:5", **asked))["code"] == "repeat"
    assert (await ana.line.asks(ref="OTHER:1", **asked))["code"] == "changed_elsewhere"
    assert company.place.room(console.session).state.seq == seq
    pressed = await console.line.asks("next", ref="TABLET:1", visit=console.visit, until=2 * 10**12)
    again = await console.line.asks("next", ref="TABLET:1", visit=console.visit, until=2 * 10**12)
    assert (again["code"], again["entry"]) == ("repeat", pressed["entry"])


async def test_an_answer_is_stored_before_it_is_acknowledged(company: Company) -> None:
    """W9"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")
    assert (await ana.answers("w01.craving", 3))["code"] == "ok"
    assert [event.answer.number for event in company.place.events(console.session, "answered")] == [3]


MALFORMED: Mapping[str, object] = {
    "no json": f"{MARK} {{",
    "no object": f'"{MARK}"',
    "nothing": "",
    "unknown type": {"ref": "ANAS:1", "command": {"type": MARK}},
    "no command": {"ref": "ANAS:1"},
    "a field too many": {
        "ref": "ANAS:1",
        "command": {"type": "pass", "step": "w01.craving", "revision": 0, MARK: MARK},
    },
    "a wrong type": {"ref": "ANAS:1", "command": {"type": "pass", "step": MARK, "revision": MARK}},
    "a negative": {"ref": "ANAS:1", "command": {"type": "pass", "step": "w01.craving", "revision": -1}},
    "a wrong ref": {"ref": f"{MARK}:1", "command": {"type": "need_person"}},
    "a count of nothing": {"ref": "ANAS:0", "command": {"type": "need_person"}},
    "what only the room asks": {"ref": "ANAS:1", "command": {"type": "lose_link", "seat": "a"}},
    "what only the server asks": {"ref": "ANAS:1", "command": {"type": "connect_display", "display": "a"}},
    "a beat that is none": {"awake": MARK},
}


async def test_a_malformed_ask_is_told_where_and_keeps_the_socket(company: Company) -> None:
    """W11"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    seq = company.place.room(console.session).state.seq
    for name, said in MALFORMED.items():
        before = len(ana.line.heard)
        await ana.line.says(said if isinstance(said, str) else json.dumps(said))
        reply = await ana.line.hears(lambda message: message["type"] == "reply", before)
        assert reply["code"] == "malformed" and reply["facts"]["where"], name
        assert MARK not in json.dumps(reply, ensure_ascii=False), f"{name}: what was said came back."
        has_ref = isinstance(said, dict) and said.get("ref") == "ANAS:1"
        assert reply["ref"] == ("ANAS:1" if has_ref else None), name
    for wrong, where in (
        ({"step": "w01.craving", "revision": "x"}, "command.pass.revision"),
        ({"step": "w01.craving", "revision": 0, "more": 1}, "command.pass"),
        ({"revision": 0}, "command.pass.step"),
    ):
        assert (await ana.line.asks("pass", **wrong))["facts"] == {"where": where}
    assert (await ana.line.asks("speak", lang="es"))["code"] == "ok"
    assert company.place.room(console.session).state.seq == seq + 1


FIELDS: Mapping[str, Mapping[str, object]] = {
    "start": {"until": 0}, "next": {"visit": 0, "until": 0}, "back": {"visit": 0, "until": 0},
    "jump": {"visit": 0, "step": "w01.craving", "until": 0}, "skip": {"visit": 0, "reason": "time", "until": 0},
    "pause": {"visit": 0, "until": 0}, "resume": {"visit": 0, "until": 0}, "end": {"visit": 9, "until": 0},
    "extend": {"visit": 0, "minutes": 1}, "undo": {"of": 1}, "open_answering": {"visit": 0}, "close_answering": {"visit": 0},
    "reveal": {"visit": 0}, "hide": {"visit": 0}, "release": {"visit": 0, "pieces": [0]}, "withdraw": {"visit": 0, "pieces": [0]},
    "answer": {"step": "w01.craving", "revision": 0, "answer": {"number": 1}},
    "pass": {"step": "w01.craving", "revision": 0}, "add_seat": {"seat": "gus", "name": "Gus"}, "admit": {"seats": ["nobody"]},
    "rename": {"seat": "nobody", "name": "New"}, "remove": {"seat": "nobody"}, "need_person": {}, "take_back": {},
    "see": {"alert": "a1"}, "resolve": {"alert": "a1"}, "speak": {"lang": "en"},
    "ask_now": {"visit": 0, "kind": "scale", "until": 0}, "next_turn": {"visit": 0, "turn": 0, "until": 0},
    **{name: {"step": "w01.craving"} for name in ("end_turn", "pass_turn", "later_turn", "ask_turn")},
    "mark": {"kind": "tension"}, "word_mark": {"mark": "m9", "words": "One line"}, "add_letter": {"letter": "b"},
    "say_presence": {"seat": "nobody", "presence": "out"}, "confirm_remote": {"seat": "nobody"},
    "show_join_card": {"shown": True}, "dress_room": {"dark": True},
}  # fmt: skip
OVER_SOCKETS = sorted(FIELDS)


def test_every_command_that_a_screen_may_send_is_tried() -> None:
    """W12"""
    not_over_sockets = {"open", "join", "leave", "connect_display", "disconnect_display", *MAY[Role.ROOM]}
    assert set(command_types()) - not_over_sockets == set(FIELDS)


async def test_over_a_socket_each_role_asks_what_is_its_own(company: Company) -> None:
    """W12"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    display = await company.new(Display).turns_on()
    await console.browser.post(f"{console.path}/displays", body={"word": display.word})
    await display.line.sees(lambda show: show["scene"]["kind"] == "display")
    for person, role in ((ana, Role.PARTICIPANT), (console, Role.FACILITATOR), (display, Role.DISPLAY)):
        refused = {
            name
            for name in OVER_SOCKETS
            if (await person.line.asks(name, **FIELDS[name]))["code"] == "not_yours_to_ask"
        }
        assert refused == set(OVER_SOCKETS) - MAY[role], f"As {role.value}"


async def test_two_tablets_that_press_next_move_once(company: Company) -> None:
    """W12"""
    console = await company.console()
    other = await company.staff("sam")
    await other.opens(console.session)
    await console.moves("start")
    asked = {"visit": 1, "until": company.place.clock.now() + 5_000}
    one, two = await console.line.sends("next", **asked), await other.line.sends("next", **asked)
    codes = {(await console.line.reply(one))["code"], (await other.line.reply(two))["code"]}
    assert codes == {"ok", "moved_already"}
    await console.line.sees(lambda show: show["scene"]["stage"]["number"] == 2)


async def test_beats_come_every_fifteen_seconds_with_the_count_of_views(company: Company) -> None:
    """W13"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await company.place.room(console.session).settled()
    company.place.clock.advance(15_000)
    beat = await ana.line.hears(lambda message: message["type"] == "beat")
    assert beat == {"type": "beat", "n": ana.line.shows[-1]["n"], "now": company.place.clock.now()}
    assert [show["n"] for show in ana.line.shows] == list(range(1, len(ana.line.shows) + 1))
    before = len(ana.line.heard)
    await ana.line.says('{"ping": 1}')
    assert (await ana.line.hears(lambda message: message["type"] == "beat", before))["n"] == beat["n"]


async def test_a_console_that_leaves_two_beats_unanswered_is_not_awake(company: Company) -> None:
    """W13"""
    console = await company.console()
    place = company.place
    [ana] = await company.inside(console, "Ana")

    def state() -> Facilitator:
        return place.room(console.session).state.staff["dana"]

    await until(lambda: state().awake, place.clock)

    def beats() -> int:
        return len([message for message in console.line.heard if message["type"] == "beat"])

    async def a_beat_comes(answered: bool) -> None:
        before = len(console.line.heard)
        place.clock.advance(15_000)
        beat = await console.line.hears(lambda message: message["type"] == "beat", before)
        if answered:
            await console.line.says(json.dumps({"awake": beat["n"]}))

    for _ in range(4):
        await a_beat_comes(answered=True)
    assert state().awake and beats() == 4
    while state().awake and beats() < 10:
        await a_beat_comes(answered=False)
        for _ in range(8):
            place.clock.advance(1_000)
            await place.room(console.session).settled()
            await ana.line.asks("speak", lang="en")
    assert beats() in (7, 8), f"It was asleep after {beats() - 4} beats without an answer."
    await ana.line.asks("need_person")
    assert (await ana.line.sees(lambda show: show["mine"]["person"]))["mine"]["person"]["standing"] == "unseen"
    await console.line.says('{"awake": 1}')
    await until(lambda: state().awake, place.clock)


@pytest.mark.parametrize("leaves", ["closes", "goes silent"])
async def test_a_phone_that_is_gone_is_told_to_the_console(
    company: Company, monkeypatch: pytest.MonkeyPatch, leaves: str
) -> None:
    """W13"""
    monkeypatch.setattr("goround.web.socket.HEARTBEAT_S", 0.2)
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")  # while a question is open consoles are told of phones in the room too
    await console.line.sees(lambda show: show["scene"]["people"][0]["linked"])
    if leaves == "closes":
        await ana.line.close()
    else:
        ana.line.socket.transport.pause_reading()
    room = company.place.room(console.session)
    await until(lambda: not room.state.seats[ana.seat].linked, company.place.clock)
    await console.line.sees(lambda show: not show["scene"]["people"][0]["linked"])
    await ana.links()
    await console.line.sees(lambda show: show["scene"]["people"][0]["linked"])


async def test_the_fifth_screen_of_a_seat_takes_the_place_of_the_oldest(company: Company) -> None:
    """W14"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    first = ana.line
    for _ in range(4):
        await ana.links()
        await ana.line.sees()
    assert await first.closed() == 4001
    assert (await ana.line.asks("speak", lang="es"))["code"] == "ok"


async def test_a_removed_person_is_shown_whom_to_call_and_nothing_of_the_group(company: Company) -> None:
    """W14"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.line.asks("remove", seat=ana.seat)
    shown = await ana.line.sees(lambda show: show["scene"]["kind"] == "removed")
    assert set(shown["scene"]) == {"kind", "help_lines", "rehearsal"} and shown["mine"] == {"kind": "nothing"}
