"""Rules T1 to T9, J12, V8, V19 and R2 of docs/spec.md, for any asks of anybody in any order in an evening with rounds and an open floor."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.own import mine
from goround.domain.people import Mode, Role, Viewer
from goround.domain.rules import Decision, Refused
from goround.domain.rules.order import to_come
from goround.domain.scenes import Audience, FacilitatorScene, ParticipantMine, ParticipantScene
from goround.domain.state import Phase, Standing, State
from goround.domain.views import mine_reads, scene, view
from tests.domain.asks import Make, locked_dana, makers
from tests.domain.evenings import AGAIN, FLOOR, NIGHT, ROUND, comes
from tests.domain.test_lock import strings
from tests.domain.test_machine import AnySession, nobody_reads_another
from tests.playbook import SIX, Ask, ann, ben, cam, dana, dee, eli, jump, opened, room, start, tv

ASKS = makers(NIGHT.agenda, NIGHT)
OF_TURNS = ("end_turn", "pass_turn", "later_turn", "ask_turn")
QUIET = {
    *(*OF_TURNS, "next_turn", "answer", "pass", "mark", "word_mark", "say_presence", "confirm_remote", "add_letter"),
    *("need_person", "take_back", "see", "resolve", "lose_link", "regain_link", "admit", "join", "add_seat", "speak"),
}
"""What changes nothing on the screens that all share."""
OF_ONE = {*OF_TURNS, "answer", "pass", "mark", "word_mark", "say_presence", "lose_link", "regain_link", "need_person"}
"""What changes nothing on the phones of others but how many come before."""


def phones(state: State) -> list[Viewer]:
    return [Viewer(Role.PARTICIPANT, seat) for seat in state.seats]


def shared(state: State) -> tuple[object, object]:
    """What participants and the room's screen share."""
    return scene(state, Audience.PARTICIPANT), scene(state, Audience.DISPLAY)


def own(state: State, who: Viewer) -> object:
    """What a phone is shown of its own, but for how many come before it."""
    part = mine(mine_reads(state, who))
    return part.model_copy(update={"turn": None}) if isinstance(part, ParticipantMine) else part


class AnyNight(AnySession):
    """An evening of three in the room, two at home, one without a device."""

    @initialize(where=st.sampled_from([ROUND, ROUND, AGAIN, FLOOR, FLOOR]), draw=st.integers(0, 9))
    def begin(self, where: str, draw: int) -> None:
        modes = zip(SIX[:5], (Mode.ON_SITE, Mode.REMOTE, Mode.ON_SITE, Mode.REMOTE, Mode.ON_SITE), strict=True)
        people = [comes(who, mode) for who, mode in modes]
        add = Ask(dana, c.AddSeat(seat="gus", name="Gus Shown"))
        display = Ask(dana, c.ConnectDisplay(display="tv"))
        self.lives([opened(NIGHT), *people, add, display, Ask(dana, start), Ask(dana, jump(where), draw=draw)])

    @rule(kind=st.sampled_from(OF_TURNS), by=st.sampled_from([*SIX[:5], dana]), data=st.data())
    def somebody_asks_for_a_turn(self, kind: str, by: Viewer, data: st.DataObject) -> None:
        make: Make = data.draw(ASKS[kind])
        self.happens(make(self.state), by, 500, 0)

    @rule(data=st.data())
    def the_next_turn_is_given_by_two_tablets(self, data: st.DataObject) -> None:
        """T3: at most one of the two gives it."""
        command = data.draw(ASKS["next_turn"])(self.state)
        before = self.floor_turns()
        first = self.happens(command, dana, 500, 0)
        second = self.happens(command, Viewer(Role.FACILITATOR, "sam"), 0, 0)
        gave = isinstance(first, tuple) and bool(first)
        assert not gave or isinstance(second, Refused), "two tablets gave two turns"
        assert self.floor_turns() - before == int(gave)

    @rule(
        kind=st.sampled_from(["say_presence", "remove", "admit", "lose_link", "regain_link", "resume_after_restart"]),
        data=st.data(),
    )
    def people_come_and_go(self, kind: str, data: st.DataObject) -> None:
        by = room if kind in ("lose_link", "regain_link", "resume_after_restart") else dana
        self.happens(data.draw(ASKS[kind])(self.state), by, 500, 0)

    @rule(seat=st.sampled_from([*SIX[:5]]), step=st.sampled_from(NIGHT.agenda.arrivals), number=st.integers(0, 10))
    def somebody_answers_on_arrival(self, seat: Viewer, step: str, number: int) -> None:
        """A12, A13: also with what raises an alert."""
        given = self.state.given_to(step).get(seat.id)
        contents: dict[str, JsonValue] = {
            "in.urge": {"number": number},
            "in.safe": {"option": "call" if number > 5 else "rest"},
        }
        revision = given.revision if given else 0
        self.happens(c.Answer(step=step, revision=revision, answer=contents.get(step)), seat, 1, 0)

    @precondition(lambda self: self.state.phase is Phase.RUNNING)
    @rule(where=st.sampled_from([ROUND, AGAIN, FLOOR]), draw=st.integers(0, 9))
    def the_room_goes_to_another_stage(self, where: str, draw: int) -> None:
        self.happens(jump(where)(self.state), dana, 500, draw)

    def floor_turns(self) -> int:
        return self.state.floor(self.state.visit.step).turns if self.state.visit else 0

    def happens(self, command: c.AnyCommand, by: Viewer, wait: int, draw: int) -> Decision:
        before = self.state
        decision = super().happens(command, by, wait, draw)
        if before.phase is not Phase.NEW:
            nothing_is_told_to_others(before, self.state, command, by)
            nobody_changes_another_place(before, self.state, command, by)
        return decision

    @invariant()
    def everybody_has_one_place(self) -> None:
        """T2: nobody who is here is lost, and nobody who is not is waited for."""
        state = self.state
        for step, floor in state.floors.items():
            coming = to_come(state, step)
            here = {id for id, seat in state.seats.items() if seat.takes_part}
            places = [*coming, *([floor.speaking] if floor.speaking else []), *floor.had]
            assert len(places) == len(set(places)), "somebody stands in two places"
            assert floor.speaking is None or floor.speaking in here, "somebody speaks who is not here"
            assert set(coming) <= here, "somebody is waited for who is not here"
            if state.plan.steps[step].turns == "round":
                assert here <= set(places), "somebody who is here is in no place of the round"
            else:
                assert {one for one in floor.order if one in here} == set(coming), "a place in the queue is lost"

    @invariant()
    def is_seen(self) -> None:
        """V1 to V4: by those whose screens differ most; the other machine looks for everybody."""
        for viewer in (ann, tv, dana) if self.state.phase is not Phase.NEW else ():
            nobody_reads_another(self.state, viewer, view(self.state, viewer))

    @invariant()
    def phones_and_the_console_agree(self) -> None:
        """T2: what each phone is told of its turn is what those who lead see."""
        state = self.state
        visit = state.visit
        if state.phase in (Phase.NEW, Phase.ENDED) or visit is None or state.plan.steps[visit.step].turns is None:
            return
        seen = view(state, dana).scene
        assert isinstance(seen, FacilitatorScene) and seen.stage and seen.stage.turns
        turns = seen.stage.turns
        places = {line.seat: place for place, line in enumerate(turns.to_come)}
        for who in phones(state):
            part = view(state, who).mine
            if not isinstance(part, ParticipantMine) or state.seats[who.id].standing is not Standing.IN:
                continue
            assert part.turn is not None and part.turn.before == places.get(who.id)
            speaks = turns.speaking is not None and turns.speaking.seat == who.id
            assert (part.turn.standing == "speaking") == speaks, "a phone and the console differ on who speaks"

    @invariant()
    def nobody_is_told_of_another(self) -> None:
        """V8, V9, C9, J14: no name of another, no alert of another, and nothing of another's name at the door."""
        if self.state.phase is Phase.NEW:
            return
        names = {seat.id: seat.name for seat in self.state.seats.values() if str(seat.name).endswith("Shown")}
        for who in phones(self.state):
            no_other_is_named(self.state, who, names)

    @invariant()
    def the_lock_holds_nobody(self) -> None:
        """V19."""
        if self.state.phase is Phase.NEW:
            return
        seen = view(self.state, locked_dana)
        told = set(strings(seen.scene.model_dump(mode="json"))) | set(strings(seen.mine.model_dump(mode="json")))
        assert not told & set(self.state.seats), "a locked screen names a seat"
        assert not [one for one in told if one.endswith(" Shown") or "Hint of" in one], "a locked screen names somebody"
        assert not told & {mark.id for mark in self.state.marks}, "a locked screen holds a mark"


def no_other_is_named(state: State, who: Viewer, names: Mapping[str, object]) -> None:
    seen = view(state, who)
    text = seen.scene.model_dump_json() + seen.mine.model_dump_json()
    mine_too = names.get(who.id)
    assert not [name for seat, name in names.items() if seat != who.id and name != mine_too and str(name) in text], (
        "a phone is told the name of another"
    )
    part = seen.mine
    if isinstance(part, ParticipantMine):
        at_door = state.seats[who.id].standing is Standing.DOOR
        assert not (at_door and (part.namesake or part.alarm or part.arrival or part.turn)), "the door tells something"
        assert part.alarm is None or who.id in {seat for seat, _ in state.alarms}, "an alert is told to another"
        assert isinstance(seen.scene, ParticipantScene) or at_door


def nothing_is_told_to_others(before: State, after: State, command: c.AnyCommand, by: Viewer) -> None:
    """V8: what one person does changes no screen that all share, and nothing on the phones of others."""
    if command.type in QUIET:
        assert shared(before) == shared(after), f"{command.type} is seen by everybody"
    if command.type in OF_ONE:
        of = getattr(command, "seat", None) or by.id
        for who in phones(before):
            if who.id not in (of, by.id):
                assert own(before, who) == own(after, who), f"{command.type} of one is told to another phone"


def nobody_changes_another_place(before: State, after: State, command: c.AnyCommand, by: Viewer) -> None:
    """T2, T8: whatever one person asks, and whatever a link or a restart does, the others keep their order."""
    moved = {getattr(command, "seat", None) or by.id} if command.type in OF_TURNS else set()
    for step in before.floors:
        was, now = to_come(before, step), to_come(after, step)
        kept = [seat for seat in was if seat in now and seat not in moved]
        assert all(now.index(a) < now.index(b) for a, b in combinations(kept, 2)), f"{command.type} reorders others"


TestAnyNight = pytest.mark.timeout(120)(AnyNight.TestCase)
TestAnyNight.settings = settings(stateful_step_count=25)


def test_a_night_names_everybody_whom_the_machine_speaks_of() -> None:
    """T2: so that the machine compares something."""
    night = AnyNight()
    night.begin(ROUND, 0)
    assert to_come(night.state, ROUND) == ("ben", "dee", "ann", "cam", "eli", "gus")
    assert {who.id for who in (ann, ben, cam, dee, eli)} <= set(night.state.seats)
