"""A soak rehearses many seeds and names those that fail, each with the command that repeats it."""

from threading import Barrier

from tools.soak import FEWEST, MOST, Told, command, soak


def test_failing_seeds_are_told_with_the_command_that_repeats_them() -> None:
    """Z6."""
    asked: list[list[str]] = []

    def run(words: list[str]) -> Told:
        asked.append(words)
        return Told(1, "Not everything was kept:") if words[words.index("--seed") + 1] == "3" else Told(0, "")

    failing = list(soak(range(1, 6), ["an-evening.yaml"], run))
    assert [one.seed for one in failing] == [3]
    assert len(asked) == 5
    assert failing[0].command == f".venv/bin/goround {' '.join(asked[2])}"
    assert failing[0].words == "Not everything was kept:"


def test_seeds_that_are_rehearsed_side_by_side_are_told_in_their_order() -> None:
    """Z6."""
    both = Barrier(2, timeout=10)

    def run(words: list[str]) -> Told:
        both.wait()
        return Told(1, "Not everything was kept:")

    assert [one.seed for one in soak(range(1, 5), ["an-evening.yaml"], run, at_once=2)] == [1, 2, 3, 4]


def test_how_many_come_follows_from_the_seed() -> None:
    seats = [int(words[words.index("--seats") + 1]) for words in map(command, range(100))]
    assert set(seats) <= set(range(FEWEST, MOST + 1))
    assert len(set(seats)) > 5
    assert command(7) == command(7)
    assert "--faults" in command(7)
