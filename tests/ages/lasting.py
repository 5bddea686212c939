"""What of a stored session must hold for ever, whatever later versions make of it; README.md here says why just this."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from goround.domain.base import Erased
from goround.domain.events import Entry
from goround.domain.state import Floor, Given, State
from goround.domain.steps.base import StepAnswer, Tally
from goround.journal.port import Head, Journal
from goround.journal.vault import Vault
from goround.review.recording import Recording, read

Json = dict[str, Any]
EVERY = 10


def lasting(journal: Journal, vault: Vault) -> Json:
    """Of every session: the stored lines as they are, prints of what they mean after each tenth entry, and all of it at the end."""
    return {head.session: _of_session(journal, vault, head) for head in journal.sessions()}


def _of_session(journal: Journal, vault: Vault, head: Head) -> Json:
    recording = read(journal, vault, head.session)
    assert recording.broken_at is None, recording.why
    return {
        "entries": head.seq,
        "hash": head.hash.hex(),
        "live": head.live,
        "happened": sorted({event.type for entry in recording.entries for event in entry.events}),
        "prints": prints(recording),
        "at_end": facts(recording.last),
    }


def prints(recording: Recording) -> Json:
    """A hash of every tenth state, and one of who did what when."""
    tenth = {str(seq): _print(facts(recording.after(seq))) for seq in range(EVERY, len(recording.entries) + 1, EVERY)}
    return {"order": _print([_told(entry) for entry in recording.entries]), **tenth}


def facts(state: State) -> Json:
    """People, their words and answers, what was shown, turns, alerts, marks, and every instant."""
    number = {seat.id: seat.number for seat in state.seats.values()}
    return {
        "seq": state.seq,
        "at": state.at,
        "phase": state.phase.value,
        "group": _words(state.group),
        "leader": state.leader,
        "zone": state.zone,
        "rehearsal": state.rehearsal,
        "instants": [state.opened, state.started, state.ended],
        "places": list(state.plan.refs),
        "visits": [[visit.number, visit.step, visit.skipped, visit.extended, visit.undone] for visit in state.visits],
        "here": state.here,
        "seats": [
            [seat.number, _words(seat.name), seat.mode.value, seat.lang, seat.standing.value, seat.presence]
            for seat in state.seats.values()
        ],
        "answers": {
            step: {str(number[seat]): _given(given) for seat, given in by_seat.items()}
            for step, by_seat in state.given.items()
        },
        "released": {step: _content(tally) for step, tally in state.released.items()},
        "walls": {
            step: {str(place): _words(theme) if theme is not None else "as written" for place, theme in wall.items()}
            for step, wall in state.walls.items()
        },
        "turns": {step: _turns(floor, number) for step, floor in state.floors.items()},
        "alerts": [
            [alert.id, number[alert.seat], alert.raised, alert.standing, alert.seen_by, alert.why, alert.done]
            for alert in state.alerts.values()
        ],
        "marks": [[mark.kind, mark.made, mark.step, mark.staff, _words(mark.words)] for mark in state.marks],
    }


def rows(path: Path) -> list[tuple[object, ...]]:
    """Every stored entry, column by column, without any code of ours."""

    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(
            'SELECT session, seq, at, "by", ref, format, events, hash FROM entry ORDER BY session, seq'
        ).fetchall()


def _told(entry: Entry) -> list[object]:
    return [entry.seq, entry.at, entry.by, entry.ref]


def _given(given: Given) -> list[object]:
    return [
        given.revision,
        given.passed,
        _content(given.answer),
        _content(given.counted),
        given.after_close,
        given.by_staff,
    ]


def _turns(floor: Floor, number: Mapping[str, int]) -> list[object]:
    had = {str(number[seat]): what for seat, what in floor.had.items()}
    return [[number[seat] for seat in floor.order], had, [number[seat] for seat in floor.put_off], floor.turns]


def _content(given: StepAnswer | Tally | Erased | None) -> object:
    """What was given or shown. A field that a later version adds has a default for what is older, and is left out."""
    if given is None or isinstance(given, Erased):
        return _words(given)
    return given.model_dump(mode="json", exclude_defaults=True)


def _words(words: object) -> object:
    return "(erased)" if isinstance(words, Erased) else words


def _print(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:16]
