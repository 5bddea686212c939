"""What goes wrong in a rehearsal follows from its seed, and everything that can goes wrong for everybody."""

from collections import Counter

import pytest

from goround.rehearsal.faults import DECK, DOWN_MS, LAG_MS, SLEEP_MS, Fault, Kills, SeatFaults


@pytest.mark.parametrize("seat", range(5))
def test_each_seat_meets_everything_before_anything_comes_again(seat: int) -> None:
    """Z2: every fault comes to every seat."""
    faults = SeatFaults(1, seat, on=True)
    for _ in range(3):
        met = Counter(faults.next() for _ in DECK)
        assert set(met) == set(Fault)
        assert all(count == 1 for fault, count in met.items() if fault is not Fault.NONE)


def test_the_same_seed_lets_the_same_go_wrong() -> None:
    """Z2."""

    def dealt(seed: int, seat: int) -> list[object]:
        faults = SeatFaults(seed, seat, on=True)
        return [(faults.next(), faults.lag(), faults.sleep(), faults.stays()) for _ in range(30)]

    assert dealt(7, 2) == dealt(7, 2)
    assert dealt(7, 2) != dealt(7, 3)
    assert dealt(7, 2) != dealt(8, 2)


def test_lags_and_sleeps_stay_within_their_bounds() -> None:
    faults = SeatFaults(1, 1, on=True)
    assert all(0 <= faults.lag() <= LAG_MS for _ in range(200))
    assert all(SLEEP_MS[0] <= faults.sleep() <= SLEEP_MS[1] for _ in range(200))


def test_without_faults_nothing_goes_wrong() -> None:
    faults = SeatFaults(1, 1, on=False)
    assert {faults.next() for _ in range(50)} == {Fault.NONE}
    kills = Kills(1, 10, on=False)
    assert not kills.owed
    assert not any(kills.sent() for _ in range(50))


@pytest.mark.parametrize("seed", range(20))
def test_the_server_is_killed_once_or_twice_among_so_many_frames(seed: int) -> None:
    """Z2: at a seeded moment; where the evening ends before, it still owes a kill."""
    kills = Kills(seed, 10, on=True)
    assert kills.owed
    assert sum(kills.sent() for _ in range(10)) in (1, 2)
    assert 0 <= kills.down() <= DOWN_MS
    kills.done = 1
    assert not kills.owed
