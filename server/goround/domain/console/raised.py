"""The answer that raised an alert, for whoever may read it: a leader goes to a person knowing what they gave."""

from goround.domain import scenes as sc
from goround.domain.base import Erased
from goround.domain.people import Viewer
from goround.domain.shadow import Withheld, is_erased
from goround.domain.state import Alert, State
from goround.domain.visibility import may_read


def raised_by(state: State, viewer: Viewer, alert: Alert) -> sc.RaisedBy | None:
    """What its person has given to that step now; None where they asked by themselves, and for who may not read it."""
    if alert.why is None or not may_read(state, viewer, alert.why, alert.seat):
        return None
    given = state.given_to(alert.why).get(alert.seat)
    if given is None:
        return None
    answer = given.answer
    return sc.RaisedBy(
        prompt=state.plan.steps[alert.why].prompt(),
        given=None if isinstance(answer, Erased) else answer,
        passed=given.passed,
        changed=given.revision > 1,
        erased=is_erased(answer),
        later=answer.later if isinstance(answer, Withheld) else None,
    )
