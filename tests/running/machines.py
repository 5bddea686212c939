"""What machines read from a server: its health and its metrics, by a client that knows nothing of the server's code."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families


@dataclass(frozen=True)
class Told:
    """An answer to a machine."""

    status: int
    text: str
    json: Any = None


async def ask(address: str, path: str, **headers: str) -> Told:
    """GET, with these headers."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    async with ClientSession() as asking, asking.get(address + path, headers=given) as answer:
        return Told(answer.status, await answer.text(), await answer.json() if "json" in answer.content_type else None)


async def metrics(address: str) -> "Metrics":
    """What Prometheus would take down."""
    told = await ask(address, "/metrics")
    assert told.status == 200, told.text
    return Metrics(told.text)


class Metrics:
    """Samples by name and labels."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def __call__(self, name: str, **labels: str) -> float:
        return self.samples.get((name, frozenset(labels.items())), 0.0)

    def labels(self, name: str) -> set[str]:
        """Every value of every label of a metric."""
        return {value for (called, labels) in self.samples if called == name for _, value in labels}
