"""The facilitator's scene: who waits, what is on screens, what to say, what has come in, who is here. A supervisor gets no names."""

from collections.abc import Iterator

from goround.domain import scenes as sc
from goround.domain.base import Erased
from goround.domain.console.agenda import agenda_lines, fixed_point, left_open, planned_end
from goround.domain.console.people import arrival_lines, person, shown_picture, turns, waiting
from goround.domain.console.raised import raised_by
from goround.domain.people import Role, Viewer
from goround.domain.rules.answering import FEWEST_SHOWN, counted_answers
from goround.domain.rules.movement import UNDO_MS
from goround.domain.rules.order import following
from goround.domain.state import State, Visit
from goround.domain.steps import AnyStep, AnyTally, Visibility, tally_of
from goround.domain.text import in_one_paragraph
from goround.domain.visibility import READ_BY_LEADERS


def facilitator_scene(state: State, viewer: Viewer) -> sc.FacilitatorScene:
    """The console of a session, for a facilitator or, without names, for a supervisor; behind its lock without anybody's data."""
    named = viewer.role is Role.FACILITATOR and not viewer.locked
    agenda = state.plan
    visit = state.visit
    step = agenda.steps[visit.step] if visit else None
    locked = viewer.locked
    follows = following(state)
    return sc.FacilitatorScene(
        kind="facilitator" if viewer.role is Role.FACILITATOR else "supervisor",
        phase=state.phase,
        locked=locked,
        group=_readable(state.group),
        rehearsal=state.rehearsal,
        unreviewed=tuple(dict.fromkeys(one for block in agenda.blocks for one in block.unreviewed)),
        code=_readable(state.code) if named else None,
        address=state.address,
        entry=state.seq,
        opened=state.opened,
        started=state.started,
        ended=state.ended,
        blocks=tuple(block.title for block in agenda.blocks),
        agenda=tuple(agenda_lines(state)),
        arrival=() if locked else tuple(arrival_lines(state)),
        planned_end=planned_end(state),
        fixed=fixed_point(state),
        next=agenda.steps[follows].title if follows else None,
        next_step=follows,
        former=visit is not None and agenda.before(visit.step) is not None,
        stage=_stage(state, visit, step, viewer) if visit and step else None,
        counts=_counts(state, visit, step, locked) if visit and step and step.answerable else None,
        people=() if locked else tuple(person(state, viewer, seat) for seat in state.seats.values()),
        waiting=tuple(
            waiting(state, alert, named, locked).model_copy(update={"answer": raised_by(state, viewer, alert)})
            for alert in state.standing_alerts()
        ),
        marks=()
        if locked
        else tuple(
            sc.MarkLine(mark=one.id, kind=one.kind, made=one.made, words=_words(one.words)) for one in state.marks
        ),
        left_open=left_open(state),
        undo=_undo(state),
        displays=len(state.displays),
        join_card=state.join_card,
        speech=state.speech,
        dark=state.dark,
        staff=tuple(
            sc.StaffMember(staff=one.id, name=_readable(one.name) if named else None, awake=one.awake)
            for one in state.staff.values()
        ),
        help_lines=state.help_lines,
    )


def _stage(state: State, visit: Visit, step: AnyStep, viewer: Viewer) -> sc.Stage:
    named = viewer.role is Role.FACILITATOR
    tally = None if viewer.locked else visit.tally or state.released.get(visit.step)
    up = {} if viewer.locked else state.on_wall(visit.step)
    return sc.Stage(
        number=visit.number,
        step=visit.step,
        title=step.title,
        script=step.script,
        hints=() if viewer.locked else tuple(_hints(step)),
        prompt=step.prompt(),
        content_note=step.content_note,
        picture=shown_picture(state, visit.step),
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
        on_wall=tuple(up),
        themes={place: theme for place, theme in up.items() if isinstance(theme, str)},
        turns=turns(state, named, viewer.locked),
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


def _counts(state: State, visit: Visit, step: AnyStep, locked: bool) -> sc.Counts:
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
    if step.visibility is not None and READ_BY_LEADERS[step.visibility] and not locked:
        tally = tally_of(step, counted_answers(state, visit.step))
    return sc.Counts(
        answered=sum(1 for one in given.values() if not one.passed and not one.after_close),
        passed=sum(1 for one in given.values() if one.passed),
        not_yet=sum(
            1 for seat in state.seats.values() if seat.takes_part and seat.id not in given and step.is_for(seat.mode)
        ),
        after_close=sum(1 for one in given.values() if one.after_close and not one.passed),
        tally=tally,
        may_show=step.shared,
        few=False,
    )


def _undo(state: State) -> sc.Undoable | None:
    movement = state.movement
    if movement is None or (movement.kind in ("moved", "skipped") and movement.was is None):
        return None
    return sc.Undoable(of=movement.seq, kind=movement.kind, until=movement.at + UNDO_MS)


def _readable(words: str | Erased) -> str | None:
    return None if isinstance(words, Erased) else words


def _words(words: str | Erased | None) -> str | None:
    return words if isinstance(words, str) else None
