"""A data folder as it would be after people have joined: written by the domain's own rules and the journal's own writer."""

import asyncio
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Literal

from sqlalchemy import insert

from goround import __version__
from goround.config import CRISIS_LINE, DANGER
from goround.domain import commands as c
from goround.domain.agenda import Agenda
from goround.domain.base import Words
from goround.domain.curriculum import Curriculum
from goround.domain.events import Entry
from goround.domain.history import apply
from goround.domain.people import Mode, Role, Viewer
from goround.domain.rules import Refused, decide
from goround.domain.state import State
from goround.domain.steps import AnyStep, Hints, Visibility
from goround.domain.steps.base import Option
from goround.domain.steps.multi import Multi
from goround.domain.steps.scale import Scale
from goround.domain.text import in_one_paragraph
from goround.journal.port import Head
from goround.journal.site_key import load
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.records.credentials import CREDENTIAL
from goround.records.staff import Staff
from goround.records.store import open_records
from goround.runtime.clock import SystemClock

STEPS = 30
"""As many as an evening of three hours has."""
LEADER = Viewer(Role.FACILITATOR, "lead")
RUN = 100
DAY_MS = 24 * 60 * 60 * 1000

Link = tuple[str, str]
"""The path of a socket, and the cookie that opens it."""


@dataclass(slots=True)
class Staged:
    """A session whose seats are in and whose first step is open."""

    session: str
    seats: list[Link] = field(default_factory=list)
    console: Link = ("", "")
    display: Link = ("", "")


def next_step(visit: int) -> str:
    """The ask to go on from a visit, as a console sends it."""
    until = SystemClock().now() + 5_000
    return f'{{"ref":"benchlead:{visit}","command":{{"type":"next","visit":{visit},"until":{until}}}}}'


def answer_text(place: int, visit: int, revision: int = 0) -> str:
    """An ask with an answer to the step of a visit, where nobody ever went back."""
    return (
        f'{{"ref":"benchphone{place:04}:{visit + revision}","command":{{"type":"answer","step":"evening.step-{visit:02}",'
        f'"revision":{revision},"answer":{{"number":{(place + revision) % 11}}}}}}}'
    )


def stage(folder: Path, key_file: Path, rooms: list[int], steps: Sequence[AnyStep] | None = None) -> list[Staged]:
    """Write a data folder with sessions of so many seats each, which go through these steps."""
    folder.mkdir(mode=0o700)
    key, _ = load(key_file)
    journal, vault = SqlJournal(folder / "goround.db"), Vault(folder / "vault.db", key)
    records = open_records(folder / "records.db")
    writer = Writer(journal, vault, key)
    clock = SystemClock()
    rows: list[dict[str, object]] = []

    def cookie(kind: str, id: str, session: str) -> str:
        token = secrets.token_urlsafe(32)
        hashed, until = sha256(token.encode()).digest(), clock.now() + DAY_MS
        rows.append({"kind": kind, "id": id, "session": session, "token": hashed, "until": until})
        return f"goround={id}.{token}"

    try:
        Staff(records).add(LEADER.id, "lead", "Dana Leader", secrets.token_urlsafe(12))
        staged = []
        for number, seats in enumerate(rooms, 1):
            found = Staged(f"room{number}")
            asyncio.run(store(writer, list(_log(found.session, number, seats, clock.now(), steps or scales(STEPS)))))
            for place in range(seats):
                id = _seat(number, place)
                found.seats.append((f"/s/{id}/socket", cookie("seat", id, found.session)))
            sign_in, screen = f"signin{number}", f"display{number}"
            found.console = (f"/staff/s/{found.session}/socket", cookie("staff", sign_in, LEADER.id))
            found.display = (f"/display/{screen}/socket", cookie("display", screen, found.session))
            staged.append(found)
        if rows:
            with records.begin() as connection:
                connection.execute(insert(CREDENTIAL), rows)
        return staged
    finally:
        writer.close()
        journal.close()
        vault.close()
        records.dispose()


async def store(writer: Writer, entries: list[Entry]) -> None:
    """Put a whole log into the journal."""
    head: Head | None = None
    for place in range(0, len(entries), RUN):
        head = await writer.append(entries[0].session, head, entries[place : place + RUN])


def _log(session: str, number: int, seats: int, now: int, steps: Sequence[AnyStep]) -> Iterator[Entry]:
    """A session as a facilitator and so many people would have made it up to its first step."""
    state, draws = State(), count(1)
    for by, command in _asked(number, seats, now, steps):
        decision = decide(state, command, by, now, next(draws))
        if isinstance(decision, Refused) or not decision:
            raise SystemExit(f"The stage cannot be set: {command.type} gives {decision}.")
        entry = Entry(session=session, seq=state.seq + 1, at=now, by=by.actor, ref=None, events=decision)
        state = apply(state, entry)
        yield entry


def _asked(number: int, seats: int, now: int, steps: Sequence[AnyStep]) -> Iterator[tuple[Viewer, c.AnyCommand]]:
    yield (
        LEADER,
        c.Open(
            group=f"Evening group {number}",
            agenda=_agenda(steps),
            leader=LEADER.id,
            leader_name="Dana Leader",
            code=f"LAMP{_digit(number // 8)}{_digit(number)}",
            address="http://127.0.0.1",
            zone="UTC",
            software=__version__,
            help_lines=(CRISIS_LINE, DANGER),
            confirmed=("evening",),
        ),
    )
    ids = [_seat(number, place) for place in range(seats)]
    for place, id in enumerate(ids):
        mode: Literal[Mode.REMOTE, Mode.ON_SITE] = Mode.REMOTE if place % 3 == 0 else Mode.ON_SITE
        yield (
            Viewer(Role.PARTICIPANT, id),
            c.Join(name=f"Person {place + 1}", mode=mode, lang="es" if place % 4 == 0 else "en"),
        )
    if ids:
        yield LEADER, c.Admit(seats=tuple(ids))
    yield LEADER, c.ConnectDisplay(display=f"display{number}")
    yield LEADER, c.Start(until=now + 5_000)


def _seat(room: int, place: int) -> str:
    return f"r{room}seat{place:04}"


def _digit(number: int) -> str:
    return str(2 + number % 8)


def scales(count: int) -> tuple[AnyStep, ...]:
    """So many steps that ask for a number."""
    return tuple(_scale(number) for number in range(1, count + 1))


def long_choices(count: int) -> tuple[AnyStep, ...]:
    """So many steps with as many words as an author may write: twelve options of 600 letters, in two languages."""
    words = Words(
        en=("A sentence that somebody reads to its end. " * 14)[:600], es=("Una frase que se lee entera. " * 21)[:600]
    )
    return tuple(
        Multi(
            id=f"step-{number:02}",
            title=Words(en=f"Long words ({number})", es=f"Muchas palabras ({number})"),
            minutes=6,
            question=Words(en="Which of these?", es="¿Cuáles de estas?"),
            options=tuple(Option(id=f"o{place}", words=words) for place in range(12)),
            visibility=Visibility.FACILITATOR,
        )
        for number in range(1, count + 1)
    )


def _agenda(steps: Sequence[AnyStep]) -> Agenda:
    title = Words(en="A whole evening", es="Una noche entera")
    aim = Words(en="People notice what helps them.", es="Cada persona nota lo que le ayuda.")
    evening = Curriculum(
        id="evening",
        kind="check_in",
        version="1",
        title=title,
        aim=aim,
        audience=("participants",),
        minutes=sum(step.minutes for step in steps),
        steps=tuple(steps),
    )
    return Agenda(blocks=(evening,))


def _scale(number: int) -> Scale:
    return Scale(
        id=f"step-{number:02}",
        title=Words(en=f"Urge, right now ({number})", es=f"Impulso, ahora mismo ({number})"),
        minutes=6,
        question=Words(en="How strong is the urge right now?", es="¿Qué tan fuerte es el impulso ahora mismo?"),
        labels={
            0: Words(en="none", es="nada"),
            5: Words(en="medium", es="medio"),
            10: Words(en="strongest ever", es="el más fuerte"),
        },
        script=in_one_paragraph(
            Words(
                en="Take a breath and check in with your body. How strong is the urge right now, from 0 to 10?",
                es="Respira y escucha tu cuerpo. ¿Qué tan fuerte es el impulso ahora mismo, de 0 a 10?",
            )
        ),
        hints=Hints(
            one_voice=in_one_paragraph(Words(en="Call on nobody by name.", es="No llames a nadie por su nombre."))
        ),
        visibility=Visibility.FACILITATOR,
    )
