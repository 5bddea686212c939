"""Rules R1 to R3 and V1 to V8 of docs/spec.md, for any commands of anybody in any order, sensible or not."""

import typing
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain import rules
from goround.domain.history import apply, replay
from goround.domain.people import Role, Viewer, may_ask
from goround.domain.rules import Decision, Refused
from goround.domain.rules.refusal import REFUSAL_CODES
from goround.domain.scenes import FacilitatorScene, ParticipantMine
from goround.domain.state import Phase, State
from goround.domain.steps import Visibility
from goround.domain.views import View, view
from goround.domain.visibility import may_read
from goround.review.shadow import shadow_of
from tests.domain.asks import EVERYBODY, MAKERS, Make
from tests.domain.test_seats import SAMPLES
from tests.playbook import AGENDA, T0, Ask, Past, ann, at_step, dana, door, end, flat, given, opened, pause, room, sue

VIEWERS = (*(one for one in EVERYBODY if one.id or one.role is Role.SUPERVISOR), Viewer(Role.DISPLAY, "other"))

ONE_ANSWER = '"kind":"scale","number":'


def test_every_command_is_made() -> None:
    """R3: the machine forgets none."""
    assert set(MAKERS) == {kind.model_fields["type"].default for kind in typing.get_args(c.AnyCommand)}


def everybody_decides(state: State, command: c.AnyCommand, by: Viewer, at: int, draw: int) -> Decision:
    """R3: whatever is asked gives events, nothing, or a refusal with a known code; and only what the table allows."""
    try:
        decision = rules.decide(state, command, by, at, draw)
    except Exception as error:
        raise AssertionError(f"{command.type} of {by.role} raised {type(error).__name__}") from error
    if isinstance(decision, Refused):
        assert decision.code in REFUSAL_CODES
    else:
        assert isinstance(decision, tuple)
        assert not decision or may_ask(by, command.type)
    return decision


def live_is_replay(state: State, log: list[str]) -> None:
    """R2, R1: the state equals that of the log as it is read back, and its numbers have no gap."""
    read = [e.Entry.model_validate_json(line) for line in log]
    assert [entry.seq for entry in read] == list(range(1, len(log) + 1))
    assert all(a.at <= b.at for a, b in pairwise(read))
    assert replay(read) == state, "live and replay differ"


def nobody_reads_another(state: State, viewer: Viewer, seen: View) -> None:
    """V1 to V4: no view holds an answer that its viewer may not read."""
    step = state.visit.step if state.visit else None
    if viewer.role in (Role.PARTICIPANT, Role.DISPLAY, Role.ROOM):
        assert ONE_ANSWER not in seen.scene.model_dump_json(), "a shared scene holds a single answer"
    own = seen.mine.given if isinstance(seen.mine, ParticipantMine) else None
    if own is not None and step is not None:
        newest = state.given_to(step).get(viewer.id)
        assert own.answer == (newest.answer if newest else None)
    if isinstance(seen.scene, FacilitatorScene):
        for person in seen.scene.people:
            if person.given is not None or person.erased:
                assert step and may_read(state, viewer, step, person.seat), "a console holds what it may not read"


class AnySession(RuleBasedStateMachine):
    """A session in which anybody asks anything."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.read, self.log = State(), State(), list[str]()

    @initialize(begun=st.booleans())
    def begin(self, begun: bool) -> None:
        """Half of the sessions have begun, so that the search does not spend itself at the door."""
        self.lives([at_step("w01.craving", ann)] if begun else [])

    def lives(self, past: Past) -> None:
        """This happened before."""
        for ask in flat([past]):
            made = ask.command if isinstance(ask.command, c.Command) else ask.command(self.state)
            self.happens(made, ask.by, ask.wait, ask.draw)

    @rule(
        make=st.one_of(*MAKERS.values()),
        by=st.sampled_from(EVERYBODY),
        fitting=st.booleans(),
        wait=st.sampled_from([0, 1, 500, 9_000, 70_000, 400_000]),
        draw=st.integers(0, 2**64 - 1),
    )
    def ask(self, make: Make, by: Viewer, fitting: bool, wait: int, draw: int) -> None:
        command = make(self.state)
        if fitting and not may_ask(by, command.type):
            by = next(other for other in EVERYBODY if may_ask(other, command.type))
        self.happens(command, by, wait, draw)

    @rule(step=st.sampled_from(AGENDA.refs), draw=st.integers(0, 10))
    def everybody_answers(self, step: str, draw: int) -> None:
        """A storm: enough answers for an anonymous tally."""
        for number, seat in enumerate(list(self.state.seats)):
            given = self.state.given_to(step).get(seat)
            command = c.Answer(
                step=step, revision=given.revision if given else 0, answer={"number": (draw + number) % 11}
            )
            self.happens(command, Viewer(Role.PARTICIPANT, seat), 1, draw)

    @rule()
    def the_next_bell_rings(self) -> None:
        if bell := self.state.next_deadline():
            wait = max(0, bell.at - self.state.at)
            decision = self.happens(c.Expire(deadline=bell.id), room, wait, 0)
            assert decision, "a bell that is due tells something"
            assert self.state.next_deadline() != bell, "a bell rings once"

    def happens(self, command: c.AnyCommand, by: Viewer, wait: int, draw: int) -> Decision:
        at = (self.state.at or T0) + wait
        decision = everybody_decides(self.state, command, by, at, draw)
        if isinstance(decision, tuple) and decision:
            ref = f"{by.role.value}:{len(self.log) + 1}"
            entry = e.Entry(session="s1", seq=self.state.seq + 1, at=at, by=by.actor, ref=ref, events=decision)
            before, self.state = self.state, apply(self.state, entry)
            assert before == self.read, "the former state was changed"
            self.log.append(entry.model_dump_json())
            self.read = apply(self.read, e.Entry.model_validate_json(self.log[-1]))
        assert self.read == self.state, f"live and replay differ after {command.type}"
        return decision

    def teardown(self) -> None:
        live_is_replay(self.state, self.log)

    @invariant()
    def is_seen(self) -> None:
        if self.state.phase is Phase.NEW:
            return
        for viewer in VIEWERS:
            nobody_reads_another(self.state, viewer, view(self.state, viewer))
        for seat in (*self.state.seats, "nobody"):
            for viewer in (dana, sue):
                view(self.state, viewer, seat, shadow_of(self.state))

    @invariant()
    def holds_together(self) -> None:
        state = self.state
        assert state.here is None or 1 <= state.here <= len(state.visits)
        assert all(not visit.open for visit in state.visits if visit.number != state.here)
        assert all(visit.entered is None for visit in state.visits if visit.number != state.here)
        visit = state.visit
        if visit and visit.revealed:
            assert not visit.open and visit.tally is not None
            assert state.plan.steps[visit.step].visibility in (Visibility.ANONYMOUS, Visibility.GROUP)
        if visit and visit.step in state.released:
            assert not visit.open
            assert visit.tally in (None, state.released[visit.step])
        standing = [alert for alert in state.alerts.values() if alert.standing in ("open", "seen")]
        assert {alert.seat: alert.id for alert in standing if alert.why is None} == state.calling
        assert {(alert.seat, alert.why): alert.id for alert in standing if alert.why is not None} == state.alarms
        assert (state.phase in (Phase.NEW, Phase.ENDED)) == ("close:1" not in state.deadlines)


TestAnySession = pytest.mark.timeout(120)(AnySession.TestCase)
TestAnySession.settings = settings(stateful_step_count=40)


def everybody_may_ask_everything() -> None:
    """R3: every command by everybody, before the opening, at the door, under way, in a pause and after the end."""
    pasts: list[Past] = [
        (),
        door(ann),
        at_step("w01.sleep"),
        [at_step("w01.mood"), Ask(dana, pause)],
        [opened(), Ask(dana, end)],
    ]
    for past in pasts:
        state = given(past).state
        for command in SAMPLES:
            for by in EVERYBODY:
                everybody_decides(state, command, by, (state.at or T0) + 1, 7)


def test_every_command_by_everybody_is_decided() -> None:
    """R3."""
    everybody_may_ask_everything()
