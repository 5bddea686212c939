"""Rules J1 to J11 of docs/spec.md: coming in, going, names, languages, links, displays, and who may ask what."""

import typing
from types import UnionType

import pytest
from pydantic import TypeAdapter, ValidationError

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import ShownName
from goround.domain.people import MAY, Mode, Role, Viewer
from goround.domain.rules import seats
from goround.domain.scenes import ParticipantMine
from goround.domain.state import Standing
from tests.playbook import (
    CRAVING,
    OPEN,
    Ask,
    Play,
    ann,
    answer,
    at_step,
    ben,
    cam,
    dana,
    door,
    end,
    given,
    inside,
    opened,
    room,
    sue,
    tv,
)

JOIN = c.Join(name="Ann", mode=Mode.REMOTE, lang="es")


def standing(play: Play, seat: str) -> Standing:
    return play.state.seats[seat].standing


def test_who_joins_waits_at_the_door() -> None:
    """J1."""
    play = given(opened()).when(JOIN, by=ann).then(e.Joined(seat="ann", name="Ann", mode=Mode.REMOTE, lang="es"))
    assert standing(play, "ann") is Standing.DOOR


def test_a_seat_is_taken_once() -> None:
    """J1."""
    given(door(ann)).when(JOIN, by=ann).refused("seat_taken")
    given(door(ann)).when(c.AddSeat(seat="ann", name="Ann"), by=dana).refused("seat_taken")


def test_nobody_joins_after_the_end() -> None:
    """J1, J2, J3, J8."""
    play = given(door(ann), Ask(dana, end))
    play.when(JOIN, by=ben).refused("already_ended")
    play.when(c.AddSeat(seat="gus", name="Gus"), by=dana).refused("already_ended")
    play.when(c.Admit(seats=("ann",)), by=dana).refused("already_ended")
    play.when(c.ConnectDisplay(display="tv"), by=dana).refused("already_ended")


def test_a_full_session_takes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """J1."""
    monkeypatch.setattr(seats, "MOST_SEATS", 2)
    play = given(door(ann, ben))
    play.when(JOIN, by=cam).refused("full", most=2)
    play.when(c.AddSeat(seat="gus", name="Gus"), by=dana).refused("full", most=2)


def test_people_come_in_late_too() -> None:
    """J1: open admission is normal."""
    play = given(at_step(CRAVING), Ask(cam, JOIN), Ask(dana, c.Admit(seats=("cam",))))
    play.when(answer(CRAVING, 3), by=cam).then(e.Answered)


def test_a_person_without_a_device_is_in_at_once() -> None:
    """J2."""
    play = (
        given(opened())
        .when(c.AddSeat(seat="gus", name="Gus"), by=dana)
        .then(e.Joined(seat="gus", name="Gus", mode=Mode.NO_DEVICE, lang="en"))
    )
    assert standing(play, "gus") is Standing.IN


def test_one_or_many_are_let_in() -> None:
    """J3: each once, also where a seat is named twice."""
    play = given(door(ann, ben, cam))
    play.when(c.Admit(seats=("ann",)), by=dana).then(e.Admitted(seat="ann"))
    play.when(c.Admit(seats=("ann", "ben", "cam", "ben")), by=dana).then(e.Admitted(seat="ben"), e.Admitted(seat="cam"))
    play.when(c.Admit(seats=("ann", "ben")), by=dana).nothing()


def test_if_one_seat_does_not_exist_nobody_is_let_in() -> None:
    """J3."""
    play = given(door(ann)).when(c.Admit(seats=("ann", "zoe")), by=dana).refused("no_such_seat")
    assert standing(play, "ann") is Standing.DOOR


def test_who_was_removed_can_be_let_in_again() -> None:
    """J3, J5."""
    play = given(inside(ann)).when(c.Remove(seat="ann"), by=dana).then(e.Removed(seat="ann"))
    play.when(c.Remove(seat="ann"), by=dana).nothing()
    play.when(c.Admit(seats=("ann",)), by=dana).then(e.Admitted(seat="ann"))
    assert standing(play, "ann") is Standing.IN


def test_what_a_removed_seat_gave_stays() -> None:
    """J5."""
    play = given(at_step(CRAVING), Ask(ann, answer(CRAVING, 3)), Ask(dana, c.Remove(seat="ann")))
    assert play.state.given_to(CRAVING)["ann"].counted is not None


@pytest.mark.parametrize("asked", [c.Remove(seat="zoe"), c.Rename(seat="zoe", name="Zoe")])
def test_a_seat_that_does_not_exist_is_neither_removed_nor_renamed(asked: c.AnyCommand) -> None:
    """J4, J5."""
    given(door(ann)).when(asked, by=dana).refused("no_such_seat")


def test_a_name_is_changed_once() -> None:
    """J4."""
    play = given(door(ann)).when(c.Rename(seat="ann", name="Annie"), by=dana).then(e.Renamed(seat="ann", name="Annie"))
    play.when(c.Rename(seat="ann", name="Annie"), by=dana).nothing()
    mine = play.sees(ann).mine
    assert isinstance(mine, ParticipantMine) and mine.name == "Annie"


def test_everybody_with_a_seat_chooses_a_language() -> None:
    """J6: at the door too."""
    play = given(door(ann)).when(c.Speak(lang="es"), by=ann).then(e.Spoke(seat="ann", lang="es"))
    play.when(c.Speak(lang="es"), by=ann).nothing()
    assert play.state.seats["ann"].lang == "es"
    play.when(c.Speak(lang="es"), by=ben).refused("no_such_seat")


def test_a_link_is_told_once_when_it_comes_and_once_when_it_goes() -> None:
    """J7."""
    play = given(door(ann))
    play.when(c.LoseLink(seat="ann"), by=room).nothing()
    play.when(c.RegainLink(seat="ann"), by=room).then(e.LinkBack(seat="ann"))
    play.when(c.RegainLink(seat="ann"), by=room).nothing()
    play.when(c.LoseLink(seat="ann"), by=room).then(e.LinkLost(seat="ann"))
    play.when(c.LoseLink(seat="zoe"), by=room).refused("no_such_seat")


def test_a_link_that_comes_or_goes_long_after_the_end_leaves_no_trace() -> None:
    """J10: until a quarter of an hour after the end it does."""
    play = given(door(ann, ben), Ask(room, c.RegainLink(seat="ben")), Ask(dana, end))
    for asked in (c.RegainLink(seat="ann"), c.LoseLink(seat="ben")):
        play.when(asked, by=room, wait=15 * 60_000 + 1).nothing()
    play.when(c.RegainLink(seat="ann"), by=room, wait=15 * 60_000).then(e.LinkBack(seat="ann"))


def test_a_display_is_connected_and_disconnected_once() -> None:
    """J8."""
    play = given(opened())
    play.when(c.DisconnectDisplay(display="tv"), by=dana).nothing()
    play.when(c.ConnectDisplay(display="tv"), by=dana).then(e.DisplayConnected(display="tv"))
    play.when(c.ConnectDisplay(display="tv"), by=dana).nothing()
    play.goes_on(Ask(dana, end)).when(c.DisconnectDisplay(display="tv"), by=dana).then(
        e.DisplayDisconnected(display="tv")
    )


SAMPLES: tuple[c.AnyCommand, ...] = (
    OPEN,
    JOIN,
    c.Leave(),
    c.AddSeat(seat="zoe", name="Zoe"),
    c.Admit(seats=("ann",)),
    c.Rename(seat="ann", name="Annie"),
    c.Remove(seat="ann"),
    c.Start(until=0),
    c.Next(visit=2, until=0),
    c.Back(visit=2, until=0),
    c.Jump(visit=2, step=CRAVING, until=0),
    c.Skip(visit=2, reason="time", until=0),
    c.Extend(visit=2, minutes=1),
    c.Pause(visit=2, until=0),
    c.Resume(visit=2, until=0),
    c.Undo(of=1),
    c.End(visit=2, until=0),
    c.OpenAnswering(visit=2),
    c.CloseAnswering(visit=2),
    c.Reveal(visit=2),
    c.Hide(visit=2),
    c.Release(visit=2, pieces=(0,), theme="Being heard"),
    c.Withdraw(visit=2, pieces=(0,)),
    answer(CRAVING, 3),
    c.Pass(step=CRAVING, revision=0),
    c.NeedPerson(),
    c.TakeBack(),
    c.See(alert="a1"),
    c.Resolve(alert="a1"),
    c.AskNow(visit=2, kind="scale", until=0),
    c.NextTurn(visit=2, turn=0, until=0),
    c.EndTurn(step=CRAVING),
    c.PassTurn(step=CRAVING),
    c.LaterTurn(step=CRAVING),
    c.AskTurn(step=CRAVING),
    c.Mark(kind="tension"),
    c.WordMark(mark="m1", words="We slowed down"),
    c.AddLetter(letter="b"),
    c.SayPresence(seat="ann", presence="out"),
    c.ConfirmRemote(seat="ann"),
    c.ShowJoinCard(shown=True),
    c.DressRoom(speech="both"),
    c.Speak(lang="es"),
    c.ConnectDisplay(display="tv"),
    c.DisconnectDisplay(display="tv"),
    c.Expire(deadline="time:2"),
    c.LoseLink(seat="ann"),
    c.RegainLink(seat="ann"),
    c.MissStaff(staff="dana"),
    c.FindStaff(staff="dana", name="Dana"),
    c.ResumeAfterRestart(software="1"),
)


def every(union: UnionType) -> set[type[c.Command]]:
    return set(typing.get_args(union))


def test_the_samples_are_every_command_there_is() -> None:
    """J9."""
    assert {type(command) for command in SAMPLES} == every(c.AnyCommand)


FOR_BOTH = {"answer", "pass", "end_turn", "pass_turn", "later_turn", "ask_turn"}
FOR_PARTICIPANTS = {"join", "leave", "need_person", "take_back", "speak", "add_letter", *FOR_BOTH}
FOR_THE_ROOM = {"expire", "lose_link", "regain_link", "miss_staff", "find_staff", "resume_after_restart"}
FOR_FACILITATORS = {command.type for command in SAMPLES} - FOR_THE_ROOM - (FOR_PARTICIPANTS - FOR_BOTH)


@pytest.mark.parametrize(
    ("by", "allowed"),
    [(dana, FOR_FACILITATORS), (ann, FOR_PARTICIPANTS), (room, FOR_THE_ROOM), (tv, set()), (sue, set())],
    ids=lambda value: value.role.value if isinstance(value, Viewer) else "",
)
@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: command.type)
def test_one_table_says_who_may_ask_what(by: Viewer, allowed: set[str], command: c.AnyCommand) -> None:
    """J9."""
    assert (command.type in MAY[by.role]) == (command.type in allowed)
    outcome = given(at_step(CRAVING)).when(command, by=by)
    if command.type not in allowed:
        outcome.refused("not_yours_to_ask")
    else:
        assert getattr(outcome.decision, "code", None) != "not_yours_to_ask"


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PARTICIPANT])
def test_who_has_no_id_asks_nothing(role: Role) -> None:
    """J9: what somebody does must be told of somebody."""
    for command in SAMPLES:
        given(at_step(CRAVING)).when(command, by=Viewer(role)).refused("not_yours_to_ask")


def test_what_a_screen_may_ask_is_asked_by_somebody_and_never_by_the_room() -> None:
    """J9: the room's own commands cannot come over a socket."""
    asked = {command.model_fields["type"].default for command in every(c.Asked)}
    assert asked == (FOR_FACILITATORS | FOR_PARTICIPANTS) - {
        *("open", "join", "leave", "connect_display", "disconnect_display"),
    }


def test_an_entry_names_who_asked() -> None:
    """R1."""
    play = given(door(ann), Ask(room, c.RegainLink(seat="ann")))
    assert [entry.by for entry in play.log] == ["staff:dana", "seat:ann", "room"]
    assert (tv.actor, sue.actor, Viewer(Role.SUPERVISOR).actor) == ("display:tv", "staff:sue", "supervisor")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ana   María ", "Ana María"),
        ("Be\u202en", "Ben"),
        ("Jo\u200b\x00", "Jo"),
        ("Zoe\u0308", "Zoë"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_a_name_is_shown_without_what_cannot_be_seen(typed: str, shown: str) -> None:
    """J11: a name is shown in one form, without what cannot be seen."""
    assert TypeAdapter(ShownName).validate_python(typed) == shown


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200d", "x" * 41])
def test_a_name_needs_a_letter_that_can_be_seen_and_has_at_most_forty(typed: str) -> None:
    """J11: a name has 1 to 40 letters."""
    with pytest.raises(ValidationError):
        TypeAdapter(ShownName).validate_python(typed)
