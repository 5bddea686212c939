"""``python -m bench``: measure and print tables. See docs/performance.md."""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import gmtime, strftime

from bench import answers, cost, evening, first_question, live_beside_reading, memory, others, prompt, ready, stalled
from bench.otree import default_place

PARTS = (
    "prompt", "answers", "memory", "ready", "cost", "evening", "live_beside_reading", "stalled", "first_question", "others",
)  # fmt: skip


def machine() -> str:
    """Where and when this was measured."""
    linux = platform.freedesktop_os_release().get("PRETTY_NAME", "") if platform.system() == "Linux" else ""
    load = os.getloadavg()[0]
    return (
        f"{strftime('%Y-%m-%d %H:%M', gmtime())} UTC   {os.cpu_count()} cores ({_processor()})   Python {platform.python_version()}   "
        f"{platform.system()} {platform.release()} {linux}   load at the start {load:.1f}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def main() -> None:
    """Run the chosen parts."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure the real server. Never fails on time."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=20, help="measured rounds of each part (default 20)")
    parser.add_argument("--servers", type=int, default=5, help="servers started for memory and ready (default 5)")
    parser.add_argument("--screens", default="12,50,200,1000", help="sizes of the prompt (default 12,50,200,1000)")
    parser.add_argument(
        "--venv", type=Path, default=default_place(), help="where oTree is, or is installed (default: the cache folder)"
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    sizes = [int(size) for size in chosen.screens.split(",")]
    measured: dict[str, tuple[str, Callable[[Path], str]]] = {
        "prompt": (
            "From the facilitator's Next to each screen's view; medians of rounds, ours and the floor's in turn",
            lambda folder: prompt.measure(folder, sizes, chosen.rounds),
        ),
        "answers": (
            "Answers at once, until every one is durable and acknowledged; medians of rounds",
            lambda folder: answers.measure(folder, chosen.rounds),
        ),
        "memory": (
            "Memory of the server before and after screens are attached and shown; medians of servers",
            lambda folder: memory.measure(folder, 1000, chosen.servers),
        ),
        "ready": (
            "From the start of the process to the first page; medians of starts",
            lambda folder: ready.measure(folder, chosen.servers),
        ),
        "cost": (
            "Processor time of the server for a prompt and an answer; medians of rounds, ours and the floor's in turn",
            lambda folder: cost.measure(folder, chosen.rounds),
        ),
        "evening": (
            "An evening that is over, from the ask to the first view of its replay; medians of openings, files read anew each time",
            lambda folder: evening.measure(folder, chosen.rounds),
        ),
        "live_beside_reading": (
            "A live room of 50, alone and while long evenings are opened and exported on the same server; all screens of all rounds",
            lambda folder: live_beside_reading.measure(folder, chosen.rounds),
        ),
        "stalled": (
            "One phone of fifty stops reading: what the others notice; all screens of all rounds",
            lambda folder: stalled.measure(folder),
        ),
        "first_question": (
            "The way in at 300 ms, 500 kbit/s and a processor six times slower, nothing cached; medians of people who join",
            lambda folder: first_question.measure(folder, chosen.rounds),
        ),
        "others": (
            "Beside oTree: medians of rounds, in turns",
            lambda folder: others.measure(folder, sizes, chosen.rounds, chosen.venv),
        ),
    }
    print(machine(), flush=True)
    for part in chosen.parts or PARTS:
        title, measure = measured[part]
        with tempfile.TemporaryDirectory(prefix="goround-bench-") as folder:
            print(f"\n{title}\n\n{measure(Path(folder))}", flush=True)


main()
