"""The facilitator's scene: who waits, what is on screens, what to say, what has come in, who is here. A supervisor gets no names."""

from collections.abc import Iterator
from typing import Literal

from goround.domain import scenes as sc
from goround.domain.base import Erased
from goround.domain.people import Role, Viewer
from goround.domain.rules.answering import FEWEST_SHOWN, counted_answers
from goround.domain.rules.movement import UNDO_MS
from goround.domain.state import Alert, Given, Phase, Seat, Standing, State, Visit
from goround.domain.steps import AnyStep, AnyTally, Visibility, tally_of
from goround.domain.text import in_one_paragraph
from goround.domain.visibility import READ_BY_LEADERS, may_be_named, may_read


def facilitator_scene(state: State, viewer: Viewer) -> sc.FacilitatorScene:
    """The console of a session, for a facilitator or, without names, for a supervisor."""
    named = viewer.role is Role.FACILITATOR
    agenda = state.plan
    visit = state.visit
    step = agenda.steps[visit.step] if visit else None
    after = agenda.after(visit.step) if visit else agenda.refs[0]
    return sc.FacilitatorScene(
        kind="facilitator" if named else "supervisor",
        phase=state.phase,
        group=_readable(state.group),
        rehearsal=state.rehearsal,
        code=_readable(state.code) if named else None,
        address=state.address,
        entry=state.seq,
        opened=state.opened,
        started=state.started,
        ended=state.ended,
        blocks=tuple(block.title for block in agenda.blocks),
        agenda=_agenda_lines(state),
        next=agenda.steps[after].title if after else None,
        former=visit is not None and agenda.before(visit.step) is not None,
        stage=_stage(state, visit, step) if visit and step else None,
        counts=_counts(state, visit, step) if visit and step and step.answerable else None,
        people=tuple(_person(state, viewer, seat) for seat in state.seats.values()),
        waiting=tuple(_waiting(state, alert, named) for alert in state.standing_alerts()),
        undo=_undo(state),
        displays=len(state.displays),
        staff=tuple(
            sc.StaffMember(staff=person.id, name=_readable(person.name) if named else None, awake=person.awake)
            for person in state.staff.values()
        ),
        help_lines=state.help_lines,
    )


def _agenda_lines(state: State) -> tuple[sc.AgendaLine, ...]:
    spent: dict[str, int] = {}
    skipped: dict[str, bool] = {}
    for visit in state.visits:
        if visit.undone:
            continue
        spent[visit.step] = spent.get(visit.step, 0) + visit.spent
        skipped[visit.step] = visit.skipped is not None
    here = state.visit.step if state.visit and state.phase is not Phase.ENDED else None
    return tuple(
        sc.AgendaLine(
            step=ref,
            block=number,
            title=step.title,
            minutes=step.minutes,
            core=step.core,
            standing="now" if ref == here else _past(skipped.get(ref)),
            spent=spent.get(ref),
        )
        for number, block in enumerate(state.plan.blocks)
        for step in block.steps
        for ref in (f"{block.id}.{step.id}",)
    )


def _past(skipped: bool | None) -> Literal["ahead", "done", "skipped"]:
    return "ahead" if skipped is None else "skipped" if skipped else "done"


def _stage(state: State, visit: Visit, step: AnyStep) -> sc.Stage:
    tally = visit.tally or state.released.get(visit.step)
    return sc.Stage(
        number=visit.number,
        step=visit.step,
        title=step.title,
        script=step.script,
        hints=tuple(_hints(step)),
        prompt=step.prompt(),
        content_note=step.content_note,
        picture=shown_picture(step),
        on_display=step.on_display,
        who_sees=step.visibility,
        entered=visit.entered,
        spent=visit.spent,
        minutes=step.minutes,
        extended=visit.extended,
        due=visit.due,
        time_up=visit.time_up,
        open=visit.open,
        revealed=visit.revealed,
        results=None if isinstance(tally, Erased) else tally,
        on_wall=tuple(sorted(state.on_wall(visit.step))),
    )


def _hints(step: AnyStep) -> Iterator[sc.Hint]:
    """What the author wrote for the facilitator, in the order in which it is needed."""
    hints = step.hints
    for about, text in (
        ("look_for", hints.look_for),
        ("silence", hints.silence),
        ("one_voice", hints.one_voice),
        ("distress", hints.distress),
        ("more", hints.more),
        ("remote", step.remote),
    ):
        if text is not None:
            yield sc.Hint(about=about, text=text)  # type: ignore[arg-type]
    yield sc.Hint(about="paper", text=in_one_paragraph(step.on_paper))


def shown_picture(step: AnyStep) -> sc.ShownPicture | None:
    """The picture of a step as screens are told of it."""
    if step.picture is None or step.picture.sha256 is None:
        return None
    return sc.ShownPicture(sha256=step.picture.sha256, alt=step.picture.alt)


def _counts(state: State, visit: Visit, step: AnyStep) -> sc.Counts:
    """An anonymous step tells nothing but how many have answered: neither who, nor who has not (rule V4)."""
    given = state.given_to(visit.step)
    if step.visibility is Visibility.ANONYMOUS:
        return sc.Counts(
            answered=sum(
                1 for one in given.values() if one.counted is not None
            ),  # what comes late changes nothing here
            passed=None,
            not_yet=None,
            after_close=None,
            tally=None,
            may_show=step.shared,
            few=visit.step not in state.released and len(counted_answers(state, visit.step)) < FEWEST_SHOWN,
        )
    tally: AnyTally | None = None
    if step.visibility is not None and READ_BY_LEADERS[step.visibility]:
        tally = tally_of(step, counted_answers(state, visit.step))
    return sc.Counts(
        answered=sum(1 for one in given.values() if not one.passed and not one.after_close),
        passed=sum(1 for one in given.values() if one.passed),
        not_yet=sum(
            1
            for seat in state.seats.values()
            if seat.standing is Standing.IN and seat.id not in given and step.is_for(seat.mode)
        ),
        after_close=sum(1 for one in given.values() if one.after_close and not one.passed),
        tally=tally,
        may_show=step.shared,
        few=False,
    )


def _person(state: State, viewer: Viewer, seat: Seat) -> sc.Person:
    visit = state.visit
    given: Given | None = None
    status = None
    readable = False
    if visit is not None and may_be_named(state, visit.step):
        given = state.given_to(visit.step).get(seat.id)
        readable = may_read(state, viewer, visit.step, seat.id)
        step = state.plan.steps[visit.step]
        if step.answerable and step.is_for(seat.mode) and seat.standing is Standing.IN:
            status = _status(given)
    answer = given.answer if given and readable else None
    return sc.Person(
        seat=seat.id,
        number=seat.number,
        name=_readable(seat.name) if viewer.role is Role.FACILITATOR else None,
        mode=seat.mode,
        lang=seat.lang,
        standing=seat.standing,
        linked=seat.linked,
        status=status,
        given=None if isinstance(answer, Erased) else answer,
        erased=isinstance(answer, Erased),
        revision=given.revision if given else 0,
        by_staff=given.by_staff if given else False,
    )


def _status(given: Given | None) -> Literal["answered", "passed", "not_yet", "after_close"]:
    if given is None:
        return "not_yet"
    if given.passed:
        return "passed"
    return "after_close" if given.after_close else "answered"


def _waiting(state: State, alert: Alert, named: bool) -> sc.Waiting:
    seat = state.seats[alert.seat]
    seen_by = state.staff.get(alert.seen_by) if alert.seen_by else None
    return sc.Waiting(
        alert=alert.id,
        seat=seat.id,
        number=seat.number,
        name=_readable(seat.name) if named else None,
        raised=alert.raised,
        standing="seen" if alert.standing == "seen" else "open",
        unseen=alert.unseen,
        seen_by=_readable(seen_by.name) if seen_by and named else None,
    )


def _undo(state: State) -> sc.Undoable | None:
    movement = state.movement
    if movement is None or (movement.kind in ("moved", "skipped") and movement.was is None):
        return None
    return sc.Undoable(of=movement.seq, kind=movement.kind, until=movement.at + UNDO_MS)


def _readable(words: str | Erased) -> str | None:
    return None if isinstance(words, Erased) else words
