"""How a session opens, moves through its agenda, rests and ends (rules M1 to M18 of docs/spec.md)."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.aside import aside
from goround.domain.base import Instant, StepRef
from goround.domain.people import Viewer
from goround.domain.rules import turns
from goround.domain.rules.order import following
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, State
from goround.domain.steps import AnyStep

Decision = tuple[e.AnyEvent, ...] | Refused

UNDO_MS = 10_000
MINUTE_MS = 60_000


def open_session(state: State, command: c.Open, by: Viewer) -> Decision:
    """M1: a session is opened once. M13: family has no seats yet. M14: what is not reviewed, the leader confirms."""
    if state.phase is not Phase.NEW:
        return Refused("already_open")
    if not command.rehearsal:
        if any("family" in block.audience for block in command.agenda.blocks):
            return Refused("no_family_seats")
        if any(block.unreviewed and block.id not in command.confirmed for block in command.agenda.blocks):
            return Refused("not_confirmed")
    return (
        e.Opened(
            group=command.group,
            agenda=command.agenda,
            leader=command.leader,
            leader_name=command.leader_name,
            code=command.code,
            address=command.address,
            zone=command.zone,
            software=command.software,
            help_lines=command.help_lines,
            rehearsal=command.rehearsal,
            confirmed=command.confirmed,
        ),
    )


def move(state: State, command: c.Moving, at: Instant, draw: int) -> Decision:
    """M2: what moves the room names where it starts from and until when; two tabs that ask the same move it once."""
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if not isinstance(command, c.Start) and command.visit != (state.here or 0):
        return Refused("moved_already")
    if at > command.until:
        return Refused("too_late")
    match command:
        case c.Start():
            return _start(state, at, draw)
        case c.End():
            return _end(state)
        case c.Pause():
            return _pause(state)
        case c.Resume():
            return (e.WentOn(),) if state.phase is Phase.PAUSED else Refused("not_paused")
        case _:
            pass
    if refused := _not_moving(state):
        return refused
    here = state.visits[(state.here or 1) - 1].step
    match command:
        case c.Next():
            after = following(state)
            return _to(state, after, at, draw) if after else Refused("no_next_step")
        case c.Back():
            before = state.plan.before(here)
            return _to(state, before, at, draw) if before else Refused("no_former_step")
        case c.Jump():
            if command.step not in state.plan.steps or command.step in state.plan.arrivals:
                return Refused("no_such_step")
            return () if command.step == here else _to(state, command.step, at, draw)
        case c.Skip():
            after = following(state)
            if after is None:
                return Refused("no_next_step")
            if command.reason == "later" and after == state.plan.closing:
                return Refused("only_the_close_left")  # M15: nothing comes between, so it could not be taken up again
            return (*_to(state, after, at, draw), e.Skipped(visit=state.here or 0, reason=command.reason))
        case c.AskNow():
            return _ask_now(state, command, here, at)


def _not_moving(state: State) -> Refused | None:
    if state.phase is Phase.GATHERING:
        return Refused("not_started")
    if state.phase is Phase.PAUSED:
        return Refused("paused")
    return None


def _to(state: State, step: StepRef, at: Instant, draw: int) -> tuple[e.AnyEvent, ...]:
    """Going to a step, and what begins with it."""
    return (_moved(state, step, at), *turns.opened(state, step, draw))


def _ask_now(state: State, command: c.AskNow, here: StepRef, at: Instant) -> Decision:
    """M17: a question in between becomes a step of this session, where it was asked. The room goes to it at once, and on as if it were not there."""
    number = len(state.plan.asides) + 1
    ref = f"aside.{number}"
    inserted = e.Inserted(step=ref, after=here, kind=command.kind, question=command.question)
    step = aside(command.kind, command.question, number)
    return (inserted, _going(state, ref, step, at))


def _start(state: State, at: Instant, draw: int) -> Decision:
    """M3: the start goes to the first step."""
    if state.phase is not Phase.GATHERING:
        return Refused("already_started")
    return (e.Started(), *_to(state, state.plan.refs[0], at, draw))


def _moved(state: State, step: StepRef, at: Instant) -> e.Moved:
    """M4: going to a step is a new visit: it closes the former one, opens answering on its own, and hides results.

    An anonymous step whose tally is made takes no more answers: they could only be read from the difference.
    """
    return _going(state, step, state.plan.steps[step], at)


def _going(state: State, step: StepRef, config: AnyStep, at: Instant) -> e.Moved:
    visit = state.visit
    return e.Moved(
        visit=len(state.visits) + 1,
        step=step,
        was=state.here,
        was_open=visit.open if visit else False,
        was_revealed=visit.revealed if visit else False,
        open=config.answerable and step not in state.released,
        revealed=False,
        due=at + round(config.minutes * MINUTE_MS),
    )


def _pause(state: State) -> Decision:
    """M6: a pause keeps the remaining time of the step; alerts go on."""
    if state.phase is Phase.PAUSED:
        return ()
    return (e.Paused(),) if state.phase is Phase.RUNNING else Refused("not_started")


def _end(state: State) -> Decision:
    """M8: the end closes answering."""
    visit = state.visit
    return (e.Ended(was_open=visit.open if visit else False, was_paused=state.phase is Phase.PAUSED),)


def extend(state: State, command: c.Extend, at: Instant) -> Decision:
    """M7: more minutes are added to what is left, or to now where nothing is left."""
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if refused := _not_moving(state):
        return refused
    visit = state.visit
    if visit is None or visit.number != command.visit:
        return Refused("moved_already")
    due = max(at, visit.due or 0) + command.minutes * MINUTE_MS
    return (e.Extended(visit=visit.number, minutes=command.minutes, due=due),)


def undo(state: State, command: c.Undo, at: Instant) -> Decision:
    """M9: the newest movement can be taken back for ten seconds; answers given meanwhile stay."""
    movement = state.movement
    if movement is None or movement.seq != command.of or at - movement.at > UNDO_MS:
        return Refused("too_late_to_undo")
    match movement.kind:
        case "closed":
            return (e.AnsweringOpened(visit=state.here or 0),)
        case "paused":
            return (e.WentOn(),)
        case "ended":
            return (e.Continued(open=movement.was_open, paused=movement.was_paused),)
        case "moved" | "skipped":
            if movement.was is None or state.phase is not Phase.RUNNING:
                return Refused("too_late_to_undo")
            return (_restored(state, movement.was, movement.was_open, movement.was_revealed),)


def _restored(state: State, number: int, was_open: bool, was_revealed: bool) -> e.Moved:
    former, visit = state.visits[number - 1], state.visit
    return e.Moved(
        visit=number,
        step=former.step,
        was=state.here,
        was_open=visit.open if visit else False,
        was_revealed=visit.revealed if visit else False,
        open=was_open,
        revealed=was_revealed,
        due=None if former.time_up else former.due,
    )


def resume_after_restart(state: State, command: c.ResumeAfterRestart) -> Decision:
    """M10: after a restart no screen is linked, until it comes back."""
    return (e.Resumed(software=command.software),)
