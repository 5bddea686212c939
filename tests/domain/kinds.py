"""One step of every kind, as an author writes it, and sessions that are made of such steps."""

from typing import Any, get_args

from pydantic import JsonValue, TypeAdapter

from goround.domain import commands as c
from goround.domain.agenda import Agenda
from goround.domain.people import Viewer
from goround.domain.state import State
from goround.domain.steps import AnyAnswer, AnyStep, AnyTally, Slip, Step
from tests.playbook import OPEN, Ask, Later, curriculum

Written = dict[str, Any]
STEP: TypeAdapter[AnyStep] = TypeAdapter(AnyStep)
ANSWER: TypeAdapter[AnyAnswer] = TypeAdapter(AnyAnswer)
TALLY: TypeAdapter[AnyTally] = TypeAdapter(AnyTally)


def said(en: str) -> dict[str, str]:
    return {"en": en, "es": f"{en} (es)"}


def options(*ids: str) -> list[Written]:
    return [{"id": id, "words": said(f"Words of {id}")} for id in ids]


def item(id: str, right: str, *others: str) -> Written:
    return {
        "id": id,
        "question": said(f"Question of {id}?"),
        "options": options(right, *others),
        "right": right,
        "because": said(f"Because of {id}"),
    }


def _step(kind: str, **fields: Any) -> Written:
    staff: Written = {"script": said(f"Script of {kind}"), "hints": {"look_for": said(f"Hint of {kind}")}}
    staff |= {"remote": said(f"Remote of {kind}"), "sources": [f"Source of {kind}"]}
    return {"id": kind, "kind": kind, "title": said(f"Title of {kind}"), "minutes": 5, **staff, **fields}


QUESTION = {"question": said("What is it for you?")}
WRITTEN: dict[str, Written] = {
    "slide": _step("slide", heading=said("Good that you are here"), text=said("Breathe first.")),
    "scale": _step("scale", **QUESTION, labels={0: said("none"), 10: said("most")}),
    "choice": _step("choice", **QUESTION, options=options("rest", "move", "call")),
    "multi": _step("multi", **QUESTION, options=options("chest", "hands", "head"), most=2),
    "check": _step("check", heading=said("Worth knowing"), items=[item("alone", "no", "yes"), item("soon", "ten", "two", "day")]),
    "text": _step("text", **QUESTION, example=said("My sister called."), most_letters=40, visibility="anonymous"),
    "list": _step("list", **QUESTION, suggestions=options("walk", "tea", "sleep"), most=3),
    "rank": _step("rank", **QUESTION, options=options("move", "call", "eat", "rest"), top=3),
    "ifthen": _step("ifthen", **QUESTION, situations=options("payday", "fight"), responses=options("call", "walk", "wait")),
    "plan": _step(
        "plan",
        heading=said("My card"),
        text=said("You keep it."),
        fields=[
            {"id": "sign", "label": said("A sign"), "example": said("I stop calling"), "suggestions": options("tired")},
            {"id": "person", "label": said("A person"), "lines": 2},
        ],
    ),
    "breathe": _step("breathe", heading=said("Breathe with us"), text=said("Eyes open is fine."), seconds={"in": 4, "out": 6}),
    "commit": _step("commit", **QUESTION, suggestions=options("call", "walk"), closing=said("Good night.")),
    "goround": _step("goround", heading=said("One thing that helped"), text=said("Pass whenever you like."), seconds=45),
    "openfloor": _step("openfloor", heading=said("What stays with you"), text=said("Ask for the floor."), seconds=90),
    "break": _step("break", title=said("Tea")),
}  # fmt: skip
"""Of every kind one, with something in every field that only staff may read."""

ANSWERS: dict[str, tuple[JsonValue, ...]] = {
    "scale": ({"number": 3}, {"number": 10}),
    "choice": ({"option": "move"}, {"option": "rest"}),
    "multi": ({"options": ["hands", "chest"]}, {"options": ["head"]}),
    "check": ({"items": {"alone": "no"}}, {"items": {"alone": "yes", "soon": "ten"}}),
    "text": ({"text": "The heron came"}, {"text": "It rained"}),
    "list": ({"chosen": ["tea"], "own": ["my heron"]}, {"chosen": [], "own": ["a bath", "a book"]}),
    "rank": ({"order": ["call", "move"]}, {"order": ["call", "eat", "rest"]}),
    "ifthen": (
        {"situation": {"id": "payday"}, "response": {"own": "feed the heron"}},
        {"situation": {"own": "it rains"}, "response": {"id": "walk"}},
    ),
    "plan": ({"fields": {"sign": "I miss the heron"}}, {"fields": {"sign": "I stay in bed", "person": "Sam"}}),
    "breathe": ({"took_part": True}, {"took_part": True}),
    "commit": ({"chosen": ["call"], "own": []}, {"chosen": [], "own": ["see the heron"]}),
}
"""Two good answers to each kind that asks something; where a kind takes words, the first holds “heron”."""


def made(kind: str, **changes: Any) -> Step:
    """The step of this kind with some fields written otherwise; ``None`` leaves a field out."""
    written = {name: value for name, value in {**WRITTEN[kind], **changes}.items() if value is not None}
    return STEP.validate_python(written, context={"read_markup": _one_paragraph})


def _one_paragraph(words: str) -> list[Written]:
    return [{"kind": "paragraph", "runs": [{"words": words}]}]


def slips(kind: str, **changes: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Where an author has slipped, and in what."""
    found: list[Slip] = list(made(kind, **changes).slips())
    assert all(slip.what and slip.todo for slip in found)
    return [(slip.at, slip.code) for slip in found]


def kinds() -> set[str]:
    """Every kind there is."""
    return {kind.model_fields["kind"].default for kind in get_args(get_args(AnyStep)[0])}


def session(*steps: Step) -> c.Open:
    """The opening of a session of these steps: each is reached as ``k.<its id>``."""
    return evening(Agenda(blocks=(curriculum("k", *(STEP.validate_python(step) for step in steps)),)))


def evening(agenda: Agenda) -> c.Open:
    """The opening of a session with this agenda."""
    return OPEN.model_copy(update={"agenda": agenda})


def gives(who: Viewer, step: str, content: JsonValue, seat: str | None = None) -> Ask:
    """This person's answer, over whatever there is."""

    def command(state: State) -> c.Answer:
        given = state.given_to(step).get(seat or who.id)
        return c.Answer(step=step, revision=given.revision if given else 0, answer=content, seat=seat)

    return Ask(who, command)


def release(*pieces: int) -> Later:
    return lambda state: c.Release(visit=state.here or 0, pieces=pieces)


def withdraw(*pieces: int) -> Later:
    return lambda state: c.Withdraw(visit=state.here or 0, pieces=pieces)
