"""The load generator, with the bare server as its room: who hears a prompt, who is missing, and who has stalled."""

from collections.abc import Iterator

import pytest

from bench.child import Child

pytestmark = pytest.mark.command


@pytest.fixture(scope="module")
def crowd() -> Iterator[Child]:
    """Three screens and a leader."""
    with Child("bench.floor") as floor, Child("bench.crowd") as found:
        address = floor.line()
        found.ask(what="connect", group="lead", address=address, links=[("/lead", "")], shown=False)
        for group, count in (("two", 2), ("one", 1), ("spare", 1)):
            found.ask(what="connect", group=group, address=address, links=[("/screen", "")] * count, shown=False)
        yield found


def test_answers_at_once_are_each_heard(crowd: Child) -> None:
    said = crowd.ask(what="storm", group="two", texts=["a", "b"])
    assert len(said["took"]) == 2
    assert not said["refused"]
    assert said["missing"] == 0


def test_with_patience_who_hears_nothing_is_counted(crowd: Child) -> None:
    heard = crowd.ask(what="prompt", by="lead", text="now", hear="two", patience=0.2)
    assert heard["missing"] == 2, "The leader has loaded nothing: what is sent is no view."
    assert heard["took"] == []


def test_one_that_has_stalled_keeps_nobody_from_hearing(crowd: Child) -> None:
    crowd.ask(what="stall", group="one")
    said = crowd.ask(what="storm", group="one", texts=["a"], patience=0.2)
    assert said["missing"] == 1
    assert len(crowd.ask(what="storm", group="two", texts=["a", "b"])["took"]) == 2
    assert crowd.ask(what="unread", group="one") > 0
    crowd.ask(what="leave", group="one")
