"""For any evening: nobody's part holds another person's name or words, what carries no name never appears, and presence is what was said."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.history import apply
from goround.domain.history.people import GRACE_MS
from goround.domain.people import Mode, Viewer
from goround.domain.rules import decide
from goround.domain.state import Phase, State
from goround.review.attendance import Span, attendance
from goround.review.facts import facts
from goround.shipped import shipped
from goround.web.facts_sheet import Sheet, sheet_of
from goround.web.facts_text import group_text, person_text
from goround.web.words import Catalogues, Speak
from tests.playbook import Ask, Play, ann, back, ben, cam, dana, dee, eli, end, next_step, pause, resume, room, start
from tests.playbook import given as begun
from tests.review.evening import NAMES, OPENED, SECRET, in_time, joins, skip

Make = Callable[[State], c.AnyCommand]
SEATS = (ann, ben, cam, dee, eli)
STEPS = ("in.craving", "main.urge", "main.mood", "main.note", "main.plan", "main.secret")


def own(seat: str) -> str:
    """What this person writes for the leaders."""
    return f"written by {seat}"


def gives(seat: str, step: str, number: int) -> Make:
    def answer(state: State) -> c.AnyCommand:
        before = state.given_to(step).get(seat)
        texts = {"main.plan": own(seat), "main.secret": f"{SECRET} by {seat}"}
        said = {"text": texts[step]} if step in texts else None if step == "main.note" else {"number": number}
        return c.Answer(step=step, revision=before.revision if before else 0, answer=said)  # type: ignore[arg-type]

    return answer


def goes(state: State) -> c.AnyCommand:
    """The next turn, or the next step where nobody is to have one."""
    visit = state.visit
    if visit is None or state.plan.steps[visit.step].turns is None:
        return next_step(state)
    return c.NextTurn(visit=visit.number, turn=state.floor(visit.step).turns, until=state.at + 1)


def turned(kind: type[c.PassTurn | c.LaterTurn | c.EndTurn | c.AskTurn]) -> Make:
    return lambda state: kind(step=state.visit.step if state.visit else "in.round")


def undo(state: State) -> c.AnyCommand:
    return c.Undo(of=state.movement.seq if state.movement else 1)


people = st.sampled_from(SEATS)
MOVES: tuple[st.SearchStrategy[tuple[Viewer, Make | c.AnyCommand]], ...] = (
    st.sampled_from([(dana, one) for one in (next_step, goes, goes, back, pause, resume, undo, skip("time"), start)]),
    st.builds(lambda who, step, n: (who, gives(who.id, step, n)), people, st.sampled_from(STEPS), st.integers(0, 10)),
    st.builds(lambda who, kind: (who, turned(kind)), people, st.sampled_from([c.PassTurn, c.LaterTurn, c.AskTurn])),
    st.builds(lambda who, said: (dana, c.SayPresence(seat=who.id, presence=said)), people, st.sampled_from(["here", "out", "left"])),
    st.builds(lambda who, kind: (room, kind(seat=who.id)), people, st.sampled_from([c.LoseLink, c.RegainLink])),
    st.builds(lambda kind: (room, kind(seat="ben")), st.sampled_from([c.LoseLink, c.RegainLink])),
    st.builds(lambda who: (dana, c.Admit(seats=(who.id,))), people),
    st.builds(lambda who: (dana, c.Remove(seat=who.id)), people),
    st.builds(lambda who: (who, c.NeedPerson()), people),
    st.sampled_from([(dana, c.See(alert="a1")), (dana, c.Resolve(alert="a1", done="handed_on")), (dana, c.ConfirmRemote(seat="ben")),
                     (dana, c.Mark(kind="tension")), (dana, end), (room, c.ResumeAfterRestart(software="2"))]),
)  # fmt: skip
waits = st.sampled_from([0, 1_000, 30_000, GRACE_MS, GRACE_MS + 1, 600_000])
evenings = st.lists(st.tuples(st.one_of(*MOVES), waits), max_size=60)


@cache
def at_the_start() -> Play:
    """Everybody is in, Benedict at home; the first step is on."""
    comes = [joins(one, Mode.REMOTE if one is ben else Mode.ON_SITE) for one in SEATS]
    lets_in = [Ask(dana, c.Admit(seats=tuple(one.id for one in SEATS))), Ask(room, c.RegainLink(seat="ben"))]
    return begun(*map(in_time, [Ask(dana, OPENED), *comes, *lets_in, Ask(dana, start)]))


def lived(moves: Sequence[tuple[tuple[Viewer, Make | c.AnyCommand], int]]) -> tuple[list[e.Entry], list[State]]:
    """What is accepted of these asks, and the state after each entry."""
    play = at_the_start()
    log, states = list(play.log), [play.state]
    for (who, make), wait in moves:
        state = states[-1]
        command = make if isinstance(make, c.Command) else make(state)
        if "until" in type(command).model_fields:
            command = command.model_copy(update={"until": state.at + wait + 1})
        decision = decide(state, command, who, state.at + wait, 7)
        if isinstance(decision, tuple) and decision:
            entry = e.Entry(
                session="s1", seq=state.seq + 1, at=state.at + wait, by=who.actor, ref=None, events=decision
            )
            log.append(entry)
            states.append(apply(state, entry))
    return log, states


@cache
def english() -> Speak:
    return Catalogues(shipped("client_web") / "shared" / "words").speak("en")


def told(log: Sequence[e.Entry]) -> Sheet:
    return sheet_of(facts(log, log[-1].at + 60_000), "en", english())


def changed(log: Sequence[e.Entry], change: Callable[[e.AnyEvent], e.AnyEvent | None]) -> list[e.Entry]:
    """The same log with other events; an entry may be left with none."""
    return [one.model_copy(update={"events": tuple(filter(None, map(change, one.events)))}) for one in log]


@given(evenings)
def test_a_part_holds_nobody_elses_name_or_words(moves: list[tuple[tuple[Viewer, Make], int]]) -> None:
    """E8"""
    log, _ = lived(moves)
    sheet = told(log)
    for part in sheet.people:
        text = person_text(part)
        for seat, name in NAMES.items():
            if seat != part.seat:
                assert name not in text and own(seat) not in text, f"The part of {part.name} speaks of {name}."
        assert SECRET not in text and "Title of secret" not in text
    whole = group_text(sheet, english())
    assert not [name for name in NAMES.values() if name in whole], "The group's part names somebody."
    assert "written by" not in whole and SECRET not in whole


@given(evenings, st.sampled_from(SEATS), st.sampled_from(SEATS))
def test_whose_an_unnamed_answer_is_changes_nothing(
    moves: list[tuple[tuple[Viewer, Make], int]], one: Viewer, other: Viewer
) -> None:
    """E8"""
    log, _ = lived(moves)
    swap = {one.id: other.id, other.id: one.id}

    def swapped(event: e.AnyEvent) -> e.AnyEvent:
        unnamed = isinstance(event, e.Answered | e.Passed) and event.step == "main.secret"
        return event.model_copy(update={"seat": swap.get(event.seat, event.seat)}) if unnamed else event  # type: ignore[union-attr]

    assert told(changed(log, swapped)) == told(log)


@given(evenings)
def test_times_are_in_order_apart_and_within_the_session(moves: list[tuple[tuple[Viewer, Make], int]]) -> None:
    """E9"""
    log, _ = lived(moves)
    all_of_it = facts(log, log[-1].at + 60_000)
    assert all_of_it.started is not None
    for person in all_of_it.people:
        here = person.attendance
        spans = sorted([stay.span for stay in here.stays] + [gap.span for gap in here.gaps])
        assert all(a.until <= b.since for a, b in pairwise(spans)), "Two times overlap."
        assert all(all_of_it.started <= span.since < span.until <= all_of_it.until for span in spans)
        assert [stay.span for stay in here.stays] == sorted(stay.span for stay in here.stays)
        assert 0 <= person.counted <= all_of_it.counted
        assert all(stay.confirmed is None or stay.span.since <= stay.confirmed < stay.span.until for stay in here.stays)


@given(evenings)
def test_in_the_room_a_person_is_here_exactly_while_leaders_say_so(
    moves: list[tuple[tuple[Viewer, Make], int]],
) -> None:
    """E9"""
    log, states = lived(moves)
    all_of_it = facts(log, log[-1].at)
    stays = {one.seat: [stay.span for stay in one.attendance.stays] for one in all_of_it.people}
    for state, after in pairwise(states):
        if state.at == after.at or state.phase is Phase.ENDED:
            continue
        for seat in state.seats.values():
            if seat.mode is not Mode.REMOTE:
                inside = any(span.since <= state.at and after.at <= span.until for span in stays[seat.id])
                assert inside == seat.takes_part, f"{seat.id} at {state.at}"


@given(evenings)
def test_the_link_of_a_phone_in_the_room_changes_nothing(moves: list[tuple[tuple[Viewer, Make], int]]) -> None:
    """E9"""
    log, states = lived(moves)
    in_the_room = {seat.id for seat in states[-1].seats.values() if seat.mode is Mode.ON_SITE}

    def unlinked(event: e.AnyEvent) -> e.AnyEvent | None:
        return None if isinstance(event, e.LinkLost | e.LinkBack) and event.seat in in_the_room else event

    session = Span(log[0].at, log[-1].at + 1)
    bare = attendance(changed(log, unlinked), session)
    assert bare == attendance(log, session)


@settings(max_examples=25)
@given(st.integers(1, 2 * GRACE_MS))
def test_a_loss_of_at_most_three_minutes_at_home_is_none(lost: int) -> None:
    """E9"""
    moves: list[tuple[tuple[Viewer, Make | c.AnyCommand], int]] = [
        ((dana, c.ConfirmRemote(seat="ben")), 60_000),
        ((room, c.LoseLink(seat="ben")), 60_000),
        ((room, c.RegainLink(seat="ben")), lost),
        ((dana, end), 600_000),
    ]
    log, _ = lived(moves)
    [here] = [one.attendance for one in facts(log, 0).people if one.seat == "ben"]
    if lost <= GRACE_MS:
        assert len(here.stays) == 1 and not here.gaps and here.stays[0].confirmed is not None
    else:
        assert [gap.span.ms for gap in here.gaps] == [lost] and len(here.stays) == 2
        assert here.stays[1].confirmed is None, "After a longer loss a facilitator has to see the person again."
