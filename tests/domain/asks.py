"""Arbitrary asks for the property tests: every command, of everybody, sensible and nonsensical."""

import typing
from collections.abc import Callable

from hypothesis import strategies as st
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.agenda import Agenda
from goround.domain.aside import AsideKind
from goround.domain.base import Lang
from goround.domain.commands.care import Done, MarkKind
from goround.domain.commands.seats import RoomSpeech
from goround.domain.people import Mode, Presence, Role, Viewer
from goround.domain.state import State
from tests.playbook import AGENDA, OPEN, SIX, dana, room, sam, sue, tv

locked_dana = Viewer(Role.FACILITATOR, "dana", locked=True)
"""Dana's tablet behind its lock."""

PEOPLE = (*SIX[:4], Viewer(Role.PARTICIPANT, "zoe"))
EVERYBODY = (*PEOPLE, dana, sam, locked_dana, tv, sue, room, *(Viewer(role) for role in Role))
Make = Callable[[State], c.AnyCommand]

seats = st.sampled_from(["ann", "ben", "cam", "dee", "gus", "zoe"])
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
langs: st.SearchStrategy[Lang] = st.sampled_from(["en", "es"])
answers: st.SearchStrategy[JsonValue] = st.one_of(
    st.builds(lambda number: {"number": number}, st.integers(0, 10)),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
        lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=6), inner, max_size=2)),
        max_leaves=4,
    ),
)
off = st.sampled_from([0, 0, 0, 0, -1, 1, 7])
"""How far a number is from the right one: mostly not at all."""
waits = st.sampled_from([5_000, 5_000, 5_000, 0, -1, 10**9])


def at_visit(kind: type[c.AnyCommand], /, **more: st.SearchStrategy[object]) -> st.SearchStrategy[Make]:
    """A command that names the present visit, or one beside it."""

    def make(miss: int, fields: dict[str, object]) -> Make:
        return lambda state: kind.model_validate({"visit": max(0, (state.here or 0) + miss), **fields})

    return st.builds(make, off, st.fixed_dictionaries(dict(more)))


def moving(kind: type[c.AnyCommand], /, **more: st.SearchStrategy[object]) -> st.SearchStrategy[Make]:
    def make(made: Make, wait: int) -> Make:
        return lambda state: made(state).model_copy(update={"until": max(0, state.at + 2_000 + wait)})

    return st.builds(make, at_visit(kind, until=st.just(0), **more), waits)


def to_step(
    kind: type[c.Answer | c.Pass], steps: st.SearchStrategy[str], **more: st.SearchStrategy[object]
) -> st.SearchStrategy[Make]:
    """An answer to some step of some seat, mostly the present step and the newest revision."""

    def make(step: str | None, seat: str, staff: bool, miss: int, fields: dict[str, object]) -> Make:
        def command(state: State) -> c.AnyCommand:
            ref = step or (state.visit.step if state.visit else AGENDA.refs[0])
            given = state.given_to(ref).get(seat)
            revision = max(0, (given.revision if given else 0) + miss)
            named = {"seat": seat} if staff else {}
            return kind.model_validate({"step": ref, "revision": revision, **named, **fields})

        return command

    return st.builds(
        make, st.one_of(st.none(), st.none(), steps), seats, st.booleans(), off, st.fixed_dictionaries(dict(more))
    )


def of_turns(
    kind: type[c.EndTurn | c.PassTurn | c.LaterTurn | c.AskTurn], steps: st.SearchStrategy[str]
) -> st.SearchStrategy[Make]:
    """What somebody asks about a turn: mostly at the present step, for the own seat or a named one."""

    def make(step: str | None, seat: str | None) -> Make:
        return lambda state: kind(step=step or (state.visit.step if state.visit else AGENDA.refs[0]), seat=seat)

    return st.builds(make, st.one_of(st.none(), st.none(), st.none(), steps), st.one_of(st.none(), seats))


def next_turn(miss: int, turn: int, seat: str | None, wait: int) -> Make:
    """The next turn, mostly from as many turns as there have been."""

    def command(state: State) -> c.NextTurn:
        turns = state.floor(state.visit.step).turns if state.visit else 0
        visit = max(0, (state.here or 0) + miss)
        return c.NextTurn(visit=visit, turn=max(0, turns + turn), seat=seat, until=max(0, state.at + 2_000 + wait))

    return command


def plain(made: st.SearchStrategy[c.AnyCommand]) -> st.SearchStrategy[Make]:
    return made.map(lambda command: lambda state: command)


alerts = st.sampled_from(["a1", "a2", "a3", "a999"])
staff = st.sampled_from(["dana", "sam", "zoe"])
pieces = st.lists(st.integers(0, 6), min_size=1, max_size=3)
displays = st.sampled_from(["tv", "other"])

lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
asides = st.sampled_from(typing.get_args(AsideKind))
marks = st.sampled_from(["m1", "m2", "m999"])
bells = st.one_of(st.text(max_size=8), st.sampled_from(["time:1", "time:2", "alert:a1", "close:1", ""]))


def makers(agenda: Agenda, opening: c.Open) -> dict[str, st.SearchStrategy[Make]]:
    """For every type of command, how an arbitrary one is made in a session with this agenda."""
    steps = st.sampled_from([*agenda.refs, *agenda.arrivals, "aside.1", "w01.nowhere"])
    return {
        "open": plain(st.just(opening)),
        "join": plain(st.builds(c.Join, name=names, mode=st.sampled_from([Mode.ON_SITE, Mode.REMOTE]), lang=langs)),
        "leave": plain(st.just(c.Leave())),
        "add_seat": plain(st.builds(c.AddSeat, seat=seats, name=names)),
        "admit": plain(st.builds(c.Admit, seats=st.lists(seats, min_size=1, max_size=4).map(tuple))),
        "rename": plain(st.builds(c.Rename, seat=seats, name=names)),
        "remove": plain(st.builds(c.Remove, seat=seats)),
        "start": st.builds(lambda wait: lambda s: c.Start(until=max(0, s.at + 2_000 + wait)), waits),
        "next": moving(c.Next),
        "back": moving(c.Back),
        "jump": moving(c.Jump, step=steps),
        "skip": moving(c.Skip, reason=st.sampled_from(typing.get_args(c.SkipReason))),
        "extend": at_visit(c.Extend, minutes=st.integers(1, 60)),
        "pause": moving(c.Pause),
        "resume": moving(c.Resume),
        "undo": st.builds(
            lambda miss: lambda s: c.Undo(of=max(1, (s.movement.seq if s.movement else s.seq) + miss)), off
        ),
        "end": moving(c.End),
        "open_answering": at_visit(c.OpenAnswering),
        "close_answering": at_visit(c.CloseAnswering),
        "reveal": at_visit(c.Reveal, few=st.booleans()),
        "hide": at_visit(c.Hide),
        "release": at_visit(c.Release, pieces=pieces, theme=st.one_of(st.none(), lines)),
        "withdraw": at_visit(c.Withdraw, pieces=pieces),
        "answer": to_step(c.Answer, steps, answer=answers),
        "pass": to_step(c.Pass, steps),
        "need_person": plain(st.just(c.NeedPerson())),
        "take_back": plain(st.just(c.TakeBack())),
        "see": plain(st.builds(c.See, alert=alerts)),
        "resolve": plain(st.builds(c.Resolve, alert=alerts, done=st.sampled_from([None, *typing.get_args(Done)]))),
        "speak": plain(st.builds(c.Speak, lang=langs)),
        "connect_display": plain(st.builds(c.ConnectDisplay, display=displays)),
        "disconnect_display": plain(st.builds(c.DisconnectDisplay, display=displays)),
        "expire": plain(st.builds(c.Expire, deadline=bells)),
        "lose_link": plain(st.builds(c.LoseLink, seat=seats)),
        "regain_link": plain(st.builds(c.RegainLink, seat=seats)),
        "miss_staff": plain(st.builds(c.MissStaff, staff=staff)),
        "find_staff": plain(st.builds(c.FindStaff, staff=staff, name=names)),
        "resume_after_restart": plain(st.just(c.ResumeAfterRestart(software="2"))),
        "ask_now": moving(c.AskNow, kind=asides, question=st.one_of(st.none(), lines)),
        "next_turn": st.builds(next_turn, off, off, st.one_of(st.none(), st.none(), seats), waits),
        "end_turn": of_turns(c.EndTurn, steps),
        "pass_turn": of_turns(c.PassTurn, steps),
        "later_turn": of_turns(c.LaterTurn, steps),
        "ask_turn": of_turns(c.AskTurn, steps),
        "mark": st.builds(
            lambda kind, ago: lambda s: c.Mark(kind=kind, made=None if ago is None else max(0, s.at - ago)),
            st.sampled_from(typing.get_args(MarkKind)),
            st.sampled_from([None, 0, 90_000, -90_000, 10**9]),
        ),
        "word_mark": plain(st.builds(c.WordMark, mark=marks, words=lines)),
        "add_letter": plain(st.builds(c.AddLetter, letter=st.sampled_from(["b", "Ñ", "ß", "1", "👩", "xy"]))),
        "say_presence": plain(
            st.builds(c.SayPresence, seat=seats, presence=st.sampled_from(typing.get_args(Presence)))
        ),
        "confirm_remote": plain(st.builds(c.ConfirmRemote, seat=seats)),
        "show_join_card": plain(st.builds(c.ShowJoinCard, shown=st.booleans())),
        "dress_room": plain(
            st.builds(
                c.DressRoom,
                speech=st.sampled_from([None, *typing.get_args(RoomSpeech)]),
                dark=st.sampled_from([None, True, False]),
            )
        ),
    }


MAKERS = makers(AGENDA, OPEN)
