"""Steps whose options are chosen, as an author writes them: short ones, the longest ones, and what a room tells of them."""

from typing import Any

from playwright.async_api import Page

from goround.domain.base import Lang
from goround.domain.steps.base import NotAccepted, Step, StepAnswer
from goround.domain.steps.check import Check
from goround.domain.steps.choice import Choice
from goround.domain.steps.multi import Multi
from goround.domain.steps.rank import Rank
from tests.e2e.phone_stage import SEAT, Json, Stage, given, mine, scene, visit
from tests.e2e.staged_scenes import words


def options(*pairs: tuple[str, str]) -> list[Json]:
    return [{"id": f"o{place}", "words": words(*pair)} for place, pair in enumerate(pairs)]


LONG = options(
    ("Talk with a person I trust before the evening starts, and say it plainly",
     "Hablar con una persona de confianza antes de que empiece la noche, claro"),
    ("Leave the house for ten minutes and walk slowly around the block once",
     "Salir de casa diez minutos y dar despacio una vuelta por la manzana"),
    ("Eat something warm and drink a large glass of water with it, sitting down",
     "Comer algo caliente y tomar un vaso grande de agua, con toda la calma"),
    ("Read the card that I wrote for a moment like this one, aloud if I can",
     "Leer en voz alta la tarjeta que escribí para un momento como este"),
    ("Call the line, day or night, and not wait until it has become worse",
     "Llamar a la línea, de día o de noche, sin esperar a que sea peor"),
    ("Breathe slowly until the wave has risen, reached its top, and fallen",
     "Respirar despacio hasta que la ola suba, llegue a lo alto y baje"),
    ("Responsibly postpone everything that is not needed for the next hour",
     "Responsabilizarme tranquilamente de lo imprescindible y posponer lo demás"),
    ("Something else that has already helped me on evenings like this one",
     "Otra cosa que ya me ha ayudado en otras noches parecidas a la de hoy"),
)  # fmt: skip
LONG_QUESTION = words(
    "What will you do in the first ten minutes tonight if the urge comes when you get home?",
    "¿Qué vas a hacer en los primeros diez minutos si esta noche, al llegar a casa, te vienen las ganas?",
)
PLAIN: Json = {"id": "x", "title": words("Title", "Título"), "minutes": 3}
CHOICE = Choice.model_validate(
    PLAIN
    | {
        "kind": "choice",
        "question": words("Which one will you try first this week?", "¿Cuál vas a probar primero esta semana?"),
        "options": options(
            ("Wait 20 minutes", "Esperar 20 minutos"),
            ("Call someone", "Llamar a alguien"),
            ("Go to another place", "Ir a otro lugar"),
        ),
    }
)
MULTI = Multi.model_validate(
    PLAIN
    | {
        "kind": "multi",
        "most": 2,
        "question": words("Where do you notice it first?", "¿Dónde lo notas primero?"),
        "options": options(
            ("Chest", "El pecho"), ("Stomach", "El estómago"), ("Hands", "Las manos"), ("Legs", "Las piernas")
        ),
    }
)
RANK = Rank.model_validate(
    PLAIN
    | {
        "kind": "rank",
        "top": 2,
        "question": words("Which tools fit your life best?", "¿Qué herramientas van mejor con tu vida?"),
        "options": options(
            ("Wait ten minutes", "Esperar diez minutos"), ("Move", "Moverme"), ("Call someone", "Llamar a alguien")
        ),
    }
)
TRUE = [{"id": "so", "words": words("True", "Cierto")}, {"id": "not-so", "words": words("Not true", "No es cierto")}]
WILL = words("Skills, people and treatment do the rest.", "El resto lo hacen la práctica y la gente.")
MINUTES = words("Minutes count. Then stay with the person.", "Cada minuto cuenta. Quédate con la persona.")
ITEMS: list[Json] = [
    {
        "id": "willpower", "question": words("Stopping only takes more willpower.", "Para parar basta la voluntad."),
        "options": TRUE, "right": "not-so", "because": WILL,
    },
    {
        "id": "waking",
        "question": words("A person will not wake up. What do you do?", "Una persona no despierta. ¿Qué haces?"),
        "options": options(("Let them sleep", "La dejo dormir"), ("Call for help", "Pido ayuda"), ("Wait", "Espero")),
        "right": "o1", "because": MINUTES,
    },
]  # fmt: skip
CHECK = Check.model_validate(
    PLAIN | {"kind": "check", "heading": words("True or not true?", "¿Cierto o no?"), "items": ITEMS}
)
STEPS: dict[str, Step] = {"choice": CHOICE, "multi": MULTI, "check": CHECK, "rank": RANK}
LONG_ITEMS = [
    {**ITEMS[1], "id": f"i{place}", "options": LONG[:4], "question": LONG_QUESTION, "right": f"o{place % 4}"}
    for place in range(6)
]
TWELVE = [{**one, "id": f"p{place}"} for place, one in enumerate([*LONG, *LONG[:4]])]
CROWDED: dict[str, Step] = {
    "choice": Choice.model_validate(CHOICE.model_dump() | {"question": LONG_QUESTION, "options": LONG}),
    "multi": Multi.model_validate(MULTI.model_dump() | {"question": LONG_QUESTION, "options": TWELVE}),
    "check": Check.model_validate(CHECK.model_dump() | {"items": LONG_ITEMS}),
    "rank": Rank.model_validate(RANK.model_dump() | {"question": LONG_QUESTION, "options": TWELVE[:10], "top": 5}),
}
"""As many and as long words as an author can write."""


def prompt(step: Step) -> Json:
    return step.prompt().model_dump(mode="json")


def accepted(step: Step, answer: Any) -> StepAnswer:
    """The answer as the server takes it; what it would refuse fails here."""
    taken = step.accept(answer)
    assert not isinstance(taken, NotAccepted), f"The server would refuse {answer}: {taken}"
    return taken


def tally(step: Step, draws: int = 9) -> Json:
    answers = [accepted(step, step.rehearse(draw * 2_654_435_761)) for draw in range(draws)]
    found = step.tally(answers)
    assert found is not None
    return found.model_dump(mode="json")


def told(step: Check, answer: Json) -> Json:
    """What the room tells a person who gave this."""
    known = step.told(step.accept(answer))  # type: ignore[arg-type]
    gave = given(standing="answered", revision=len(answer["items"]), answer={"kind": "check", **answer})
    return mine(for_you=True, given=gave | {"told": known.model_dump(mode="json")})


def seen(step: Step, **changes: Any) -> Json:
    """The step as phones and the room may see it."""
    plain = {"since": None, "content_note": None, "picture": None, "who_sees": "anonymous"}
    return visit(prompt(step), **{**plain, **changes})


COUNTS = {
    "choice": ["Wait 20 minutes: 1", "Call someone: 2", "Go to another place: 0"],
    "multi": ["Chest: 1", "Stomach: 2", "Hands: 0", "Legs: 1"],
    "check": ["True: 2", "The answer: Not true: 1", "Let them sleep: 1", "The answer: Call for help: 1", "Wait: 0"],
    "rank": [
        "Wait ten minutes: 2. place 1: 1, place 2: 1", "Move: 3. place 1: 1, place 2: 2",
        "Call someone: 1. place 1: 1",
    ],
}  # fmt: skip
GIVEN: dict[str, list[Json]] = {
    "choice": [{"option": "o0"}, {"option": "o1"}, {"option": "o1"}],
    "multi": [{"options": ["o0", "o1"]}, {"options": ["o1", "o3"]}],
    "check": [{"items": {"willpower": "so", "waking": "o1"}}, {"items": {"willpower": "so", "waking": "o0"}},
              {"items": {"willpower": "not-so"}}],
    "rank": [{"order": ["o0", "o1"]}, {"order": ["o1", "o0"]}, {"order": ["o2", "o1"]}],
}  # fmt: skip


def counted(kind: str) -> Json:
    found = STEPS[kind].tally([accepted(STEPS[kind], answer) for answer in GIVEN[kind]])
    assert found is not None
    return found.model_dump(mode="json")


async def open_phone(page: Page, stage: Stage, step: Step, lang: Lang = "en", **changes: Any) -> None:
    stage.lang, stage.scene = lang, scene(visit=seen(step, **changes))
    stage.mine = mine(for_you=True, lang=lang, given=given() | {"told": None})
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.locator("#screen h1").first.wait_for(state="attached")
    await page.evaluate("document.fonts.ready")
    await stage.until(lambda: stage.linked)
