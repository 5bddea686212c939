"""What a facilitator can ask that no curriculum holds: a question of one answer, ready in two taps, in own words if there is time."""

from typing import Literal

from goround.domain.base import Erased, Words
from goround.domain.steps import AnyStep
from goround.domain.steps.base import Option, Visibility
from goround.domain.steps.breathe import Breathe
from goround.domain.steps.choice import Choice
from goround.domain.steps.commit import Commit
from goround.domain.steps.scale import Scale
from goround.domain.steps.text import ShortText

AsideKind = Literal["scale", "choice", "text", "commit", "breathe"]
MINUTES = 3
ASKED_ALOUD = Words(en="Your answer to what was just asked", es="Tu respuesta a lo que se acaba de preguntar")
BREATHE = Words(en="Breathe together", es="Respiremos en grupo")
TITLE = Words(en="A question in between", es="Una pregunta aparte")


def aside(kind: AsideKind, question: str | Erased | None, number: int) -> AnyStep:
    """The step of the ``number``-th question in between.

    A number is for the leaders; what is chosen or written carries no name; what somebody takes along stays on the phone. What was asked in words that are erased reads as asked aloud.
    """
    asked = Words(en=question, es=question) if isinstance(question, str) else ASKED_ALOUD
    match kind:
        case "scale":
            return Scale(id=str(number), title=TITLE, minutes=MINUTES, core=False, question=asked)
        case "choice":
            options = (
                Option(id="yes", words=Words(en="Yes", es="Sí")),
                Option(id="in-part", words=Words(en="In part", es="En parte")),
                Option(id="no", words=Words(en="No", es="No")),
                Option(id="not-sure", words=Words(en="Not sure", es="No lo sé")),
            )
            return Choice(id=str(number), title=TITLE, minutes=MINUTES, core=False, question=asked, options=options)
        case "text":
            return ShortText(
                id=str(number),
                title=TITLE,
                minutes=MINUTES,
                core=False,
                question=asked,
                visibility=Visibility.ANONYMOUS,
            )
        case "commit":
            return Commit(id=str(number), title=TITLE, minutes=MINUTES, core=False, question=asked)
        case "breathe":
            heading = asked if isinstance(question, str) else BREATHE
            return Breathe(id=str(number), title=BREATHE, minutes=MINUTES, core=False, heading=heading, rounds=9)
