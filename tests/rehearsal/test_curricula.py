"""Every curriculum that is shipped is rehearsed on the real server over real connections, and everything is kept."""

import pytest

from goround.rehearsal.evening import Outcome
from tests.needs import DEEP
from tests.rehearsal.staged import EVENING, LED, Staged

pytestmark = [pytest.mark.command, pytest.mark.timeout(600)]

SEATS = (2, 3, 7, 15)
EVENINGS = [(path.stem,) for path in LED]
SIZES = [(ids, seats) for ids in [*EVENINGS, EVENING] for seats in SEATS]


def is_kept(outcome: Outcome) -> None:
    assert not outcome.wrong, "\n".join(outcome.wrong)
    assert outcome.steps == outcome.of
    assert outcome.answers > 0


@pytest.mark.parametrize(
    ("ids", "seats"), SIZES, ids=lambda value: value if isinstance(value, int) else "+".join(value)
)
async def test_an_evening_is_kept_whatever_goes_wrong(server: Staged, ids: tuple[str, ...], seats: int) -> None:
    """Z1: led from the sign-in to the end, with cuts, repeats, lag, old devices and sleeping phones; in the deep run and with seven also with kills."""
    kills = DEEP or (ids == EVENING and seats == 7)
    outcome = await server.rehearses(*ids, seats=seats, seed=seats, faults=True, kills=kills)
    is_kept(outcome)
    assert outcome.drops > 0 or seats == 2, "Two people may have luck in a short evening; more have none."
    assert outcome.restarts >= kills


async def test_an_evening_on_which_nothing_goes_wrong_drops_nothing(server: Staged) -> None:
    outcome = await server.rehearses("blk-first-look", seats=3)
    is_kept(outcome)
    assert (outcome.drops, outcome.restarts) == (0, 0)
