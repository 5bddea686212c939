"""Moments that turn on turns, time and marks: a go-round, an open floor, a break, an evening behind its plan; and all moments by name."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.e2e import staged_scenes
from tests.e2e.staged_scenes import (
    ENDS,
    MINUTE,
    NAMES,
    NOW,
    REST,
    STARTED,
    STEPS,
    Scene,
    console,
    lines_at,
    person,
    stage_at,
    words,
)
from tests.e2e.staged_words import paragraphs

ROUND = {
    "kind": "goround",
    "heading": words("One win and one worry from this week", "Un logro y una preocupación de esta semana"),
    "text": None,
    "seconds": 60,
}
FLOOR = {
    "kind": "openfloor",
    "heading": words("What helped this week?", "¿Qué ayudó esta semana?"),
    "text": None,
    "seconds": None,
}
BREAK = {"kind": "break", "heading": words("Break", "Descanso"), "minutes": REST}
ASKED_FOR = paragraphs(("One win and one worry. You can pass.",), ("Un logro y una preocupación. Puedes pasar.",))


def turn(number: int, standing: str, **changes: Any) -> dict[str, Any]:
    """A person in the order: the tenth is at home, the eleventh has no phone, as everywhere in these scenes."""
    of = person(number)
    return {
        "seat": of["seat"], "number": number, "name": of["name"], "mode": of["mode"], "standing": standing, **changes,
    }  # fmt: skip


def turns(**changes: Any) -> dict[str, Any]:
    """Three have had their turn, the first speaks, eight are to come, one of them asked for later."""
    coming = [turn(number, "to_come") for number in (2, 3, 4, 6, 7, 9, 12)]
    return {
        "form": "round", "turn": 4, "speaking": turn(1, "speaking"), "since": NOW - 62_000, "spent": 0, "seconds": 60,
        "coming": 8, "to_come": [*coming, turn(8, "later")],
        "had": [turn(10, "spoke"), turn(11, "spoke"), turn(5, "passed")], **changes,
    }  # fmt: skip


def queue(**changes: Any) -> dict[str, Any]:
    """Two stand in line while the fourth speaks."""
    return {
        "form": "queue", "turn": 2, "speaking": turn(4, "speaking"), "since": NOW - 3 * MINUTE, "spent": 0,
        "seconds": None, "coming": 2, "to_come": [turn(9, "to_come"), turn(11, "to_come")], "had": [turn(2, "spoke")],
        **changes,
    }  # fmt: skip


def spoken(place: int, prompt: dict[str, Any], going: dict[str, Any] | None, **changes: Any) -> Scene:
    """The console at a step of speaking turns, or of rest."""
    stage = stage_at(place, prompt=prompt, turns=going, who_sees=None, open=False, script=ASKED_FOR)
    people = [person(number, status=None, given=None, revision=0) for number in range(1, 13)]
    return console(agenda=lines_at(place), stage=stage, counts=None, people=people, **{"waiting": [], **changes})


def go_round(**changes: Any) -> Scene:
    """The first step, begun a minute ago."""
    scene = spoken(0, ROUND, turns())
    late = NOW - MINUTE - 20_000 - STARTED
    for one in scene["agenda"]:
        one["planned"] += late
    first = {
        "started": STARTED + late, "planned_end": ENDS + late, "fixed": {"what": "break", "at": STARTED + late + 41 * MINUTE},
        "next": words(*STEPS[1][1:3]), "next_step": "w01.craving", "former": False,
    }  # fmt: skip
    return {**scene, **first, **changes}


def floor(**changes: Any) -> Scene:
    return spoken(3, FLOOR, queue(), next=words("Break", "Descanso"), next_step="break.1", **changes)


def resting(**changes: Any) -> Scene:
    lines = lines_at(3)
    lines[3] |= {"standing": "done", "spent": 11 * MINUTE}
    lines[4] |= {"standing": "now"}
    stage = stage_at(
        3, number=5, step="break.1", title=words("Break", "Descanso"), prompt=BREAK, who_sees=None, open=False, script=None,
        hints=[], entered=NOW - 3 * MINUTE, minutes=REST, due=NOW + 7 * MINUTE, on_display="question",
    )  # fmt: skip
    return console(
        agenda=lines, stage=stage, counts=None, waiting=[], next=words(*STEPS[4][1:3]), next_step="w01.tools",
        fixed={"what": "end", "at": ENDS},
    )  # fmt: skip


def behind(minutes: int, **changes: Any) -> Scene:
    """The third step, begun that many minutes after its plan."""
    scene = console(waiting=[], **changes)
    return {**scene, "planned_end": scene["planned_end"] - minutes * MINUTE}


def mark(number: int, kind: str, ago: int, line: str | None = None) -> dict[str, Any]:
    return {"mark": f"m{number}", "kind": kind, "made": NOW - ago * MINUTE, "words": line}


MARKS = [
    mark(1, "strong_moment", 12, "Somebody spoke about calling a sponsor."), mark(2, "tension", 1), mark(3, "come_back", 4),
]  # fmt: skip
LONG = "Wilhelmina-Alexandra Featherstonehaugh"


def _long_names() -> Scene:
    going = turns(speaking=turn(12, "speaking", name=LONG), to_come=[turn(1, "to_come", name=LONG)], coming=1)
    return spoken(6, ROUND, going, next=None, next_step=None, fixed={"what": "end", "at": ENDS})


def _locked() -> Scene:
    """What the server sends to a console behind its lock."""
    nobody = turns(speaking=None, since=None, seconds=None, to_come=[], had=[])
    scene = go_round(locked=True, code=None)
    return {**scene, "people": [], "stage": {**scene["stage"], "hints": [], "turns": nobody}}


CONSOLES: Mapping[str, Callable[[], Scene]] = {
    **staged_scenes.CONSOLES,
    "go_round": go_round,
    "go_round_waits": lambda: go_round(waiting=[staged_scenes.alert()], unreviewed=["clinician"], marks=MARKS),
    "round_ahead": lambda: spoken(0, ROUND, turns(speaking=None, since=None, turn=0, had=[]), former=False),
    "round_over": lambda: spoken(
        0, ROUND, turns(speaking=None, since=None, coming=0, to_come=[], had=[turn(n, "spoke") for n in range(1, 13)])
    ),
    "round_closes": _long_names,
    "floor": floor,
    "floor_empty": lambda: spoken(
        3, FLOOR, queue(speaking=None, since=None, coming=0, to_come=[], had=[]), next=words("Break", "Descanso"),
        next_step="break.1",
    ),
    "break": resting,
    "behind": lambda: behind(12),
    "marked": lambda: console(waiting=[], marks=MARKS, unreviewed=["spanish"]),
    "locked": _locked,
}  # fmt: skip
"""Every moment of the console by name."""

__all__ = [
    "CONSOLES", "MARKS", "NAMES", "behind", "floor", "go_round", "mark", "queue", "resting", "spoken", "turn", "turns",
]  # fmt: skip
