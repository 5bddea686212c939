"""Rules M13 and M14 of docs/spec.md: what can be led with people, and what its leader has to say yes to."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.agenda import Agenda
from goround.domain.curriculum import Curriculum, Review
from goround.domain.state import Phase
from tests.playbook import OPEN, REVIEWED, curriculum, dana, given, slide

WHOLE = curriculum("whole", slide("one"))
UNSEEN = curriculum("unseen", slide("two"), review=Review())
ENGLISH = curriculum("english", slide("three"), review=Review(clinician=REVIEWED.clinician))
SPOKEN = curriculum("spoken", slide("four"), review=Review(spanish=REVIEWED.spanish))


def family(block: Curriculum, *audience: str) -> Curriculum:
    return Curriculum.model_validate({**block.model_dump(), "audience": audience or ("family",)})


def opening(*blocks: Curriculum, confirmed: tuple[str, ...] = (), rehearsal: bool = False) -> c.Open:
    agenda = Agenda(blocks=blocks)
    return OPEN.model_copy(update={"agenda": agenda, "confirmed": confirmed, "rehearsal": rehearsal})


@pytest.mark.parametrize("audience", [("family",), ("participants", "family")])
def test_what_is_for_family_is_not_led_with_people_yet(audience: tuple[str, ...]) -> None:
    """M13: in whichever place it stands, reviewed and confirmed or not."""
    for_family = family(WHOLE, *audience)
    given().when(opening(for_family), by=dana).refused("no_family_seats")
    given().when(opening(UNSEEN, for_family, confirmed=("unseen", "whole")), by=dana).refused("no_family_seats")


def test_what_is_for_family_can_be_rehearsed() -> None:
    """M13."""
    play = given().when(opening(family(WHOLE), rehearsal=True), by=dana).then(e.Opened)
    assert play.state.phase is Phase.GATHERING and play.state.rehearsal


@pytest.mark.parametrize("block", [UNSEEN, ENGLISH, SPOKEN], ids=lambda block: block.id)
def test_what_lacks_a_review_needs_a_yes(block: Curriculum) -> None:
    """M14: of the clinician, of the translator, or of both."""
    given().when(opening(WHOLE, block), by=dana).refused("not_confirmed")
    given().when(opening(WHOLE, block, confirmed=("whole",)), by=dana).refused("not_confirmed")
    play = given().when(opening(WHOLE, block, confirmed=(block.id,)), by=dana).then(e.Opened)
    assert play.state.confirmed == (block.id,)


def test_each_curriculum_that_lacks_a_review_needs_a_yes_of_its_own() -> None:
    """M14."""
    given().when(opening(UNSEEN, ENGLISH, confirmed=("unseen",)), by=dana).refused("not_confirmed")
    given().when(opening(UNSEEN, ENGLISH, confirmed=("unseen", "english")), by=dana).then(e.Opened)


def test_what_is_reviewed_needs_none_and_a_rehearsal_needs_none() -> None:
    """M14."""
    given().when(opening(WHOLE), by=dana).then(e.Opened)
    given().when(opening(UNSEEN, rehearsal=True), by=dana).then(e.Opened)


def test_the_log_keeps_the_yes() -> None:
    """M14, M1."""
    play = given().when(opening(UNSEEN, confirmed=("unseen",)), by=dana).then(e.Opened)
    [entry] = play.log
    [first] = entry.events
    assert isinstance(first, e.Opened) and first.confirmed == ("unseen",)
    assert first.agenda.blocks[0].unreviewed == ("clinician", "spanish")
