"""What anybody is shown of a session. Only ``view`` and ``visibility.may_read`` decide that, by listing what is allowed.

A live room calls the two halves: ``scene`` once for an audience, ``mine`` for each viewer whose ``mine_reads`` changed. Replay calls
``view``. Nothing here depends on the present time or on sockets.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from goround.domain import scenes as sc
from goround.domain.base import Erased, StepRef
from goround.domain.console import facilitator_scene
from goround.domain.console.people import shown_picture
from goround.domain.own import Answered, MineReads, mine, turn_of
from goround.domain.people import ON_TABLET, Role, Viewer
from goround.domain.scenes import AnyMine, AnyScene, Audience
from goround.domain.shadow import NOTHING, Shadow, under
from goround.domain.state import Alert, Facilitator, Given, Phase, Standing, State, Visit
from goround.domain.steps import AnyTally
from goround.domain.visibility import may_be_named, may_read


class View(NamedTuple):
    """A scene and what is the viewer's own."""

    scene: AnyScene
    mine: AnyMine


def view(state: State, viewer: Viewer, over: str | None = None, shadow: Shadow = NOTHING) -> View:
    """What this viewer is shown.

    Args:
        state: the session at some entry.
        viewer: who looks.
        over: the seat whose screen a facilitator or supervisor looks at in a replay. What that seat gave is shown only where the
            viewer may read it; where answers carry no name, not even whether it gave anything; and a supervisor gets no names.
            Of a rehearsal everything is shown.
        shadow: what was changed or taken back after this entry; nothing for a live room.

    Raises:
        PermissionError: somebody else than staff asks for another seat's screen; or staff do without the shadow of a log, which only a
            rehearsal needs none of.
    """
    state = under(state, shadow)
    if over is None:
        return View(scene(state, audience(state, viewer)), mine(mine_reads(state, viewer)))
    if viewer.role not in (Role.FACILITATOR, Role.SUPERVISOR) or viewer.locked:
        raise PermissionError("only staff look at a seat's screen")
    if shadow is NOTHING and not state.rehearsal:
        raise PermissionError("a seat's screen is looked at only under the shadow of its log")
    seat = Viewer(Role.PARTICIPANT, over)
    reads = mine_reads(state, seat)
    if state.rehearsal:
        return View(scene(state, audience(state, seat)), mine(reads))
    named = viewer.role is Role.FACILITATOR
    visit = state.visit
    if visit is None or not may_be_named(state, visit.step):
        reads = reads._replace(asked=False, answered=None)
    elif reads.answered is not None:
        readable = may_read(state, viewer, visit.step, over)
        reads = reads._replace(answered=reads.answered._replace(readable=readable))
    asked = ((*one[:4], may_read(state, viewer, one[0], over)) for one in reads.arrival)
    reads = reads._replace(arrival=tuple(asked))
    return View(scene(state, audience(state, seat), named=named), mine(reads, named=named))


def audience(state: State, viewer: Viewer) -> Audience:
    """Whose scene this viewer is shown now."""
    return looks(state)(viewer)[0]


def mine_reads(state: State, viewer: Viewer) -> MineReads:
    """What this viewer's own part is made from."""
    return looks(state)(viewer)[1]


def looks(state: State) -> Callable[[Viewer], tuple[Audience, MineReads]]:
    """Whose scene each viewer of one state is shown, and what the viewer's own part is made from.

    What all participants share is looked up once: with a thousand screens these look-ups were a seventh of the way from Next to the
    last of them.
    """
    visit = state.visit
    step = state.plan.steps[visit.step] if visit is not None and state.phase is not Phase.ENDED else None
    asked = step is not None and step.answerable
    given: Mapping[str, Given] = state.given_to(visit.step) if visit is not None else {}
    seats, calling = state.seats, state.calling
    turn = turn_of(state)
    arrivals = () if state.phase is Phase.ENDED else tuple((ref, state.plan.steps[ref]) for ref in _arrivals(state))

    def staff_of(alert: Alert | None) -> Facilitator | None:
        return state.staff.get(alert.seen_by) if alert is not None and alert.seen_by is not None else None

    def look(viewer: Viewer) -> tuple[Audience, MineReads]:
        if viewer.role is not Role.PARTICIPANT:
            staff = state.staff.get(viewer.id) if viewer.role is Role.FACILITATOR else None
            return _audience(state, viewer), MineReads(viewer, None, False, True, None, None, staff)
        seat = seats.get(viewer.id)
        if seat is None or seat.standing is Standing.REMOVED:
            return Audience.REMOVED, MineReads(viewer, None, False, True, None, None, None)
        alert = state.open_alert(viewer.id) if calling else None
        seen_by = staff_of(alert)
        if seat.standing is Standing.DOOR:
            return Audience.DOOR, MineReads(viewer, seat, False, True, None, alert, seen_by)
        own = given.get(viewer.id)
        for_you = step is None or step.is_for(seat.mode)
        answered = Answered(step, own, True) if step is not None and own is not None and for_you else None
        alarm = state.newest_alarm(viewer.id) if state.alarms else None
        on_arrival = (
            tuple(
                (ref, one, shown_picture(state, ref), state.given_to(ref).get(viewer.id), True)
                for ref, one in arrivals
                if one.is_for(seat.mode)
            )
            if arrivals
            else ()
        )
        return Audience.PARTICIPANT, MineReads(
            viewer,
            seat,
            asked and for_you,
            for_you,
            answered,
            alert,
            seen_by,
            turn(viewer.id) if turn is not None else None,
            on_arrival if any(one[3] is None for one in on_arrival) else (),
            viewer.id in state.namesakes,
            alarm,
            staff_of(alarm),
        )

    return look


def _arrivals(state: State) -> tuple[StepRef, ...]:
    return state.plan.arrivals if state.agenda is not None else ()


def _audience(state: State, viewer: Viewer) -> Audience:
    match viewer.role:
        case Role.FACILITATOR:
            return Audience.LOCKED if viewer.locked else Audience.FACILITATOR
        case Role.DISPLAY if viewer.id in state.displays or viewer.id == ON_TABLET:
            return Audience.DISPLAY
        case Role.SUPERVISOR:
            return Audience.SUPERVISOR
        case _:
            return Audience.REMOVED


def scene(state: State, whose: Audience, named: bool = True) -> AnyScene:
    """The part that every screen of an audience shares; without the leader's name where a supervisor looks over a seat."""
    match whose:
        case Audience.PARTICIPANT:
            leader = state.staff.get(state.leader)
            return sc.ParticipantScene(
                phase=state.phase,
                group=_readable(state.group),
                leader=_readable(leader.name) if leader and named else None,
                rehearsal=state.rehearsal,
                help_lines=state.help_lines,
                visit=_asked(state),
                ended=state.ended,
            )
        case Audience.DOOR:
            return sc.DoorScene(phase=state.phase, rehearsal=state.rehearsal, help_lines=state.help_lines)
        case Audience.REMOVED:
            return sc.RemovedScene(rehearsal=state.rehearsal, help_lines=state.help_lines)
        case Audience.DISPLAY:
            return sc.DisplayScene(
                phase=state.phase,
                group=_readable(state.group),
                rehearsal=state.rehearsal,
                code=_readable(state.code) if state.phase is Phase.GATHERING or _join_card(state) else None,
                address=state.address,
                visit=None if quiet(state) else _asked(state),
                quiet=quiet(state),
                speech=state.speech,
                dark=state.dark,
            )
        case Audience.FACILITATOR:
            return facilitator_scene(state, Viewer(Role.FACILITATOR))
        case Audience.LOCKED:
            return facilitator_scene(state, Viewer(Role.FACILITATOR, locked=True))
        case Audience.SUPERVISOR:
            return facilitator_scene(state, Viewer(Role.SUPERVISOR))


def _join_card(state: State) -> bool:
    """Whether a facilitator has put the way in onto the room's screen."""
    return state.join_card and state.phase is not Phase.ENDED


def quiet(state: State) -> bool:
    """Whether the room's screen shows only the lamp while a step is on."""
    visit = state.visit
    return visit is not None and state.phase is not Phase.ENDED and state.plan.steps[visit.step].on_display == "nothing"


def _asked(state: State) -> sc.Asked | None:
    visit = state.visit
    if visit is None or state.phase is Phase.ENDED:
        return None
    step = state.plan.steps[visit.step]
    return sc.Asked(
        number=visit.number,
        step=visit.step,
        prompt=step.prompt(),
        who_sees=step.visibility,
        open=visit.open,
        since=visit.entered,
        due=visit.due if step.kind == "break" else None,
        content_note=step.content_note,
        picture=shown_picture(state, visit.step),
        results=_on_wall(state, visit) if visit.revealed else None,
    )


def _on_wall(state: State, visit: Visit) -> AnyTally | None:
    if visit.tally is None or isinstance(visit.tally, Erased):
        return None
    return visit.tally.with_only(state.on_wall(visit.step))


def _readable(words: str | Erased) -> str | None:
    return None if isinstance(words, Erased) else words
