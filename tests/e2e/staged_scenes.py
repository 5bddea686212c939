"""Scenes of one evening, at the moments that the console and the room's screen must draw well; each fits the wire's models."""

from collections.abc import Callable, Mapping
from typing import Any

from goround.web.wire import Show
from tests.e2e.staged_words import (
    ALL_HINTS,
    COMMITS,
    COMMITTED,
    ENGLISH_ONLY,
    HINTS,
    LONG_TEXTS,
    MANY_TEXTS,
    MUCH,
    NOTE,
    PICTURE,
    SCRIPT,
    SLIDE,
    STEPS_SLIDE,
    TEXTS,
    WROTE,
    words,
)

__all__ = [
    "CONSOLES", "ENDS", "MINUTE", "NAMES", "NOW", "REST", "STARTED", "STEPS", "WALLS", "Scene", "alert", "asked", "console",
    "lines_at", "person", "show", "stage_at", "wall", "words",
]  # fmt: skip

NOW = 1_795_545_660_000
"""24 November 2026, 18:41 UTC."""
MINUTE = 60_000

Scene = dict[str, Any]

STEPS = (
    ("one-win", "One win, one worry", "Un logro, una preocupación", 12),
    ("craving", "How a craving moves", "Cómo se mueven las ganas", 13),
    ("urge", "Urge, right now", "Las ganas, ahora mismo", 5),
    ("surfing", "Urge surfing", "Surfear las ganas", 11),
    ("tools", "My top three tools", "Mis tres mejores herramientas", 10),
    ("plan", "My plan for tonight", "Mi plan para esta noche", 19),
    ("closing", "Closing round", "Ronda de cierre", 16),
)
BLOCKS = [words("Riding out a craving", "Dejar pasar las ganas"), words("Home tonight", "Esta noche en casa")]
REST = 10
LEAST = {"surfing": 8, "closing": 8}
"""The fewest minutes of the steps that name them."""
SPARE = ("tools",)
"""Steps that are not core."""
STARTED = NOW - 26 * MINUTE
ENDS = STARTED + (sum(step[3] for step in STEPS) + REST) * MINUTE
NAMES = ("Ash", "Ben", "Carla", "Jo", "Mara", "Mike", "Mike", "Rosa", "Sam", "Teo", "Uma", "Wilhelmina-Alexandra")
NUMBERS = (2, 3, 3, 4, 5, 5, 7, 8)


HELP_LINES = [
    {"number": "988", "words": words("Crisis line, day and night", "Línea de crisis, día y noche")},
    {"number": "+1 555 0100", "words": words("On-call counselor", "Consejería de guardia")},
]
QUESTION = words("How strong is the urge right now?", "¿Qué tan fuertes son las ganas ahora mismo?")
LABELS = {"0": words("none", "nada"), "5": words("medium", "medio"), "10": words("strongest ever", "lo más fuerte")}
PROMPT = {"kind": "scale", "question": QUESTION, "labels": LABELS}
LONG_QUESTION = words(
    "What will you do in the first ten minutes tonight if the urge comes when you get home?",
    "¿Qué vas a hacer en los primeros diez minutos si esta noche, al llegar a casa, te vienen las ganas?",
)


def tally(numbers: tuple[int, ...] = NUMBERS) -> dict[str, Any]:
    return {"kind": "scale", "answers": len(numbers), "counts": [numbers.count(number) for number in range(11)]}


def person(number: int, **changes: Any) -> dict[str, Any]:
    """A seat that is in, with the answer that the running scale shows of it."""
    answered = number <= len(NUMBERS)
    return {
        "seat": f"s{number}",
        "number": number,
        "name": NAMES[(number - 1) % len(NAMES)],
        "mode": "no_device" if number == 11 else "remote" if number == 10 else "on_site",
        "lang": "en",
        "standing": "in",
        "presence": "here",
        "confirmed": False,
        "linked": None if number == 11 else number != 9,
        "lost": None,
        "phone_left": None,
        "asks_where": False,
        "on_arrival": [],
        "status": "answered" if answered else "passed" if number == 9 else "not_yet",
        "given": {"kind": "scale", "number": NUMBERS[number - 1]} if answered else None,
        "erased": False,
        "revision": 1 if answered else 0,
        "by_staff": False,
        **changes,
    }


def alert(**changes: Any) -> dict[str, Any]:
    return {
        "alert": "a1", "seat": "s5", "number": 5, "name": "Mara", "asked": True, "why": None,
        "raised": NOW - 2 * MINUTE - 5_000,
        "standing": "open", "unseen": False, "seen_by": None, **changes,
    }  # fmt: skip


def lines_at(here: int | None, ended: bool = False) -> list[dict[str, Any]]:
    def standing(place: int) -> str:
        if here is None or place > here:
            return "ahead"
        if place == here:
            return "done" if ended else "now"
        return "skipped" if place == 1 and here > 3 else "done"

    lines = [
        line(
            place, block=0 if place < 4 else 1, standing=standing(place),
            spent=STEPS[place][3] * MINUTE if standing(place) == "done" else None,
        )
        for place in range(len(STEPS))
    ]  # fmt: skip
    rested = "done" if here is not None and here > 3 else "ahead"
    rest = line(
        3, step="break.1", kind="break", title=words("Break", "Descanso"), minutes=REST, core=False, standing=rested,
        planned=STARTED + 41 * MINUTE, spent=REST * MINUTE if rested == "done" else None,
    )  # fmt: skip
    lines.insert(4, rest)
    for one in lines:
        one["planned"] = one["planned"] if here is not None else None
    return lines


def line(place: int, **changes: Any) -> dict[str, Any]:
    """A step of the agenda; the break lies behind the fourth."""
    ref, en, es, minutes = STEPS[place]
    before = sum(one[3] for one in STEPS[:place]) + (REST if place > 3 else 0)
    return {
        "step": f"w01.{ref}", "block": 0, "kind": "step", "title": words(en, es), "minutes": minutes,
        "at_least": LEAST.get(ref), "core": ref not in SPARE, "closing": ref == "closing",
        "planned": STARTED + before * MINUTE, "standing": "ahead", "spent": None, **changes,
    }  # fmt: skip


def stage_at(place: int, **changes: Any) -> dict[str, Any]:
    ref, en, es, minutes = STEPS[place]
    return {
        "number": place + 1, "step": f"w01.{ref}", "title": words(en, es),
        "script": SCRIPT,
        "hints": HINTS,
        "content_note": None, "picture": None, "on_display": "results", "on_wall": [], "themes": {}, "turns": None,
        "prompt": PROMPT, "who_sees": "group", "entered": NOW - MINUTE - 20_000, "spent": 0, "minutes": minutes,
        "extended": 0, "due": NOW + 4 * MINUTE, "time_up": False, "open": True, "revealed": False, "results": None,
        **changes,
    }  # fmt: skip


def _counts(**changes: Any) -> dict[str, Any]:
    return {
        "answered": 8, "passed": 1, "not_yet": 3, "after_close": 0, "tally": tally(), "may_show": True, "few": False,
        **changes,
    }  # fmt: skip


def console(**changes: Any) -> Scene:
    """The third of seven steps, a scale, with one person waiting."""
    return {
        "kind": "facilitator", "phase": "running", "locked": False, "unreviewed": [], "arrival": [], "planned_end": ENDS,
        "fixed": {"what": "break", "at": STARTED + 41 * MINUTE}, "next_step": "w01.surfing", "marks": [],
        "left_open": {"alerts": 1, "texts": 0, "remote": 1, "door": 0}, "join_card": False, "speech": None, "dark": None,
        "group": "Tuesday group", "rehearsal": False, "code": "LAMP27", "address": "group.example", "entry": 40,
        "opened": NOW - 90 * MINUTE, "started": STARTED, "ended": None, "blocks": BLOCKS, "agenda": lines_at(2),
        "next": words("Urge surfing", "Surfear las ganas"), "former": True, "stage": stage_at(2), "counts": _counts(),
        "people": [person(number) for number in range(1, 13)], "waiting": [alert()], "undo": None, "displays": 1,
        "staff": [{"staff": "d1", "name": "Dana R.", "awake": True}], "help_lines": HELP_LINES, **changes,
    }  # fmt: skip


def _anonymous(**changes: Any) -> Scene:
    people = [person(n, status=None, given=None, revision=0) for n in range(1, 13)]
    counts = _counts(passed=None, not_yet=None, after_close=None, tally=None, **changes)
    return console(stage=stage_at(2, who_sees="anonymous"), counts=counts, people=people, waiting=[])


def _door() -> list[dict[str, Any]]:
    inside = [person(n, status=None, given=None, revision=0) for n in range(1, 5)]
    outside = [person(n, standing="door", status=None, given=None, revision=0) for n in range(5, 12) if n != 11]
    late = person(12, standing="door", mode="remote", status=None, given=None, revision=0)
    return [*inside, *outside, late]


def _gathering(people: list[dict[str, Any]]) -> Scene:
    return console(
        phase="gathering", started=None, planned_end=None, fixed=None, next_step="w01.one-win", agenda=lines_at(None),
        next=words(*STEPS[0][1:3]), former=False, stage=None, counts=None, people=people, waiting=[],
    )  # fmt: skip


def _late() -> list[dict[str, Any]]:
    return [*(person(n) for n in range(1, 12)), person(12, standing="door", status=None, given=None)]


def written(*texts: str) -> dict[str, Any]:
    return {"kind": "text", "answers": len(TEXTS), "texts": list(texts)}


def _written(who_sees: str, **changes: Any) -> Scene:
    stage = {"prompt": WROTE, "who_sees": who_sees, **changes}
    anonymous = who_sees == "anonymous"
    people = [person(n, given=None, status=None if anonymous else "answered", revision=0) for n in range(1, 13)]
    told = {"passed": None, "not_yet": None, "after_close": None} if anonymous else {}
    tally = None if anonymous else written(*TEXTS)
    return console(
        stage=stage_at(2, **stage), counts=_counts(tally=tally, may_show=anonymous, **told), people=people, waiting=[]
    )


CONSOLES: Mapping[str, Callable[[], Scene]] = {
    "arrivals": lambda: _gathering(_door()),
    "nobody_yet": lambda: _gathering([]),
    "running": console,
    "calm": lambda: console(waiting=[], displays=0),
    "phone_left": lambda: console(
        people=[person(n, **({"phone_left": NOW - MINUTE, "asks_where": True} if n in (3, 8) else {})) for n in range(1, 13)],
        waiting=[],
    ),
    "phone_left_while_waiting": lambda: console(
        people=[person(n, **({"phone_left": NOW - MINUTE, "asks_where": True} if n == 3 else {})) for n in range(1, 13)],
        waiting=[alert(seat="s3", number=3, name=NAMES[2])],
    ),
    "slide": lambda: console(
        stage=stage_at(3, prompt=SLIDE, who_sees=None, open=False), agenda=lines_at(3), counts=None, waiting=[],
        next=words("Break", "Descanso"), next_step="break.1",
    ),
    "many_hints": lambda: console(
        stage=stage_at(2, hints=ALL_HINTS, content_note=NOTE, picture=PICTURE, on_display="nothing"), waiting=[]
    ),
    "slide_steps": lambda: console(
        stage=stage_at(3, prompt=STEPS_SLIDE, script=STEPS_SLIDE["text"], who_sees=None, open=False), agenda=lines_at(3),
        counts=None, waiting=[],
    ),
    "writing": lambda: _written("anonymous"),
    "written": lambda: _written("anonymous", open=False, revealed=True, results=written(*TEXTS), on_wall=[1, 3]),
    "written_few": lambda: _written("anonymous", open=False, results=written(*TEXTS[:3])),
    "written_to_leaders": lambda: _written("facilitator"),
    "commits": lambda: console(
        stage=stage_at(2, prompt=COMMITTED, who_sees="anonymous", open=False, revealed=True, results=COMMITS), waiting=[],
        counts=_counts(tally=None, passed=None, not_yet=None, after_close=None),
        people=[person(n, given=None, status=None, revision=0) for n in range(1, 13)],
    ),
    "moved": lambda: console(undo={"of": 40, "kind": "moved", "until": NOW + 10_000}),
    "paused": lambda: console(phase="paused", undo={"of": 40, "kind": "paused", "until": NOW + 10_000}),
    "two_wait": lambda: console(
        waiting=[alert(), alert(alert="a2", seat="s8", number=8, name="Rosa", standing="seen", seen_by="Dana R.")]
    ),
    "revealed": lambda: console(stage=stage_at(2, open=False, revealed=True, results=tally()), waiting=[]),
    "few": lambda: _anonymous(answered=3, few=True),
    "anonymous": lambda: _anonymous(answered=9),
    "private": lambda: console(
        stage=stage_at(2, who_sees="private"), counts=_counts(tally=None, may_show=False), waiting=[],
        people=[person(n, given=None) for n in range(1, 13)],
    ),
    "late_arrival": lambda: console(people=_late()),
    "last_step": lambda: console(
        agenda=lines_at(6), stage=stage_at(6, time_up=True, entered=NOW - 18 * MINUTE), next=None, next_step=None,
        waiting=[], fixed={"what": "end", "at": ENDS}, left_open={"alerts": 1, "texts": 4, "remote": 2, "door": 0},
    ),
    "removed": lambda: console(people=[*(person(n) for n in range(1, 12)), person(12, standing="removed", status=None)]),
    "ended": lambda: console(
        phase="ended", ended=NOW - 3_000, agenda=lines_at(6, ended=True), next=None, stage=stage_at(6, open=False),
        next_step=None, fixed=None, counts=None, undo={"of": 90, "kind": "ended", "until": NOW + 7_000},
    ),
    "full_house": lambda: console(
        rehearsal=True, people=[person(n) for n in range(1, 13)],
        group="The second group of Tuesday evening, room", waiting=[alert(), alert(alert="a2", seat="s8", number=8)],
    ),
}  # fmt: skip
"""The console's moments by name."""


def wall(**changes: Any) -> Scene:
    return {
        "kind": "display", "phase": "running", "group": "Tuesday group", "rehearsal": False, "code": None,
        "address": "group.example", "visit": asked(), "quiet": False, "speech": None, "dark": None, **changes,
    }  # fmt: skip


def asked(**changes: Any) -> dict[str, Any]:
    return {
        "number": 3,
        "step": "w01.urge",
        "prompt": PROMPT,
        "who_sees": "group",
        "open": True,
        "since": NOW - MINUTE,
        "due": None,
        "content_note": None,
        "picture": None,
        "results": None,
        **changes,
    }


WALLS: Mapping[str, Callable[[], Scene]] = {
    "unpaired": lambda: {"kind": "unpaired", "word": "LAMP"},
    "join": lambda: wall(phase="gathering", visit=None, code="LAMP27"),
    "join_later": lambda: wall(code="LAMP27"),
    "question": wall,
    "long_question": lambda: wall(visit=asked(prompt={"kind": "scale", "question": LONG_QUESTION, "labels": LABELS})),
    "slide": lambda: wall(visit=asked(prompt=SLIDE, who_sees=None, open=False)),
    "slide_steps": lambda: wall(visit=asked(prompt=STEPS_SLIDE, who_sees=None, open=False)),
    "slide_much": lambda: wall(visit=asked(prompt=MUCH, who_sees=None, open=False)),
    "slide_much_picture": lambda: wall(visit=asked(prompt=MUCH, who_sees=None, open=False, picture=PICTURE)),
    "english_only": lambda: wall(visit=asked(prompt=ENGLISH_ONLY, who_sees=None, open=False)),
    "slide_picture": lambda: wall(visit=asked(prompt=SLIDE, who_sees=None, open=False, picture=PICTURE)),
    "noted": lambda: wall(visit=asked(prompt={**PROMPT, "question": LONG_QUESTION}, content_note=NOTE)),
    "question_picture": lambda: wall(visit=asked(picture=PICTURE, content_note=NOTE)),
    "quiet": lambda: wall(visit=None, quiet=True),
    "writing": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous")),
    "none_up": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous", open=False, results=written())),
    "one_up": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous", open=False, results=written(TEXTS[0]))),
    "all_up": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous", open=False, results=written(*TEXTS))),
    "many_up": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous", open=False, results=written(*MANY_TEXTS))),
    "too_much": lambda: wall(visit=asked(prompt=WROTE, who_sees="anonymous", open=False, results=written(*LONG_TEXTS))),
    "commits": lambda: wall(visit=asked(prompt=COMMITTED, who_sees="anonymous", open=False, results=COMMITS)),
    "results": lambda: wall(visit=asked(open=False, results=tally())),
    "crowded": lambda: wall(visit=asked(open=False, results=tally((0, 10) + (5,) * 14 + NUMBERS * 2))),
    "closed": lambda: wall(visit=asked(open=False)),
    "paused": lambda: wall(phase="paused"),
    "ended": lambda: wall(phase="ended", visit=None),
    "removed": lambda: {"kind": "removed", "rehearsal": False, "help_lines": []},
}
"""The room's moments by name."""


def show(scene: Scene, n: int, assets: str, now: int = NOW) -> dict[str, Any]:
    """A Show as the server sends it; what does not fit the wire's models is refused here."""
    staff = {"kind": "staff", "staff": "d1", "name": "Dana R."}
    mine = staff if scene["kind"] == "facilitator" else {"kind": "nothing"}
    message = {"type": "show", "n": n, "now": now, "assets": assets, "scene": scene, "mine": mine}
    if scene["kind"] != "unpaired":
        Show.model_validate(message)
    return message
