"""Rehearses the shipped evening under hundreds of seeds with faults, and prints those that fail with the command that repeats each: ``make soak``."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

GOROUND = Path(sys.executable).with_name("goround")
EVENING = ("curricula/blk-checkin-process.yaml", "curricula/w01b-riding-out-cravings.yaml")
FEWEST, MOST = 2, 15
LONGEST_S = 600


class Told(NamedTuple):
    """How a rehearsal ended."""

    status: int
    words: str


class Failing(NamedTuple):
    """A seed that fails, how it is repeated, and what was said."""

    seed: int
    command: str
    words: str


def command(seed: int, files: Iterable[str] = EVENING) -> list[str]:
    """The rehearsal of a seed; how many people come follows from it."""
    seats = Random(seed).randint(FEWEST, MOST)
    return ["rehearse", *files, "--seats", str(seats), "--seed", str(seed), "--faults"]


def rehearsed(words: list[str]) -> Told:
    """Run one rehearsal to its end."""
    try:
        told = subprocess.run(
            [GOROUND, *words], capture_output=True, text=True, check=False, timeout=LONGEST_S, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return Told(1, f"It had not ended after {LONGEST_S} seconds.")
    return Told(told.returncode, (told.stdout + told.stderr).strip())


def soak(
    seeds: Iterable[int], files: Iterable[str], run: Callable[[list[str]], Told] = rehearsed, at_once: int = 1
) -> Iterator[Failing]:
    """The seeds that fail, as they are found; so many are rehearsed at once."""
    kept = tuple(files)
    with ThreadPoolExecutor(at_once) as hands:
        rehearsals = [(seed, words := command(seed, kept), hands.submit(run, words)) for seed in seeds]
        try:
            for seed, words, rehearsal in rehearsals:
                told = rehearsal.result()
                if told.status:
                    yield Failing(seed, f".venv/bin/goround {' '.join(words)}", told.words)
        finally:
            hands.shutdown(cancel_futures=True)


def main() -> int:
    """Soak, and exit 1 where a seed fails."""
    reads = argparse.ArgumentParser(prog="make soak", description=__doc__)
    reads.add_argument("--seeds", type=int, default=200, help="how many (default: 200)")
    reads.add_argument("--first", type=int, default=1, help="the first seed (default: 1)")
    cores = os.cpu_count() or 1
    reads.add_argument("--at-once", type=int, default=cores, help=f"rehearsals side by side (default: {cores})")
    reads.add_argument("files", nargs="*", default=EVENING, help="curricula (default: the shipped evening)")
    chosen = reads.parse_args()
    began, failing = time.monotonic(), 0
    for one in soak(range(chosen.first, chosen.first + chosen.seeds), chosen.files, at_once=chosen.at_once):
        failing += 1
        print(f"seed {one.seed} fails. {one.command}\n{one.words}\n", flush=True)
    print(f"{chosen.seeds} seeds, {failing} failing, {time.monotonic() - began:.0f} seconds.")
    return int(failing > 0)


if __name__ == "__main__":
    sys.exit(main())
