"""What a running server counts, as Prometheus reads it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from shutil import disk_usage

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from goround import __version__
from goround.journal.folder import DataFolder
from goround.runtime.figures import BOUNDS, Spread
from goround.web.snapshot import Snapshot

TAKEN = frozenset({"ok", "nothing", "repeat"})


def written(seen: Snapshot) -> bytes:
    """In Prometheus' text format. Looks at the disk: not for the event loop."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collected(seen))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, seen: Snapshot) -> None:
        self._seen = seen

    def collect(self) -> Iterable[Metric]:
        """Every family of metrics."""
        seen = self._seen
        yield _gauge("goround_build_info", "The version that runs.", "version", {__version__: 1})
        yield GaugeMetricFamily("goround_uptime_seconds", "Since the server was started.", seen.uptime_s)
        sessions = {name: seen.sessions[rehearsal] for name, rehearsal in (("no", False), ("yes", True))}
        yield _gauge("goround_sessions_live", "Sessions that have not ended.", "rehearsal", sessions)
        yield _gauge("goround_screens", "Screens with a live link.", "role", seen.screens)
        yield _asks(seen.asks)
        yield _refused(seen.asks)
        yield CounterMetricFamily("goround_entries", "Entries stored.", seen.entries)
        yield CounterMetricFamily("goround_not_stored", "Runs that the store did not take.", seen.not_stored)
        yield _histogram("goround_append_seconds", "From a room's run to its durable end.", seen.appends)
        yield _histogram("goround_view_pass_seconds", "From a pass's first screen to its last.", seen.passes)
        yield _histogram("goround_loop_lag_seconds", "How late the event loop came round.", seen.lag)
        yield from _disk(seen.folder)


def _asks(asks: Counter[tuple[str, str]]) -> Metric:
    family = CounterMetricFamily("goround_asks", "Asks, by what became of them.", labels=("type", "code"))
    for labels, count in sorted(asks.items()):
        family.add_metric(labels, count)
    return family


def _refused(asks: Counter[tuple[str, str]]) -> Metric:
    family = CounterMetricFamily("goround_refused", "Asks that were refused or could not be stored.", labels=("code",))
    refused: Counter[str] = Counter()
    for (_, code), count in asks.items():
        if code not in TAKEN:
            refused[code] += count
    for code, count in sorted(refused.items()):
        family.add_metric((code,), count)
    return family


def _disk(folder: Path) -> Iterator[Metric]:
    journal = DataFolder(folder).journal
    files = (journal, journal.with_name(f"{journal.name}-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    yield GaugeMetricFamily("goround_journal_bytes", "Size of the journal on disk.", size)
    yield GaugeMetricFamily("goround_disk_free_bytes", "Free space where the data lie.", disk_usage(folder).free)


def _gauge(name: str, told: str, label: str, values: "Counter[str] | dict[str, int]") -> Metric:
    family = GaugeMetricFamily(name, told, labels=(label,))
    for value, count in sorted(values.items()):
        family.add_metric((value,), count)
    return family


def _histogram(name: str, told: str, spread: Spread) -> Metric:
    bounds = [*(str(bound) for bound in BOUNDS), "+Inf"]
    buckets = list(zip(bounds, accumulate(spread.counts), strict=True))
    return HistogramMetricFamily(name, told, buckets=buckets, sum_value=spread.total)


__all__ = ["CONTENT_TYPE_LATEST", "written"]
