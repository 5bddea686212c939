"""Who may read an answer: with ``views`` the one address of secrecy. Nothing else reads answers out of a state."""

from collections.abc import Mapping
from types import MappingProxyType

from goround.domain.base import SeatId, StepRef
from goround.domain.people import Role, Viewer
from goround.domain.state import State
from goround.domain.steps import Visibility

READ_BY_LEADERS: Mapping[Visibility, bool] = MappingProxyType(
    {
        Visibility.PRIVATE: False,
        Visibility.FACILITATOR: True,
        Visibility.ANONYMOUS: False,
        Visibility.GROUP: True,
    }
)
"""Whether group leaders and their supervisor read single answers of a step (rules V1 to V4 of docs/spec.md)."""


def may_read(state: State, viewer: Viewer, step: StepRef, seat: SeatId) -> bool:
    """Whether this viewer may read what this seat gave to this step: allowed is only what stands here."""
    config = state.agenda.steps.get(step) if state.agenda else None
    if config is None or config.visibility is None or viewer.locked:
        return False
    if viewer.role is Role.PARTICIPANT:
        return viewer.id == seat
    if viewer.role in (Role.FACILITATOR, Role.SUPERVISOR):
        return READ_BY_LEADERS[config.visibility]
    return False


def may_be_named(state: State, step: StepRef) -> bool:
    """Whether leaders may see who has answered a step: never where the answers carry no name."""
    config = state.agenda.steps.get(step) if state.agenda else None
    return config is not None and config.visibility is not Visibility.ANONYMOUS
