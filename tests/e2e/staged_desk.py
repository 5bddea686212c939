"""What the staff's pages are staged with: a home with a group that runs and evenings that are over, and the facts of an evening."""

from dataclasses import replace
from typing import Any

from goround.domain.base import Lang
from goround.domain.curriculum import Review
from goround.review.facts import facts
from goround.review.past import Past
from goround.web import home
from goround.web.export_files import Format
from goround.web.facts_sheet import sheet_of
from goround.web.facts_text import group_text, person_text
from goround.web.ghosts import NUMBERS
from goround.web.home import Typed
from goround.web.local_time import LocalTime
from goround.web.words import Speak
from tests.playbook import MINUTE, T0, curriculum, slide
from tests.review.evening import EVENING, FIRST_PART, GATHERED, played

ZONE = "America/Chicago"
SHELF = (
    *EVENING.blocks,
    curriculum("sleep", slide("rest", minutes=45), title="Sleep and the first weeks of a new life", review=Review()),
)


def pasts() -> list[Past]:
    """Two evenings: one in which somebody still waits, one that the clock ended and whose name was erased."""
    titles = tuple(block.title for block in EVENING.blocks)
    day = 24 * 60 * MINUTE
    return [
        Past("p1", "Tuesday group", titles, ZONE, T0 - 7 * day, T0 - 7 * day, T0 - 7 * day + 86 * MINUTE, False, 1, False),
        Past("p2", None, titles, ZONE, T0 - 9 * day, T0 - 9 * day, T0 - 9 * day + 186 * MINUTE, True, 0, False),
    ]  # fmt: skip


def rehearsals() -> list[Past]:
    """A rehearsal that is over, and in which a made-up person still waits."""
    titles = tuple(block.title for block in EVENING.blocks)
    return [Past("r1", "Practice group", titles, ZONE, T0 - MINUTE, T0, T0 + 40 * MINUTE, False, 1, True)]


def staged_home(lang: Lang, t: Speak, error: str | None) -> dict[str, Any]:
    state = played(GATHERED, FIRST_PART).state
    when = LocalTime(ZONE, t)
    told = [home.past(one, lang, t) for one in pasts()]
    return {
        "account": {"name": "Dana R."},
        "today": when.day(state.at),
        "now": state.at,
        "zone": ZONE,
        "curricula": list(home.choices(SHELF, (), lang)),
        "unfit": {"w03-sleep.yaml": "“minutes” is missing. Add it."},
        "asked": [],
        "running": [home.running("x1", state, lang, t, when)],
        "groups": home.groups([state], pasts()),
        "rehearsing": [home.running("x2", replace(played(GATHERED).state, rehearsal=True), lang, t, when)],
        "rehearsed": [home.past(one, lang, t) for one in rehearsals()],
        "ghosts": NUMBERS,
        "waits": [one for one in told if one["waits"]],
        "past": told,
        "values": Typed(group="Tuesday group", chosen=("main", "in"), breaks={"main": "x"}) if error else Typed(),
        "error": t(f"staff.error.{error}") if error else "",
        "error_at": "break" if error else None,
        "not_encrypted": True,
        "keeps_people_out": True,
    }


def staged_facts(lang: Lang, t: Speak, error: str | None) -> dict[str, Any]:
    sheet = sheet_of(facts(played().log, 0), lang, t)
    return {
        "account": {"name": "Dana R."},
        "session": "x1",
        "sheet": sheet,
        "group_text": group_text(sheet, t),
        "people": tuple((one, person_text(one)) for one in sheet.people),
        "formats": tuple(Format),
    }


def staged_sign_in(lang: Lang, t: Speak, error: str | None) -> dict[str, Any]:
    return {"values": {"account": "dana"}, "error": error}


STAFF_PAGES = {"sign_in": staged_sign_in, "home": staged_home, "facts": staged_facts}
