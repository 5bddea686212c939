"""``python -m bench``: measure and print tables. See docs/performance.md."""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import strftime

from bench import answers, memory, prompt, ready

PARTS = ("prompt", "answers", "memory", "ready")


def machine() -> str:
    """Where and when this was measured."""
    linux = platform.freedesktop_os_release().get("PRETTY_NAME", "") if platform.system() == "Linux" else ""
    load = os.getloadavg()[0]
    return (
        f"{strftime('%Y-%m-%d %H:%M')}   {os.cpu_count()} cores ({_processor()})   Python {platform.python_version()}   "
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
    parser.add_argument("--rounds", type=int, default=20, help="measured rounds of prompts and answers (default 20)")
    parser.add_argument("--servers", type=int, default=5, help="servers started for memory and ready (default 5)")
    parser.add_argument("--screens", default="12,50,200,1000", help="sizes of the prompt (default 12,50,200,1000)")
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
    }
    print(machine(), flush=True)
    for part in chosen.parts or PARTS:
        title, measure = measured[part]
        with tempfile.TemporaryDirectory(prefix="goround-bench-") as folder:
            print(f"\n{title}\n\n{measure(Path(folder))}", flush=True)


main()
