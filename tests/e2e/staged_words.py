"""Words that stand on the screens of a staged evening: texts, hints, questions, and what people wrote."""

from typing import Any


def words(en: str, es: str | None = None) -> dict[str, str]:
    return {"en": en, "es": es or en}


def paragraphs(en: tuple[str, ...], es: tuple[str, ...]) -> dict[str, Any]:
    """A longer text of plain paragraphs."""

    def blocks(all_of_them: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{"kind": "paragraph", "runs": [{"style": "plain", "words": one}]} for one in all_of_them]

    return {"en": blocks(en), "es": blocks(es)}


SCRIPT = paragraphs(
    (
        "Take a breath and check in with your body. How strong is the urge right now, from 0 to 10?",
        "There is no wrong number. It is a snapshot, and it will change.",
    ),
    (
        "Respiren y noten su cuerpo. ¿Qué tan fuertes son las ganas ahora mismo, de 0 a 10?",
        "Ningún número está mal. Es una foto del momento, y va a cambiar.",
    ),
)
HINTS = [
    {"about": about, "text": paragraphs((en,), (es,))}
    for about, en, es in (
        ("look_for", "Call on nobody by name.", "No pidas a nadie por su nombre."),
        ("distress", "Most at 7 or more? Do the grounding first.", "¿La mayoría en 7 o más? Primero el anclaje."),
        ("paper", "Circle a number from 0 to 10 on your card.", "Marca un número del 0 al 10 en tu tarjeta."),
    )
]
ALL_HINTS = [
    {"about": about, "text": paragraphs((en,), (en,))}
    for about, en in (
        ("look_for", "Shoulders, hands, who looks at the door."),
        ("silence", "Wait. Count to ten. Say your own number."),
        ("one_voice", "Thank you. Let us hear from the other side of the room."),
        ("distress", "Walk out with them. The second leader goes on."),
        ("more", "The number is no grade."),
        ("remote", "Ask who is in the room with them."),
        ("paper", "Circle a number from 0 to 10 on your card."),
    )
]
SLIDE = {
    "kind": "slide",
    "heading": words("An urge is a wave", "Las ganas son una ola"),
    "text": paragraphs(
        ("It rises, it peaks, it falls. You can watch it.", "Most waves pass within half an hour."),
        ("Sube, llega arriba y baja. Puedes mirarla.", "Casi todas pasan en media hora."),
    ),
}
STEPS_SLIDE: dict[str, Any] = {
    **SLIDE,
    "text": {
        "en": [
            {
                "kind": "paragraph",
                "runs": [{"words": "When it comes, "}, {"style": "strong", "words": "slow down"}, {"words": "."}],
            },
            {
                "kind": "list",
                "ordered": True,
                "items": [[{"words": "Notice it."}], [{"words": "Name it."}], [{"words": "Let it pass."}]],
            },
        ],
        "es": [
            {
                "kind": "paragraph",
                "runs": [{"words": "Cuando lleguen, "}, {"style": "strong", "words": "baja el ritmo"}, {"words": "."}],
            },
            {
                "kind": "list",
                "ordered": True,
                "items": [
                    [{"words": "Nota que están ahí."}],
                    [{"words": "Ponles nombre."}],
                    [{"words": "Déjalas pasar."}],
                ],
            },
        ],
    },
}
ENGLISH_ONLY = {
    "kind": "slide",
    "heading": {"en": "An urge is a wave"},
    "text": {"en": STEPS_SLIDE["text"]["en"], "es": None},
}
MUCH = {
    "kind": "slide",
    "heading": words("What we agree on here", "En esto estamos de acuerdo aquí"),
    "text": {
        lang: [
            {"kind": "paragraph", "runs": [{"words": first}]},
            {"kind": "list", "ordered": False, "items": [[{"words": item}] for item in items]},
        ]
        for lang, first, *items in (
            ("en", "Five things hold us. You may pass at any time.", "What is said here stays here, with the limits that the law sets.", "One person talks at a time.", "We speak about ourselves.", "No numbers, no amounts, no places.", "If it gets too much, step out. Someone comes with you."),
            ("es", "Cinco cosas nos sostienen. Puedes pasar cuando quieras.", "Lo que se dice aquí se queda aquí, con los límites que pone la ley.", "Habla una persona a la vez.", "Hablamos de lo nuestro.", "Sin números, sin cantidades y sin lugares.", "Si es demasiado, sal un momento. Alguien te acompaña."),
        )
    },
}  # fmt: skip
PICTURE = {
    "sha256": "0" * 64,
    "alt": words("A wave that rises, peaks and falls", "Una ola que sube, llega a lo alto y baja"),
}
NOTE = words("This part talks about overdose. You can skip it.", "Esta parte habla de sobredosis. Puedes saltarla.")
WRITTEN_QUESTION = words("What helps you when it gets hard?", "¿Qué te ayuda cuando las cosas se ponen difíciles?")
WROTE = {"kind": "text", "question": WRITTEN_QUESTION, "example": None, "most_letters": 240}
TEXTS = (
    "I call my sister and walk with her until the urge has passed. Then I tell her that I am fine.",
    "music",
    "Music!",
    "Leaving early. Nobody has to know why.",
    "Un paso a la vez, y respirar hondo antes de contestar.",
    "My dog",
    "cold water",
    "I sit with it. Ten minutes are long, and then they are over.",
)
MANY_TEXTS = tuple(f"{number}. I walk for a while and then I call my sister" for number in range(1, 13))
LONG_TEXTS = tuple(f"{number}. {'Wwwhen it is Mmmonday, I goooo to mmmy ' * 3}" for number in range(1, 13))
COMMITTED = {
    "kind": "commit", "question": words("One small thing before we meet again?", "¿Una cosa pequeña antes de vernos otra vez?"),
    "suggestions": [
        {"id": "card", "words": words("Put my card where I see it", "Poner mi tarjeta donde la vea todos los días al despertar")},
        {"id": "call", "words": words("Call one person", "Llamar a una persona")},
        {"id": "sleep", "words": words("Go to bed before eleven", "Acostarme antes de las once")},
    ],
    "own": True, "closing": None, "most_letters": 140,
}  # fmt: skip
COMMITS = {
    "kind": "commit",
    "answers": 8,
    "texts": ["Walk before work", "I call my brother tonight"],
    "counts": {"card": 4, "call": 2, "sleep": 0},
}
