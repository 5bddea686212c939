"""An evening for looking back: what people changed, took back, kept for themselves or gave without a name bears a word that the tests look for."""

from goround.domain import commands as c
from goround.domain.people import Mode
from goround.runtime.room import Room
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from tests.playbook import Ask, Past, ann, ben, close, dana, dee, end, fay, reveal_few
from tests.review.evening import EVENING, FIRST_PART, GATHERED, NAMES, SECOND_PART, after, lived, tells, writes
from tests.web.premises import DANA, Premises

CHANGED, TAKEN_BACK, FORMER_NAME, FORMER_LINE = "zebracrossing", "nightporter", "Wilhelmina", "harbourlight"
"""What was true for a while: of an answer, of one that became a pass, of a name, of a line to a mark."""
LEFT_OUT = (CHANGED, TAKEN_BACK, FORMER_NAME, FORMER_LINE)
EVERYBODY = (*NAMES.values(), "Gustavo", "Dana")
PLAN = "main.plan"
INSTEAD = "I turn the phone off"
"""What stands in the place of the answer that was changed."""


def wrote(words: str, revision: int = 0) -> c.Answer:
    return c.Answer(step=PLAN, revision=revision, answer={"text": words})


def _second_part() -> tuple[Past, ...]:
    """The second part, in which Deirdre takes back what she wrote, Benedict writes it anew, and the nameless words are shown."""
    past: list[Past] = []
    for one in SECOND_PART:
        if one == writes(ben):
            continue
        if one == writes(ann):
            past += [
                Ask(dee, wrote(f"{TAKEN_BACK} with Otis")),
                Ask(ben, wrote(f"{CHANGED} after work")),
                after(1, dee, c.Pass(step=PLAN, revision=1)),
                Ask(ben, wrote(INSTEAD, 1)),
            ]
        past.append(one)
        if one == tells(ben):
            past += [after(1, dana, close), Ask(dana, reveal_few)]
    return tuple(past)


PAST: tuple[Past, ...] = (
    GATHERED,
    Ask(fay, c.Join(name=FORMER_NAME, mode=Mode.ON_SITE, lang="es")),
    Ask(dana, c.Admit(seats=("fay",))),
    Ask(dana, c.Rename(seat="fay", name=NAMES["fay"])),
    FIRST_PART,
    Ask(dana, c.WordMark(mark="m1", words=f"{FORMER_LINE} and tears")),
    Ask(dana, c.WordMark(mark="m1", words="They laughed together")),
    _second_part(),
)
"""Up to the last round; nobody has ended it."""
WHOLE: tuple[Past, ...] = (PAST, after(1, dana, end))


async def looked_back_on(site: Premises, past: tuple[Past, ...] = WHOLE, *, rehearsal: bool = False) -> Room:
    """A room in which this was asked, stored to its last entry."""
    account = site.site.staff.find(DANA)
    assert account is not None
    opened = await open_session(site.site, "Tuesday group", EVENING, SignedIn(account, "evening"), rehearsal=rehearsal)
    await lived(opened, site.clock, *past)
    await opened.settled()
    return opened
