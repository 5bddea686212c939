"""Figures as people read them: percentiles, medians over rounds, and tables in Markdown."""

from collections.abc import Sequence
from statistics import median

MOST_SHARE = 0.6
"""Above this share of its core the load generator would measure itself."""


def percentile(ordered: Sequence[int], percent: float) -> int:
    """The value below which so many of a hundred lie (nearest rank)."""
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]


def ms(nanoseconds: float) -> str:
    """Milliseconds with three figures."""
    value = nanoseconds / 1e6
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def share(shares: Sequence[float]) -> str:
    """What the load generator took of its core, with a mark where that is too much to believe the row."""
    found = median(shares)
    return f"{found:.0%}" + (" (!)" if found > MOST_SHARE else "")


def against(met: bool, target: str) -> str:
    """A target, and whether this run met it. A bench tells; it never fails."""
    return f"{target}: {'met' if met else 'missed'}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns aligned for a terminal too."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, *rows)
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
