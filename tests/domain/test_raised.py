"""Rule C14 of docs/spec.md: whoever may read the answer that raised an alert sees it with the alert, as it is now."""

from goround.domain import commands as c
from goround.domain.people import Viewer
from goround.domain.scenes import RaisedBy
from tests.domain.asks import locked_dana
from tests.domain.evenings import SAFE, URGE
from tests.domain.kinds import gives
from tests.domain.screens import console
from tests.domain.test_alarms import HIGH, begun
from tests.domain.test_erased import erased
from tests.playbook import Ask, Play, ann, ben, dana, sue

CALLS = gives(ben, SAFE, {"option": "call"})


def raised(play: Play, viewer: Viewer = dana) -> list[RaisedBy | None]:
    return [one.answer for one in console(play, viewer).waiting]


def given_as(answer: RaisedBy | None) -> dict[str, object]:
    assert answer and answer.given
    return answer.given.model_dump()


def test_the_answer_that_raised_an_alert_stands_with_it_and_with_its_question() -> None:
    """C14: a supervisor reads it too, as everywhere, without the name."""
    play = begun(HIGH, CALLS)
    for viewer in (dana, sue):
        high, calls = raised(play, viewer)
        assert given_as(high)["number"] == 9 and given_as(calls)["option"] == "call"
        assert high and high.prompt.kind == "scale" and not (high.changed or high.passed or high.erased)
    assert {one.name for one in console(play, sue).waiting} == {None}


def test_who_asked_for_a_person_gave_no_answer_for_it() -> None:
    """C14."""
    assert raised(begun(Ask(ann, c.NeedPerson()))) == [None]


def test_behind_the_lock_the_answer_is_not_there() -> None:
    """C14, V19."""
    assert raised(begun(HIGH, CALLS), locked_dana) == [None, None]


def test_an_answer_that_was_changed_or_taken_back_since_is_told_as_it_is_now() -> None:
    """C14."""
    [changed] = raised(begun(HIGH, Ask(ann, gives(ann, URGE, {"number": 2}).command)))
    assert changed and changed.changed and given_as(changed)["number"] == 2
    [passed] = raised(begun(HIGH, Ask(ann, c.Pass(step=URGE, revision=1))))
    assert passed and passed.passed and passed.given is None


def test_an_answer_whose_key_was_deleted_is_told_as_erased() -> None:
    """C14, V13."""
    [gone] = raised(erased(begun(HIGH), "ann"))
    assert gone and gone.erased and gone.given is None


def test_what_a_leader_has_stays_on_the_console_beside_what_is_new_until_it_is_done() -> None:
    """C13: also behind the lock, where the console tells how many of each."""
    play = begun(HIGH, Ask(dana, c.See(alert="a1")), CALLS)
    for viewer in (dana, sue, locked_dana):
        assert [one.standing for one in console(play, viewer).waiting] == ["seen", "open"]
    play.goes_on(Ask(dana, c.Resolve(alert="a1")))
    assert [one.standing for one in console(play).waiting] == ["open"]
