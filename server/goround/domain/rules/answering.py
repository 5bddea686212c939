"""How answers are given, closed and shown (rules A1 to A13, V1 to V7, V15, V17 and V18 of docs/spec.md)."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple, TypeVar

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Erased, Instant, SeatId, StepRef
from goround.domain.people import Mode, Role, Viewer
from goround.domain.rules.care import raised
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, Standing, State, Visit
from goround.domain.steps import AnyAnswer, AnyStep, NotAccepted, Visibility, tally_of

Decision = tuple[e.AnyEvent, ...] | Refused
One = TypeVar("One")

FEWEST_SHOWN = 5
"""An anonymous tally of fewer answers is made only if the facilitator releases it."""


def answer(state: State, command: c.Answer, by: Viewer, at: Instant) -> Decision:
    """A1 to A6: who may answer what, when, and in which words. A13: an alert is raised in the same entry as the answer that rings it."""
    found = _asked(state, command.step, command.revision, command.seat, by)
    if isinstance(found, Refused):
        return found
    step = found.step
    content: AnyAnswer | None = None
    if step.visibility is Visibility.PRIVATE:
        if command.answer is not None:
            return Refused("kept_private")
    else:
        if command.answer is None:
            return Refused("answer_missing")
        accepted = step.accept(command.answer)
        if isinstance(accepted, NotAccepted):
            return Refused(accepted.code, accepted.facts)  # type: ignore[arg-type]
        content = accepted  # type: ignore[assignment]
    return (
        e.Answered(
            seat=found.seat,
            step=command.step,
            revision=found.revision + 1,
            visibility=step.visibility or Visibility.FACILITATOR,
            answer=content,
            after_close=found.after_close,
            by_staff=by.role is Role.FACILITATOR,
        ),
        *(raised(state, found.seat, at, command.step) if _rings(state, found, command.step, content) else ()),
    )


def _rings(state: State, found: "_Asked", ref: StepRef, content: AnyAnswer | None) -> bool:
    """Whether this answer raises an alert, and none stands that the same step has raised for this seat."""
    if content is None or (found.seat, ref) in state.alarms:
        return False
    first = getattr(found.step, "first", None)
    compared = None
    if first is not None:
        given = state.given_to(f"{ref.partition('.')[0]}.{first}").get(found.seat)
        compared = None if given is None or isinstance(given.answer, Erased) else given.answer
    return found.step.rings(content, compared)


def pass_on(state: State, command: c.Pass, by: Viewer) -> Decision:
    """A7: everybody may pass on everything, without a reason."""
    found = _asked(state, command.step, command.revision, command.seat, by)
    if isinstance(found, Refused):
        return found
    return (
        e.Passed(
            seat=found.seat,
            step=command.step,
            revision=found.revision + 1,
            after_close=found.after_close,
            by_staff=by.role is Role.FACILITATOR,
        ),
    )


class _Asked(NamedTuple):
    """Who answers what: the seat, the step, the revision that is replaced, and whether it comes after the close."""

    seat: SeatId
    step: AnyStep
    revision: int
    after_close: bool


def _asked(state: State, ref: StepRef, revision: int, for_seat: str | None, by: Viewer) -> _Asked | Refused:
    """Who answers what, or why it cannot be answered.

    A11: what is for others is not answered. A12: an arrival step is answered by whoever is in, whatever the room is on. On an anonymous step staff are not told what a seat has given, not even its revision: what they enter replaces it.
    """
    if by.role is Role.PARTICIPANT:
        if for_seat is not None and for_seat != by.id:
            return Refused("not_yours_to_ask")
        seat = state.seats.get(by.id)
    else:
        seat = state.seats.get(for_seat or "")
        if seat is not None and seat.mode is not Mode.NO_DEVICE:
            return Refused("has_a_device")
    if seat is None:
        return Refused("no_such_seat")
    if seat.standing is not Standing.IN:
        return Refused("not_in_yet")
    step = state.plan.steps.get(ref)
    if step is None:
        return Refused("no_such_step")
    if not step.answerable:
        return Refused("no_answer_here")
    if not step.is_for(seat.mode):
        return Refused("not_for_you")
    visit = state.visit
    arrival = ref in state.plan.arrivals
    if not arrival and (visit is None or visit.step != ref) and all(one.step != ref for one in state.visits):
        return Refused("not_asked_yet")
    given = state.given_to(ref).get(seat.id)
    present = given.revision if given else 0
    blind = by.role is Role.FACILITATOR and step.visibility is Visibility.ANONYMOUS
    if revision != present and not blind:
        return Refused("changed_elsewhere", {"revision": present})
    in_time = (arrival or (visit is not None and visit.step == ref and visit.open)) and state.phase is not Phase.ENDED
    return _Asked(seat.id, step, present, not in_time)


def open_answering(state: State, command: c.OpenAnswering) -> Decision:
    """A8: answering is opened on the present visit; not where an anonymous tally is made."""
    visit = _present(state, command.visit)
    if isinstance(visit, Refused):
        return visit
    if visit.open:
        return ()
    if not state.plan.steps[visit.step].answerable:
        return Refused("no_answer_here")
    if visit.step in state.released:
        return Refused("already_counted")
    hidden: tuple[e.AnyEvent, ...] = (e.Hidden(visit=visit.number),) if visit.revealed else ()
    return (*hidden, e.AnsweringOpened(visit=visit.number))


def close_answering(state: State, command: c.CloseAnswering) -> Decision:
    """A9: answers that come later are kept, marked “after close”, and not counted."""
    visit = _present(state, command.visit)
    if isinstance(visit, Refused):
        return visit
    return (e.AnsweringClosed(visit=visit.number),) if visit.open else ()


def reveal(state: State, command: c.Reveal, draw: int) -> Decision:
    """V5: a tally is made once, at the close, of answers that may be shown; an anonymous one is never made again. V17: not of what is kept off the room."""
    visit = _present(state, command.visit)
    if isinstance(visit, Refused):
        return visit
    if visit.revealed:
        return ()
    step = state.plan.steps[visit.step]
    if not step.shared:
        return Refused("not_for_the_room")
    closed: tuple[e.AnyEvent, ...] = (e.AnsweringClosed(visit=visit.number),) if visit.open else ()
    tally = state.released.get(visit.step)
    if isinstance(tally, Erased):
        return Refused("nothing_to_show")
    if tally is None:
        counted = counted_answers(state, visit.step)
        if not counted:
            return Refused("nothing_to_show")
        if step.visibility is Visibility.ANONYMOUS and len(counted) < FEWEST_SHOWN and not command.few:
            return Refused("too_few_to_show", {"answers": len(counted), "fewest": FEWEST_SHOWN})
        made = tally_of(step, counted)
        if made is None:
            return Refused("nothing_to_show")
        tally = made.drawn(lambda pieces: shuffled(pieces, draw))
    return (*closed, e.Revealed(visit=visit.number, step=visit.step, tally=tally))


def hide(state: State, command: c.Hide) -> Decision:
    """V6: what was revealed can be taken off the screens."""
    visit = _present(state, command.visit)
    if isinstance(visit, Refused):
        return visit
    return (e.Hidden(visit=visit.number),) if visit.revealed else ()


def wall(state: State, command: c.Release | c.Withdraw) -> Decision:
    """V15: what people wrote is read by a facilitator first, who puts each piece on the wall and may take it down again. V18: or a theme for several."""
    visit = _present(state, command.visit)
    if isinstance(visit, Refused):
        return visit
    tally = visit.tally
    if tally is None or isinstance(tally, Erased) or not tally.held:
        return Refused("nothing_to_show")
    if max(command.pieces) >= len(tally.held):
        return Refused("no_such_text")
    up = state.on_wall(visit.step)
    if isinstance(command, c.Release):
        new = tuple(piece for piece in dict.fromkeys(command.pieces) if piece not in up or up[piece] != command.theme)
        return (e.Released(visit=visit.number, step=visit.step, pieces=new, theme=command.theme),) if new else ()
    old = tuple(piece for piece in dict.fromkeys(command.pieces) if piece in up)
    return (e.Withdrawn(visit=visit.number, step=visit.step, pieces=old),) if old else ()


def counted_answers(state: State, step: StepRef) -> list[AnyAnswer]:
    """The answers that came in time and can still be read."""
    counted = (given.counted for given in state.given_to(step).values())
    return [answer for answer in counted if answer is not None and not isinstance(answer, Erased)]


def shuffled(pieces: Sequence[One], draw: int) -> list[One]:
    """The pieces in an order that follows from the draw alone, so that no seat can be read from its place."""
    places = sorted(range(len(pieces)), key=lambda place: sha256(f"{draw}:{place}".encode()).digest())
    return [pieces[place] for place in places]


def _present(state: State, number: int) -> Visit | Refused:
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    visit = state.visit
    if visit is None:
        return Refused("not_started")
    if visit.number != number:
        return Refused("moved_already")
    return visit
